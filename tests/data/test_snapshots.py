"""Snapshots on disk: what this version cannot read is refused with a remedy."""

import json

import pytest

from inspection.data import snapshots
from inspection.errors import EnvironmentProblem


def test_snapshot_of_an_older_version_is_refused_as_such(warehouse_folder):
    folder = warehouse_folder / "20220909T000000-00000000"
    folder.mkdir(parents=True)
    manifest = {"id": folder.name, "data_date": "2022-09-09"}
    (folder / snapshots.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    snapshots.point_to(folder.name)
    with pytest.raises(EnvironmentProblem, match="旧版本"):
        snapshots.current()
