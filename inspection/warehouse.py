"""The only way to the data: every page, report and command asks a named question here.

A question is a file in `queries/<folder>/<name>.sql`: a header (title, grain,
params, columns, rule, access) and one select on the tables of `marts.duckdb`.
`run` narrows every answer to what the reader's scope allows: units, names, and
for a visitor the small cells that the header's `small` and `parts` tell.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from inspection import connections
from inspection.access import Scope
from inspection.cells import CellRule, blank, hide, parse_rule
from inspection.connections import on_cursor
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed
from inspection.settings import ROOT
from inspection.snapshots import Snapshot, current, find, prune, rollback, snapshots

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

QUERIES = ROOT / "queries"
# Folders whose files build a snapshot; they answer no question.
BUILD_FOLDERS = ("canonical", "staging", "marts", "macros")
HEADER_KEYS = (
    "grain",
    "params",
    "columns",
    "rule",
    "规则",
    "base",
    "small",
    "parts",
    "named",
    "access",
)
# Parameters that leave a table by class as it is for everybody.
FIXED = ("as_of", "units", "period", "is_inverted", "sees_class")
TITLE = re.compile(r"-- (?P<zh>[^|]+) \| (?P<en>[^:]+): (?P<about>.+)")
HEADER_LINE = re.compile(rf"-- ({'|'.join(HEADER_KEYS)}): *(.*)")


@dataclass(frozen=True)
class Question:
    """One query file, header parsed. `params` without the dollar sign."""

    name: str
    folder: str
    title_zh: str
    title_en: str
    about_en: str
    grain: str
    params: tuple[str, ...]
    columns: tuple[str, ...]
    rule: str
    rule_zh: str
    # Whether its figures rest on the frozen base, which knows unit, county and day only.
    is_base_bound: bool
    access: str
    sql: str
    sha256: str
    cells: CellRule = field(default_factory=CellRule)

    @property
    def is_by_class(self) -> bool:
        """Whether its cells count firms of one risk class."""
        return "risk_class" in self.columns or "sees_class" in self.params


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
    if question.cells.derived and not _sees_cells(question, scope):
        return hide(rows, question.cells, _least_shown(snapshot.marts))
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


def describe(name: str) -> Question:
    """The question of this name. Raises BadInput."""
    if name not in _questions():
        raise BadInput(f"没有查询 {name}", "queries/", "用 python -m inspection query --list 查看")
    return _questions()[name]


def questions() -> list[Question]:
    """All questions, by folder and name."""
    return list(_questions().values())


def sql_files(folder: str) -> dict[str, str]:
    """Text of every query file of one folder of `queries/`, by name."""
    paths = sorted((QUERIES / folder).glob("*.sql"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _in_service() -> Snapshot:
    snapshot = current()
    if snapshot is None:
        raise EnvironmentProblem("还没有数据快照", remedy="先运行 python -m inspection import 目录")
    return snapshot


def _check_access(question: Question, scope: Scope) -> None:
    allowed = {
        "aggregate": True,
        "named": scope.may_see_names,
        "class": scope.may_see_names and scope.may_see_class,
    }
    if not allowed[question.access]:
        raise NotAllowed(f"当前用户无权查看“{question.title_zh}”", remedy="请有权限的用户登录")


def _sees_cells(question: Question, scope: Scope) -> bool:
    return scope.may_see_class if question.is_by_class else scope.may_see_names


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


@lru_cache(maxsize=1)
def _questions() -> dict[str, Question]:
    paths = sorted(QUERIES.glob("*/*.sql"))
    found = [_parse(path) for path in paths if path.parent.name not in BUILD_FOLDERS]
    names = [question.name for question in found]
    assert len(names) == len(set(names)), "a question's name stands in two folders"
    return {question.name: question for question in found}


def _parse(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    title = TITLE.fullmatch(sql.split("\n", 1)[0])
    assert title is not None, f"{path}: first line is not `-- zh | en: sentence`"
    header = _header(sql)
    return Question(
        name=path.stem,
        folder=path.parent.name,
        title_zh=title["zh"],
        title_en=title["en"],
        about_en=title["about"],
        grain=header["grain"],
        params=_words(header["params"]),
        columns=_words(header["columns"]),
        rule=header["rule"],
        rule_zh=header["规则"],
        is_base_bound=header["base"] == "yes",
        access=header["access"],
        sql=sql,
        sha256=hashlib.sha256(sql.encode()).hexdigest(),
        cells=parse_rule(header["small"], header["parts"], header["named"]),
    )


def _header(sql: str) -> dict[str, str]:
    """Header values by key; a comment line without a key continues the one before."""
    values: dict[str, str] = dict.fromkeys(HEADER_KEYS, "")
    key = ""
    for line in sql.split("\n")[1:]:
        if not line.startswith("--"):
            break
        match = HEADER_LINE.fullmatch(line)
        key = match[1] if match else key
        values[key] = f"{values[key]} {match[2] if match else line[2:].strip()}".strip()
    return values


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip().removeprefix("$") for word in text.split(",") if word.strip())
