"""A pytest plugin that repeats each test with one mutant of the queries at a time.

    PYTHONPATH=tests python -m pytest -p replay --mutants tests/mutants.csv tests/queries

A mutant is killed by the first test that passes without it, passes once more, and
fails with it. Tests are repeated for mutants that the record knows no killer of,
and only where these change what the test sees: an answer it asked for, or a mart of
the snapshot it asked; an importing test is repeated from its setup. A killer is written
down when it is found. Once MUTANTS_UNTIL has passed the run ends, and the next one goes
on with the test that was to follow.
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
from mutants import EQUIVALENT, Mutant, every_mutant
from record import SURVIVES, Kill, is_known, is_over, read_record, write_record
from replaced import BUILT, MACROS, Copies, fails, question, reached_from

from inspection.data import connections, warehouse
from inspection.data.questions import BUILD_FOLDERS
from inspection.data.snapshots import POINTER, Snapshot
from inspection.errors import QueryFailed
from inspection.ingest import queries

STAGING = "staging"
CACHED = "mutants/stopped"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("mutants").addoption("--mutants", type=Path, help="the record")


def pytest_sessionstart(session: pytest.Session) -> None:
    session.config.pluginmanager.register(Replay(session.config), "mutants")


class Replay:
    """Mutants still alive, and what the test at hand asked of which snapshot."""

    def __init__(self, config: pytest.Config) -> None:
        self.path: Path = config.getoption("--mutants")
        self.killers = read_record(self.path)
        self.alive = [one for one in every_mutant() if self.is_open(one)]
        self.config = config
        self.gone_through = gone_through_before(config, self.alive)
        self.is_stopped = False
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
        if item.nodeid in self.gone_through:
            return True
        if is_over():
            self.is_stopped = True
            item.session.shouldstop = "the time is over"
            return True
        self.asked, self.imported = [], set()
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        passed = all(one.passed for one in runtestprotocol(item, nextitem=nextitem))
        if passed and self.imported:
            self.repeat_imports(item, nextitem)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        self.gone_through.append(item.nodeid)
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
            if mutant.folder not in BUILD_FOLDERS and self.changes_answer(mutant, asked):
                with question(mutant):
                    self.kill_if(fails(item.runtest), mutant, item)
        for mutant in [one for one in self.alive if one.folder in BUILT]:
            if is_called(mutant, asked) and self.changes_snapshot(
                mutant, {path for path, _, _ in asked}
            ):
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
        self.killers[str(mutant)] = Kill(mutant.code, item.nodeid)
        write_record(self.killers, self.path)

    def is_open(self, mutant: Mutant) -> bool:
        return str(mutant) not in EQUIVALENT and not is_known(mutant, self.killers)

    def pytest_sessionfinish(self) -> None:
        """Who is alive after the last test survives; a stopped run is gone on with."""
        names = [str(one) + one.code for one in self.alive]
        seen = {"alive": names, "tests": self.gone_through} if self.is_stopped else None
        self.config.cache.set(CACHED, seen)
        if not self.is_stopped:
            self.killers |= {str(one): Kill(one.code, SURVIVES) for one in self.alive}
        write_record(self.killers, self.path)


def gone_through_before(config: pytest.Config, alive: list[Mutant]) -> list[str]:
    """Tests that a stopped run repeated with all of these mutants."""
    seen = config.cache.get(CACHED, None)
    is_same = seen and {str(one) + one.code for one in alive} <= set(seen["alive"])
    return seen["tests"] if is_same else []


def is_called(mutant: Mutant, asked: list[tuple[Path, str, dict]]) -> bool:
    """Whether any question asked calls the macros; a mart is told by its rows."""
    return mutant.folder != MACROS or any(mutant.name in reached_from(sql) for _, sql, _ in asked)


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

    def __call__(
        self, root: Path, snapshot_id: str, data_date: date, tables: dict, *, is_whole: bool = True
    ) -> Snapshot:
        assert is_whole, "a mart built with a mutant reads all others"
        tables = {name: [dict(row) for row in given] for name, given in tables.items()}
        key = (root, data_date, repr(tables))
        if key not in self.made:
            self.made[key] = self.write(root, snapshot_id, data_date, tables)
        (root / POINTER).write_text(self.made[key].id + "\n", encoding="utf-8")
        return self.made[key]
