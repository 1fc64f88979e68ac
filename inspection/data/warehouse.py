"""The only way to the data: every page, report and command asks a named question here.

`run` narrows every answer to what the reader's scope allows: units, names, and
for a visitor the small cells that the header's `small` and `parts` tell.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from inspection.data import connections
from inspection.data.access import Scope
from inspection.data.connections import on_cursor
from inspection.data.disclosure import blank, hide
from inspection.data.questions import Question, describe, questions, sql_files
from inspection.data.snapshots import Snapshot, current, find, prune, rollback, snapshots
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed

__all__ = [
    "Question",
    "Snapshot",
    "current",
    "describe",
    "find",
    "on_cursor",
    "prune",
    "questions",
    "rollback",
    "run",
    "snapshots",
    "sql_files",
]

# Parameters that leave a table by class as it is for everybody.
FIXED = ("as_of", "units", "period", "is_inverted", "sees_class")


def run(name: str, *, scope: Scope, snapshot: Snapshot | None = None, **params: object) -> pa.Table:
    """Answer of one question within `scope`; the current snapshot unless one is given.

    Absent parameters are NULL, which means all; `as_of` defaults to the data
    date. Raises BadInput, NotAllowed, EnvironmentProblem, QueryFailed.
    """
    question = describe(name)
    _check_access(question, scope)
    snapshot = snapshot or _in_service()
    values = _bind(question, scope, snapshot, params)
    rows = connections.fetch(snapshot.marts, question.sql, values)
    if is_cut_too_fine(question, scope, snapshot, values):
        return blank(rows)
    if question.small_cells.derived and not _sees_cells(question, scope):
        return hide(rows, question.small_cells, _least_shown(snapshot.marts))
    return rows


def is_cut_too_fine(
    question: Question, scope: Scope, snapshot: Snapshot, params: Mapping[str, object]
) -> bool:
    """Whether two such answers could be subtracted until one firm's class is left.

    Who may not see classes gets tables by class of fixed cut: by unit, at the data date.
    """
    if scope.may_see_class or not question.is_by_class:
        return False
    cut = [name for name in params if params[name] is not None and name not in FIXED]
    as_of = params.get("as_of")
    return bool(cut) or (as_of is not None and _as_day(as_of) != snapshot.data_date)


def _in_service() -> Snapshot:
    snapshot = current()
    if snapshot is None:
        raise EnvironmentProblem("还没有数据快照", remedy="先运行 python -m inspection import 目录")
    return snapshot


def _check_access(question: Question, scope: Scope) -> None:
    allowed = {
        "aggregate": True,
        "named": scope.may_see_names,
        "class": scope.may_name_class,
    }
    if not allowed[question.access]:
        raise NotAllowed(f"当前用户无权查看“{question.title_zh}”", remedy="请有权限的用户登录")


def _sees_cells(question: Question, scope: Scope) -> bool:
    return scope.may_see_class if question.is_by_class else scope.may_see_small_cells


@lru_cache(maxsize=16)
def _least_shown(marts: Path) -> int:
    """The least count of firms a visitor is shown, as frozen in the snapshot."""
    rows = connections.fetch(marts, describe("small_cell").sql, {})
    return int(rows["small_cell_count"][0].as_py())


def _bind(
    question: Question, scope: Scope, snapshot: Snapshot, params: Mapping[str, object]
) -> dict[str, object]:
    """Values for every parameter the file names. Raises BadInput for any other."""
    unknown = sorted(set(params) - set(question.params))
    if unknown:
        raise BadInput(
            f"查询 {question.name} 没有参数 {'、'.join(unknown)}",
            remedy=f"可用参数：{'、'.join(question.params) or '无'}",
        )
    values = {name: _as_value(params.get(name)) for name in question.params}
    if "as_of" in values:
        values["as_of"] = _as_day(values["as_of"] or snapshot.data_date)
    if "units" in values:
        values["units"] = _allowed_units(values["units"], scope)
    if "sees_class" in values:
        # Decided by who reads, never by what is asked.
        values["sees_class"] = scope.may_see_class
    return values


def _as_value(value: object) -> object:
    """A list filter without a choice means all, as a missing one does."""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(value) or None
    return value


def _as_day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(f"截止日期 {value} 无法识别", remedy="写成 2022-09-09") from error


def _allowed_units(asked: object, scope: Scope) -> list[str] | None:
    """What is asked and allowed; an empty list where nothing is both."""
    wanted = [asked] if isinstance(asked, str) else asked
    if scope.units is None:
        return wanted  # type: ignore[return-value]
    return [unit for unit in scope.units if wanted is None or unit in wanted]  # type: ignore[operator]
