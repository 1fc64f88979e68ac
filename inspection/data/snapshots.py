"""Snapshots: immutable folders of one import each, and the pointer to the one in service.

`data/warehouse/<id>/` holds Parquet tables, `manifest.json` and a database of marts
per statistical year: `marts.duckdb` of the latest, `marts-<year>.duckdb` of each
earlier one. `data/warehouse/current` names the snapshot in service. The pointer is replaced
atomically and read at every call, so a running process follows a new import. Where the pointer
or what it names is damaged, the newest whole snapshot serves, and `standing` says so. Marts of
another version of the programme are not asked: theirs are made anew in `data/warehouse/rebuilt/`.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import connections, schema
from inspection.data.sealing import MANIFEST
from inspection.errors import BadInput, EnvironmentProblem, Outdated
from inspection.settings import PROFILE, settings

POINTER = "current"
MARTS = "marts.duckdb"
EARLIER_MARTS = "marts-{year}.duckdb"
# Marts made anew: a folder per snapshot, in it one per fingerprint.
REBUILT = "rebuilt"
ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


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
    def profile(self) -> str:
        """The province whose rules it was built by."""
        return str(self.manifest.get("profile", PROFILE))

    @property
    def first_day(self) -> date:
        """The first day of which something can be known: 1 January of the first year."""
        return date(self.years[0], 1, 1)

    def last_day(self, year: int | None = None) -> date:
        """The last day of a year, the latest by default, of which something can be known."""
        return min(self.data_date, date(year or self.years[-1], 12, 31))

    def marts(self, year: int | None = None) -> Path:
        """The database that questions about a year, the latest by default, are asked of."""
        return self.marts_folder / marts_name(year or self.years[-1], self.years)

    @property
    def is_fitting(self) -> bool:
        """Whether the marts in the folder are those that this programme asks."""
        made = self.manifest.get(schema.KEY)
        return isinstance(made, dict) and made.get("fingerprint") == schema.fingerprint()

    @property
    def marts_folder(self) -> Path:
        """Where the marts are that this programme asks."""
        if self.is_fitting:
            return self.folder
        return self.folder.parent / REBUILT / self.id / schema.fingerprint()

    @property
    def is_ready(self) -> bool:
        """Whether there are marts that this programme can ask; damaged ones count."""
        return all(self.marts(year).exists() for year in self.years)

    def check(self) -> None:
        """Raises Outdated where marts are to be made anew, EnvironmentProblem for damaged ones."""
        paths = [self.marts(year) for year in self.years]
        missing = [path for path in paths if not path.exists()]
        if missing and not self.is_fitting:
            raise Outdated(
                f"快照 {self.id} 的数据集市由另一版本的程序生成",
                str(self.folder),
                f"运行 python -m inspection rebuild {self.id}",
            )
        if missing:
            raise _damaged(self.folder, f"缺少 {missing[0].name}")
        for path in paths:
            connections.check(path)


class Damage(NamedTuple):
    """A folder that should be a snapshot and cannot be read, and why."""

    id: str
    problem: EnvironmentProblem


class Standing(NamedTuple):
    """What is in service, what the pointer names, and why the two differ where they do."""

    snapshot: Snapshot | None
    pointed: str
    problem: EnvironmentProblem | None = None


def marts_name(year: int, years: Sequence[int]) -> str:
    """The name of the database of one of the years held."""
    return MARTS if year == years[-1] else EARLIER_MARTS.format(year=year)


def current() -> Snapshot | None:
    """The snapshot in service, or None before the first import.

    Raises EnvironmentProblem where there are snapshots and none can be read, Outdated where
    the one in service is whole and its marts are to be made anew.
    """
    return standing().snapshot


def standing() -> Standing:
    """The snapshot in service and, where it is not the one the pointer names, why. Raises so."""
    name, problem = _pointed()
    if problem is None:
        try:
            found = _load(settings().data / name)
            found.check()
            return Standing(found, name)
        except Outdated:
            raise
        except EnvironmentProblem as damage:
            problem = damage
    elif not _folders():
        return Standing(None, name)
    return _newest_whole(name, problem)


def base() -> Standing:
    """What an import builds on: as `standing`, but the state of the marts does not matter."""
    name, problem = _pointed()
    if problem is None:
        try:
            return Standing(_load(settings().data / name), name)
        except EnvironmentProblem as damage:
            problem = damage
    whole = snapshots()
    if whole:
        return Standing(whole[0], name, problem)
    if _folders():
        raise problem
    return Standing(None, name)


def find(snapshot_id: str) -> Snapshot:
    """The snapshot of this id. Raises BadInput where there is none, EnvironmentProblem."""
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
    """All published snapshots that can be read, newest first."""
    return [one for one in _survey() if isinstance(one, Snapshot)]


def damages() -> list[Damage]:
    """Folders of snapshots that cannot be read."""
    return [one for one in _survey() if isinstance(one, Damage)]


def rollback(snapshot_id: str) -> Snapshot:
    """Put an earlier snapshot back in service. Raises BadInput, EnvironmentProblem."""
    snapshot = find(snapshot_id)
    point_to(snapshot.id)
    return snapshot


def point_to(snapshot_id: str) -> None:
    """Replace the pointer; a crash leaves either the old or the new one, whole."""
    pointer = settings().data / POINTER
    draft = pointer.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(snapshot_id + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, pointer)


def _pointed() -> tuple[str, EnvironmentProblem | None]:
    """The name in the pointer, or why there is none."""
    pointer = settings().data / POINTER
    remedy = "运行 python -m inspection rollback 快照编号，重新指定在用快照"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return "", EnvironmentProblem("指针文件 current 不存在", str(pointer), remedy)
    except (OSError, ValueError) as error:
        return "", EnvironmentProblem(f"指针文件 current 无法读取（{error}）", str(pointer), remedy)
    if not ID.fullmatch(name) or not (settings().data / name).is_dir():
        what = f"指针文件 current 所指的快照 {name[:40]!r} 不存在"
        return name[:40], EnvironmentProblem(what, str(pointer), remedy)
    return name, None


def _newest_whole(name: str, problem: EnvironmentProblem) -> Standing:
    outdated = None
    for snapshot in snapshots():
        try:
            snapshot.check()
            return Standing(snapshot, name, problem)
        except Outdated as error:
            outdated = outdated or error
        except EnvironmentProblem:
            continue
    raise outdated or problem


def _survey() -> list[Snapshot | Damage]:
    found: list[Snapshot | Damage] = []
    for folder in _folders():
        try:
            found.append(_load(folder))
        except EnvironmentProblem as problem:
            found.append(Damage(folder.name, problem))
    return found


def _folders() -> list[Path]:
    """Folders of published snapshots, newest first: an id begins with its time."""
    data = settings().data
    if not data.is_dir():
        return []
    with os.scandir(data) as entries:
        found = [Path(entry.path) for entry in entries if ID.fullmatch(entry.name)]
    return sorted(found, reverse=True)


def _load(folder: Path) -> Snapshot:
    """Raises EnvironmentProblem that says what is wrong with it, or that it is of elsewhere."""
    try:
        found = _read(folder, (folder / MANIFEST).stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise _damaged(folder, f"缺少 {MANIFEST}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, f"{MANIFEST} 无法读取（{error}）") from error
    if found.profile != settings().profile_name:
        raise EnvironmentProblem(
            f"快照 {folder.name} 属于省级配置“{found.profile}”，现用“{settings().profile_name}”",
            str(folder),
            f"设 INSPECTION_PROFILE={found.profile}，或把 INSPECTION_DATA 设为另一个数据目录",
        )
    return found


@lru_cache(maxsize=256)
def _read(folder: Path, _changed: int) -> Snapshot:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(manifest, dict):
        raise ValueError("no object")
    if "years" not in manifest:
        raise EnvironmentProblem(
            f"快照 {folder.name} 由旧版本程序生成，本版本不能读取",
            str(folder),
            "把 INSPECTION_DATA 设为新的数据目录，再用原始导出文件导入",
        )
    if not manifest["years"] or not all(isinstance(year, int) for year in manifest["years"]):
        raise ValueError("years")
    return Snapshot(folder.name, folder, date.fromisoformat(manifest["data_date"]), manifest)


def _damaged(folder: Path, what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"快照 {folder.name} 已损坏：{what}",
        str(folder),
        "从备份恢复该文件夹，或移走它并重新导入；运行 python -m inspection doctor 查看",
    )
