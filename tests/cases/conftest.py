"""Small worlds of exported files, imported one folder after the other."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import kept_open
import on_demand
import pytest
from shared import shared

from inspection.data import connections, engine
from inspection.data.access import LOCAL
from inspection.data.snapshots import Snapshot, current
from inspection.data.warehouse import answer
from inspection.ingest import publish
from inspection.ingest.publish import import_files
from inspection.settings import settings

WORLDS = Path(__file__).with_name("worlds")


@pytest.fixture(autouse=True)
def late_marts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Marts are made when a question reads them; imports share a database."""
    monkeypatch.setattr(publish, "open_database", kept_open.open_database)
    monkeypatch.setattr(engine, "build_marts", on_demand.build_marts)
    monkeypatch.setattr(connections, "fetch", on_demand.fetch)


@pytest.fixture
def import_case(
    warehouse_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Snapshot]:
    """`import_case("s09/a", "s09/b")`: a warehouse with these folders; the last snapshot.

    The first call of a test makes it, a further one imports on top. What several tests
    begin with is imported once per run and copied.
    """

    def take(*folders: str, **options: object) -> Snapshot:
        if warehouse_folder.exists():
            for folder in folders:
                import_files([WORLDS / folder], **options)
        else:
            name = "-".join(["case", *folders, *map(str, options.values())]).replace("/", "-")
            made = shared(tmp_path_factory, name, partial(imported, folders, options))
            shutil.copytree(made / "warehouse", warehouse_folder)
        snapshot = current()
        assert snapshot is not None
        return snapshot

    return take


def imported(folders: Sequence[str], options: Mapping[str, Any], made: Path) -> None:
    """A warehouse below `made`, with one import per folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(made / "warehouse"))
        settings.cache_clear()
        for folder in folders:
            import_files([WORLDS / folder], **options)
    settings.cache_clear()


@pytest.fixture
def ask() -> Callable[..., list[dict]]:
    """`ask("standing_by_unit", as_of=date(2022, 9, 9))`: rows of a question, local reader."""

    def rows(name: str, as_of: date | None = None, **params: object) -> list[dict]:
        asked = params if as_of is None else {"as_of": as_of, **params}
        return answer(name, scope=LOCAL, **asked).to_pylist()

    return rows
