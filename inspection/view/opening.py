"""What the frame prepares and a page opens: snapshot, scope, filters, header."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import streamlit as st

from inspection.access import Arrival, SignInNeeded, current_reader
from inspection.data import audit, warehouse
from inspection.data.access import Scope, as_visitor
from inspection.errors import Outdated
from inspection.serving.bootstrap import ensure_snapshot
from inspection.text import text
from inspection.view import (
    answers,
    filters,
    foreseen,
    header,
    links,
    moving,
    offers,
    provinces,
    signing,
    uploading,
)
from inspection.view.arriving import arrived
from inspection.view.page import Page
from inspection.view.traced import trace_view
from inspection.view.watermark import draw_watermark


def prepare_frame(who: Scope | SignInNeeded, places: filters.Places, lang: str) -> bool:
    """Draw the sidebar and keep what every page needs. Runs before each page.

    False where nobody known reads and the way to sign in is shown instead.
    """
    answers.interrupt_previous()
    uploading.begin_run()
    if isinstance(who, SignInNeeded):
        signing.draw_sign_in(lang)
        return False
    with places.foot:
        signing.draw_reader(who, lang)
    if not provinces.choose_province(who, places.main, lang):
        provinces.draw_country(who, lang)
        return False
    st.session_state[moving.DECIDED] = True
    _keep_frame(who, places, lang)
    return True


def _keep_frame(scope: Scope, places: filters.Places, lang: str) -> None:
    # The window has read it; the address holds the view alone.
    st.query_params.pop(links.CARD, None)
    newest = served_snapshot(lang)
    if scope.reads_bulletin:
        st.session_state["frame"] = public_page(lang, newest, scope)
        st.session_state["refused"] = []
        return
    first_run = "frame" not in st.session_state
    if first_run and scope.is_signed_in:
        audit.record_sign_in(scope)
    wanted = header.asked() if first_run else {}
    more = places.more.expander(text("filter.more", lang))
    snapshot = pinned_snapshot(newest, more, lang)
    days = snapshot.first_day, snapshot.last_day()
    as_of = filters.held_day(filters.day_choice(places.main, days, lang), snapshot.years)
    offered = answers.offered(scope, snapshot, as_of.year, lang)
    if first_run:
        st.session_state["refused"] = refused(wanted, offered, snapshot)
    chosen = filters.sidebar(places.main, more, offered, as_of, lang).within(scope)
    is_pinned = bool(st.session_state.get("snapshot"))
    st.session_state["frame"] = Page("", lang, chosen, offered, scope, snapshot, is_pinned)


def reader() -> Scope | SignInNeeded:
    """What the reader of this run may see, decided anew on every run; or why nothing yet."""
    try:
        return current_user(arrived())
    except SignInNeeded as needed:
        return needed


def current_user(arrival: Arrival) -> Scope:
    """The scope of who arrives."""
    return current_reader(arrival, datetime.now().astimezone()).scope


def public_page(lang: str, snapshot: warehouse.Snapshot, who: Scope) -> Page:
    """What every visitor reads: the snapshot in service at its last day, without any filter.

    Whoever opens it sees no more, and is the one whom exports and the trail name.
    """
    return Page("", lang, filters.Filters(snapshot.last_day()), {}, as_visitor(who), snapshot)


def open_bulletin() -> Page:
    """The bulletin as visitors have it, whoever opens it."""
    held = st.session_state["frame"]
    page = replace(public_page(held.lang, served_snapshot(held.lang), held.scope), name="bulletin")
    header.draw_header(page, [])
    held.tell_unfiltered()
    draw_watermark(page)
    trace_view(page.name, page.query, page.scope, page.snapshot.id)
    return page


def served_snapshot(lang: str) -> warehouse.Snapshot:
    """The snapshot in service; the first start waits here until the demo is built."""
    with suppress(Outdated):
        snapshot = warehouse.current()
        if snapshot is not None:
            return snapshot
    with st.spinner(text("frame.building", lang)):
        return ensure_snapshot()


def pinned_snapshot(newest: warehouse.Snapshot, more: object, lang: str) -> warehouse.Snapshot:
    """The snapshot a link or the reader pins, else the one the window was opened with."""
    known = {snapshot.id: snapshot for snapshot in warehouse.snapshots() if snapshot.is_ready}
    moving.note_gone(known)
    pinned = filters.snapshot_choice(more, list(known), lang)
    held = moving.held_snapshot(known) or newest
    moving.hold(held)
    shown = known.get(pinned or "", held)
    moving.note_shown(shown)
    return shown


def refused(
    wanted: dict[str, list[str]], offered: offers.Offers, snapshot: warehouse.Snapshot
) -> list[filters.Refusal]:
    """Values of the link that cannot be honoured."""
    known = {
        "snapshot": tuple(offers.Offer(s.id, s.id) for s in warehouse.snapshots() if s.is_ready)
    }
    days = snapshot.first_day, snapshot.last_day()
    return filters.refusals(wanted, {**offered, **known}, *days)


def open_page(name: str) -> Page:
    """The page of this name, its header drawn."""
    page = replace(st.session_state["frame"], name=name)
    foreseen.begin(name, page.filters.params, page.scope, page.snapshot)
    header.draw_header(page, st.session_state["refused"])
    if not page.scope.reads_bulletin:
        moving.draw_news(page)
    tell_damage(page)
    draw_watermark(page)
    trace_view(name, page.query, page.scope, page.snapshot.id)
    return page


def tell_damage(page: Page) -> None:
    """That another snapshot than the one meant is in service, because that one is damaged."""
    standing = warehouse.standing()
    if standing.problem and standing.snapshot:
        page.warn("frame.damaged", pointed=standing.pointed or "—", used=standing.snapshot.id)
