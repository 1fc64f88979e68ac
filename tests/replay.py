"""A pytest plugin that repeats each test with one mutant of the queries at a time.

    PYTHONPATH=tests python -m pytest -p replay --mutants tests/mutants.json tests/queries

A mutant is killed by the first test that passes without it, passes once more, and
fails with it. Tests are repeated for mutants that the record knows no killer of,
and only where these change what the test sees: an answer it asked for, or a mart of
the snapshot it asked; an importing test is repeated from its setup. The record then
names the killers found.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import rows
from _pytest.runner import runtestprotocol
from mutants import Mutant, every_mutant, read_record, write_record
from replaced import MARTS, Copies, fails, question

from inspection.data import connections, warehouse
from inspection.data.snapshots import POINTER, Snapshot
from inspection.errors import QueryFailed
from inspection.ingest import queries

STAGING = "staging"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("mutants").addoption("--mutants", type=Path, help="the record")


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Replay(session.config), "mutants")


class Replay:
    """Mutants still alive, and what the test at hand asked of which snapshot."""

    def __init__(self, config: pytest.Config) -> None:
        self.path: Path = config.getoption("--mutants")
        self.killers = read_record(self.path)
        self.alive = [one for one in every_mutant() if str(one) not in self.killers]
        self.asked: list[tuple[Path, str, dict]] = []
        self.imported: set[str] = set()
        self.copies: dict[Mutant, Copies] = {}
        self.of_copies: set[Path] = set()
        self.mutant: Mutant | None = None
        self.built: Copies | None = None
        self.fetch, connections.fetch = connections.fetch, self.record
        self.staging, queries.staging = queries.staging, self.stage
        sys.modules["conftest"].write_snapshot = Remembered()

    # What the product is asked, and of what its import is made.

    def record(self, path: Path, sql: str, params: dict) -> pa.Table:
        self.asked.append((path, sql, dict(params)))
        return self.fetch(self.built.of(path) if self.built else path, sql, params)

    def stage(self, name: str) -> str:
        self.imported.add(name)
        mutant = self.mutant
        return mutant.sql if mutant and mutant.name == name else self.staging(name)

    # One test.

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Function, nextitem: pytest.Item | None) -> bool:
        self.asked, self.imported = [], set()
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        passed = all(one.passed for one in runtestprotocol(item, nextitem=nextitem))
        if passed and self.imported:
            self.repeat_imports(item, nextitem)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def repeat_imports(self, item: pytest.Function, nextitem: pytest.Item | None) -> None:
        chosen = [one for one in self.of_folder(STAGING) if one.name in self.imported]
        for mutant in [None, *chosen]:
            self.mutant = mutant
            item._initrequest()
            reports = runtestprotocol(item, log=False, nextitem=nextitem)
            self.mutant = None
            failed = any(one.failed for one in reports)
            if failed and mutant is None:
                return
            if failed:
                self.kill(mutant, item)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Function) -> Iterator[None]:
        yield
        asked = self.asked if self.mutant is None else []
        if not asked or not self.alive or fails(item.runtest):
            return
        for mutant in self.alive[:]:
            if mutant.folder not in (MARTS, STAGING) and self.changes_answer(mutant, asked):
                with question(mutant):
                    self.kill_if(fails(item.runtest), mutant, item)
        for mutant in self.of_folder(MARTS):
            if self.changes_snapshot(mutant, {path for path, _, _ in asked}):
                with self.built_with(mutant):
                    self.kill_if(fails(item.runtest), mutant, item)

    def of_folder(self, folder: str) -> list[Mutant]:
        return [one for one in self.alive if one.folder == folder]

    def changes_answer(self, mutant: Mutant, asked: list[tuple[Path, str, dict]]) -> bool:
        """Whether any answer the test saw is another one."""
        sql = warehouse.describe(mutant.name).sql
        return any(
            answer(self.fetch, path, mutant.sql, params) != answer(self.fetch, path, sql, params)
            for path, one, params in asked
            if one == sql
        )

    def changes_snapshot(self, mutant: Mutant, paths: set[Path]) -> bool:
        """Whether any snapshot the test asked is another one; kept for the next test."""
        if paths != self.of_copies:
            for copies in self.copies.values():
                copies.forget()
            self.copies, self.of_copies = {}, paths
        copies = self.copies.setdefault(mutant, Copies(mutant))
        return any(copies.of(path) != path for path in paths)

    @contextmanager
    def built_with(self, mutant: Mutant) -> Iterator[None]:
        self.built = self.copies[mutant]
        yield
        self.built = None

    def kill_if(self, failed: bool, mutant: Mutant, item: pytest.Function) -> None:
        if failed:
            self.kill(mutant, item)

    def kill(self, mutant: Mutant, item: pytest.Function) -> None:
        self.alive.remove(mutant)
        self.killers[str(mutant)] = item.nodeid

    def pytest_sessionfinish(self) -> None:
        write_record(self.killers, self.path)


def answer(fetch: Callable, path: Path, sql: str, params: dict) -> str:
    """Rows as text, where a number that is none equals itself."""
    try:
        return str(fetch(path, sql, params).to_pylist())
    except QueryFailed as error:
        return str(error)


class Remembered:
    """Snapshots made by hand once: a repeated test finds the ones it made before."""

    def __init__(self) -> None:
        self.write = rows.write_snapshot
        self.made: dict[tuple, Snapshot] = {}

    def __call__(self, root: Path, snapshot_id: str, data_date: date, tables: dict) -> Snapshot:
        tables = {name: [dict(row) for row in given] for name, given in tables.items()}
        key = (root, data_date, repr(tables))
        if key not in self.made:
            self.made[key] = self.write(root, snapshot_id, data_date, tables)
        (root / POINTER).write_text(self.made[key].id + "\n", encoding="utf-8")
        return self.made[key]
