"""Drafts: snapshots built by a dry run, whole, and named by no pointer.

A draft can be asked like any snapshot. It can be published as long as the snapshot
it was built on is still in service, and is deleted with it, or on age.
"""

import json
import shutil
import time
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import connections, snapshots
from inspection.data.snapshots import Snapshot
from inspection.errors import BadInput
from inspection.ingest import folders
from inspection.settings import settings

FOLDER = ".drafts"
REPORT = ".json"
Report = dict[str, Any]


class Draft(NamedTuple):
    """A snapshot that is not published, with the report of its dry run."""

    snapshot: Snapshot
    report: Report


def keep(folder: Path, report: Report) -> Report:
    """Keep what was built in `folder` as the draft that the report names; gives the report."""
    place = folders.private(settings().data / FOLDER)
    folders.remove_old(place, settings().keep_hours, time.time())
    _report_file(report["draft"]).write_text(json.dumps(report), encoding="utf-8")
    folder.rename(place / report["draft"])
    return report


def find(draft_id: str) -> Draft:
    """The draft of this id. Raises BadInput where it is gone."""
    known = {path.name: path for path in (settings().data / FOLDER).glob("*") if path.is_dir()}
    if draft_id not in known:
        raise BadInput("试算结果已不在", draft_id, "重新试算")
    report = json.loads(_report_file(draft_id).read_text(encoding="utf-8"))
    return Draft(snapshots.at(known[draft_id]), report)


def publish(draft_id: str) -> Snapshot:
    """Put a draft in service; all others are outdated and go.

    Raises BadInput where it is gone, or where another snapshot came into service since.
    """
    warehouse = settings().data
    with folders.alone(warehouse):
        draft, served = find(draft_id), snapshots.base().snapshot
        if draft.report["snapshot"] != (served.id if served else None):
            raise BadInput("试算之后在用快照已经更换，试算结果不再适用", draft_id, "重新试算")
        _close(draft.snapshot)
        folders.publish(draft.snapshot.folder, draft_id, warehouse)
        shutil.rmtree(warehouse / FOLDER)
    return snapshots.find(draft_id)


def discard(draft_id: str) -> None:
    """Delete a draft. Raises BadInput where it is gone."""
    draft = find(draft_id)
    _close(draft.snapshot)
    shutil.rmtree(draft.snapshot.folder)
    _report_file(draft_id).unlink()


def _close(snapshot: Snapshot) -> None:
    for year in snapshot.years:
        connections.forget(snapshot.marts(year))


def _report_file(draft_id: str) -> Path:
    return settings().data / FOLDER / f"{draft_id}{REPORT}"
