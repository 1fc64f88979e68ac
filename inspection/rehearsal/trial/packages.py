"""What leaves the page of a trial: the full batch for auditors, a list without classes for others.

Both say that they are a simulation.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from inspection.draw.files.archive import TIMESTAMP, pack_for_auditor
from inspection.draw.files.canonical import sha256_of
from inspection.draw.files.folders import write_folder
from inspection.draw.making.planning import announcement
from inspection.draw.packages.batch import BATCH
from inspection.draw.packages.package import (
    DRAWN,
    FRAME,
    PLAN,
    PROOF,
    ROSTER,
    format_proof,
    list_files,
)
from inspection.draw.packages.public_lists import PUBLIC_LIST, PUBLIC_NOTE, public_list
from inspection.rehearsal import WARNING
from inspection.rehearsal.trial.running import EXCLUDED, REASONS, Trial

README = "说明.txt"


def auditor_package(trial: Trial, versions: Mapping[str, str]) -> bytes:
    """The batch with verifier and explanation, as a zip."""
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "batch"
        write_folder(folder, trial_files(trial, versions))
        return pack_for_auditor(folder)


def trial_files(trial: Trial, versions: Mapping[str, str]) -> dict[str, bytes]:
    """Every file of the batch by its path. `versions`: free keys of proof.json."""
    files = {BATCH: trial.batch}
    for unit in trial.draws:
        package = _package(trial, unit, versions)
        files |= {f"{unit}/{name}": data for name, data in package.items()}
    return files


def public_package(trial: Trial) -> bytes:
    """Lists by id and region, public numbers and hashes: no class, rank, ticket or secret."""
    files = {README: f"{WARNING}\n".encode()}
    for unit, draw in trial.draws.items():
        drawn = list_files(draw)[DRAWN]
        listed = public_list(drawn)
        note = {
            **announcement(trial.plans[unit]),
            "mode": "A",
            "warning": WARNING,
            "public": trial.public,
            "drawn_sha256": sha256_of(drawn),
            "list_sha256": sha256_of(listed),
        }
        text = json.dumps(note, ensure_ascii=False, sort_keys=True, indent=1)
        files |= {f"{unit}/{PUBLIC_LIST}": listed, f"{unit}/{PUBLIC_NOTE}": f"{text}\n".encode()}
    return _zipped(files)


def _package(trial: Trial, unit: str, versions: Mapping[str, str]) -> dict[str, bytes]:
    one, plan, draw = trial.frames.by_unit[unit], trial.plans[unit], trial.draws[unit]
    opened = {
        "plan_sha256": plan.sha256,
        "secret": trial.secret,
        "public": trial.public,
        "key": draw.keys.master,
    }
    return {
        FRAME: one.made.frame.data,
        ROSTER: one.staff.roster.data,
        PLAN: plan.data,
        EXCLUDED: one.made.excluded_csv,
        REASONS: one.staff.reasons_csv,
        **list_files(draw),
        PROOF: format_proof({**versions, "warning": WARNING, **opened}),
    }


def _zipped(files: Mapping[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, TIMESTAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return sink.getvalue()
