"""A child process that imports and is killed in the middle of a stage.

Told: the warehouse, the file of the stages, stage, which occurrence of it, seconds into it,
then the files. Stages are written as they begin. `unpacking` is the moment before an archive
is unpacked, `syncing` that before the first file is made durable, `pointing` that between the
rename of the snapshot's folder and the change of the pointer, `pointed` that after it. Of an
upload `received` is the moment between its last byte and its entry, `receiving` half of it.
"""

import os
import signal
import threading
from pathlib import Path
from typing import TextIO

from inspection.data.snapshots import point_to
from inspection.ingest import finding, folders, uploads
from inspection.ingest.publish import import_files
from inspection.settings import settings


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def point_and_die(snapshot_id: str) -> None:
    point_to(snapshot_id)
    die()


class HalfFile:
    """A file that dies in the middle of what is written."""

    def __init__(self, handle: int, mode: str) -> None:
        self.file = os.fdopen(handle, mode)

    def __enter__(self) -> "HalfFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> None:
        self.file.write(content[: len(content) // 2])
        self.file.flush()
        die()


class HalfSystem:
    """The functions of the system, files opened by number as half files."""

    fdopen = HalfFile

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)


def upload(target: str, paths: list[Path], stages: TextIO) -> None:
    """Receive the first file whole; die at the second."""
    visit = uploads.begin()
    visit.add("first", paths[0].name, paths[0].read_bytes())
    print(target, file=stages, flush=True)
    if target == "receiving":
        uploads.os = HalfSystem()
    else:
        uploads.Uploads._save = die
    visit.add("second", paths[1].name, paths[1].read_bytes())


def main(
    warehouse: str, told: Path, target: str, occurrence: int, seconds: float, paths: list[Path]
) -> None:
    os.environ["INSPECTION_DATA"] = warehouse
    # The process this one was copied from may have read the settings of another test.
    settings.cache_clear()
    assert str(settings().data) == warehouse
    stages, seen = told.open("w"), 0

    def on_stage(stage: str, detail: str) -> None:
        nonlocal seen
        print(stage, file=stages, flush=True)
        seen += stage == target
        if stage == target and seen == occurrence:
            threading.Timer(seconds, die).start() if seconds else die()

    if target in ("receiving", "received"):
        upload(target, paths, stages)
    if target == "unpacking":
        finding.unpack = die
    if target == "syncing":
        folders._sync = die
    if target == "pointing":
        folders.point_to = die
    if target == "pointed":
        folders.point_to = point_and_die
    import_files(paths, on_stage=on_stage)
