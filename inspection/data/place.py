"""The folder that this programme and an engine elsewhere both read and write; gone after a build.

Without `INSPECTION_ENGINE_DATA` the engine sees our files under our own paths: the same
machine, or a folder of the network mounted alike. With it, tables are copied to that folder
or bucket first, and what the engine writes there is fetched.
"""

import errno
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from pyarrow import fs

# Parts are numbered in the order of their rows; the rest of a name is the engine's own.
NUMBER = re.compile(r"^part-(\d+)|_(\d+)\.")


class Place:
    """One build's folder: `here` on this machine, `there` as the engine is told of it.

    Raises OSError and ValueError where the engine's folder cannot be reached.
    """

    def __init__(self, here: Path, there: str) -> None:
        self.here = here
        self._shared = f"{there.rstrip('/')}/{here.name}-{uuid.uuid4().hex}" if there else ""

    def url(self, name: str) -> str:
        """What the engine calls the folder or file of this name."""
        return f"{self._shared or self.here}/{name}"

    def send(self, path: Path) -> str:
        """Let the engine see a file; gives what it calls it."""
        if not self._shared:
            return str(path)
        files, folder = self._there
        fs.copy_files(str(path), f"{folder}/{path.name}", destination_filesystem=files)
        return self.url(path.name)

    def parts(self, name: str) -> list[Path]:
        """Files of the rows that the engine has kept under this name, in their order."""
        folder = self.here / name
        if self._shared:
            self._fetch(name, folder)
        return sorted(folder.glob("*.parquet"), key=_number)

    def remove(self) -> None:
        """Nothing of the build stays here or there."""
        shutil.rmtree(self.here, ignore_errors=True)
        if "_there" in self.__dict__:
            files, folder = self._there
            files.delete_dir(folder)

    @cached_property
    def _there(self) -> tuple[fs.FileSystem, str]:
        """The engine's folder, made when something is sent first."""
        # The library knows buckets by this scheme alone.
        files, folder = fs.FileSystem.from_uri(re.sub("^s3a:", "s3:", self._shared))
        files.create_dir(folder)
        return files, folder

    def _fetch(self, name: str, target: Path) -> None:
        files, folder = self._there
        target.mkdir()
        if files.get_file_info(f"{folder}/{name}").type == fs.FileType.Directory:
            fs.copy_files(f"{folder}/{name}", str(target), source_filesystem=files)


@contextmanager
def place_of(folder: Path, name: str, there: str) -> Iterator[Place]:
    """A place for one build, beside what is built in `folder`; it must be gone in the end."""
    place = Place(folder / name, there)
    place.here.mkdir()
    try:
        yield place
    finally:
        place.remove()
    if place.here.exists():
        raise PermissionError(errno.EACCES, "files of the engine stay", str(place.here))


def _number(path: Path) -> tuple[int, str]:
    found = NUMBER.search(path.name)
    return int(found[1] or found[2]) if found else 0, path.name
