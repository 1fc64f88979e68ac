"""A mutant asked in place of the query: a question answered by it, or marts built with it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
from mutants import Mutant

from inspection.data import connections, engine, questions

MARTS = "marts"


def fails(test: Callable[..., object], *given: object) -> bool:
    """Whether a test fails, whatever way."""
    try:
        test(*given)
    except (Exception, BaseException) as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return True
    return False


@contextmanager
def replaced(mutant: Mutant) -> Iterator[None]:
    """The product asks the mutant instead."""
    with mart(mutant) if mutant.folder == MARTS else question(mutant):
        yield


@contextmanager
def question(mutant: Mutant) -> Iterator[None]:
    """The question is answered by the mutant."""
    known = questions._questions()
    kept = known[mutant.name]
    known[mutant.name] = replace(kept, sql=mutant.sql)
    try:
        yield
    finally:
        known[mutant.name] = kept


@contextmanager
def mart(mutant: Mutant) -> Iterator[None]:
    """Every snapshot asked is one built with the mutant, where that makes a difference."""
    copies = Copies(mutant)
    fetch = connections.fetch
    connections.fetch = lambda path, sql, params: fetch(copies.of(path), sql, params)
    try:
        yield
    finally:
        connections.fetch = fetch
        copies.forget()


class Copies:
    """Snapshots rebuilt with one mutant of a mart, when they are asked."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.made: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """The snapshot itself where the mutant makes no difference."""
        if path not in self.made:
            self.made[path] = self.rebuild(path)
        return self.made[path]

    def rebuild(self, path: Path) -> Path:
        """The mart and every mart that reads it, in a copy."""
        mutant = self.mutant
        copy = path.with_name(f"{mutant.name}-{mutant.dropped}-{mutant.number}.duckdb")
        shutil.copyfile(path, copy)
        with duckdb.connect(str(copy), config={"threads": "1"}) as database:
            register(database, path.parent)
            if is_another := differs(database, mutant):
                rebuild_marts(database, mutant)
        if not is_another:
            copy.unlink()
        return copy if is_another else path

    def forget(self) -> None:
        for path, copy in self.made.items():
            if copy != path:
                connections.forget(copy)
                copy.unlink()
        self.made = {}


def register(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """The canonical tables, beside the marts and the reference tables already there."""
    for file in sorted(folder.glob("*.parquet")):
        if not file.stem.startswith("ref_") and file.stem != "workdays":
            database.register(file.stem, database.read_parquet(str(file)))


def differs(database: duckdb.DuckDBPyConnection, mutant: Mutant) -> bool:
    """Whether the mart has other rows."""
    try:
        changed = database.sql(mutant.sql).to_arrow_table()
    except duckdb.Error:
        return True
    return rows_of(changed) != rows_of(database.table(mutant.name).to_arrow_table())


def rows_of(table: pa.Table) -> list[str]:
    return sorted(map(str, zip(*(column.to_pylist() for column in table.columns), strict=True)))


def rebuild_marts(database: duckdb.DuckDBPyConnection, mutant: Mutant) -> None:
    marts, reads = mart_readings()
    stale = {mutant.name}
    for name, sql in marts.items():
        if name == mutant.name or reads[name] & stale:
            stale.add(name)
            made = mutant.sql if name == mutant.name else sql
            database.execute(f"create or replace table {name} as {made}")


@lru_cache(maxsize=1)
def mart_readings() -> tuple[dict[str, str], dict[str, set[str]]]:
    """The marts in the order they are built, and the tables each reads."""
    marts = questions.sql_files(MARTS)
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) for name, sql in marts.items()}
    return {name: marts[name] for name in engine.build_order(marts)}, reads


def read_through(name: str) -> set[str]:
    """The marts that hold other rows where the mart `name` does, itself included."""
    marts, reads = mart_readings()
    stale = {name}
    for mart_name in marts:
        if reads[mart_name] & stale:
            stale.add(mart_name)
    return stale
