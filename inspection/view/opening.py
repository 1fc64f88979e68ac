"""What the frame prepares and a page opens: snapshot, scope, filters, header."""

from dataclasses import replace
from datetime import date

import streamlit as st

from inspection.data import warehouse
from inspection.data.access import current_user
from inspection.serving.bootstrap import ensure_snapshot
from inspection.text import text
from inspection.view import answers, filters, header
from inspection.view.page import Page


def prepare_frame(lang: str) -> None:
    """Draw the sidebar and keep what every page needs. Runs before each page."""
    answers.interrupt_previous()
    scope = current_user(st.context.ip_address)
    newest = served_snapshot(lang)
    first_run = "frame" not in st.session_state
    wanted = header.asked() if first_run else {}
    main, more = filters.places(lang)
    snapshot = pinned_snapshot(newest, more, lang)
    offered = answers.offered(scope, snapshot, asked_year(snapshot))
    if first_run:
        st.session_state["refused"] = refused(wanted, offered, snapshot)
    days = snapshot.first_day, snapshot.last_day()
    chosen = filters.sidebar(main, more, offered, days, lang)
    chosen = replace(chosen, as_of=filters.held_day(chosen.as_of, snapshot.years))
    is_pinned = bool(st.session_state.get("snapshot"))
    st.session_state["frame"] = Page("", lang, chosen, offered, scope, snapshot, is_pinned)


def served_snapshot(lang: str) -> warehouse.Snapshot:
    """The snapshot in service; the first start waits here until the demo is built."""
    snapshot = warehouse.current()
    if snapshot is not None:
        return snapshot
    with st.spinner(text("frame.building", lang)):
        return ensure_snapshot()


def pinned_snapshot(newest: warehouse.Snapshot, more: object, lang: str) -> warehouse.Snapshot:
    """The snapshot a link or the reader pins, else the newest."""
    known = {snapshot.id: snapshot for snapshot in warehouse.snapshots()}
    pinned = filters.snapshot_choice(more, list(known), lang)
    return known.get(pinned or "", newest)


def refused(
    wanted: dict[str, list[str]], offered: filters.Offers, snapshot: warehouse.Snapshot
) -> list[filters.Refusal]:
    """Values of the link that cannot be honoured."""
    known = {"snapshot": tuple(filters.Offer(s.id, s.id) for s in warehouse.snapshots())}
    days = snapshot.first_day, snapshot.last_day()
    return filters.refusals(wanted, {**offered, **known}, *days)


def asked_year(snapshot: warehouse.Snapshot) -> int:
    """The year of the day in the sidebar or the link, before they are drawn; else the latest."""
    asked = str(st.session_state.get("as_of") or st.query_params.get("as_of") or "")
    if filters.is_day_within(asked, snapshot.first_day, snapshot.last_day()):
        return filters.held_day(date.fromisoformat(asked), snapshot.years).year
    return snapshot.years[-1]


def open_page(name: str) -> Page:
    """The page of this name, its header drawn."""
    page = replace(st.session_state["frame"], name=name)
    header.draw_header(page, st.session_state["refused"])
    return page
