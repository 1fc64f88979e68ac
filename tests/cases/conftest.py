"""Small worlds of exported files, imported one folder after the other."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from inspection.data.access import LOCAL
from inspection.data.snapshots import Snapshot, current
from inspection.data.warehouse import answer
from inspection.ingest.publish import import_files

WORLDS = Path(__file__).with_name("worlds")


@pytest.fixture
def import_case(warehouse_folder: Path) -> Callable[..., Snapshot]:
    """`import_case("s09/a", "s09/b")`: a fresh warehouse with these folders; the last snapshot."""

    def take(*folders: str, **options: object) -> Snapshot:
        for folder in folders:
            import_files([WORLDS / folder], **options)
        snapshot = current()
        assert snapshot is not None
        return snapshot

    return take


@pytest.fixture
def ask() -> Callable[..., list[dict]]:
    """`ask("standing_by_unit", as_of=date(2022, 9, 9))`: rows of a question, local reader."""

    def rows(name: str, as_of: date | None = None, **params: object) -> list[dict]:
        asked = params if as_of is None else {"as_of": as_of, **params}
        return answer(name, scope=LOCAL, **asked).to_pylist()

    return rows
