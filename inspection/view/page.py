"""One page as the reader sees it: header, questions, cards with furniture.

A page opens itself with `open_page`, asks with `ask` and shows with `chart`,
`rows`, `tiles` and `note`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from inspection import charts
from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.settings import ROOT
from inspection.showing import basis
from inspection.showing.answer import Answer, blank, is_base_bound
from inspection.showing.columns import MISSING, written
from inspection.text import table as words
from inspection.text import text
from inspection.view import links
from inspection.view.answers import ask
from inspection.view.cards import Card, Figure, HalfFigure
from inspection.view.filters import Filters, Offers

# Alerts shown at once; the rest opens.
FIRST_ALERTS = 7


class Alert(NamedTuple):
    """One sentence, the page it leads to, and what that page is asked."""

    sentence: str
    target: str
    query: Mapping[str, str]


class Tile(NamedTuple):
    """One figure: its name among the words, its column, and columns told beside it."""

    name: str
    column: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """What a page needs to ask and to show."""

    name: str
    lang: str
    filters: Filters
    offered: Offers
    scope: Scope
    snapshot: Snapshot
    # Whether the reader asked for this snapshot, not just for the newest.
    is_pinned: bool = False

    @cached_property
    def view(self) -> list[tuple[str, str]]:
        """The present filters, and the snapshot where it is pinned, as parameters of a link."""
        pinned = self.snapshot.id if self.is_pinned else None
        return links.parameters(self.filters, self.offered, lang=self.lang, snapshot=pinned)

    @cached_property
    def query(self) -> dict[str, list[str]]:
        """The same as values by name."""
        found: dict[str, list[str]] = {}
        for key, value in self.view:
            found.setdefault(key, []).append(value)
        return found

    def say(self, key: str, **values: object) -> str:
        """Words in the reader's language."""
        return text(key, self.lang, **values)

    def ask(self, question: str, **more: object) -> Answer:
        """The answer under the filters of the frame; `more` adds to them or overrides."""
        answer = ask(question, self.filters.params | more, self.scope, self.snapshot)
        if self.filters.beyond_base and is_base_bound(answer.question):
            return blank(answer)
        return answer

    @property
    def sees_classes(self) -> bool:
        """Whether the reader may see classes beside named enterprises."""
        return self.scope.may_see_names and self.scope.may_see_class

    def badge(self) -> dict[str, Any]:
        """How fresh the data are and what they rest on."""
        whole = {"as_of": self.snapshot.data_date, "units": None}
        return self.ask("data_badge", **whole).one()

    def carried(self) -> list[str]:
        """Words that every figure carries: the page's own warning, then those of the data."""
        warning = f"{self.name}.warning"
        own = [self.say(warning)] if warning in words() else []
        return own + basis.notes(self.badge(), self.lang)

    @property
    def chart_options(self) -> dict[str, Any]:
        """An image of a chart would leave without the page's warning, so there is none."""
        return {"displayModeBar": False} if f"{self.name}.warning" in words() else {}

    def plain(self, sentence: str) -> None:
        """A quiet sentence that the data bring along."""
        st.caption(sentence)

    def alerts(self, key: str, found: Sequence[Alert]) -> None:
        """A card with one line per alert, each with its link; the first ones at once."""
        with self.card(key):
            for alert in found[:FIRST_ALERTS]:
                self.alert(alert)
            if not found:
                self.note(f"{key}_none")
            if more := found[FIRST_ALERTS:]:
                label = self.say(f"{key}_more", count=len(more))
                rest = st.expander(label, key=f"{self.name}.alerts", on_change="rerun")
                for alert in more if rest.open else ():
                    with rest:
                        self.alert(alert)

    def alert(self, alert: Alert) -> None:
        """One line; a rule may name a page that this installation does not have."""
        if page_file(alert.target).is_file():
            self.link(alert.target, alert.sentence, **alert.query)
        else:
            st.markdown(alert.sentence)

    def note(self, key: str, **values: object) -> None:
        """A quiet sentence."""
        st.caption(self.say(key, **values))

    def card(self, key: str, **values: object) -> Card:
        """A bordered part with a title and a line on how to read it."""
        return Card(self, key, values)

    def chart(
        self,
        key: str,
        answer: Answer,
        figure: Figure,
        *,
        picks: str | None = None,
        config: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        """A card with one figure, or a sentence where it is empty; a click sets filter `picks`."""
        with self.card(key, **values) as card:
            card.furnish(answer)
            card.chart(answer, figure, picks=picks, config=config)

    def rows(
        self,
        key: str,
        answer: Answer,
        columns: Sequence[str] | None = None,
        *,
        height: int | None = None,
        **values: object,
    ) -> None:
        """A card with a table; it scrolls beyond `height` pixels where given."""
        with self.card(key, **values) as card:
            card.furnish(answer)
            card.table(answer, columns, height)

    def listed(self, **questions: str) -> None:
        """A card with the rows of each question, under the words of its name."""
        for name, question in questions.items():
            self.rows(f"{self.name}.{name}", self.ask(question))

    def named_rows(self, key: str, question: str, **more: object) -> None:
        """A card with rows of named firms, for those who may see names."""
        if self.scope.may_see_names:
            self.rows(key, self.ask(question, **more))

    def halves(self, key: str, answer: Answer, figure: HalfFigure, **values: object) -> None:
        """A card with one figure in two halves: side by side, on a narrow screen stacked."""
        with self.card(key, **values) as card:
            card.furnish(answer)
            halves = charts.halves_of(answer.rows)
            for half, column in zip(halves, side_by_side(len(halves)), strict=True):
                with column:
                    card.chart(answer, partial(figure, half=half), part=f"half{half}")

    def tiles(
        self, area: str, row: Mapping[str, Any], tiles: Sequence[Tile], part: str = ""
    ) -> None:
        """Figures of one row, side by side, as many as fit; `part` where an area has several."""
        with st.grid(len(tiles), min_column_width=142, gap="small"):
            for tile in tiles:
                with st.container(
                    border=True, height="stretch", key=f"tile_{area}{part}_{tile.name}"
                ):
                    self.tile(area, row, tile)

    def tile(self, area: str, row: Mapping[str, Any], tile: Tile) -> None:
        """Name, figure and what is told beside it.

        Plain text: the framework's own tile shows nothing until the code of the charts is loaded.
        """
        name = self.say(f"{area}.tile_{tile.name}")
        figure = written(tile.column, row[tile.column], self.lang)
        lines = [name, f"**{figure}**", self.beside(area, tile, row)]
        told = "\n\n".join(line for line in lines if line)
        st.markdown(told, help=self.say(f"{area}.tile_{tile.name}_help"))

    def beside(self, area: str, tile: Tile, row: Mapping[str, Any]) -> str | None:
        """The small line under a tile's figure."""
        if not tile.beside:
            return None
        if all(row[name] is None for name in tile.beside):
            return MISSING
        values = {name: written(name, row[name], self.lang) for name in tile.beside}
        return self.say(f"{area}.tile_{tile.name}_beside", **values)

    def tabs(self, sections: Mapping[str, Callable[["Page"], None]]) -> None:
        """Tabs bound to the URL; only the open one asks and draws."""
        labels = [self.say(f"{self.name}.tab_{name}") for name in sections]
        drawn = st.tabs(labels, key=f"{self.name}.tab", on_change="rerun", bind="query-params")
        for tab, draw in zip(drawn, sections.values(), strict=True):
            if tab.open:
                with tab:
                    draw(self)

    def choice(self, key: str, word: str, options: Sequence[str], **more: Any) -> str | None:
        """One of several values, bound to the URL."""
        return st.selectbox(self.say(word), options, key=key, bind="query-params", **more)

    def words(self, key: str, word: str, **more: Any) -> str:
        """A text the reader types, bound to the URL, exactly as typed."""
        return st.text_input(self.say(word), key=key, bind="query-params", **more)

    def warn(self, key: str, **values: object) -> None:
        """A sentence that must not be overlooked."""
        st.warning(self.say(key, **values))

    def lead(self, sentence: str) -> None:
        """The sentence a page opens with."""
        st.header(sentence, anchor=False)

    def contribution(self) -> None:
        """Under filters that the base cannot follow: what the rows contribute instead."""
        if self.filters.beyond_base:
            self.rows("frame.contribution", self.ask("contribution"))

    def link(self, target: str, label: str, **filters: str) -> None:
        """A link to another page under the present filters, some of them overridden."""
        query = self.query | filters
        st.page_link(page_file(target), label=label, query_params=query)

    def switch(self, key: str, options: Mapping[str, str]) -> str:
        """One of a few views, bound to the URL; the name of the chosen one."""
        labels = {name: self.say(word) for name, word in options.items()}
        chosen = st.segmented_control(
            self.say(f"{key}_label"),
            list(labels.values()),
            default=next(iter(labels.values())),
            required=True,
            key=key,
            bind="query-params",
            label_visibility="collapsed",
        )
        return next(name for name, label in labels.items() if label == chosen)

    def number(self, key: str, word: str, default: float, **limits: Any) -> float:
        """A number the reader sets, bound to the URL."""
        return st.number_input(
            self.say(word), value=default, key=key, bind="query-params", **limits
        )


def page_file(name: str) -> Path:
    """The file of a page."""
    return ROOT / "pages" / f"{name}.py"


def side_by_side(widths: int | Sequence[int] = 2) -> Sequence[AbstractContextManager]:
    """Columns that stack on a narrow screen: how many, or how wide each is."""
    return st.columns(widths, gap="small")
