"""Imports of hand-made files, without marts where the test does not read them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import kept_open
import on_demand
import pytest
from built import without_marts

from ingest.bench import Bench, in_use, prepared
from ingest.files import Rows, write_csv
from inspection.data import connections, engine
from inspection.data.snapshots import current
from inspection.ingest import publish
from inspection.ingest.publish import import_files
from inspection.settings import settings


@pytest.fixture
def no_marts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports in the database that is kept open, without marts."""
    monkeypatch.setattr(engine, "build_marts", without_marts)
    monkeypatch.setattr(publish, "open_database", kept_open.open_database)


@pytest.fixture
def late_marts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marts are made when a question reads them."""
    monkeypatch.setattr(engine, "build_marts", on_demand.build_marts)
    monkeypatch.setattr(connections, "fetch", on_demand.fetch)
    monkeypatch.setattr(publish, "open_database", kept_open.open_database)


def import_into(warehouse: Path, *paths: Path) -> dict:
    """Import into another warehouse than that of the test; gives the report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(warehouse))
        settings.cache_clear()
        report = import_files(list(paths))
    settings.cache_clear()
    return report


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """`export(header, *rows, name=…)`: a CSV file exported on 2022-09-09."""

    def write(header: tuple[str, ...], *rows: tuple[object, ...], name: str = "表") -> Path:
        return write_csv(tmp_path / f"{name}_20220909.csv", [header, *rows])

    return write


@pytest.fixture
def take(warehouse_folder: Path, no_marts: None) -> Callable[..., dict]:
    """`take(*paths, …)`: import them; gives the report."""

    def run(*paths: Path, **options: object) -> dict:
        return import_files(list(paths), **options)

    return run


@pytest.fixture
def rows(warehouse_folder: Path) -> Callable[..., list[dict]]:
    """`rows("task_rows", "unit", …)`: rows of a table of the snapshot in service."""

    def read(table: str, *columns: str) -> list[dict]:
        snapshot = current()
        assert snapshot is not None
        relation = duckdb.connect().read_parquet(str(snapshot.folder / f"{table}.parquet"))
        found = relation.to_arrow_table()
        return (found.select(list(columns)) if columns else found).to_pylist()

    return read


@pytest.fixture
def published(warehouse_folder: Path) -> Callable[[], list[str]]:
    """Names of everything visible in the warehouse."""

    def names() -> list[str]:
        folder = settings().data
        return sorted(p.name for p in folder.iterdir()) if folder.exists() else []

    return names


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, Rows], Path]:
    return lambda name, rows: write_csv(tmp_path / name, rows)


@pytest.fixture(scope="session")
def empty_workbench() -> Iterator[duckdb.DuckDBPyConnection]:
    with prepared() as connection:
        yield connection


@pytest.fixture
def bench(empty_workbench: duckdb.DuckDBPyConnection) -> Iterator[Bench]:
    """`bench.put("staged_plans", …)`, `.resolve()`, `.load("plans")`."""
    with in_use(empty_workbench) as made:
        yield made
