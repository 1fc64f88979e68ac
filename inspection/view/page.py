"""One page as the reader sees it: header, questions, cards with furniture.

A page opens itself with `open_page`, asks with `ask` and shows with `chart`,
`rows`, `tiles` and `note`. The furniture – table, definition with SQL, workbook –
is made once here, and only while its popover is open.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection import audit, charts
from inspection.access import Scope
from inspection.text import text
from inspection.view import basis, tables
from inspection.view.answers import Answer, ask
from inspection.view.filters import Filters, Offers
from inspection.warehouse import Snapshot

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Figure = Callable[[pa.Table, str], charts.Figure]


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

    def note(self, key: str, **values: object) -> None:
        """A quiet sentence."""
        st.caption(self.say(key, **values))

    def card(self, key: str, answer: Answer | None = None, **values: object) -> Any:
        """A bordered part with title, furniture and a line on how to read it."""
        box = st.container(border=True, gap="xsmall")
        head = box.container(horizontal=True, vertical_alignment="center", gap="small")
        head.markdown(f"#### {self.say(f'{key}_title', **values)}", width="stretch")
        if answer is not None:
            self.furniture(key, answer, head)
        box.caption(self.say(f"{key}_note", **values))
        return box

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
        with self.card(key, answer, **values):
            if not answer:
                self.note("frame.empty")
                return
            chart_key = f"{key}_chart".replace(".", "_")
            st.plotly_chart(
                figure(answer.rows, self.lang),
                key=chart_key,
                alt=self.say(f"{key}_alt", **values),
                config=charts.config(self.lang) | dict(config or {}),
                on_select=partial(pick, chart_key, picks) if picks else "ignore",
                selection_mode="points",
            )

    def rows(
        self, key: str, answer: Answer, columns: Sequence[str] | None = None, **values: object
    ) -> None:
        """A card with a table."""
        with self.card(key, answer, **values):
            if answer:
                alt = self.say(f"{key}_title", **values)
                tables.draw_table(answer.rows, self.lang, alt=alt, columns=columns)
            else:
                self.note("frame.empty")

    def furniture(self, key: str, answer: Answer, place: Any) -> None:
        """Table, definition with SQL and workbook behind one button."""
        popover = place.popover(
            self.say("furniture.open"),
            type="tertiary",
            key=f"{key}_furniture".replace(".", "_"),
            on_change="rerun",
        )
        if popover.open:
            with popover:
                self.draw_furniture(key, answer)

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
        for note in basis.notes(self.snapshot, self.lang):
            st.caption(note)
        st.code(question.sql, language="sql", height=240)


def export_workbook(page: Page, answer: Answer) -> bytes:
    """The workbook of an answer, made when it is asked for, and logged."""
    audit.record_export(answer.question.name, answer.params, page.scope, page.snapshot.id)
    return basis.workbook(answer, page.snapshot, page.lang)


def pick(chart_key: str, filter_key: str) -> None:
    """A click on a mark sets the filter; a click on the only chosen value frees it."""
    points = st.session_state[chart_key]["selection"]["points"]
    if points:
        value = points[0]["customdata"][0]
        st.session_state[filter_key] = [] if st.session_state[filter_key] == [value] else [value]


def side_by_side(count: int = 2) -> Sequence[AbstractContextManager]:
    """Columns that stack on a narrow screen."""
    return st.columns(count, gap="small")
