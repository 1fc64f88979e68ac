"""Old snapshots go by number and by age; the one in service, and the newest, never do."""

import shutil
from collections.abc import Collection
from datetime import date, timedelta

from inspection.data import connections, schema
from inspection.data.snapshots import REBUILT, Snapshot, base, snapshots
from inspection.errors import BadInput
from inspection.settings import settings


def prune(keep: int, days: int | None = None) -> list[str]:
    """Delete all but the newest `keep` snapshots; the ids deleted.

    With `days` one whose data date lies no further back than so many days before the newest
    data date stays as well. What was made anew of snapshots that are gone, or by another
    version of the programme, goes too. Raises BadInput.
    """
    if keep < 1:
        raise BadInput(f"保留数 {keep} 无效", remedy="--keep 至少为 1")
    if days is not None and days < 0:
        raise BadInput(f"天数 {days} 无效", remedy="--days 至少为 0")
    doomed = too_old(snapshots(), keep, days, base().snapshot)
    for snapshot in doomed:
        for year in snapshot.years:
            connections.forget(snapshot.marts(year))
        shutil.rmtree(snapshot.folder)
    _clear_rebuilt({snapshot.id for snapshot in snapshots()})
    return [snapshot.id for snapshot in doomed]


def prune_by_settings() -> list[str]:
    """The same after an import, as the settings say; nothing where they keep all."""
    if settings().keep_snapshots < 1:
        return []
    return prune(settings().keep_snapshots, settings().keep_days)


def too_old(
    found: list[Snapshot], keep: int, days: int | None, in_service: Snapshot | None
) -> list[Snapshot]:
    """Which of these, newest first, may go."""
    last = max((snapshot.data_date for snapshot in found), default=date.min)
    since = last - timedelta(days) if days is not None and found else None
    return [
        snapshot
        for snapshot in found[keep:]
        if snapshot != in_service and (since is None or snapshot.data_date < since)
    ]


def _clear_rebuilt(kept: Collection[str]) -> None:
    for place in (settings().data / REBUILT).glob("*/*"):
        if place.parent.name not in kept or place.name != schema.fingerprint():
            shutil.rmtree(place)
    for place in (settings().data / REBUILT).glob("*"):
        if place.name not in kept:
            place.rmdir()
