"""The tab 快照差异: what one snapshot says otherwise than another, and why each figure moved."""

import pyarrow as pa
import streamlit as st

from inspection.data import warehouse
from inspection.ingest.difference import figures, rows
from inspection.view.controls import choice
from inspection.view.history import named
from inspection.view.page import Page
from inspection.view.rehearsal.kept import kept

Compared = tuple[pa.Table, list[figures.Row]]


def draw_difference(page: Page) -> None:
    """Two snapshots to choose; the comparison is made when asked for."""
    if not page.scope.may_import:
        page.note("quality.may_not_compare")
        page.tell_unfiltered()
        return
    with page.card("quality.difference"):
        page.tell_unfiltered()
        ids = [snapshot.id for snapshot in warehouse.snapshots()]
        if len(ids) < 2:
            page.note("quality.no_other")
            return
        told = {"format_func": lambda one: named(one, page.lang)}
        later = choice(page, "quality.later", "quality.later", ids, index=in_service(ids), **told)
        others = [one for one in ids if one != later]
        place = after(ids, later)
        earlier = choice(page, "quality.earlier", "quality.earlier", others, index=place, **told)
        if not st.button(page.say("quality.compare"), key="quality_compare"):
            return
    if earlier and later:
        with st.spinner(page.say("quality.comparing")):
            found = kept(f"difference {earlier} {later}", lambda: compare(page, earlier, later))
        draw_compared(page, found)


def in_service(ids: list[str]) -> int:
    """The place of the snapshot in service."""
    current = warehouse.current()
    return ids.index(current.id) if current and current.id in ids else 0


def after(ids: list[str], later: str | None) -> int:
    """The place, among the others, of the one made just before."""
    place = ids.index(later) if later else 0
    return min(place, len(ids) - 2)


def compare(page: Page, earlier: str, later: str) -> Compared:
    """Rows of every table, and the headline figures with their causes."""
    before, now = warehouse.find(earlier), warehouse.find(later)
    return rows.row_changes(before, now), figures.figure_changes(before, now, page.scope)


def draw_compared(page: Page, told: Compared) -> None:
    """Both tables."""
    changes, moved = told
    with page.card("quality.moved") as card:
        card.sheet(pa.Table.from_pylist(figures.in_words(moved, page.lang)))
    with page.card("quality.row_changes") as card:
        card.sheet(changes)
