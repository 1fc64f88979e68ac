"""The tab 报告: a paper of the chosen unit, the province or each unit; made, kept, taken away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from inspection.errors import InspectionError
from inspection.report.kinds import KINDS
from inspection.view import sentences
from inspection.view.controls import one_of, toggle
from inspection.view.page import Page
from inspection.view.watermark import file_marks

if TYPE_CHECKING:
    from inspection.report.making import Made, Maker, Order

# What was made last, with what it was made for.
MADE = "evaluation.papers_made"
MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
Files = dict[str, bytes]


def draw_papers(page: Page) -> None:
    """Which paper, a button, and its files; nothing for a reader who may have none."""
    with page.card("evaluation.papers"):
        if not page.scope.may_report:
            page.note("evaluation.papers_refused")
            page.tell_unfiltered(("as_of", "units"))
            return
        kind = one_of(page, "evaluation.paper", list(KINDS), "evaluation.paper")
        page.note(f"evaluation.paper_{kind}_about")
        page.tell_unfiltered(("as_of", "units"))
        is_every = toggle(page, "evaluation.every_paper")
        place = _told(page, is_every)
        page.note("evaluation.papers_place", place=place)
        label = page.say("evaluation.make_papers")
        asked = (kind, place, page.filters.as_of, page.snapshot.id)
        if st.button(label, key="evaluation_make_papers", type="primary"):
            _make(page, kind, is_every, asked)
        _offer(page, asked)


def _told(page: Page, is_every: bool) -> str:
    """Whom the papers are about."""
    if is_every:
        return page.say("evaluation.every_place")
    return "、".join(page.labels("unit")) or page.say("frame.province")


def _make(page: Page, kind: str, is_every: bool, asked: tuple[object, ...]) -> None:
    """Make and keep the papers, telling how far it is; what is refused is said."""
    # Heavy, and needed by those alone who take a paper away.
    from inspection.report.making import Maker, keep, make_all

    maker = Maker(page.scope, page.snapshot, page.filters.as_of)
    bar = st.progress(0.0)

    def show(done: int, count: int, note: str) -> None:
        bar.progress(done / count, note)

    try:
        orders = _orders(page, maker, kind, is_every)
        for order in orders:
            maker.check(order)
        found = list(make_all(maker, orders, show))
        for one in found:
            keep(one, maker)
    except InspectionError as error:
        sentences.error(str(error))
        return
    finally:
        bar.empty()
    st.session_state[MADE] = (asked, _files(page, found))


def _orders(page: Page, maker: "Maker", kind: str, is_every: bool) -> "Sequence[Order]":
    from inspection.report.making import FORMATS, Order

    if is_every:
        return maker.every([kind], FORMATS)
    units = page.filters.chosen("unit") or [None]
    return [Order(kind, unit) for unit in units]


def _files(page: Page, found: "list[Made]") -> Files:
    """Each file by its name; of several papers all in one."""
    from inspection.report.packing import bundle

    files = {one.name: one.content for one in found}
    if len({one.order for one in found}) == 1:
        return files
    kind = page.say(f"evaluation.paper_{found[0].order.kind}")
    name = f"{kind}_{page.filters.as_of:%Y%m%d}.zip"
    return {name: bundle(files, page.filters.as_of)}


def _offer(page: Page, asked: tuple[object, ...]) -> None:
    """The files made for what is chosen now."""
    made_for, files = st.session_state.get(MADE, (None, {}))
    if made_for != asked:
        return
    page.note("evaluation.papers_ready")
    with st.container(horizontal=True, gap="small"):
        for name, content in files.items():
            stem, _, ending = name.rpartition(".")
            taken = f"{stem}{file_marks(page.scope)}.{ending}"
            label = page.say("evaluation.take_paper", form=ending.upper())
            key = f"evaluation_take_{ending}"
            st.download_button(label, content, taken, MIMES[ending], key=key, on_click="ignore")
