"""Marts made anew from the tables of a snapshot, where another version of the programme made them.

The snapshot itself does not change: what is made lies in `rebuilt/<id>/<fingerprint>/`, whole
or not at all, and a programme of the other version still finds its own.
"""

from collections.abc import Callable

import duckdb

from inspection.data import engine, snapshots
from inspection.data.snapshots import Snapshot
from inspection.errors import EnvironmentProblem, Outdated
from inspection.ingest import folders
from inspection.settings import settings

OnStage = Callable[[str, str], None]


def silent(stage: str, detail: str) -> None:
    """An on_stage that tells nobody."""


def ensure(snapshot: Snapshot, on_stage: OnStage = silent) -> bool:
    """Make the marts of this snapshot that this programme asks; whether any were to be made.

    Raises EnvironmentProblem where its tables are none that this programme can read.
    """
    if not _is_outdated(snapshot):
        return False
    with folders.building(settings().data) as folder:
        if not _is_outdated(snapshot):
            return False
        on_stage("marts", snapshot.id)
        try:
            for year in snapshot.years:
                place = folder / snapshots.marts_name(year, snapshot.years)
                engine.build_marts(snapshot.folder, place, year)
        except duckdb.ProgrammingError as error:
            raise _cannot(snapshot) from error
        snapshot.marts_folder.parent.mkdir(parents=True, exist_ok=True)
        folders.settle(folder, snapshot.marts_folder)
    return True


def ensure_served(on_stage: OnStage = silent) -> None:
    """The same for the snapshot in service, where there is one."""
    try:
        snapshots.current()
    except Outdated:
        served = snapshots.base().snapshot
        if served is not None:
            ensure(served, on_stage)


def _is_outdated(snapshot: Snapshot) -> bool:
    try:
        snapshot.check()
    except Outdated:
        return True
    return False


def _cannot(snapshot: Snapshot) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"快照 {snapshot.id} 由另一版本的程序生成，其数据表本版本不能读取",
        str(snapshot.folder),
        "用原版本程序打开；或移走仓库文件夹，用本版本 python -m inspection import 重新导入全部文件",
    )
