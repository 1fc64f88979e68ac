"""The border to DuckDB: hardened read connections, one per snapshot in use.

A connection refuses files, settings, extensions and Python variables; every
query runs on a cursor of its own, because a DuckDB connection cannot be shared
between threads. A query past the time limit is stopped. Rows that several questions read
are asked once and kept with the connection.
"""

import threading
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from inspection.data.access import EVERYTHING, Reach
from inspection.data.empty_cells import emptied
from inspection.data.kept import Kept
from inspection.data.shared import MOST_BYTES, OF_DAYS, Call, Days, of_day, of_one, split
from inspection.errors import QueryFailed
from inspection.settings import settings

HARDENED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
# Marts answer in milliseconds: handing a query to more threads costs more than it gains,
# and readers run beside each other in any case.
QUIET = {"threads": "1"}
# Steps of planning that take longer than they save on tables of marts: compressing what is
# sorted, ranges of values, and rare forms that no question has.
SPARED = (
    "compressed_materialization",
    "statistics_propagation",
    "common_subplan",
    "deliminator",
    "column_lifetime",
    "reorder_filter",
    "duplicate_groups",
    "top_n_window_elimination",
    "window_self_join",
    "window_rewriter",
    "row_group_pruner",
    "sampling_pushdown",
    "regex_range",
    "partial_aggregate_pushdown",
    "join_elimination",
    "distinct_aggregate_rewrite",
    "aggregate_reuse",
    "common_aggregate",
    "remote_pushdown",
    "unnest_rewriter",
    "in_clause",
    "limit_pushdown",
    "scalar_fn_pushdown",
    "type_pushdown",
    "redundant_order_keys",
    "partitioned_execution",
    "outer_join_simplification",
)
# Databases kept open: the years of the current snapshot, and of those that links pin.
OPEN_SNAPSHOTS = 8
# Answers kept: a busy week of filter changes, and no more than a small part of the memory.
ANSWER_BYTES = 32 * 2**20

# What the library says of a file that is damaged, missing or may not be read.
UNREADABLE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
)

# Called with the cursor of each query, so that a superseded rerun can interrupt it.
on_cursor: ContextVar[Callable[[duckdb.DuckDBPyConnection], None] | None] = ContextVar(
    "on_cursor", default=None
)

# Answers are small; binding a query twice, as relations do, costs more than the copy.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")


class Opened(NamedTuple):
    """A connection, and the rows kept of what was asked through it."""

    connection: duckdb.DuckDBPyConnection
    kept: Kept
    days: Days


# What is kept elsewhere of a database, and dropped with the connection to it.
forgotten_too: list[Callable[[Path | None], None]] = []
_open: OrderedDict[Path, Opened] = OrderedDict()
# Answers of all databases, as readers may see them.
answers = Kept(ANSWER_BYTES)
_lock = threading.Lock()


def fetch(path: Path, sql: str, params: Mapping[str, object]) -> pa.Table:
    """Rows of one query of the whole province. Raises QueryFailed."""
    with telling(path):
        opened = _opened(path)
        return ask(opened, opened.connection.cursor(), sql, params)


def ask(
    opened: Opened,
    cursor: duckdb.DuckDBPyConnection,
    sql: str,
    params: Mapping[str, object],
    reach: Reach = EVERYTHING,
) -> pa.Table:
    """Rows of one query on a cursor of its own; of rows kept, those of the same reach."""
    hook = on_cursor.get()
    if hook is not None:
        hook(cursor)
    asked, calls = split(sql)
    if not calls:
        return emptied(cursor.execute(_statement(sql), dict(params)).to_arrow_table())
    for call in calls:
        cursor.register(call.table, _Shared(cursor, opened, reach).rows(call, params))
    return _asked(cursor, asked, params)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What the database refuses or does not finish in time, as QueryFailed."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryFailed(
            f"查询已停止：时限 {settings().max_query_ms / 1000:g} 秒已到，或有新的操作",
            remedy="缩小筛选范围，或提高 INSPECTION_MAX_QUERY_MS",
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryFailed(
            "内存不足，查询没有完成", str(path), "缩小筛选范围，或给服务器增加内存"
        ) from error
    except UNREADABLE as error:
        forget(path)
        raise _unreadable(path, error) from error
    except duckdb.Error as error:
        # A block whose checksum is wrong is told by the base of all errors.
        if type(error) is duckdb.Error:
            forget(path)
            raise _unreadable(path, error) from error
        raise QueryFailed(f"查询失败（{error}）", str(path)) from error


def check(path: Path) -> None:
    """Open the database. Raises EnvironmentProblem where it is damaged or may not be read."""
    try:
        _opened(path)
    except (duckdb.Error, OSError) as error:
        raise _unreadable(path, error) from error


def forget(path: Path | None = None) -> None:
    """Drop the connection to `path`, or all, views over it, and every answer."""
    for each in forgotten_too:
        each(path)
    answers.forget()
    with _lock:
        if path is None:
            _open.clear()
        else:
            _open.pop(path, None)


def _unreadable(path: Path, error: Exception) -> QueryFailed:
    told = str(error).splitlines()[0]
    return QueryFailed(
        f"数据集市无法读取（{told}）",
        str(path),
        "运行 python -m inspection doctor 查明损坏的文件，从备份恢复，或 rollback 到另一个快照",
    )


@lru_cache(maxsize=256)
def _statement(sql: str) -> duckdb.Statement:
    """Parsed once: parsing takes as long as answering."""
    statements = duckdb.extract_statements(sql)
    assert len(statements) == 1, "one statement per question"
    return statements[0]


def _asked(cursor: duckdb.DuckDBPyConnection, sql: str, params: Mapping[str, object]) -> pa.Table:
    """Rows of a part of a question, which takes a part of its parameters."""
    statement = _statement(sql)
    taken = {name: params[name] for name in params if name in statement.named_parameters}
    return emptied(cursor.execute(statement, taken).to_arrow_table())


class _Shared(NamedTuple):
    """Rows that several questions read, as they answer readers of one reach."""

    cursor: duckdb.DuckDBPyConnection
    opened: Opened
    reach: Reach

    def rows(self, call: Call, params: Mapping[str, object]) -> pa.Table:
        """Rows of a call, from those of all units or of all days where that will do."""
        found = call.among_all(params)
        if found is None:
            return self._kept(call, params)
        everywhere = {**params, "units": None}
        whole = self._of_day(call.values(params)[0])
        if whole is None:
            whole = self._kept(call, everywhere)
        if found == (None,):
            return whole
        own = of_one(whole, str(found[0]))
        return self._kept(call, params) if own is None else own

    def _of_day(self, day: object) -> pa.Table | None:
        """Of the whole province on this day, where all days are asked for or worth it."""
        days = self.opened.days
        if self.reach != EVERYTHING or not days.are_many(day):
            return None
        try:
            rows = self.opened.kept.rows(OF_DAYS, partial(_asked, self.cursor, OF_DAYS, {}))
        except duckdb.Error:
            days.fail()
            return None
        return of_day(rows, day)

    def _kept(self, call: Call, params: Mapping[str, object]) -> pa.Table:
        key = repr((self.reach, call.key(params)))
        return self.opened.kept.rows(key, partial(_asked, self.cursor, call.sql, params))


def _opened(path: Path) -> Opened:
    with _lock:
        if path not in _open:
            _open[path] = Opened(_connect(path), Kept(MOST_BYTES), Days())
        _open.move_to_end(path)
        while len(_open) > OPEN_SNAPSHOTS:
            _open.popitem(last=False)
        return _open[path]


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    limit = {"max_execution_time": str(settings().max_query_ms)}
    spared = {"disabled_optimizers": ",".join(SPARED)}
    return duckdb.connect(
        str(path), read_only=True, config={**HARDENED, **QUIET, **limit, **spared}
    )
