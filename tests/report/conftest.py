"""Reports are made in a copy of the demo of two years, where they may be kept."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspection.data import connections
from inspection.settings import settings

WRITTEN_ONCE = (".parquet", ".duckdb")


@pytest.fixture
def desk(two_years_folder: Path, tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """A warehouse with the snapshots of one year and of two, in which tests may write."""
    folder = tmp_path / "warehouse"
    shutil.copytree(two_years_folder / "warehouse", folder, copy_function=_take)
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    _forget()
    yield folder
    _forget()


def _take(source: str, target: str) -> None:
    """A table or database is never written to again: no second copy on the disk."""
    if Path(source).suffix in WRITTEN_ONCE:
        os.link(source, target)
    else:
        shutil.copy2(source, target)


def _forget() -> None:
    settings.cache_clear()
    connections.forget()
