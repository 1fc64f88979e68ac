"""What is asked, resolved once: question, day, lists and how much of it the reader may see.

The result of `prepare` is all that an answer depends on, so its key is the key
of every cache. A reader's scope enters as values of parameters and as the
disclosure; the URL never widens either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path

from inspection.data import connections
from inspection.data.access import Scope
from inspection.data.questions import Question, describe
from inspection.data.snapshots import Snapshot, current
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed

# Parameters that leave a table by class as it is for everybody.
FIXED = ("as_of", "units", "period", "is_inverted", "sees_class")


class Disclosure(Enum):
    """How much of an answer its reader may see."""

    WHOLE = "whole"
    # Small cells and what would give them away are hidden.
    SMALL = "small"
    # Two such answers could be subtracted until one firm's class is left: no number at all.
    FIXED = "fixed"


@dataclass(frozen=True)
class Prepared:
    """A question with every value it is asked with, of one snapshot. Equal and hashable by key."""

    question: Question = field(compare=False)
    values: Mapping[str, object] = field(compare=False)
    snapshot: Snapshot
    disclosure: Disclosure
    key: str

    @cached_property
    def given(self) -> dict[str, object]:
        """Values that narrow something."""
        return {name: value for name, value in self.values.items() if value is not None}


def prepare(
    name: str, params: Mapping[str, object], scope: Scope, snapshot: Snapshot | None = None
) -> Prepared:
    """The question `name` with `params`, as `scope` may ask it; the current snapshot by default.

    Lists are sorted, an empty one is all; `as_of` is the data date by default.
    Raises BadInput for a parameter that the question does not take or a day of
    which the snapshot knows nothing, NotAllowed, EnvironmentProblem.
    """
    question = describe(name)
    _check_access(question, scope)
    snapshot = snapshot or _in_service()
    values = _bind(question, scope, snapshot, params)
    disclosure = _disclosure(question, scope, snapshot, values)
    key = repr((name, sorted(values.items()), snapshot.id, disclosure.value))
    return Prepared(question, values, snapshot, disclosure, key)


@lru_cache(maxsize=16)
def least_shown(marts: Path) -> int:
    """The least count of firms a visitor is shown, as frozen in the snapshot."""
    rows = connections.fetch(marts, describe("small_cell").sql, {})
    return int(rows["small_cell_count"][0].as_py())


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


def _disclosure(
    question: Question, scope: Scope, snapshot: Snapshot, values: Mapping[str, object]
) -> Disclosure:
    """Who may not see classes gets tables by class of fixed cut: by unit, at the data date."""
    if question.is_by_class and not scope.may_see_class:
        cut = [name for name in values if values[name] is not None and name not in FIXED]
        if cut or values.get("as_of", snapshot.data_date) != snapshot.data_date:
            return Disclosure.FIXED
    sees_cells = scope.may_see_class if question.is_by_class else scope.may_see_small_cells
    return Disclosure.WHOLE if sees_cells or not question.cells.derived else Disclosure.SMALL


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
        values["as_of"] = _known_day(values["as_of"] or snapshot.data_date, snapshot)
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


def _known_day(value: object, snapshot: Snapshot) -> date:
    """The day asked for. Raises BadInput where the snapshot cannot know it."""
    day = _as_day(value)
    first, last = snapshot.first_day, snapshot.data_date
    if not first <= day <= last:
        raise BadInput(
            f"截止日期 {day} 不在数据范围内",
            f"快照 {snapshot.id}",
            f"选 {first} 至 {last} 之间的日期，或导入更新的数据",
        )
    return day


def _as_day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            f"截止日期 {value} 无法识别", remedy="按 年-月-日 写，如 2000-01-31"
        ) from error


def _allowed_units(asked: object, scope: Scope) -> list[str] | None:
    """What is asked and allowed; an empty list where nothing is both."""
    wanted = [asked] if isinstance(asked, str) else asked
    if scope.units is None:
        return wanted  # type: ignore[return-value]
    return [unit for unit in scope.units if wanted is None or unit in wanted]  # type: ignore[operator]
