"""Two years imported one after the other, once for all tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from shared import shared

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.snapshots import Snapshot, snapshots
from inspection.ingest.publish import import_files
from inspection.settings import settings

from .exports import RULES_2023, YEAR_2022, YEAR_2023, write_rules, write_year


class Imported(NamedTuple):
    """The snapshot of 2022 alone, and that of 2023 with its rules on top of it."""

    alone: Snapshot
    both: Snapshot


@contextmanager
def in_service(root: Path) -> Iterator[None]:
    """The warehouse below `root` as INSPECTION_DATA."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(root / "warehouse"))
        settings.cache_clear()
        yield
    settings.cache_clear()


def import_years(root: Path) -> None:
    """2022, then 2023 with its rules on top of it."""
    with in_service(root):
        import_files([write_year(root / "2022", YEAR_2022)])
        folder = write_year(root / "2023", YEAR_2023)
        import_files([write_rules(folder, RULES_2023)])


@pytest.fixture(scope="session")
def imported(tmp_path_factory):
    with in_service(shared(tmp_path_factory, "years", import_years)):
        both, alone = snapshots()
    return Imported(alone, both)


@pytest.fixture
def ask(imported):
    """`ask("completion_by_unit", as_of="2022-08-31")`: the rows of both years."""

    def rows(name, **params):
        return warehouse.answer(name, scope=LOCAL, snapshot=imported.both, **params).to_pylist()

    return rows


@pytest.fixture
def ask_unit(ask):
    """The row of 福州."""

    def row(name, **params):
        found = [one for one in ask(name, **params) if one["unit"] == "福州"]
        assert len(found) == 1, found
        return found[0]

    return row
