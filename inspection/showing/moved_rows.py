"""The firms and rows behind a change: what each side says of them, one below the other cause."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from inspection.data.access import Scope
from inspection.showing.moved import STAGE, STAGES, Choice, Move, rows_of
from inspection.showing.reports import Report

# Rows listed of a change; a sentence says how many there are.
MOST_LISTED = 2_000
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("move_cause", pa.string()),
        ("name", pa.string()),
        ("entity_code", pa.string()),
        ("task_no", pa.string()),
        ("counted_on", pa.date32()),
        ("stage_on", pa.date32()),
        ("earlier_stage_on", pa.date32()),
        ("main_result", pa.string()),
        ("earlier_main_result", pa.string()),
        ("earlier_unit", pa.string()),
    ]
)
Row = Mapping[str, Any]
Known = Mapping[tuple[int, str], Row]


def moved_rows(
    moves: Iterable[Move], now: Report, before: Report, scope: Scope, choice: Choice
) -> pa.Table:
    """A line per task of each firm that moved: the stage, result and unit now and then."""
    listed = [(move, task) for move in moves for task in move.item.tasks][:MOST_LISTED]
    ids = {move.item.entity_id for move, _ in listed}
    sides = [_known(rows_of(report, scope, ids)) for report in (now, before)]
    stage = STAGES.get(choice.figure, STAGE)
    lines = [_line(move, task, stage, *sides, is_known=before.is_snapshot) for move, task in listed]
    return pa.Table.from_pylist(lines, SCHEMA)


def _known(rows: pa.Table) -> Known:
    return {(row["entity_id"], row["task_no"]): row for row in rows.to_pylist()}


def _line(
    move: Move, task: str, stage: str, now: Known, then: Known, *, is_known: bool
) -> dict[str, Any]:
    key = (move.item.entity_id, task)
    later, earlier = now.get(key, {}), then.get(key, {}) if is_known else {}
    told = later or earlier
    return {
        "unit": move.unit,
        "move_cause": move.cause,
        "name": told.get("name"),
        "entity_code": told.get("entity_code"),
        "task_no": task,
        "counted_on": move.item.counted_on,
        "stage_on": later.get(stage),
        "earlier_stage_on": earlier.get(stage),
        "main_result": later.get("main_result"),
        "earlier_main_result": earlier.get("main_result"),
        "earlier_unit": earlier.get("unit"),
    }
