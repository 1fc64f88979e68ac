"""Unmapped offices, places and values: what they mean is said here, from the next build on."""

from collections import Counter
from datetime import datetime
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection.data import audit
from inspection.data.columns import said
from inspection.ingest import assigned
from inspection.ingest.assigned import Assigned
from inspection.showing.answer import Answer
from inspection.view.importing import visit
from inspection.view.importing.outcome import draw_changes
from inspection.view.importing.trying import draw_decision, tell_outcome, try_out
from inspection.view.page import Page

UNKNOWN, PART, TARGET = "quality_unknown", "quality_unknown_part", "quality_meaning"
TAKEN = "quality_taken_back"
Row = dict[str, Any]


def draw_assigning(page: Page, unmapped: Answer) -> None:
    """A text to choose, its meaning, what was said so far, and a build with it."""
    if not page.scope.may_import:
        return
    tell_outcome(page)
    made = assigned.load()
    with page.card("quality.assign") as card:
        draw_choice(page, waiting(unmapped.rows, made))
        if assigned.in_force(made):
            card.sheet(decisions(page, made))
            draw_taking_back(page, made)
        if not_built := pending(page, made):
            page.note("quality.pending", count=not_built)
            if st.button(page.say("quality.rebuild"), key="quality_rebuild", type="primary"):
                try_out(page, [], {})
    draft = visit.present_draft()
    if draft:
        draw_changes(page, draft)
        draw_decision(page, draft)


def waiting(unmapped: pa.Table, made: list[Assigned]) -> list[Row]:
    """Texts that can be given a meaning and have none yet, the most frequent first."""
    known = {one.raw_value for one in assigned.in_force(made)}
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in unmapped.to_pylist():
        parts = (row["rule_code"], row["column_name"], row["raw_value"] or "")
        counts[parts] += row["cell_count"]
    return [
        {"rule_code": rule, "column_name": column, "raw_value": text, "count": count}
        for (rule, column, text), count in counts.most_common()
        if text
        and assigned.targets(rule, column)
        and not known & {*map(assigned.key_of, parts_of(text))}
    ]


def parts_of(text: str) -> list[str]:
    """The text, or each of the texts that a doubt about a place puts side by side."""
    return list(dict.fromkeys([text, *text.split()]))


def draw_choice(page: Page, rows: list[Row]) -> None:
    """One text and what it means."""
    if not rows:
        page.note("quality.nothing_to_assign")
        return
    place = st.selectbox(
        page.say("quality.unknown_text"),
        range(len(rows)),
        index=None,
        format_func=lambda number: label(page, rows[number]),
        key=UNKNOWN,
    )
    if place is None:
        return
    row = rows[place]
    parts = parts_of(row["raw_value"])
    is_place = assigned.TABLES[row["rule_code"]] == assigned.OFFICES
    if is_place and len(parts) > 1:
        st.selectbox(page.say("quality.unknown_part"), parts[1:], key=PART)
    targets = {one.label: one for one in assigned.targets(row["rule_code"], row["column_name"])}
    meaning = st.selectbox(page.say("quality.meaning"), list(targets), index=None, key=TARGET)
    st.button(
        page.say("quality.assign"),
        key="quality_assign",
        disabled=meaning is None,
        on_click=decide,
        args=(page, row, targets.get(meaning or "")),
    )


def label(page: Page, row: Row) -> str:
    """A text with its column and how often it stands."""
    column = said("column_name", row["column_name"], page.lang)
    return page.say("quality.unknown_label", column=column, **row)


def decide(page: Page, row: Row, target: assigned.Target) -> None:
    """Keep what the clerk said, with who and when."""
    text = st.session_state.get(PART) or row["raw_value"]
    at = datetime.now().replace(microsecond=0)
    made = assigned.assign(
        row["rule_code"], row["column_name"], text, target, page.scope.signs_as, at
    )
    audit.record_import("assign", page.scope, table=made.table_name)
    st.session_state[UNKNOWN] = None
    st.session_state.pop(PART, None)


def draw_taking_back(page: Page, made: list[Assigned]) -> None:
    """One decision to take back."""
    known = assigned.in_force(made)
    place = st.selectbox(
        page.say("quality.take_back_which"),
        range(len(known)),
        index=None,
        format_func=lambda number: known[number].raw_value,
        key=TAKEN,
    )
    st.button(
        page.say("quality.take_back"),
        key="quality_take_back",
        disabled=place is None,
        on_click=take_back,
        args=(page, None if place is None else known[place]),
    )


def take_back(page: Page, one: Assigned) -> None:
    """From the next build on this decision does not hold."""
    assigned.take_back(one.about, page.scope.signs_as, datetime.now().replace(microsecond=0))
    audit.record_import("take_back", page.scope, table=one.table_name)
    st.session_state[TAKEN] = None


def decisions(page: Page, made: list[Assigned]) -> pa.Table:
    """What was said so far, the latest first, and whether figures rest on it already."""
    old = built(page)
    return pa.Table.from_pylist(
        [
            {
                "raw_value": one.raw_value,
                "meaning": " ".join(filter(None, (one.value, one.unit, one.county_code))),
                "decided_by": one.decided_by,
                "decided_at": f"{one.decided_at:%Y-%m-%d %H:%M}",
                "is_built_with": one in old,
            }
            for one in reversed(assigned.in_force(made))
        ]
    )


def built(page: Page) -> list[Assigned]:
    """The decisions that the snapshot shown was built with."""
    return assigned.in_force(assigned.load(page.snapshot.folder))


def pending(page: Page, made: list[Assigned]) -> int:
    """How many decisions were made or taken back since the snapshot shown was built."""
    return len({*assigned.in_force(made)} ^ {*built(page)})
