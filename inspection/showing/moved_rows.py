"""The firms and rows behind a change: what each side says of them, one below the other cause."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data.access import Scope
from inspection.showing.moved import STAGE, STAGES, Choice, Comparison, rows_of
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
    found: Comparison, cause: str, now: Report, before: Report, scope: Scope, choice: Choice
) -> pa.Table:
    """A line per task of each firm that moved so: stage, result and unit now and then."""
    moves = found.moves.filter(pc.equal(found.moves["move_cause"], cause)).sort_by(
        [(name, "ascending") for name in ("unit", "counted_on", "entity_id")]
    )
    listed = moves.slice(0, MOST_LISTED).to_pylist()
    ids = [move["entity_id"] for move in listed]
    tasks = _tasks(found.rows, ids)
    sides = [_known(rows_of(one, scope, ids)) for one in (now, before)]
    stage = STAGES.get(choice.figure, STAGE)
    lines = [
        _line(move, task, stage, *sides, is_known=before.is_snapshot)
        for move in listed
        for task in (
            [move["task_no"]] if "task_no" in move else tasks[move["unit"], move["entity_id"]]
        )
    ]
    return pa.Table.from_pylist(lines[:MOST_LISTED], SCHEMA)


def _tasks(rows: pa.Table, ids: Sequence[int]) -> dict[tuple[str, int], list[str]]:
    """The tasks by which each of these firms counts, by unit."""
    own = rows.filter(pc.is_in(rows["entity_id"], pa.array(ids, rows["entity_id"].type)))
    found: dict[tuple[str, int], list[str]] = {}
    for row in own.sort_by("task_no").to_pylist():
        found.setdefault((row["unit"], row["entity_id"]), []).append(row["task_no"])
    return found


def _known(rows: pa.Table) -> Known:
    return {(row["entity_id"], row["task_no"]): row for row in rows.to_pylist()}


def _line(
    move: Row, task: str, stage: str, now: Known, then: Known, *, is_known: bool
) -> dict[str, Any]:
    key = (move["entity_id"], task)
    later, earlier = now.get(key, {}), then.get(key, {}) if is_known else {}
    told = later or earlier
    return {
        "unit": move["unit"],
        "move_cause": move["move_cause"],
        "name": told.get("name"),
        "entity_code": told.get("entity_code"),
        "task_no": task,
        "counted_on": move["counted_on"],
        "stage_on": later.get(stage),
        "earlier_stage_on": earlier.get(stage),
        "main_result": later.get("main_result"),
        "earlier_main_result": earlier.get("main_result"),
        "earlier_unit": earlier.get("unit"),
    }
