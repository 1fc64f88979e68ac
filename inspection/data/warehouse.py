"""The only way to the data: every page, report and command asks a named question here.

`prepare` resolves once who asks what of which snapshot; `run` answers it, `kept`
gives an earlier answer back where there is one under the key of what is prepared.
"""

from functools import partial

import pyarrow as pa

from inspection.data import bulletin, connections, naming, scoped
from inspection.data.access import Scope
from inspection.data.classes import in_use
from inspection.data.connections import on_cursor
from inspection.data.disclosure import blank, hide
from inspection.data.preparing import (
    Disclosure,
    Prepared,
    asked_day,
    least_shown,
    prepare,
    taken_by,
    years_before,
)
from inspection.data.pruning import pointing_to, prune
from inspection.data.questions import Question, describe, questions, sql_files
from inspection.data.snapshots import (
    Snapshot,
    current,
    damages,
    find,
    rollback,
    snapshots,
    standing,
)

__all__ = [
    "Disclosure",
    "Prepared",
    "Question",
    "Snapshot",
    "answer",
    "asked_day",
    "current",
    "damages",
    "describe",
    "find",
    "kept",
    "on_cursor",
    "pointing_to",
    "prepare",
    "prune",
    "questions",
    "rollback",
    "run",
    "snapshots",
    "sql_files",
    "standing",
    "taken_by",
    "years_before",
]


def run(prepared: Prepared) -> pa.Table:
    """Rows of what is prepared, narrowed to what its reader may see. Raises QueryFailed."""
    marts = prepared.marts
    rows = scoped.fetch(prepared.reach, marts, prepared.question.sql, prepared.values)
    rows = rows.select(in_use(rows.column_names))
    if prepared.hides_names:
        rows = naming.masked(rows, marts)
    if prepared.disclosure is Disclosure.FIXED:
        return blank(rows)
    if prepared.disclosure is Disclosure.SMALL:
        return hide(rows, prepared.question.small_cells, least_shown(marts))
    if prepared.disclosure is Disclosure.PUBLIC:
        return bulletin.masked(rows, prepared.question, prepared.snapshot)
    return rows


def kept(prepared: Prepared) -> pa.Table:
    """As `run`, from what was asked before where that is still there."""
    return connections.answers.rows(prepared.key, partial(run, prepared))


def answer(
    name: str, *, scope: Scope, snapshot: Snapshot | None = None, **params: object
) -> pa.Table:
    """Prepare and run at once; the current snapshot unless one is given.

    Absent parameters are NULL, which means all; `as_of` defaults to the last day
    known, `years_back` asks for the same day of an earlier year. Raises BadInput,
    NotAllowed, EnvironmentProblem, QueryFailed.
    """
    return run(prepare(name, params, scope, snapshot))
