"""One page as the reader sees it: header, questions, cards with furniture.

A page opens itself with `open_page`, asks with `ask` and shows with `chart`,
`rows`, `tiles` and `note`. The furniture – table, definition with SQL, workbook –
is made once here, and only while its popover is open.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from inspection import audit, charts
from inspection.access import Scope
from inspection.text import text
from inspection.view import basis, numbers, tables
from inspection.view.answers import Answer, ask
from inspection.view.filters import Filters, Offers
from inspection.warehouse import Snapshot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Figure = Callable[[pa.Table, str], charts.Figure]


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

    def say(self, key: str, **values: object) -> str:
        """Words in the reader's language."""
        return text(key, self.lang, **values)

    def ask(self, question: str, **more: object) -> Answer:
        """The answer under the filters of the frame; `more` adds to them or overrides."""
        return ask(question, self.filters.params | more, self.scope, self.snapshot)

    def badge(self) -> dict[str, Any]:
        """How fresh the data are and what they rest on."""
        return self.ask("data_badge").one()

    def carried(self) -> list[str]:
        """Words that every figure carries."""
        return basis.notes(self.badge(), self.lang)

    def note(self, key: str, **values: object) -> None:
        """A quiet sentence."""
        st.caption(self.say(key, **values))

    def card(self, key: str, **values: object) -> "Card":
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
        self, key: str, answer: Answer, columns: Sequence[str] | None = None, **values: object
    ) -> None:
        """A card with a table."""
        with self.card(key, **values) as card:
            card.furnish(answer)
            card.table(answer, columns)

    def tiles(self, area: str, answer: Answer, tiles: Sequence[Tile]) -> None:
        """Figures of a question of one row, side by side, as many as fit."""
        row = answer.one()
        with st.grid("auto", min_column_width=150, gap="small"):
            for tile in tiles:
                st.metric(
                    self.say(f"{area}.tile_{tile.name}"),
                    numbers.shown(tile.column, row[tile.column]),
                    delta=self.beside(area, tile, row),
                    delta_color="off",
                    delta_arrow="off",
                    help=self.say(f"{area}.tile_{tile.name}_help"),
                    border=True,
                    height="stretch",
                )

    def beside(self, area: str, tile: Tile, row: Mapping[str, Any]) -> str | None:
        """The small line under a tile's figure."""
        if not tile.beside:
            return None
        values = {name: numbers.shown(name, row[name]) for name in tile.beside}
        return self.say(f"{area}.tile_{tile.name}_beside", **values)

    def tabs(self, sections: Mapping[str, Callable[["Page"], None]]) -> None:
        """Tabs bound to the URL; only the open one asks and draws."""
        labels = [self.say(f"{self.name}.tab_{name}") for name in sections]
        drawn = st.tabs(labels, key=f"{self.name}.tab", on_change="rerun", bind="query-params")
        for tab, draw in zip(drawn, sections.values(), strict=True):
            if tab.open:
                with tab:
                    draw(self)

    def number(self, key: str, word: str, default: float, **limits: Any) -> float:
        """A number the reader sets, bound to the URL."""
        return st.number_input(
            self.say(word), value=default, key=key, bind="query-params", width=220, **limits
        )

    def draw_furniture(self, key: str, answer: Answer) -> None:
        """What the button opens."""
        question = answer.question
        st.markdown(f"**{basis.title(answer, self.lang)}** `{question.name}`")
        st.caption(self.say("furniture.rule", rule=question.rule))
        tables.draw_table(answer.rows, self.lang, alt=basis.title(answer, self.lang))
        st.download_button(
            self.say("furniture.download"),
            partial(export_workbook, self, answer),
            file_name=f"{question.name}_{self.filters.as_of:%Y%m%d}.xlsx",
            mime=XLSX,
            key=f"{key}_download".replace(".", "_"),
            on_click="ignore",
        )
        for note in self.carried():
            st.caption(note)
        st.code(question.sql, language="sql", height=240)


class Card:
    """A bordered part of a page; used as a context for what stands inside."""

    def __init__(self, page: Page, key: str, values: Mapping[str, object]) -> None:
        self.page, self.key, self.values = page, key, values
        self.box = st.container(border=True, gap="xsmall")
        self.head = self.box.container(horizontal=True, vertical_alignment="center", gap="small")
        self.head.markdown(f"#### {page.say(f'{key}_title', **values)}", width="stretch")
        self.box.caption(page.say(f"{key}_note", **values))

    def __enter__(self) -> "Card":
        self.box.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.box.__exit__(*error)

    def furnish(self, answer: Answer) -> None:
        """Table, definition with SQL and workbook behind one button."""
        popover = self.head.popover(
            self.page.say("furniture.open"),
            type="tertiary",
            key=self.named("furniture"),
            on_change="rerun",
        )
        if popover.open:
            with popover:
                self.page.draw_furniture(self.key, answer)

    def chart(
        self,
        answer: Answer,
        figure: Figure,
        *,
        picks: str | None = None,
        config: Mapping[str, Any] | None = None,
        part: str = "chart",
    ) -> None:
        """One figure; a click sets filter `picks`."""
        if not answer:
            self.page.note("frame.empty")
            return
        st.plotly_chart(
            figure(answer.rows, self.page.lang),
            key=self.named(part),
            alt=self.page.say(f"{self.key}_alt", **self.values),
            config=charts.config(self.page.lang) | dict(config or {}),
            on_select=partial(pick, self.named(part), picks) if picks else "ignore",
            selection_mode="points",
        )

    def table(self, answer: Answer, columns: Sequence[str] | None = None) -> None:
        """The rows themselves."""
        if answer:
            alt = self.page.say(f"{self.key}_title", **self.values)
            tables.draw_table(answer.rows, self.page.lang, alt=alt, columns=columns)
        else:
            self.page.note("frame.empty")

    def named(self, part: str) -> str:
        """Key of an element of this card; a class name in the page, so without a dot."""
        return f"{self.key}_{part}".replace(".", "_")


def export_workbook(page: Page, answer: Answer) -> bytes:
    """The workbook of an answer, made when it is asked for, and logged."""
    audit.record_export(answer.question.name, answer.params, page.scope, page.snapshot.id)
    return basis.workbook(answer, page.snapshot, page.carried(), page.lang)


def pick(chart_key: str, filter_key: str) -> None:
    """A click on a mark sets the filter; a click on the only chosen value frees it."""
    points = st.session_state[chart_key]["selection"]["points"]
    if points:
        value = points[0]["customdata"][0]
        st.session_state[filter_key] = [] if st.session_state[filter_key] == [value] else [value]


def side_by_side(count: int = 2) -> Sequence[AbstractContextManager]:
    """Columns that stack on a narrow screen."""
    return st.columns(count, gap="small")
