"""A card: a bordered part of a page with title, furniture and what it shows.

The furniture – table and definition with SQL – is made once here, and only while
its popover is open; the workbook of the rows beside it, when it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection import charts
from inspection.data import audit, columns
from inspection.data.questions import Question
from inspection.showing import basis, exported
from inspection.showing.answer import Answer
from inspection.showing.arranged import arranged
from inspection.showing.english import place_of, placed_rows
from inspection.showing.plain import marked_up, marked_up_rows
from inspection.showing.withheld import withheld_cells
from inspection.text import table as words
from inspection.view import links, sentences, tables
from inspection.view.controls import number
from inspection.view.reading import Reading
from inspection.view.watermark import picture_marks, watermark

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Figure = Callable[[pa.Table, str], charts.Figure]
# A figure in two halves, which takes `half` as well.
HalfFigure = Callable[..., charts.Figure]


class Card:
    """A bordered part of a page; used as a context for what stands inside."""

    opener = "furniture.open"
    # Parts the keys of cards of one kind.
    part = ""

    def __init__(
        self, page: Reading, key: str, values: Mapping[str, object], finding: str = ""
    ) -> None:
        self.page, self.key, self.values = page, key, values
        self.box = st.container(border=True, gap="xsmall")
        self.head = self.box.container(horizontal=True, vertical_alignment="center", gap="small")
        said = finding or self.worded("title")
        sentences.header(said, self.head, anchor=links.anchor(key), width="stretch")
        sentences.caption(self.worded("note"), self.box)

    def worded(self, part: str) -> str:
        """Title or note; after the deadline one that foretells nothing, where there is such."""
        key = f"{self.key}_{part}"
        over = f"{key}_over"
        return self.page.say(over if self.page.is_over and over in words() else key, **self.values)

    def __enter__(self) -> "Card":
        self.box.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.box.__exit__(*error)

    def furnish(self, answer: Answer) -> None:
        """Workbook; table and definition with SQL behind one button; filters not followed."""
        # Side by side also where the title leaves no room for both.
        with self.head.container(horizontal=True, width="content", gap="small"):
            self.draw_export(answer)
            self.explain(answer)

    def explain(self, answer: Answer) -> None:
        """Table and definition with SQL behind one button; filters not followed."""
        if told := self.page.told(answer.unfollowed):
            sentences.caption(told, self.box)
        popover = st.popover(
            self.page.say("furniture.open"),
            type="tertiary",
            key=self.named("furniture"),
            on_change="rerun",
        )
        if popover.open:
            with popover:
                self.draw_furniture(answer)

    def furnish_several(self, asked: Mapping[str, Callable[[], Answer]], part: str = "") -> None:
        """The same for figures of several answers: which, the reader chooses by title.

        `part` where a page has several cards under one key.
        """
        if not asked:
            return
        popover = self.head.popover(
            self.page.say(self.opener),
            type="tertiary",
            key=self.named(f"furniture{part}"),
            on_change="rerun",
        )
        if popover.open:
            with popover:
                label = self.page.say("furniture.choose")
                title = st.selectbox(label, list(asked), key=self.named(f"of{part}"))
                answer = asked[title]()
                self.draw_export(answer)
                self.draw_furniture(answer)

    def draw_export(self, answer: Answer) -> None:
        """The workbook of the rows, beside what shows them; made when it is asked for."""
        page = self.page
        st.download_button(
            page.say("furniture.download"),
            partial(export_workbook, page, answer),
            file_name=exported.file_name(answer, page.snapshot, page.called, page.lang, "xlsx"),
            mime=XLSX,
            key=self.named("download"),
            type="tertiary",
            on_click="ignore",
            disabled=not answer or answer.is_blank,
        )

    def draw_furniture(self, answer: Answer) -> None:
        """What the button opens."""
        page = self.page
        question = answer.question
        title = basis.title(answer, page.lang)
        sentences.named(title, question.name)
        sentences.caption(page.say("furniture.rule", value=basis.rule(question, page.lang)))
        self.draw_measured(answer)
        if answer.is_blank:
            self.tell_blank(answer)
            return
        rows = arranged(question.name, answer.rows)
        tables.draw_table(
            rows,
            page.lang,
            alt=title,
            view=page.view,
            question=question.name,
            hidden=withheld_cells(replace(answer, rows=rows)),
        )
        for note in page.carried():
            sentences.caption(note)
        st.code(question.definition, language="sql", height=240)

    def draw_measured(self, answer: Answer) -> None:
        """The metrics of an answer in full, and up to which day it counts."""
        lang = self.page.lang
        for told in basis.measured(answer.question, lang):
            sentences.caption(told)
        sentences.caption(" ".join(basis.counted_on(answer, self.page.snapshot.data_date, lang)))

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
        if not answer or answer.is_blank:
            self.tell_blank(answer)
            return
        rows = marked_up_rows(placed_rows(answer.rows, self.page.lang))
        drawn = figure(rows, self.page.lang)
        key = self.named(f"{part}{worn_theme()}")
        st.plotly_chart(
            charts.signed(drawn, [marked_up(part) for part in self.marks(answer)]),
            key=key,
            alt=self.page.say(f"{self.key}_alt", **self.values),
            config=charts.config(self.page.lang)
            | self.picture(answer)
            | self.page.chart_options
            | dict(config or {}),
            on_select=partial(pick, key, picks) if picks else "ignore",
            selection_mode="points",
        )

    def picture(self, answer: Answer) -> dict[str, Any]:
        """The name of its picture, as a file has it."""
        page = self.page
        name = exported.file_name(answer, page.snapshot, page.called, page.lang, "png")
        return {"toImageButtonOptions": {"filename": name.removesuffix(".png")}}

    def marks(self, answer: Answer) -> list[str]:
        """What stands at the foot of a picture; filters that it does not follow by name."""
        told = self.page.told(answer.unfollowed)
        return [*self.page.signature, *([told] if told else []), *picture_marks(self.page)]

    def table(
        self, answer: Answer, columns: Sequence[str] | None = None, height: int | None = None
    ) -> None:
        """The rows themselves."""
        if answer and not answer.is_blank:
            page = self.page
            alt = page.say(f"{self.key}_title", **self.values)
            name = answer.question.name
            laid = answer.rows if columns else arranged(name, answer.rows)
            self.tell_listed(laid)
            laid = laid.slice(0, tables.listed(laid))
            tables.draw_table(
                laid.select(list(columns)) if columns else laid,
                page.lang,
                alt=alt,
                view=page.view,
                question=name,
                height=height,
                hidden=withheld_cells(replace(answer, rows=laid)),
            )
        else:
            self.tell_blank(answer)

    def tell_listed(self, rows: pa.Table) -> None:
        """How many rows a long table lists, and where all of them are."""
        if (first := tables.listed(rows)) < rows.num_rows:
            told = {"first": f"{first:,}", "count": f"{rows.num_rows:,}"}
            sentences.caption(self.page.say("frame.listed", **told))

    def tell_blank(self, answer: Answer) -> None:
        """Why there is nothing to show, in one line."""
        sentences.caption(self.page.say(answer.blank_note or "frame.empty"))

    def sheet(
        self, rows: pa.Table, part: str = "title", hidden: tables.Hidden = tables.NOT_HIDDEN
    ) -> None:
        """Rows that no question gives."""
        page, alt = self.page, self.page.say(f"{self.key}_title")
        tables.draw_table(rows, page.lang, alt=f"{alt} {part}", view=page.view, hidden=hidden)

    def definition(self, question: Question) -> None:
        """A question in full: what it answers, on what grounds, and its SQL."""
        page = self.page
        title = question.title_zh if page.lang == "zh" else question.title_en
        sentences.named(title, question.name)
        if page.lang != "zh":
            sentences.caption(page.say("furniture.about_en", value=question.about_en))
        sentences.caption(page.say("furniture.grain", value=basis.grain(question, page.lang)))
        sentences.caption(page.say("furniture.rule", value=basis.rule(question, page.lang)))
        params = [basis.parameter_label(name, page.lang) for name in question.params]
        taken = columns.written("params", params, page.lang) if params else ""
        taken = taken or page.say("furniture.no_params")
        sentences.caption(page.say("furniture.params", value=taken))
        for told in basis.measured(question, page.lang):
            sentences.caption(told)
        st.code(question.definition, language="sql", height=420)

    def facts(self, row: Mapping[str, Any], names: Sequence[str]) -> None:
        """Texts of one row under their headings; what is missing is a dash."""
        for name in names:
            label = columns.heading(name, self.page.lang)
            sentences.labelled(label, str(row[name] or columns.MISSING))

    def numbers(self, area: str, defaults: Mapping[str, float], **limits: Any) -> dict[str, float]:
        """Numbers side by side, by name."""
        places = st.columns(len(defaults), gap="small")
        found = {}
        for place, (name, default) in zip(places, defaults.items(), strict=True):
            with place:
                key, word = f"{area}.{name}", f"{area}.number_{name}"
                found[name] = number(self.page, key, default, word, **limits)
        return found

    def named(self, part: str) -> str:
        """Key of an element of this card; a class name in the page, so without a dot."""
        return f"{self.key}_{part}{self.part}".replace(".", "_")


class Button(Card):
    """The furniture of figures that stand outside of cards: the button alone."""

    opener = "furniture.open_above"

    def __init__(self, page: Reading, key: str) -> None:
        self.page, self.key, self.values = page, key, {}
        self.box = self.head = st.container(horizontal=True, horizontal_alignment="right")


def worn_theme() -> str:
    """A mark of the dark theme: the browser colours a chart once, so each theme has its own."""
    return "_dark" if st.context.theme.type == "dark" else ""


def export_workbook(page: Reading, answer: Answer) -> bytes:
    """The workbook of an answer, made when it is asked for, and logged."""
    audit.record_export(answer.question.name, answer.params, page.scope, page.snapshot.id)
    notes = [*page.carried(), watermark(page.scope, page.lang)]
    return exported.workbook(answer, page.snapshot, notes, page.lang, page.called)


def pick(chart_key: str, filter_key: str) -> None:
    """A click on a mark sets the filter; a click on the only chosen value frees it."""
    points = st.session_state[chart_key]["selection"]["points"]
    told = points[0].get("customdata") if points else None
    if told and told[0] is not None:
        value = place_of(unescape(str(told[0])))
        st.session_state[filter_key] = [] if st.session_state[filter_key] == [value] else [value]
