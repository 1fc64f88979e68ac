"""One page as the reader sees it: sentences, cards with furniture, tiles and tabs.

A page opens itself with `open_page`, asks with `ask` and shows with `chart`,
`rows`, `tiles` and `note`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import streamlit as st

from inspection import charts
from inspection.showing import basis, findings
from inspection.showing.answer import Answer
from inspection.showing.withheld import withheld
from inspection.text import LANGUAGES, text
from inspection.view import sentences
from inspection.view.cards import Button, Card, Figure, HalfFigure
from inspection.view.language import carried_over
from inspection.view.reading import Reading
from inspection.view.tiles import Tile, draw_tiles


class Page(Reading):
    """What a page needs to show."""

    def note(self, key: str, **values: object) -> None:
        """A quiet sentence."""
        sentences.caption(self.say(key, **values))

    def strong(self, key: str, **values: object) -> None:
        """A sentence that answers what the part is asked, in bold."""
        self.stress(self.say(key, **values))

    def stress(self, sentence: str) -> None:
        """A sentence of several parts that answers, in bold."""
        sentences.bold(sentence)

    def plain(self, sentence: str) -> None:
        """A quiet sentence that the data bring along."""
        sentences.caption(sentence)

    def warn(self, key: str, **values: object) -> None:
        """A sentence that must not be overlooked."""
        sentences.warning(self.say(key, **values))

    def lead(self, sentence: str) -> None:
        """The sentence a page opens with."""
        sentences.header(sentence)

    def card(self, key: str, finding: str = "", /, **values: object) -> Card:
        """A bordered part with a title, or what its rows show, and a line on how to read it."""
        return Card(self, key, values, finding)

    def chart(
        self,
        key: str,
        answer: Answer,
        figure: Figure,
        *,
        picks: str | None = None,
        config: Mapping[str, Any] | None = None,
        finds: str = "",
        **values: object,
    ) -> None:
        """A card with one figure, or a sentence where it is empty; a click sets filter `picks`.

        Where a figure has several forms, `finds` is the one whose finding stands in the title.
        """
        with self.card(key, self.find(finds or key, answer), **values) as card:
            card.furnish(answer)
            card.chart(answer, figure, picks=picks, config=config)

    def find(self, key: str, answer: Answer) -> str:
        """What the rows of a card show; empty where they allow no finding."""
        return "" if answer.is_blank else findings.finding(key, answer.rows, self.lang, self.terms)

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
        with self.card(key, self.find(key, answer), **values) as card:
            card.furnish(answer)
            halves = charts.halves_of(answer.rows)
            for half, column in zip(halves, side_by_side(len(halves)), strict=True):
                with column:
                    card.chart(answer, partial(figure, half=half), part=f"half{half}")

    def tiles(
        self,
        area: str,
        row: Mapping[str, Any],
        tiles: Sequence[Tile],
        *,
        of: Sequence[Answer],
        part: str = "",
        whole: Mapping[str, Any] | None = None,
    ) -> None:
        """Figures of one row, side by side, as many as fit; `part` where an area has several.

        The row is made `of` these answers: what they do not follow is told below. What stands
        in `whole` too is of enterprises in the row, and of all kinds there.
        """
        blank = _blank_columns(row, tiles, of)
        left = [one for one in tiles if one.column in blank]
        shown = [one for one in tiles if one.column not in blank]
        hidden = frozenset() if self.scope.may_see_small_cells else withheld(row, of)
        draw_tiles(self, area, row, shown, part, whole, hidden)
        for note in sorted({blank[one.column] for one in left}):
            self.tell_left(area, [one.name for one in left if blank[one.column] == note], note)
        if of:
            button = Button(self, f"{area}.tiles{part}")
            button.furnish_several({label: partial(_given, one) for label, one in labels(self, of)})
        self.tell_unfollowed(of)

    def tell_unfollowed(self, of: Sequence[Answer]) -> None:
        """Which filters in use what is shown does not follow, a line per answer."""
        for answer in of:
            if told := self.told(answer.unfollowed):
                sentences.caption(
                    self.say("frame.unfollowed_of", title=basis.title(answer, self.lang), told=told)
                )

    def tell_unfiltered(self, taken: Collection[str] = ()) -> None:
        """Which filters in use do nothing to what no question gives; `taken` are those that do."""
        if told := self.told(self.unfollowed(taken, {})):
            sentences.caption(told)

    def tell_left(self, area: str, names: Sequence[str], note: str) -> None:
        """Which tiles are not there, and why."""
        said = self.joined(self.say(f"{area}.tile_{name}") for name in names)
        self.note("frame.tiles_left", tiles=said, why=self.say(note))

    def shows_tab(self, name: str) -> bool:
        """Whether this tab is the open one, asked before the tabs are drawn."""
        key = f"{self.name}.tab"
        held = st.session_state.get(key) or st.query_params.get(key)
        return held in [text(f"{key}_{name}", lang) for lang in LANGUAGES]

    def tabs(self, sections: Mapping[str, Callable[["Page"], None]]) -> None:
        """Tabs bound to the URL; only the open one asks and draws."""
        words = [f"{self.name}.tab_{name}" for name in sections]
        key, labels = f"{self.name}.tab", [self.say(word) for word in words]
        with carried_over(key, words, self.lang):
            drawn = st.tabs(labels, key=key, on_change="rerun", bind="query-params")
        for tab, draw in zip(drawn, sections.values(), strict=True):
            if tab.open:
                with tab:
                    draw(self)


def _given(answer: Answer) -> Answer:
    return answer


def labels(page: Reading, answers: Sequence[Answer]) -> list[tuple[str, Answer]]:
    """Answers with their titles; of one asked twice also of which kinds of entity."""
    titles = [basis.title(answer, page.lang) for answer in answers]
    kinds = [
        basis.parameter_value("kinds", answer.params.get("kinds") or None, page.lang)
        for answer in answers
    ]
    told = [
        page.say("furniture.of_kinds", title=title, kinds=kind)
        if titles.count(title) > 1
        else title
        for title, kind in zip(titles, kinds, strict=True)
    ]
    return list(zip(told, answers, strict=True))


def _blank_columns(
    row: Mapping[str, Any], tiles: Sequence[Tile], of: Sequence[Answer]
) -> dict[str, str]:
    """Columns that these answers leave blank, or that are summed from such, and why."""
    held = {name: one.blank_note for one in of for name in one.rows.column_names}
    found = {name: note for name, note in held.items() if note}
    if found:
        note = next(iter(found.values()))
        summed = [one.column for one in tiles if one.column not in held]
        found |= {name: note for name in summed if row[name] is None}
    return found


def side_by_side(widths: int | Sequence[int] = 2) -> Sequence[AbstractContextManager]:
    """Columns that stack on a narrow screen: how many, or how wide each is."""
    return st.columns(widths, gap="small")
