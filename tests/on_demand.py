"""Marts that are made when a question first reads them.

A question reads a fifth of the marts; `test_built.py` holds that its answer is that of
a snapshot whose marts are all made. What waits is written beside the marts, so that a
copy of the folder knows it too.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import built
import pyarrow as pa
import pyarrow.parquet as pq
from replaced import tables_of

from inspection.data import connections
from inspection.data.snapshots import MARTS

# Marts and rules that are still those of the empty snapshot.
WAITING = ".waiting"


def put_off(marts: Path, made: Iterable[str], rules: Iterable[str]) -> None:
    """These marts, and tables of rules before them, are made when they are asked for."""
    left = {"made": sorted(made), "rules": sorted(rules)}
    marts.with_suffix(WAITING).write_text(json.dumps(left))


def build_marts(snapshot_folder: Path, marts_path: Path, year: int) -> None:
    """In place of the engine's: the marts of the year of the notice that hold rows are put off."""
    if year != built.YEAR:
        return built.build_marts(snapshot_folder, marts_path, year)
    whole = built.empty((year,))
    shutil.copyfile(whole / MARTS, marts_path)
    paths = [*snapshot_folder.glob(f"{built.RULES}*.parquet"), snapshot_folder / "workdays.parquet"]
    rules = [path.stem for path in paths if pq.read_table(path) != read(whole / path.name)]
    filled = [
        path.stem
        for path in snapshot_folder.glob("*.parquet")
        if path not in paths and pq.read_metadata(path).num_rows
    ]
    return put_off(marts_path, built.stale([*filled, *rules]), rules)


@lru_cache(maxsize=64)
def read(path: Path) -> pa.Table:
    """A table of the empty snapshot, to which those of all others are held."""
    return pq.read_table(path)


def fetch(path: Path, sql: str, params: Mapping[str, object]) -> pa.Table:
    """As the product's, from marts that the query made necessary."""
    make(path, tables_of(sql))
    return given(path, sql, params)


def check(path: Path) -> None:
    """As the product's; a database that waits for its marts is looked at once they are made."""
    if not path.with_suffix(WAITING).exists():
        checked(path)


def make(path: Path, wanted: Collection[str] | None = None) -> None:
    """These marts, or all, of those put off, and what they read."""
    waiting = path.with_suffix(WAITING)
    if not waiting.exists():
        return
    left = json.loads(waiting.read_text())
    made = with_read(left["made"] if wanted is None else wanted) & set(left["made"])
    if made or left["rules"]:
        connections.forget(path)
        built.rebuild(path, made, left["rules"])
        put_off(path, set(left["made"]) - made, [])


def with_read(marts: Collection[str]) -> set[str]:
    """These marts and all that they read, directly or through another."""
    reads = built.mart_readings()[1]
    reached: set[str] = set()
    left = list(marts)
    while left:
        name = left.pop()
        if name in reads and name not in reached:
            reached.add(name)
            left += reads[name]
    return reached


given, checked = connections.fetch, connections.check
