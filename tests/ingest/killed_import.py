"""A child process that imports and is killed in the middle of a stage.

Arguments: stage, which occurrence of it, seconds into it, then the files.
Stages are printed as they begin. `unpacking` is the moment before an archive is unpacked,
`syncing` that before the first file is made durable, `pointing` that between the rename of
the snapshot's folder and the change of the pointer, `pointed` that after it.
"""

import os
import signal
import sys
import threading
from pathlib import Path

from inspection.data.snapshots import point_to
from inspection.ingest import finding, folders
from inspection.ingest.publish import import_files


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def point_and_die(snapshot_id: str) -> None:
    point_to(snapshot_id)
    die()


def main() -> None:
    target, occurrence, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    seen = 0

    def on_stage(stage: str, detail: str) -> None:
        nonlocal seen
        print(stage, flush=True)
        seen += stage == target
        if stage == target and seen == occurrence:
            threading.Timer(seconds, die).start() if seconds else die()

    if target == "unpacking":
        finding.unpack = die
    if target == "syncing":
        folders._sync = die
    if target == "pointing":
        folders.point_to = die
    if target == "pointed":
        folders.point_to = point_and_die
    import_files([Path(path) for path in sys.argv[4:]], on_stage=on_stage)


if __name__ == "__main__":
    main()
