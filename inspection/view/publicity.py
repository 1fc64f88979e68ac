"""Behind 公示与处置: how fast rows are published, and the file of the public result notice."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pyarrow as pa
import streamlit as st

from inspection import charts
from inspection.data import audit
from inspection.inference import survival
from inspection.showing import exported
from inspection.showing import workbook as sheets
from inspection.showing.answer import Answer
from inspection.text import text
from inspection.view.cards import XLSX
from inspection.view.controls import switch
from inspection.view.page import Page

MAX_SPEEDS = 64
CSV = "text/csv"
# The notice is Chinese for every reader.
CHINESE = "zh"
# Which rows the notice has, and the words for it.
NOTICE_ROWS = {
    "to_publish": ("publicity.notice_to_publish", False),
    "published": ("publicity.notice_published", True),
}
Maker = Callable[[Page, Answer], bytes]


def draw_speed(page: Page) -> None:
    """Curves of publication per unit, and when half is published."""
    times = page.ask("publication_times")
    if not times:
        page.rows("publicity.speed", times)
        return
    limit = times.rows["limit_days"][0].as_py()
    key = repr((sorted(times.params.items()), page.scope, page.snapshot.id, page.lang))
    found, summed = _curves(key, times.rows, page.say("publicity.all_units"), limit)
    figure = partial(charts.publication_curves, limit_days=limit)
    page.halves("publicity.speed", replace(times, rows=found), figure)
    page.rows("publicity.halfway", replace(times, rows=summed), limit=limit)


@st.cache_data(max_entries=MAX_SPEEDS, show_spinner=False)
def _curves(key: str, _times: pa.Table, total: str, limit_days: int) -> tuple[pa.Table, pa.Table]:
    found = survival.curves(_times, total)
    return found, survival.summary(found, limit_days)


def draw_notice(page: Page) -> None:
    """Rows to publish or published, in the columns of the public notice, as two files."""
    if not page.scope.may_see_names:
        page.note("publicity.notice_not_allowed")
        return
    with page.card("publicity.notice") as card:
        chosen = switch(page, "publicity.rows", {k: word for k, (word, _) in NOTICE_ROWS.items()})
        notice = page.ask("result_notice", is_public=NOTICE_ROWS[chosen][1])
        # Its files are the public ones alone.
        with card.head:
            card.explain(notice)
        notice_files(page, notice)
        card.table(notice)


def notice_files(page: Page, notice: Answer) -> None:
    """Buttons that make the two files when they are pressed."""
    with st.container(horizontal=True):
        for ending, (make, mime) in MAKERS.items():
            st.download_button(
                page.say(f"publicity.notice_{ending}"),
                partial(_made, page, notice, make),
                file_name=exported.file_name(notice, page.snapshot, page.called, CHINESE, ending),
                mime=mime,
                key=f"publicity_notice_{ending}",
                on_click="ignore",
                disabled=not notice,
            )


def headings(notice: Answer) -> dict[str, str]:
    """Headings of the notice, which are Chinese for every reader."""
    return {name: text(f"publicity.notice_{name}") for name in notice.rows.column_names}


def csv_file(page: Page, notice: Answer) -> bytes:
    """The notice as CSV: title, day, place and marks below the rows."""
    return sheets.csv_file(notice.rows, headings(notice), notice_head(page, notice))


def workbook(page: Page, notice: Answer) -> bytes:
    """The notice as a workbook of one sheet: it is for the public, so nothing inner goes along."""
    around = sheets.Sheets(
        text("publicity.notice_sheet"), "", headings(notice), CHINESE, notice_head(page, notice)
    )
    return sheets.workbook(notice.rows, (), around)


def notice_head(page: Page, notice: Answer) -> tuple[str, ...]:
    """Title, day and place of the notice; that it is a demonstration where it is one."""
    day = exported.day_of(notice, page.snapshot)
    place = exported.place_of(notice, page.called, CHINESE)
    told = text("publicity.notice_head", day=f"{day:%Y-%m-%d}", place=place)
    demo = [text("badge.synthetic")] if page.badge()["is_synthetic"] else []
    return text("publicity.notice_sheet"), told, *demo


MAKERS: dict[str, tuple[Maker, str]] = {"xlsx": (workbook, XLSX), "csv": (csv_file, CSV)}


def _made(page: Page, notice: Answer, make: Maker) -> bytes:
    audit.record_export(notice.question.name, notice.params, page.scope, page.snapshot.id)
    return make(page, notice)
