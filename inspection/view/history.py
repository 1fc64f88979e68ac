"""Snapshots on the screen: which there are, and the way back to an earlier one."""

import pyarrow as pa
import streamlit as st

from inspection.data import audit, warehouse
from inspection.showing.reports import named_day
from inspection.text import text
from inspection.view.moving import move_on
from inspection.view.page import Page


def snapshot_rows() -> pa.Table:
    """All snapshots, newest first; which one is in service."""
    current = warehouse.current()
    found = warehouse.snapshots()
    return pa.table(
        {
            "snapshot": [snapshot.id for snapshot in found],
            "data_date": pa.array([snapshot.data_date for snapshot in found], pa.date32()),
            "file_count": [
                len({file["path"] for file in snapshot.manifest["files"]}) for snapshot in found
            ],
            "is_in_service": [snapshot == current for snapshot in found],
        }
    )


def draw_history(page: Page) -> None:
    """The list of snapshots; on this machine an earlier one can be put back in service."""
    rows = snapshot_rows()
    with page.card("quality.snapshots") as card:
        page.tell_unfiltered()
        card.sheet(rows)
        if not page.scope.may_roll_back:
            return
        earlier = [row["snapshot"] for row in rows.to_pylist() if not row["is_in_service"]]
        if not earlier:
            page.note("quality.no_earlier")
            return
        chosen = st.selectbox(
            page.say("quality.choose_snapshot"),
            earlier,
            index=None,
            format_func=lambda one: named(one, page.lang),
            key="quality.snapshot",
        )
        st.button(
            page.say("quality.rollback"),
            key="quality_rollback",
            disabled=chosen is None,
            on_click=put_back,
            args=(page, chosen),
        )


def named(snapshot_id: str, lang: str) -> str:
    """A snapshot by its data date and weekday; its id is a detail that parts those of one day."""
    day = warehouse.find(snapshot_id).data_date
    return text("reports.snapshot", lang, day=named_day(day, lang), id=snapshot_id)


def put_back(page: Page, snapshot_id: str) -> None:
    """Serve an earlier snapshot from now on."""
    warehouse.rollback(snapshot_id)
    audit.record_rollback(snapshot_id, page.scope)
    move_on()
