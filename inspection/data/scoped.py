"""Rows a reader may see, limited in the database: no question can forget it.

Whoever sees the whole province asks the marts themselves. Everybody else asks views of the
same names, made over the marts attached read-only: each leaves the rows of the reader's units,
counties or offices, which are bound on the cursor of every query – without them no row is left.
A mart with a unit is limited by its columns alone; of any other `limits.csv` says how, and
what it does not name answers nobody.
"""

import csv
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from inspection.data import connections
from inspection.data.access import EVERYTHING, Reach
from inspection.data.connections import HARDENED, QUIET, SPARED, Opened
from inspection.data.kept import Kept
from inspection.data.questions import macros, scoping
from inspection.data.shared import MOST_BYTES, Days
from inspection.settings import settings

LIMITS = Path(__file__).with_name("limits.csv")
NOTHING = "nothing"
# Views of one kind of reader over one database of marts, kept open.
OPEN_VIEWS = 8
# The kinds of readers, each with the variables that it binds.
KINDS = {
    "unit": ("reader_units",),
    "county": ("reader_units", "reader_counties"),
    "office": ("reader_offices",),
}
# What limits a mart by its own columns, the first that it has; else nobody sees it.
BY_COLUMNS = {
    "unit": (("unit", "own_unit"),),
    "county": (("county_code", "own_county"),),
    "office": (("lead_office", "own_office"), ("unit", "province")),
}

_open: OrderedDict[tuple[Path, str], Opened] = OrderedDict()
_lock = threading.Lock()


def fetch(reach: Reach, path: Path, sql: str, params: Mapping[str, object]) -> pa.Table:
    """Rows of one query that this reader reaches. Raises QueryFailed."""
    if reach == EVERYTHING:
        return connections.fetch(path, sql, params)
    kind = kind_of(reach)
    values = reach_values(reach)
    with connections.telling(path):
        opened = _opened(path, kind)
        cursor = opened.connection.cursor()
        for name in KINDS[kind]:
            cursor.execute(scoping("reader", name), {"reached": values[name]})
        return connections.ask(opened, cursor, sql, params, reach)


def kind_of(reach: Reach) -> str:
    """By what the rows of a reader are limited; an office of the bureau sees every unit."""
    if reach.offices is not None and reach.units is None:
        return "office"
    return "unit" if reach.counties is None else "county"


def reach_values(reach: Reach) -> dict[str, list[str]]:
    """What is bound on a cursor, by the name it has there."""
    return {f"reader_{name}": list(value or ()) for name, value in reach._asdict().items()}


def forget(path: Path | None = None) -> None:
    """Drop the views over `path`, or all; running cursors end in peace."""
    with _lock:
        for key in [one for one in _open if path in (None, one[0])]:
            del _open[key]


connections.forgotten_too.append(forget)


@cache
def limits() -> dict[str, dict[str, str]]:
    """How the marts are limited that have no unit of their own, or that more is said of."""
    with LIMITS.open(encoding="utf-8", newline="") as file:
        return {row["mart"]: row for row in csv.DictReader(file)}


def limit_of(mart: str, columns: list[str], kind: str) -> str:
    """The form of the view of one mart for one kind of reader."""
    if mart in limits():
        return limits()[mart][f"by_{kind}"]
    return next((form for column, form in BY_COLUMNS[kind] if column in columns), NOTHING)


def _opened(path: Path, kind: str) -> Opened:
    key = path, kind
    with _lock:
        if key not in _open:
            _open[key] = Opened(_connect(path, kind), Kept(MOST_BYTES), Days())
        _open.move_to_end(key)
        while len(_open) > OPEN_VIEWS:
            _open.popitem(last=False)
        return _open[key]


def _connect(path: Path, kind: str) -> duckdb.DuckDBPyConnection:
    """A database of views; what could change it is locked once they are made."""
    limit = {"max_execution_time": str(settings().max_query_ms)}
    loose = {name: HARDENED[name] for name in HARDENED if name not in LOCKED}
    spared = {"disabled_optimizers": ",".join(SPARED)}
    database = duckdb.connect(config={**loose, **QUIET, **limit, **spared})
    database.execute(scoping("attached", str(path).replace("'", "''")))
    for statement in _views(database, kind):
        database.execute(statement)
    for macro in macros().values():
        database.execute(macro.sql)
    for name in LOCKED:
        database.execute(scoping("locked", f"{name} = {HARDENED[name]}"))
    return database


# Settings that would keep the marts from being attached; the lock comes last.
LOCKED = ("enable_external_access", "lock_configuration")


def _views(database: duckdb.DuckDBPyConnection, kind: str) -> Iterator[str]:
    """Statements that make the views: those by columns first, the others read them."""
    held = dict(database.execute(scoping("held")).fetchall())
    order = {name: number for number, name in enumerate(limits())}
    if "file_units" in held:
        yield scoping("own_sheets")
    for mart in sorted(held, key=lambda name: order.get(name, -1)):
        yield scoping(_possible(limit_of(mart, held[mart], kind), held), mart)


def _possible(form: str, held: Mapping[str, list[str]]) -> str:
    """The form, or nothing where a snapshot of before does not hold what it reads."""
    return NOTHING if form in ("own_file", "own_path") and "file_units" not in held else form
