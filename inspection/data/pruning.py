"""Old snapshots go by number and by age; the one in service, and the newest, never do.

What pointed to one that went is told: papers kept that were made of it, and views that pinned it.
"""

import shutil
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from inspection.data import audit, connections, schema, trail
from inspection.data.snapshots import REBUILT, Snapshot, base, snapshots
from inspection.errors import BadInput
from inspection.settings import settings

# Where papers made of a snapshot are kept, a folder each.
PAPERS = "reports"


class Pointing(NamedTuple):
    """What pointed to a snapshot: papers kept, and views of the audit trail that pinned it."""

    papers: int
    views: int


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


def pointing_to(ids: Collection[str]) -> Mapping[str, Pointing]:
    """What points to each of these snapshots; those that nothing points to are left out."""
    if not ids:
        return {}
    views = Counter(name for line in trail.lines() for name in _pinned(line) if name in ids)
    folder = settings().data / PAPERS
    papers = {name: sum(path.is_file() for path in (folder / name).glob("*")) for name in ids}
    found = {name: Pointing(papers[name], views[name]) for name in ids}
    return {name: one for name, one in found.items() if any(one)}


def _pinned(line: trail.Line) -> list[str]:
    """The snapshots that an opened view named in its address."""
    params = line.get("params") if line.get("event") == "view" else None
    told = params.get("snapshot", ()) if isinstance(params, dict) else ()
    return [told] if isinstance(told, str) else list(told)


def prune_by_settings() -> list[str]:
    """The same after an import, as the settings say; nothing where they keep all. Recorded."""
    if settings().keep_snapshots < 1:
        return []
    deleted = prune(settings().keep_snapshots, settings().keep_days)
    if deleted:
        pointed = {name: one._asdict() for name, one in pointing_to(deleted).items()}
        audit.record_prune(deleted, pointed)
    return deleted


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
