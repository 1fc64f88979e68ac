"""What is asked, resolved once: question, day, lists and how much of it the reader may see.

The year of an answer is the year of its day, and the day one of the years that the
snapshot holds; `years_back` moves it to the same day of an earlier year (同期), whose
own answer it then is. The result of `prepare` is all that an answer depends on, so
its key is the key of every cache. A reader's scope enters as values of parameters and as the
disclosure; the URL never widens either.
"""

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path

from inspection.data import connections
from inspection.data.access import EVERYTHING, Reach, Scope
from inspection.data.questions import Question, describe
from inspection.data.snapshots import Snapshot, current
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed

# What says the year of an answer: its day, and for questions with a day how far back.
OF_YEAR = ("as_of", "years_back")
LEAP_DAY = (2, 29)


class Disclosure(Enum):
    """How much of an answer its reader may see."""

    WHOLE = "whole"
    # Small cells and what would give them away are hidden.
    SMALL = "small"
    # Tables by class, which several questions, days and filters would give away: no number at all.
    FIXED = "fixed"
    # The bulletin: what is hidden is decided for all its tables together.
    PUBLIC = "public"


@dataclass(frozen=True)
class Prepared:
    """A question with every value it is asked with, of one snapshot. Equal and hashable by key."""

    question: Question = field(compare=False)
    values: Mapping[str, object] = field(compare=False)
    snapshot: Snapshot
    disclosure: Disclosure
    key: str
    # The database of the year asked about.
    marts: Path = field(compare=False)
    # The rows of it that answer this reader.
    reach: Reach = EVERYTHING
    # Whether firms named in free text are stars.
    hides_names: bool = field(default=False, compare=False)

    @cached_property
    def given(self) -> dict[str, object]:
        """Values that narrow something."""
        return {name: value for name, value in self.values.items() if value is not None}

    @property
    def is_whole(self) -> bool:
        """Whether this reader gets every row and value, as the reader at this machine does."""
        sees_all = self.reach == EVERYTHING and self.values.get("sees_class", True)
        return bool(sees_all) and self.disclosure is Disclosure.WHOLE and not self.hides_names


def prepare(
    name: str, params: Mapping[str, object], scope: Scope, snapshot: Snapshot | None = None
) -> Prepared:
    """The question `name` with `params`, as `scope` may ask it; the current snapshot by default.

    Lists are sorted, an empty one is all; `as_of` is the last day known by default. A
    question without a day is asked of the year of `as_of` if one is given; one with a
    day moves it by `years_back`. Raises BadInput for a parameter that the question does
    not take or a day of which the snapshot knows nothing, NotAllowed, EnvironmentProblem.
    """
    question = describe(name)
    _check_access(question, scope)
    snapshot = snapshot or _in_service()
    if not scope.reads_province(snapshot.profile):
        raise NotAllowed(f"省“{snapshot.profile}”不在您的范围内", remedy="请管理员增加范围")
    day = asked_day(params, snapshot)
    is_cut = day != snapshot.last_day() or _is_narrowed(params, scope)
    if scope.reads_bulletin and (is_cut or snapshot != current()):
        raise NotAllowed(
            f"“{question.title_zh}”只按在用快照的数据日期整表公布，不能筛选",
            remedy="请有权限的用户登录",
        )
    marts = snapshot.marts(day.year)
    values = _bind(question, scope, day, params)
    if "threshold" in values and values["threshold"] is None:
        values["threshold"] = rule_threshold(marts, name)
    disclosure = _disclosure(question, scope, is_cut=is_cut)
    told = name, sorted(values.items()), snapshot.id, day.year, disclosure.value, scope.reach
    key = repr((*told, scope.may_see_names))
    hides = not scope.may_see_names
    return Prepared(question, values, snapshot, disclosure, key, marts, scope.reach, hides)


def asked_day(params: Mapping[str, object], snapshot: Snapshot) -> date:
    """The day that `as_of` and `years_back` ask for. Raises BadInput for one not known."""
    day = _as_day(params.get("as_of") or snapshot.last_day())
    return _known_day(years_before(day, _as_count(params.get("years_back"))), snapshot)


def years_before(day: date, count: int) -> date:
    """The same day so many years before; 28 February for a 29 February that year has not.

    >>> years_before(date(2004, 2, 29), 1), years_before(date(2004, 2, 29), 4)
    (datetime.date(2003, 2, 28), datetime.date(2000, 2, 29))
    """
    year = max(day.year - count, date.min.year)
    if (day.month, day.day) == LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


@lru_cache(maxsize=16)
def least_shown(marts: Path) -> int:
    """The least count of firms a visitor is shown, as frozen in the snapshot."""
    rows = connections.fetch(marts, describe("small_cell").sql, {})
    return int(rows["small_cell_count"][0].as_py())


@lru_cache(maxsize=256)
def rule_threshold(marts: Path, query: str) -> float:
    """From where on an alert fires by its rule, as frozen in the snapshot."""
    rules = connections.fetch(marts, describe("alert_rules").sql, {}).to_pylist()
    found = [rule["threshold_value"] for rule in rules if rule["query"] == query]
    if not found:
        raise BadInput(f"查询 {query} 没有提示规则", remedy="用 --param threshold=数字 给出阈值")
    return float(found[0])


def _in_service() -> Snapshot:
    snapshot = current()
    if snapshot is None:
        raise EnvironmentProblem("还没有数据快照", remedy="先运行 python -m inspection import 目录")
    return snapshot


def _check_access(question: Question, scope: Scope) -> None:
    is_closed = scope.reads_bulletin and not question.is_public
    if is_closed or not scope.may_ask(question.access):
        raise NotAllowed(f"当前用户无权查看“{question.title_zh}”", remedy="请有权限的用户登录")


def _is_narrowed(params: Mapping[str, object], scope: Scope) -> bool:
    """Whether anything but the day is asked for, or the reader sees a part of the province."""
    asked = [name for name, value in params.items() if name != "as_of" and _as_value(value)]
    return bool(asked) or scope.reach != EVERYTHING


def _disclosure(question: Question, scope: Scope, *, is_cut: bool) -> Disclosure:
    """Who may not see classes gets the whole table of the bulletin, and no number of any other."""
    if scope.reads_bulletin:
        return Disclosure.PUBLIC
    if question.is_by_class and not scope.may_see_class:
        return Disclosure.PUBLIC if question.is_public and not is_cut else Disclosure.FIXED
    sees_cells = scope.may_see_class if question.is_by_class else scope.may_see_small_cells
    return Disclosure.WHOLE if sees_cells or not question.small_cells.derived else Disclosure.SMALL


def _bind(
    question: Question, scope: Scope, day: date, params: Mapping[str, object]
) -> dict[str, object]:
    """Values for every parameter the file names. Raises BadInput for any other."""
    taken = taken_by(question)
    unknown = sorted(set(params) - set(taken))
    if unknown:
        raise BadInput(
            f"查询 {question.name} 没有参数 {'、'.join(unknown)}",
            remedy=f"可用参数：{'、'.join(taken) or '无'}",
        )
    values = {name: _as_value(params.get(name)) for name in question.params}
    if "as_of" in values:
        values["as_of"] = day
    if "units" in values:
        values["units"] = _allowed(values["units"], scope.units)
    if "counties" in values:
        values["counties"] = _allowed(values["counties"], scope.counties)
    if "offices" in values:
        values["offices"] = _allowed(values["offices"], scope.offices)
    if "sees_class" in values:
        # Decided by who reads, never by what is asked.
        values["sees_class"] = scope.may_see_class
    return values


def _as_value(value: object) -> object:
    """A list filter without a choice means all, as a missing one does."""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(value) or None
    return value


def taken_by(question: Question) -> tuple[str, ...]:
    """What a question can be asked with: its parameters, and what says the year."""
    return tuple(dict.fromkeys((*question.params, *OF_YEAR[: 1 + ("as_of" in question.params)])))


def _known_day(day: date, snapshot: Snapshot) -> date:
    """The day asked for. Raises BadInput where the snapshot cannot know it."""
    first, last = snapshot.first_day, snapshot.last_day()
    if first <= day <= last and day.year not in snapshot.years:
        held = "、".join(map(str, snapshot.years))
        raise BadInput(
            f"数据中没有{day.year}年",
            f"快照 {snapshot.id}",
            f"现有年度：{held}；导入该年的导出文件后即可查询",
        )
    if not first <= day <= last:
        raise BadInput(
            f"截止日期 {day} 不在数据范围内",
            f"快照 {snapshot.id}",
            f"选 {first} 至 {last} 之间的日期，或导入所缺年度的数据",
        )
    return day


def _as_count(value: object) -> int:
    """How many years back; none by default."""
    try:
        count = int(str(value or 0))
    except ValueError as error:
        raise BadInput(f"年数 {value} 无法识别", remedy="写成整数，如 1") from error
    if count < 0:
        raise BadInput(f"年数 {count} 不能为负", remedy="写成 0 或正整数，如 1")
    return count


def _as_day(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadInput(
            f"截止日期 {value} 无法识别", remedy="按 年-月-日 写，如 2000-01-31"
        ) from error


def _allowed(asked: object, own: tuple[str, ...] | None) -> object:
    """What is asked and within the reader's own; an empty list where nothing is both."""
    wanted = [asked] if isinstance(asked, str) else asked
    if own is None:
        return wanted
    return [one for one in own if wanted is None or one in wanted]  # type: ignore[operator]
