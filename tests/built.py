"""Snapshots built from the empty one: only marts that read a table with rows are made again.

The empty snapshot is built as the product does; `test_built.py` holds that the short way
gives what the long way gives.
"""

import hashlib
import shutil
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import engine, reference, workdays
from inspection.data.questions import sql_files
from inspection.data.snapshots import MARTS

FOLDER = "marts"
# Parametrised tests ask for the same rows one after the other.
KEPT = 6
Tables = Mapping[str, pa.Table]

# Goes with this process.
SCRATCH = TemporaryDirectory()
_kept: OrderedDict[str, Path] = OrderedDict()


def built(tables: Tables) -> Path:
    """A folder with these tables, all others empty or as in force, and the marts. Copy it."""
    key = digest(tables)
    if key not in _kept:
        _kept[key] = shutil.copytree(empty(), Path(SCRATCH.name) / key)
        write(_kept[key], tables)
        rebuild(_kept[key] / MARTS, tables)
    _kept.move_to_end(key)
    while len(_kept) > KEPT:
        shutil.rmtree(_kept.popitem(last=False)[1])
    return _kept[key]


def digest(tables: Tables) -> str:
    """The same for the same rows."""
    rows = {name: tables[name].to_pylist() for name in sorted(tables)}
    return hashlib.sha256(repr(rows).encode()).hexdigest()


@lru_cache(maxsize=1)
def empty() -> Path:
    """Every table without rows, the rules in force."""
    folder = Path(SCRATCH.name) / "empty"
    folder.mkdir()
    write(folder, {name: schema.empty_table() for name, schema in schemas().items()})
    write(folder, {f"ref_{name}": reference.load(name) for name in reference.names()})
    write(folder, {"workdays": workdays.calendar(date(2021, 1, 1), date(2026, 12, 31))})
    engine.build_marts(folder, folder / MARTS)
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


def rebuild(marts: Path, changed: Iterable[str]) -> None:
    """The marts that read one of the changed tables."""
    with duckdb.connect(str(marts), config={"threads": "1"}) as database:
        made = stale(changed)
        register(database, marts.parent, made)
        database.begin()
        for name in changed:
            if name.startswith("ref_"):
                database.execute(f"drop table {name}")
                database.read_parquet(str(marts.with_name(f"{name}.parquet"))).create(name)
        remake(database, {name: mart_readings()[0][name] for name in made})
        database.commit()


def register(database: duckdb.DuckDBPyConnection, folder: Path, marts: Iterable[str]) -> None:
    """The canonical tables that these marts read, beside the marts and rules already there."""
    known, reads = mart_readings()
    for name in set().union(*(reads[mart] for mart in marts)) - set(known):
        if name.startswith("ref_") or name == "workdays":
            continue
        database.register(name, database.read_parquet(str(folder / f"{name}.parquet")))


def remake(database: duckdb.DuckDBPyConnection, marts: Mapping[str, str]) -> None:
    """These marts by their SQL, in this order."""
    for name, sql in marts.items():
        database.execute(f"create or replace table {name} as {sql}")


def stale(changed: Iterable[str]) -> list[str]:
    """Marts that hold other rows where these tables or marts do, in the order they are built."""
    marts, reads = mart_readings()
    reached = set(changed)
    for name in marts:
        if reads[name] & reached:
            reached.add(name)
    return [name for name in marts if name in reached]


@lru_cache(maxsize=1)
def mart_readings() -> tuple[dict[str, str], dict[str, set[str]]]:
    """The marts in the order they are built, and the tables each reads."""
    marts = sql_files(FOLDER)
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) for name, sql in marts.items()}
    return {name: marts[name] for name in engine.build_order(marts)}, reads
