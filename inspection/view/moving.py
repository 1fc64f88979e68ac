"""Which snapshot a window shows: the one it was opened with, until its reader moves on."""

import streamlit as st

from inspection.data import warehouse
from inspection.text import text
from inspection.view import sentences
from inspection.view.page import Page
from inspection.view.signing import reads_still

# Key of the snapshot that this window was opened with.
HELD = "held_snapshot"
# Keys of the snapshot it shows, and of one that it showed until it was pruned.
SHOWN, GONE = "shown_snapshot", "gone_snapshot"
# Set where the run at hand has just decided who reads: a page left open asks again.
DECIDED = "reader_decided"
# How often an open page asks whether there is a newer one.
NEWS_SECONDS = 10


def held_snapshot(known: dict[str, warehouse.Snapshot]) -> warehouse.Snapshot | None:
    """The snapshot this window was opened with, where it still exists."""
    return known.get(st.session_state.get(HELD, ""))


def hold(snapshot: warehouse.Snapshot) -> None:
    """Stay with this snapshot from now on."""
    st.session_state[HELD] = snapshot.id


def note_shown(snapshot: warehouse.Snapshot) -> None:
    """What this window shows now."""
    st.session_state[SHOWN] = snapshot.id


def note_gone(known: dict[str, warehouse.Snapshot]) -> None:
    """Keep that the snapshot shown until now is no longer there."""
    shown = st.session_state.get(SHOWN, "")
    if shown and shown not in known:
        st.session_state[GONE] = shown


def gone() -> str:
    """The snapshot that this window showed until it was pruned; empty where there is none."""
    return st.session_state.get(GONE, "")


def move_on() -> None:
    """Show the snapshot in service from the next run on; a pinned one is let go."""
    st.session_state.pop(HELD, None)
    st.session_state.pop(GONE, None)
    st.session_state["snapshot"] = None


@st.fragment(run_every=NEWS_SECONDS)
def draw_news(page: Page) -> None:
    """Whether this page shows another snapshot than the one in service, and the way to that."""
    decided_now = st.session_state.pop(DECIDED, False)
    if page.scope.is_signed_in and not decided_now and not reads_still(page.scope):
        st.rerun()
    if gone():
        sentences.warning(text("frame.gone", page.lang, id=gone()))
    newest = warehouse.current()
    if newest is None or newest == page.snapshot:
        return
    state = "pinned" if page.is_pinned else "newer" if newest.id > page.snapshot.id else "older"
    with st.container(horizontal=True, vertical_alignment="center", key="news"):
        sentences.info(
            text(
                f"frame.news_{state}",
                page.lang,
                own=page.snapshot.id,
                newest=newest.id,
                day=newest.data_date.isoformat(),
            )
        )
        if st.button(text("frame.news_move", page.lang), key="news.move", on_click=move_on):
            st.rerun()
