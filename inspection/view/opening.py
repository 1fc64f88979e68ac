"""What the frame prepares and a page opens: snapshot, scope, filters, header."""

from dataclasses import replace

import streamlit as st

from inspection.data import warehouse
from inspection.data.access import VISITOR, Scope, current_user
from inspection.serving.bootstrap import ensure_snapshot
from inspection.text import text
from inspection.view import answers, filters, header, moving, offers
from inspection.view.page import Page


def prepare_frame(places: filters.Places, lang: str) -> None:
    """Draw the sidebar and keep what every page needs. Runs before each page."""
    answers.interrupt_previous()
    scope = reader()
    newest = served_snapshot(lang)
    if scope.reads_bulletin:
        st.session_state["frame"] = public_page(lang, newest)
        st.session_state["refused"] = []
        return
    first_run = "frame" not in st.session_state
    wanted = header.asked() if first_run else {}
    more = places.more.expander(text("filter.more", lang))
    snapshot = pinned_snapshot(newest, more, lang)
    days = snapshot.first_day, snapshot.last_day()
    as_of = filters.held_day(filters.day_choice(places.main, days, lang), snapshot.years)
    offered = answers.offered(scope, snapshot, as_of.year, lang)
    if first_run:
        st.session_state["refused"] = refused(wanted, offered, snapshot)
    chosen = filters.sidebar(places.main, more, offered, as_of, lang)
    is_pinned = bool(st.session_state.get("snapshot"))
    st.session_state["frame"] = Page("", lang, chosen, offered, scope, snapshot, is_pinned)


def reader() -> Scope:
    """Who reads."""
    return current_user(st.context.ip_address)


def public_page(lang: str, snapshot: warehouse.Snapshot) -> Page:
    """What every visitor reads: the snapshot in service at its last day, without any filter."""
    return Page("", lang, filters.Filters(snapshot.last_day()), {}, VISITOR, snapshot)


def open_bulletin() -> Page:
    """The bulletin as visitors have it, whoever opens it."""
    held = st.session_state["frame"]
    page = replace(public_page(held.lang, served_snapshot(held.lang)), name="bulletin")
    header.draw_header(page, [])
    return page


def served_snapshot(lang: str) -> warehouse.Snapshot:
    """The snapshot in service; the first start waits here until the demo is built."""
    snapshot = warehouse.current()
    if snapshot is not None:
        return snapshot
    with st.spinner(text("frame.building", lang)):
        return ensure_snapshot()


def pinned_snapshot(newest: warehouse.Snapshot, more: object, lang: str) -> warehouse.Snapshot:
    """The snapshot a link or the reader pins, else the one the window was opened with."""
    known = {snapshot.id: snapshot for snapshot in warehouse.snapshots()}
    pinned = filters.snapshot_choice(more, list(known), lang)
    held = moving.held_snapshot(known) or newest
    moving.hold(held)
    return known.get(pinned or "", held)


def refused(
    wanted: dict[str, list[str]], offered: offers.Offers, snapshot: warehouse.Snapshot
) -> list[filters.Refusal]:
    """Values of the link that cannot be honoured."""
    known = {"snapshot": tuple(offers.Offer(s.id, s.id) for s in warehouse.snapshots())}
    days = snapshot.first_day, snapshot.last_day()
    return filters.refusals(wanted, {**offered, **known}, *days)


def open_page(name: str) -> Page:
    """The page of this name, its header drawn."""
    page = replace(st.session_state["frame"], name=name)
    header.draw_header(page, st.session_state["refused"])
    if not page.scope.reads_bulletin:
        moving.draw_news(page)
    return page
