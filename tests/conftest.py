"""Fixtures for every test: a warehouse of its own, and snapshots made by hand."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING

import demo_snapshot
import pytest
import two_years
from mutants import every_mutant
from order import LONGEST, in_parts
from record import read_record, standing
from rows import DATA_DATE, write_snapshot
from shared import shared

from inspection.data import access, connections
from inspection.data.snapshots import Snapshot
from inspection.settings import settings

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

NO_CHROMIUM = "没有 Chromium"
# Objects made before garbage is looked for; the usual 700 is a search every few milliseconds.
GARBAGE_AFTER = (50_000, 20, 20)


def pytest_configure() -> None:
    """A run looks for garbage seldom and waits for no disk; its workers have a main module."""
    gc.set_threshold(*GARBAGE_AFTER)
    os.fsync = _left_to_the_system
    _name_main()


def _left_to_the_system(_handle: int) -> None:
    """Tests kill processes, never the machine, which gives back what waits for its disk.

    An import waits a hundred times for the disk, a third of what a small one takes; that it
    does so, and when, `test_durable.py` holds.
    """


def _name_main() -> None:
    """Workers are started with -c, by which the client of Spark takes them for its own doctests."""
    main = sys.modules["__main__"]
    if main.__spec__ is None and not hasattr(main, "__file__"):
        main.__spec__ = ModuleSpec("__main__", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", type=Path, help="folder for a picture of every page")


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures of the pages are kept; None keeps none."""
    return request.config.getoption("--screenshots")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests begin first: one that begins last is waited for by every other worker."""
    count = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = in_parts(items, [item.nodeid.startswith(LONGEST) for item in items], count)


def pytest_collection_finish() -> None:
    """What thousands of collected tests are made of stays: no search for garbage looks at it."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """What was collected goes with everything else."""
    gc.unfreeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many browser tests did not run, and what the record of mutants no longer says."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_CHROMIUM in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(f"浏览器测试未运行：{count} 项")
    if any("test_mutations" in one.nodeid for one in terminalreporter.stats.get("passed", [])):
        for line in standing(read_record(), every_mutant()).lines():
            terminalreporter.write_line(line)


@pytest.fixture
def warehouse_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty INSPECTION_DATA; connections and settings of other tests forgotten."""
    folder = tmp_path / "warehouse"
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    """Without this a second test reads the first one's database."""
    settings.cache_clear()
    connections.forget()
    if "streamlit" in sys.modules:
        sys.modules["streamlit"].cache_data.clear()
        sys.modules["streamlit"].cache_resource.clear()


@pytest.fixture
def is_whole() -> bool:
    """Whether snapshots made by hand have all their marts from the start."""
    return True


@pytest.fixture
def make_snapshot(warehouse_folder: Path, is_whole: bool) -> Callable[..., Snapshot]:
    """`make_snapshot(task_rows=[…], …)`: the snapshot of these rows, in service."""
    made = iter(range(1, 10))

    def make(data_date=DATA_DATE, **tables) -> Snapshot:
        day = data_date.strftime("%Y%m%d")
        name = f"{day}T00000{next(made)}-00000000"
        return write_snapshot(warehouse_folder, name, data_date, tables, is_whole=is_whole)

    return make


@pytest.fixture(scope="session")
def empty_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Every table, no rows; built once."""
    root = tmp_path_factory.mktemp("empty")
    return write_snapshot(root, "20220909T000000-00000000", DATA_DATE, {})


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a small demo; built once for all workers."""
    return shared(tmp_path_factory, "small_demo", demo_snapshot.build)


@pytest.fixture(scope="session")
def two_years_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo of two years imported one after the other; built once for all workers."""
    return shared(tmp_path_factory, "two_years", two_years.build)


@pytest.fixture
def both_years(
    two_years_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[two_years.TwoYears]:
    """The demo of two years in service."""
    monkeypatch.setenv("INSPECTION_DATA", str(two_years_folder / "warehouse"))
    _forget()
    yield two_years.read(two_years_folder)
    _forget()


@pytest.fixture
def small_demo(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The small demo in service."""
    monkeypatch.setenv("INSPECTION_DATA", str(demo_folder))
    _forget()
    yield demo_folder
    _forget()


@pytest.fixture
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read from this machine."""
    # There is no socket here, so no address either.
    monkeypatch.setattr(access, "is_this_machine", lambda _address: True)


@pytest.fixture
def demo(small_demo: Path, at_this_machine: None) -> Path:
    """The small demo in service, read from this machine."""
    return small_demo


@pytest.fixture
def open_page(demo: Path) -> Callable[..., "AppTest"]:
    """`open_page("progress", unit="龙岩")`: the page as a link with these values opens it.

    A tab, `progress__tab` for `progress.tab`, is part of the link; other widgets of the page
    itself, `simulation__seed`, are set once it is open.
    """
    return _opener()


@pytest.fixture
def open_years(both_years: two_years.TwoYears, at_this_machine: None) -> Callable[..., "AppTest"]:
    """As `open_page`, of the demo of two years."""
    return _opener()


@pytest.fixture
def open_served(warehouse_folder: Path, at_this_machine: None) -> Callable[..., "AppTest"]:
    """As `open_page`, of what the test puts in service."""
    return _opener()


def _opener() -> Callable[..., "AppTest"]:
    """Streamlit is loaded by the first test that opens a page."""
    from opened import opened

    return opened
