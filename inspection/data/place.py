"""The folder that this programme and an engine elsewhere both read and write; gone after a build.

Without `INSPECTION_ENGINE_DATA` the engine sees our files under our own paths: the same
machine, or a folder of the network mounted alike. With it, tables are copied to that folder
or bucket first, and what the engine writes there is fetched.
"""

import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyarrow import fs

# Parts are numbered in the order of their rows; the rest of a name is the engine's own.
NUMBER = re.compile(r"^part-(\d+)|_(\d+)\.")


class Place:
    """One build's folder: `here` on this machine, `there` as the engine is told of it."""

    def __init__(self, here: Path, there: str) -> None:
        self.here = here
        self._shared = f"{there.rstrip('/')}/{here.name}-{uuid.uuid4().hex}" if there else ""
        if there:
            # The library knows buckets by this scheme alone.
            self._files, self._path = fs.FileSystem.from_uri(re.sub("^s3a:", "s3:", self._shared))
            self._files.create_dir(self._path)

    def url(self, name: str) -> str:
        """What the engine calls the folder or file of this name."""
        return f"{self._shared or self.here}/{name}"

    def send(self, path: Path) -> str:
        """Let the engine see a file; gives what it calls it."""
        if not self._shared:
            return str(path)
        fs.copy_files(str(path), f"{self._path}/{path.name}", destination_filesystem=self._files)
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
        if self._shared:
            self._files.delete_dir(self._path)

    def _fetch(self, name: str, folder: Path) -> None:
        folder.mkdir()
        source = f"{self._path}/{name}"
        if self._files.get_file_info(source).type == fs.FileType.Directory:
            fs.copy_files(source, str(folder), source_filesystem=self._files)


@contextmanager
def place_of(folder: Path, name: str, there: str) -> Iterator[Place]:
    """A place for one build, beside what is built in `folder`."""
    here = folder / name
    here.mkdir()
    place = None
    try:
        place = Place(here, there)
        yield place
    finally:
        if place is not None:
            place.remove()


def _number(path: Path) -> tuple[int, str]:
    found = NUMBER.search(path.name)
    return int(found[1] or found[2]) if found else 0, path.name
