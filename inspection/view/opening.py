"""What the frame prepares and a page opens: snapshot, scope, filters, header."""

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from inspection.data import warehouse
from inspection.data.access import current_user
from inspection.errors import Outdated
from inspection.serving.bootstrap import ensure_snapshot
from inspection.text import text
from inspection.view import answers, filters, header, moving, offers
from inspection.view.page import Page
from inspection.view.traced import trace_view
from inspection.view.watermark import draw_watermark


def prepare_frame(places: filters.Places, lang: str) -> None:
    """Draw the sidebar and keep what every page needs. Runs before each page."""
    answers.interrupt_previous()
    scope = current_user(st.context.ip_address)
    newest = served_snapshot(lang)
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
    pinned = filters.snapshot_choice(more, list(known), lang)
    held = moving.held_snapshot(known) or newest
    moving.hold(held)
    return known.get(pinned or "", held)


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
    header.draw_header(page, st.session_state["refused"])
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
