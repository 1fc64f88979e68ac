"""Demo worlds in service: what was planted in them, what their pages answer, what fires."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.connections import fetch
from inspection.data.snapshots import Snapshot, current
from inspection.demo import write_demo
from inspection.ingest.publish import import_files
from inspection.settings import settings

LABELS = "select inspector_label, inspector_id from inspector_rows"
DAY, YEAR_END = date(2022, 9, 9), date(2022, 12, 31)


class World:
    """A demo in service and its truth."""

    def __init__(self, folder: Path, snapshot: Snapshot) -> None:
        self.folder, self.snapshot = folder, snapshot
        self.truth = json.loads((folder / "demo" / "truth.json").read_text("utf-8"))
        self.stories: dict[str, list[dict]] = defaultdict(list)
        for story in self.truth["stories"]:
            self.stories[story["id"]].append(story)

    @property
    def day(self) -> date:
        """The data date."""
        return date.fromisoformat(self.truth["until"])

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """True counts by unit."""
        return self.truth["counts"]["units"]

    def ask(self, name: str, **params: object) -> list[dict]:
        """Rows of a named question."""
        return warehouse.answer(name, scope=LOCAL, snapshot=self.snapshot, **params).to_pylist()

    def by(self, column: str, name: str, **params: object) -> dict:
        """Rows of a named question by a column that names each."""
        return {row[column]: row for row in self.ask(name, **params)}

    def facts(self, name: str) -> dict:
        """Facts of a story that is told once."""
        (only,) = self.stories[name]
        return only["facts"]

    def units(self, *names: str) -> set[str]:
        """Units of stories."""
        return {story["unit"] for name in names for story in self.stories[name]}

    @cached_property
    def fired(self) -> dict[str, list[dict]]:
        """What each rule fires on the data date."""
        return {
            rule["alert"]: self.ask(rule["query"], threshold=rule["threshold_value"])
            for rule in self.ask("alert_rules")
        }

    def alert(self, name: str, subject: str, column: str = "subject") -> dict:
        """The one alert of a rule about a subject."""
        (only,) = [row for row in self.fired[name] if row[column] == subject]
        return only

    def inspectors(self) -> dict[str, str]:
        """Who stands behind each masked label."""
        rows = fetch(self.snapshot.marts(), LABELS, {}).to_pylist()
        return {row["inspector_label"]: row["inspector_id"] for row in rows}


def build(folder: Path, **options: object) -> None:
    """Write a demo and import it."""
    write_demo(folder / "demo", **options)
    with in_service(folder):
        import_files([path for path in (folder / "demo").iterdir() if path.suffix != ".json"])


def open_world(folder: Path) -> World:
    """The world that was built there."""
    with in_service(folder):
        snapshot = current()
    assert snapshot is not None
    return World(folder, snapshot)


@contextmanager
def in_service(folder: Path) -> Iterator[None]:
    """The warehouse of a world as INSPECTION_DATA."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder / "warehouse"))
        settings.cache_clear()
        yield
    settings.cache_clear()
