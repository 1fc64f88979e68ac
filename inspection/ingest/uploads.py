"""Uploaded files of one visit: in a private folder of the warehouse that nobody can guess.

A file keeps its name, made safe, in a folder of its own, so that two of one name do
not meet. The folder goes with the publication of its files, on age, or with the process
that holds it: each folder has a lock beside it, which the system opens when its holder dies.
"""

import json
import os
import re
import secrets
import shutil
import time
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from inspection.data import locking
from inspection.errors import BadInput
from inspection.ingest import folders
from inspection.settings import settings

FOLDER = ".uploads"
INDEX, LOCK = "index.json", ".lock"
TOKEN = re.compile(r"[0-9a-f]{32}")
# Bytes of a file's name that every file system takes, its folder's number left out.
MAX_NAME = 200
# What stands in no name of a file on any system.
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
NAMELESS = "file"
OWNER_ONLY = 0o600
# The locks of this process, by the place of their folders.
_held: dict[Path, IO[str]] = {}


class Uploads(NamedTuple):
    """The files of one visit; the token is all that the visit must remember."""

    token: str

    @property
    def folder(self) -> Path:
        """Where they are; it need not exist."""
        return settings().data / FOLDER / self.token

    @property
    def paths(self) -> list[Path]:
        """The files, in the order of their coming."""
        return [self.folder / place for place in self._index().values()]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.paths)

    def add(self, key: str, name: str, content: bytes | memoryview) -> None:
        """Keep a file under an id, unless it is there."""
        index = self._index()
        if key not in index:
            self._save(index | {key: self._write(len(index), name, content)})

    def drop(self, key: str) -> None:
        """Delete the file of an id, if it is there."""
        index = self._index()
        if key in index:
            shutil.rmtree((self.folder / index.pop(key)).parent)
            self._save(index)

    def without_place(self, told: str) -> str:
        """A message without the names of the private folders."""
        return re.sub(rf"{re.escape(str(self.folder))}/[^/]+/", "", told)

    def remove(self) -> None:
        """Delete everything."""
        shutil.rmtree(self.folder, ignore_errors=True)
        _release(self.folder)

    def _index(self) -> dict[str, str]:
        path = self.folder / INDEX
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def _save(self, index: dict[str, str]) -> None:
        (self.folder / INDEX).write_text(json.dumps(index), encoding="utf-8")

    def _write(self, count: int, name: str, content: bytes | memoryview) -> str:
        folders.private(settings().data / FOLDER)
        _hold(self.folder)
        folders.private(self.folder)
        place = f"{datetime.now():%Y%m%d-%H%M%S%f}-{count}"
        path = folders.private(self.folder / place) / safe_name(name)
        new = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(path, new, OWNER_ONLY), "wb") as file:
            file.write(content)
        return f"{place}/{path.name}"


def begin() -> Uploads:
    """A new visit; what earlier ones left too long ago, or in a process that died, is deleted."""
    remove_old()
    remove_orphans()
    return Uploads(secrets.token_hex(16))


def resume(token: str) -> Uploads:
    """The visit of this token. Raises BadInput for what is no token."""
    if not TOKEN.fullmatch(token):
        raise BadInput("没有这次上传", token, "重新上传文件")
    return Uploads(token)


def remove_old() -> None:
    """Delete uploads that are older than the settings allow."""
    folders.remove_old(settings().data / FOLDER, settings().keep_hours, time.time())


def remove_orphans() -> None:
    """Delete uploads whose process died: nobody else knows their tokens."""
    for folder in (settings().data / FOLDER).glob("*"):
        if TOKEN.fullmatch(folder.name) and folder not in _held and _is_free(folder):
            shutil.rmtree(folder, ignore_errors=True)
            folder.with_suffix(LOCK).unlink(missing_ok=True)


def _hold(folder: Path) -> None:
    """Lock a folder for as long as this process lives."""
    if folder not in _held:
        lock = folder.with_suffix(LOCK).open("w", encoding="utf-8")
        locking.take(lock.fileno())
        _held[folder] = lock


def _release(folder: Path) -> None:
    if folder in _held:
        _held.pop(folder).close()
        folder.with_suffix(LOCK).unlink(missing_ok=True)


def _is_free(folder: Path) -> bool:
    """Whether no living process holds the folder."""
    with folder.with_suffix(LOCK).open("a", encoding="utf-8") as lock:
        return locking.is_taken(lock.fileno())


def safe_name(name: str) -> str:
    """The last part of a name without marks that paths or shells read, not too long.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\表\\\\结果.xlsx"), safe_name("..")
    ('passwd', '结果.xlsx', 'file')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(mark for mark in last if unicodedata.category(mark) not in ("Cf", "Cc", "Cs"))
    plain = UNSAFE.sub("_", seen).strip().lstrip(".~").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    whole = f"{_cut(stem, MAX_NAME - len(suffix.encode()) - 1)}{dot}{suffix}" if dot else plain
    return _cut(whole, MAX_NAME) or NAMELESS


def _cut(text: str, most: int) -> str:
    """The longest beginning of so many bytes."""
    return text.encode()[: max(most, 0)].decode(errors="ignore")
