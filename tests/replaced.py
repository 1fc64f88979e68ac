"""A mutant asked in place of the query: a question answered by it, or marts built with it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
from built import mart_readings, register, remake, stale
from mutants import COMMENT, Mutant

from inspection.data import connections, questions

MARTS, MACROS = "marts", "macros"
# What stands in the database of a snapshot.
BUILT = (MARTS, MACROS)


MADE, CALLED = re.compile(r"\bcreate macro (\w+)"), re.compile(r"\b(\w+)\(")
CREATED = re.compile(r"\bcreate macro\b")


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
    with built_with(mutant) if mutant.folder in BUILT else question(mutant):
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
def built_with(mutant: Mutant) -> Iterator[None]:
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
    """Snapshots rebuilt with one mutant of a mart or of macros, when they are asked."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.made: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """The snapshot itself where the mutant makes no difference."""
        if path not in self.made:
            self.made[path] = self.rebuild(path)
        return self.made[path]

    def rebuild(self, path: Path) -> Path:
        """The macros, or the mart and every mart that reads it, in a copy."""
        mutant = self.mutant
        copy = path.with_name(f"{mutant.short}.duckdb")
        shutil.copyfile(path, copy)
        with duckdb.connect(str(copy), config={"threads": "1"}) as database:
            if mutant.folder == MACROS:
                database.execute(CREATED.sub("create or replace macro", mutant.sql))
                return copy
            made = {name: mart_readings()[0][name] for name in stale([mutant.name])}
            register(database, path.parent, made)
            if is_another := differs(database, mutant):
                database.begin()
                remake(database, made | {mutant.name: mutant.sql})
                database.commit()
        if not is_another:
            copy.unlink()
        return copy if is_another else path

    def forget(self) -> None:
        for path, copy in self.made.items():
            if copy != path:
                connections.forget(copy)
                copy.unlink()
        self.made = {}


def differs(database: duckdb.DuckDBPyConnection, mutant: Mutant) -> bool:
    """Whether the mart has other rows."""
    try:
        changed = database.sql(mutant.sql).to_arrow_table()
    except duckdb.Error:
        return True
    return rows_of(changed) != rows_of(database.table(mutant.name).to_arrow_table())


def rows_of(table: pa.Table) -> list[str]:
    return sorted(map(str, zip(*(column.to_pylist() for column in table.columns), strict=True)))


@cache
def reached_from(sql: str) -> frozenset[str]:
    """The files of macros that a query calls, directly or through another."""
    files = {name: COMMENT.sub("", text) for name, text in questions.sql_files(MACROS).items()}
    made = {name: frozenset(MADE.findall(text)) for name, text in files.items()}
    reached: set[str] = set()
    waiting = [COMMENT.sub("", sql)]
    while waiting:
        called = set(CALLED.findall(waiting.pop()))
        new = {name for name in files if made[name] & called} - reached
        reached |= new
        waiting += [files[name] for name in new]
    return frozenset(reached)


@cache
def tables_of(sql: str) -> frozenset[str]:
    """The marts that a query names, itself or in the macros it calls."""
    macros = questions.sql_files(MACROS)
    texts = [sql, *(macros[name] for name in reached_from(sql))]
    words = set(re.findall(r"\w+", " ".join(COMMENT.sub("", text) for text in texts)))
    return frozenset(words & set(mart_readings()[0]))
