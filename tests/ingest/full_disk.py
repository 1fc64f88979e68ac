"""A child process that imports into a warehouse on a small disk of its own.

Arguments: a folder for the disk, bytes of the warehouse in service, bytes left beside it,
then the files. Where no disk can be made the size of one file is limited instead. Prints the
error and what the warehouse holds after it, as JSON.
"""

import ctypes
import json
import os
import resource
import shutil
import sys
from pathlib import Path

from ingest.test_crash import digest_of
from inspection.data.snapshots import current
from inspection.errors import EnvironmentProblem
from inspection.ingest.publish import import_files
from inspection.settings import settings

NEW_USER, NEW_MOUNTS = 0x10000000, 0x00020000
# Of a file system: files take whole pages.
PAGES = 400_000


def make_disk(folder: Path, size: int) -> bool:
    """A disk of `size` bytes at `folder`, seen by this process alone; False where none can be."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_USER | NEW_MOUNTS):
        return False
    options = f"size={size}".encode()
    return libc.mount(b"tmpfs", bytes(folder), b"tmpfs", 0, options) == 0


def main() -> None:
    folder, used, room = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    files = [Path(path) for path in sys.argv[4:]]
    if not make_disk(folder, used + room + PAGES):
        resource.setrlimit(resource.RLIMIT_FSIZE, (used, used))
    warehouse = folder / "warehouse"
    shutil.copytree(settings().data, warehouse)
    if not os.path.ismount(folder):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room // 10, used))
    os.environ["INSPECTION_DATA"] = str(warehouse)
    settings.cache_clear()
    before = {path.name for path in warehouse.iterdir()}
    try:
        import_files(files)
    except EnvironmentProblem as error:
        snapshot = current()
        left = sorted(path.name for path in warehouse.iterdir() if path.name not in before)
        told = {"error": str(error), "left": left, "current": snapshot.id}
        print(json.dumps({**told, "digest": digest_of(snapshot.folder)}))


if __name__ == "__main__":
    main()
