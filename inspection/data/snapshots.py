"""Snapshots: immutable folders of one import each, and the pointer to the one in service.

`data/warehouse/<id>/` holds Parquet tables, `manifest.json` and a database of marts
per statistical year: `marts.duckdb` of the latest, `marts-<year>.duckdb` of each
earlier one. `data/warehouse/current` names the snapshot in service. The pointer is replaced
atomically and read at every call, so a running process follows a new import.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from inspection.errors import BadInput, EnvironmentProblem
from inspection.settings import settings

POINTER = "current"
MARTS = "marts.duckdb"
EARLIER_MARTS = "marts-{year}.duckdb"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Snapshot:
    """One published import; equal and hashable by id."""

    id: str
    folder: Path = field(compare=False)
    data_date: date = field(compare=False)
    manifest: Mapping[str, Any] = field(compare=False, repr=False)

    @property
    def years(self) -> tuple[int, ...]:
        """The statistical years held, the latest last."""
        return tuple(self.manifest["years"])

    @property
    def first_day(self) -> date:
        """The first day of which something can be known: 1 January of the first year."""
        return date(self.years[0], 1, 1)

    def last_day(self, year: int | None = None) -> date:
        """The last day of a year, the latest by default, of which something can be known."""
        return min(self.data_date, date(year or self.years[-1], 12, 31))

    def marts(self, year: int | None = None) -> Path:
        """The database that questions about a year, the latest by default, are asked of."""
        return self.folder / marts_name(year or self.years[-1], self.years)


def marts_name(year: int, years: Sequence[int]) -> str:
    """The name of the database of one of the years held."""
    return MARTS if year == years[-1] else EARLIER_MARTS.format(year=year)


def current() -> Snapshot | None:
    """The snapshot in service, or None before the first import."""
    pointer = settings().data / POINTER
    if not pointer.exists():
        return None
    return find(pointer.read_text(encoding="utf-8").strip())


def find(snapshot_id: str) -> Snapshot:
    """The snapshot of this id. Raises BadInput where there is none."""
    known = {path.name: path for path in _folders()}
    if snapshot_id not in known:
        raise BadInput(
            f"没有快照 {snapshot_id}",
            str(settings().data),
            "用 python -m inspection status 查看现有快照",
        )
    return _load(known[snapshot_id])


def at(folder: Path) -> Snapshot:
    """The snapshot in this folder, published or not."""
    return _load(folder)


def snapshots() -> list[Snapshot]:
    """All published snapshots, newest first."""
    return [_load(path) for path in _folders()]


def rollback(snapshot_id: str) -> Snapshot:
    """Put an earlier snapshot back in service. Raises BadInput."""
    snapshot = find(snapshot_id)
    point_to(snapshot.id)
    return snapshot


def prune(keep: int) -> list[str]:
    """Delete all but the newest `keep` snapshots, never the current one; the ids deleted."""
    if keep < 1:
        raise BadInput(f"保留数 {keep} 无效", remedy="--keep 至少为 1")
    in_service = current()
    doomed = [snapshot for snapshot in snapshots()[keep:] if snapshot != in_service]
    for snapshot in doomed:
        shutil.rmtree(snapshot.folder)
    return [snapshot.id for snapshot in doomed]


def point_to(snapshot_id: str) -> None:
    """Replace the pointer; a crash leaves either the old or the new one, whole."""
    pointer = settings().data / POINTER
    draft = pointer.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(snapshot_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, pointer)


def _folders() -> list[Path]:
    """Folders of published snapshots, newest first: an id begins with its time."""
    found = settings().data.glob(f"*/{MANIFEST}")
    return sorted((path.parent for path in found if path.parent.name[0] != "."), reverse=True)


@lru_cache(maxsize=64)
def _load(folder: Path) -> Snapshot:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if "years" not in manifest:
        raise EnvironmentProblem(
            f"快照 {folder.name} 由旧版本程序生成，本版本不能读取",
            str(folder),
            "把 INSPECTION_DATA 设为新的数据目录，再用原始导出文件导入",
        )
    return Snapshot(folder.name, folder, date.fromisoformat(manifest["data_date"]), manifest)
