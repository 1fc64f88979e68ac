"""Snapshot folders on disk: one builder at a time, nothing visible before it is whole.

A snapshot is built in `.building-…`, made durable, renamed to its id, and only
then named by the pointer file `current`. A process that dies leaves at most a
`.building-…` folder, which the next import removes. What belongs to nobody but the
one who imports – uploads, drafts – lies in private folders, deleted on age.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from inspection.data.locking import held
from inspection.data.snapshots import point_to
from inspection.ingest.room import is_full, no_memory, no_room

BUILDING = ".building-"
LOCK = ".import.lock"
# Owner only.
PRIVATE = 0o700
OWNER_FILE = 0o600
SECONDS = 3600


@contextmanager
def alone(warehouse: Path) -> Iterator[None]:
    """Nobody else builds or publishes meanwhile."""
    warehouse.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    lock = os.open(warehouse / LOCK, os.O_RDWR | os.O_CREAT, OWNER_FILE)
    try:
        with held(lock):
            yield
    finally:
        os.close(lock)


@contextmanager
def building(warehouse: Path) -> Iterator[Path]:
    """An empty folder to build in, held alone; removed unless it was published or kept.

    Raises EnvironmentProblem where the disk has no room for it.
    """
    with alone(warehouse):
        _remove_strays(warehouse)
        folder = warehouse / f"{BUILDING}{os.getpid()}"
        folder.mkdir(mode=PRIVATE)
        try:
            yield folder
        except (MemoryError, duckdb.OutOfMemoryException) as error:
            raise no_memory(warehouse) from error
        except (OSError, duckdb.Error) as error:
            if not is_full(error):
                raise
            raise no_room(warehouse) from error
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _remove_strays(warehouse: Path) -> None:
    """Folders of processes that died: whoever holds the lock is the only builder."""
    for stray in warehouse.glob(f"{BUILDING}*"):
        shutil.rmtree(stray)


def publish(folder: Path, snapshot_id: str, warehouse: Path) -> Path:
    """Make `folder` durable, give it its id and put it in service."""
    published = warehouse / snapshot_id
    settle(folder, published)
    point_to(snapshot_id)
    _sync(warehouse)
    return published


def settle(folder: Path, place: Path) -> None:
    """Make `folder` durable and give it its name."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)
    folder.rename(place)
    _sync(place.parent)


def settle_any(path: Path, place: Path) -> None:
    """The same for a folder or a file."""
    if path.is_dir():
        settle(path, place)
        return
    _sync(path)
    path.rename(place)
    _sync(place.parent)


def private(folder: Path) -> Path:
    """The folder, made if need be, open to nobody else."""
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    folder.chmod(PRIVATE)
    return folder


def remove_old(folder: Path, hours: float, now: float) -> None:
    """Delete what stands in `folder` and was last changed so long before `now`, in seconds."""
    for path in folder.glob("*"):
        if path.stat().st_mtime < now - hours * SECONDS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _sync(path: Path) -> None:
    """Onto the disk. Windows opens no folder, and keeps the names in it by itself."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
