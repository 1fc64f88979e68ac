"""Which snapshot a window shows: the one it was opened with, until its reader moves on."""

import streamlit as st

from inspection.data import warehouse
from inspection.text import text
from inspection.view import sentences
from inspection.view.page import Page
from inspection.view.signing import reads_still

# Key of the snapshot that this window was opened with.
HELD = "held_snapshot"
# How often an open page asks whether there is a newer one.
NEWS_SECONDS = 10


def held_snapshot(known: dict[str, warehouse.Snapshot]) -> warehouse.Snapshot | None:
    """The snapshot this window was opened with, where it still exists."""
    return known.get(st.session_state.get(HELD, ""))


def hold(snapshot: warehouse.Snapshot) -> None:
    """Stay with this snapshot from now on."""
    st.session_state[HELD] = snapshot.id


def move_on() -> None:
    """Show the snapshot in service from the next run on; a pinned one is let go."""
    st.session_state.pop(HELD, None)
    st.session_state["snapshot"] = None


@st.fragment(run_every=NEWS_SECONDS)
def draw_news(page: Page) -> None:
    """Whether this page shows another snapshot than the one in service, and the way to that."""
    if page.scope.is_signed_in and not reads_still(page.scope):
        st.rerun()
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
