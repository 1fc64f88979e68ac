"""Snapshots between two snapshots, each a step nearer to the later one; gone when done with.

First the earlier rows under the later rules; then the later rows as far as they were
known before, corrected; then all of them.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import connections, engine, reference, schema
from inspection.data.questions import describe
from inspection.data.snapshots import MARTS, Snapshot
from inspection.ingest import decisions, folders, headline, queries, retention
from inspection.ingest.assembly import assemble
from inspection.ingest.database import open_database
from inspection.ingest.difference.rows import show_sides
from inspection.ingest.vocabulary import read_vocabulary
from inspection.ingest.writing import write_tables
from inspection.settings import settings

FOLDER = ".comparing"
# What tells where rows came from, not what they say; taken as it is.
ACCOUNTS = ("files", "layouts", "rejects", "warnings", "cleaning")
OF_TASK_ROWS = ("results", "result_items")


@contextmanager
def steps(
    before: Snapshot, after: Snapshot, asked: Sequence[str] = headline.QUESTIONS
) -> Iterator[tuple[Snapshot, Snapshot]]:
    """The earlier rows under the later rules, and what was known before, corrected.

    Both answer these questions.
    """
    place = folders.private(settings().data / FOLDER)
    folders.remove_old(place, settings().keep_hours, time.time())
    with tempfile.TemporaryDirectory(dir=place) as holder:
        ruled, known = Path(holder) / "ruled", Path(holder) / "known"
        ruled.mkdir()
        known.mkdir()
        _write_ruled(before, after, ruled)
        _write_known(ruled, after.folder, known)
        year = before.last_day().year
        found = tuple(
            _served(folder, year, day, asked)
            for folder, day in ((ruled, before.data_date), (known, after.data_date))
        )
        try:
            yield found[0], found[1]
        finally:
            for folder in (ruled, known):
                connections.forget(folder / MARTS)


def _served(folder: Path, year: int, data_date: date, asked: Sequence[str]) -> Snapshot:
    """The tables of a folder as a snapshot of one year, for these questions."""
    engine.build_answering(folder, folder / MARTS, year, [describe(name) for name in asked])
    made = {"years": [year], schema.KEY: schema.described()}
    return Snapshot(folder.parent.name + folder.name, folder, data_date, made)


def _write_ruled(before: Snapshot, after: Snapshot, folder: Path) -> None:
    """The earlier rows under the later rules: read anew where rules of the import differ."""
    if _reads_alike(before.folder, after.folder):
        for path in before.folder.glob("*.parquet"):
            if not _is_rule(path):
                os.link(path, folder / path.name)
    else:
        _rebuild(before, after.folder, folder)
    for path in after.folder.glob("*.parquet"):
        if _is_rule(path) and not (folder / path.name).exists():
            os.link(path, folder / path.name)


def _write_known(ruled: Path, after: Path, folder: Path) -> None:
    """The later rows as far as known before; what was told only since is left out."""
    with duckdb.connect() as connection:
        for path in after.glob("*.parquet"):
            name = path.stem
            if name not in queries.canonical() or name in ACCOUNTS:
                os.link(path, folder / path.name)
        show_sides(connection, ruled, after, "task_rows")
        connection.execute(queries.staging("difference/late_parts"))
        for name in set(queries.canonical()) - set(ACCOUNTS):
            if not (ruled / f"{name}.parquet").exists():
                continue
            show_sides(connection, ruled, after, name)
            step = "of_task_rows" if name in OF_TASK_ROWS else "known"
            step = "task_rows" if name == "task_rows" else step
            rows = connection.sql(queries.staging(f"difference/{step}"))
            rows.write_parquet(str(folder / f"{name}.parquet"))


def _rebuild(before: Snapshot, rules: Path, folder: Path) -> None:
    words = read_vocabulary(None)
    given = {name: pq.read_table(rules / f"ref_{name}.parquet") for name in reference.names()}
    with open_database(folder / "scratch", given=given) as connection:
        retention.load_identity(connection, before.folder)
        retention.load_rows(connection, before.folder, words)
        decisions.show(connection, decisions.load(before.folder))
        assemble(connection, retention.load_ledger(before.folder))
        write_tables(connection, folder, before.years)


def _reads_alike(before: Path, after: Path) -> bool:
    """Whether the reference tables that decide what a row means are the same."""
    deciding = "".join(queries.all_staging())
    names = [name for name in reference.names() if f"ref_{name}" in deciding]
    return all(_rule(before, name).equals(_rule(after, name)) for name in names)


def _rule(folder: Path, name: str) -> pa.Table:
    return pq.read_table(folder / f"ref_{name}.parquet")


def _is_rule(path: Path) -> bool:
    return path.stem.startswith("ref_") or path.stem == "workdays"
