"""What a crash of the machine could take is on the disk before it is named."""

import os

from ingest.files import FIRM_A, REGISTER
from inspection.data import snapshots
from inspection.ingest import folders
from inspection.settings import settings


def test_every_file_is_on_the_disk_before_the_pointer_names_it(take, export, monkeypatch):
    synced: list[int] = []
    at_pointing: list[set[int]] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    monkeypatch.setattr(folders, "point_to", lambda name: _point(name, synced, at_pointing))

    name = take(export(REGISTER, (FIRM_A, "福州示例有限公司", "企业", "鼓楼区")))["snapshot"]

    warehouse = settings().data
    snapshot = warehouse / name
    files = [snapshot, *snapshot.rglob("*")]
    assert len(files) > 20
    assert {path.stat().st_ino for path in files} <= at_pointing[0]
    assert warehouse.stat().st_ino in at_pointing[0], "the name of the folder"
    assert synced[-1] == warehouse.stat().st_ino, "the name of the pointer"
    assert (warehouse / snapshots.POINTER).stat().st_ino == synced[-2]


def _point(name: str, synced: list[int], at_pointing: list[set[int]]) -> None:
    at_pointing.append(set(synced))
    snapshots.point_to(name)
