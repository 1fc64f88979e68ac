"""Snapshots built from the empty one: only marts that read a table with rows are made again.

The empty snapshot is built as the product does; `test_built.py` holds that the short way
gives what the long way gives.
"""

import atexit
import hashlib
import shutil
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import engine, reference
from inspection.data.engine import build_marts
from inspection.data.questions import sql_files
from inspection.data.snapshots import MARTS, marts_name
from inspection.ingest.writing import calendar_of

FOLDER = "marts"
RULES = "ref_"
# Parametrised tests ask for the same rows one after the other.
KEPT = 20
# The year of the notice in force: that of the empty snapshot.
YEAR = 2022
Tables = Mapping[str, pa.Table]

# Goes with this process.
SCRATCH = TemporaryDirectory()
_kept: OrderedDict[str, Path] = OrderedDict()


def built(
    tables: Tables, years: tuple[int, ...] = (YEAR,), *, is_whole: bool = True, told: str = ""
) -> Path:
    """A folder with these tables, all others empty or as in force, and the marts. Copy it.

    Not whole: the marts of the latest year are still those of the empty snapshot, and the
    folder is of those of whom the same is `told`.
    """
    key = f"{digest(tables, (*years, told))}-{is_whole}"
    if key not in _kept:
        _kept[key] = shutil.copytree(empty(years), Path(SCRATCH.name) / key)
        write(_kept[key], tables)
        if is_whole:
            rebuild(_kept[key] / MARTS, stale(tables), rules_of(tables))
        for year in years[:-1]:
            build_marts(_kept[key], _kept[key] / marts_name(year, years), year)
    _kept.move_to_end(key)
    while len(_kept) > KEPT:
        shutil.rmtree(_kept.popitem(last=False)[1])
    return _kept[key]


def without_marts(_folder: Path, marts: Path, _year: int) -> None:
    """In place of the engine's: a database with nothing in it, where no test asks it."""
    marts.write_bytes(nothing())


@lru_cache(maxsize=1)
def nothing() -> bytes:
    """The file of a database with nothing in it: making one takes longer than writing it."""
    path = Path(SCRATCH.name) / "nothing.duckdb"
    duckdb.connect(str(path)).close()
    return path.read_bytes()


def digest(tables: Tables, of: tuple[object, ...] = (YEAR,)) -> str:
    """The same for the same rows of the same."""
    rows = {name: tables[name].to_pylist() for name in sorted(tables)}
    return hashlib.sha256(repr((of, rows)).encode()).hexdigest()


@lru_cache(maxsize=8)
def empty(years: tuple[int, ...]) -> Path:
    """Every table without rows, the rules in force, and the marts of the latest year."""
    folder = Path(SCRATCH.name) / f"empty-{'-'.join(map(str, years))}"
    folder.mkdir()
    write(folder, {name: schema.empty_table() for name, schema in schemas().items()})
    write(folder, {f"ref_{name}": reference.load(name) for name in reference.names()})
    write(folder, {"workdays": calendar_of(years)})
    build_marts(folder, folder / MARTS, years[-1])
    return folder


@lru_cache(maxsize=1)
def schemas() -> dict[str, pa.Schema]:
    """Types of the canonical tables, from `queries/canonical/`."""
    database = duckdb.connect()
    tables = sql_files("canonical")
    for sql in tables.values():
        database.execute(sql)
    return {name: database.table(name).to_arrow_table().schema for name in tables}


def write(folder: Path, tables: Tables) -> None:
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")


def rules_of(tables: Iterable[str]) -> list[str]:
    """Those of the tables that are rules."""
    return [name for name in tables if name.startswith(RULES)]


def rebuild(marts: Path, made: Collection[str], rules: Iterable[str]) -> None:
    """These marts, and these tables of rules before them."""
    with builder(marts) as database:
        register(database, marts.parent, made)
        database.begin()
        for name in rules:
            database.execute(f"drop table {name}")
            rows = database.read_parquet(str(marts.with_name(f"{name}.parquet")))
            engine.of_year(rows, name, year_of(database)).create(name)
        remake(database, {name: sql for name, sql in mart_readings()[0].items() if name in made})
        database.commit()


@lru_cache(maxsize=1)
def memory() -> duckdb.DuckDBPyConnection:
    """One database in memory for the whole run: opening one takes as long as five marts."""
    atexit.register(memory.cache_clear)
    return duckdb.connect(config={"threads": "1"})


@contextmanager
def builder(marts: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database of marts; its tables of this connection alone go with it."""
    database = memory().cursor()
    database.execute(f"attach '{marts}' as {FOLDER}; use {FOLDER}")
    try:
        yield database
    finally:
        database.execute(f"use memory; detach {FOLDER}")
        database.close()


def year_of(database: duckdb.DuckDBPyConnection) -> int:
    """The year that a database holds."""
    return database.table("statistical_year").fetchall()[0][0]


def register(database: duckdb.DuckDBPyConnection, folder: Path, marts: Iterable[str]) -> None:
    """The canonical tables that these marts read, as the year knew them, beside what is there.

    Read once into tables of this connection: a view would be planned for each mart anew.
    """
    reads = mart_readings()[1]
    views, held = year_readings()
    wanted = set().union(*(reads[mart] for mart in marts))
    for name in reversed(views):
        wanted |= held[name] if name in wanted else set()
    for path in sorted(folder.glob("*.parquet")):
        name = f"{engine.HELD}{path.stem}" if path.stem in views else path.stem
        if name in wanted and not name.startswith(RULES) and name != "workdays":
            database.execute(f"create temp table {name} as from read_parquet(?)", [str(path)])
    for name in views:
        if name in wanted:
            database.execute(f"create temp table {name} as {views[name]}")


def remake(database: duckdb.DuckDBPyConnection, marts: Mapping[str, str]) -> None:
    """These marts by their SQL, in this order."""
    for name, sql in marts.items():
        database.execute(f"create or replace table {name} as {sql}")


def stale(changed: Iterable[str]) -> list[str]:
    """Marts that hold other rows where these tables or marts do, in the order they are built."""
    marts, reads = mart_readings()
    views, held = year_readings()
    reached = set(changed)
    for name in views:
        if {table.removeprefix(engine.HELD) for table in held[name]} & reached:
            reached.add(name)
    for name in marts:
        if reads[name] & reached:
            reached.add(name)
    return [name for name in marts if name in reached]


@lru_cache(maxsize=1)
def mart_readings() -> tuple[dict[str, str], dict[str, set[str]]]:
    """The marts in the order they are built, and the tables each reads."""
    return readings(FOLDER)


@lru_cache(maxsize=1)
def year_readings() -> tuple[dict[str, str], dict[str, set[str]]]:
    """The tables as a year knew them in the order they are shown, and the tables each reads."""
    return readings("years")


def readings(folder: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Queries of a folder in the order they depend on each other, and the tables each reads."""
    found = sql_files(folder)
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) for name, sql in found.items()}
    return {name: found[name] for name in engine.build_order(found)}, reads
