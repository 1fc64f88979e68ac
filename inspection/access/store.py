"""The table of users on disk: one private file in the warehouse folder, replaced in one step.

Written under a lock, durable before it is renamed; read anew whenever it has changed, so
that what one process decides holds in every other at its next question.
"""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from inspection.data import locking
from inspection.errors import EnvironmentProblem
from inspection.settings import house

FOLDER, TABLE, SECRET, LOCK = ".access", "users.json", "secret", ".lock"
# Owner only.
FOLDER_MODE, FILE_MODE = 0o700, 0o600
SECRET_BYTES = 32


@dataclass
class User:
    """Somebody the bureau let in. Days and times are ISO text; an empty one is none."""

    name: str
    role: str
    units: list[str] = field(default_factory=list)
    counties: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    # What sign-in of the bureau or its gateway calls this person.
    subject: str = ""
    added_at: str = ""
    until: str = ""
    disabled_at: str = ""
    # Kept at the first sign-in because of a group: role and places follow the groups.
    by_groups: bool = False
    # The provinces, of a warehouse of several, that this person reads; none named is every one.
    provinces: list[str] = field(default_factory=list)

    @property
    def listed_as(self) -> str:
        """The role as lists show it; what it allows is told by the scope alone."""
        return self.role


@dataclass
class Ticket:
    """An invitation, the pass it was opened for, or a program's token; its text is kept nowhere."""

    id: str
    kind: str
    user: str
    digest: str
    made_at: str
    until_at: str
    days: int = 0
    used_at: str = ""
    revoked_at: str = ""


@dataclass
class Held:
    """Everything in the file."""

    users: list[User] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)


def held() -> Held:
    """What the file holds now. Not to be changed: `changing` does that."""
    path = _folder() / TABLE
    try:
        at = path.stat()
    except FileNotFoundError:
        return Held()
    return _read(path, (at.st_ino, at.st_mtime_ns, at.st_size))


@contextmanager
def changing() -> Iterator[Held]:
    """A copy of what the file holds, written back when the block ends well."""
    folder = _made_folder()
    with (folder / LOCK).open("a") as lock, locking.held(lock.fileno()):
        path = folder / TABLE
        copy = _parsed(path) if path.exists() else Held()
        yield copy
        _write(path, json.dumps(asdict(copy), ensure_ascii=False, indent=1).encode())


def secret() -> bytes:
    """The key that cookies are signed with; made once."""
    path = _folder() / SECRET
    if not path.exists():
        _make_secret(_made_folder())
    return path.read_bytes()


def _make_secret(folder: Path) -> None:
    with (folder / LOCK).open("a") as lock, locking.held(lock.fileno()):
        if not (folder / SECRET).exists():
            _write(folder / SECRET, secrets.token_hex(SECRET_BYTES).encode())


def _folder() -> Path:
    return house().data / FOLDER


def _made_folder() -> Path:
    folder = _folder()
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    return folder


@lru_cache(maxsize=4)
def _read(path: Path, _version: tuple[int, int, int]) -> Held:
    return _parsed(path)


def _parsed(path: Path) -> Held:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        users = [User(**one) for one in found["users"]]
        return Held(users, [Ticket(**one) for one in found["tickets"]])
    except (ValueError, KeyError, TypeError) as error:
        raise EnvironmentProblem(
            f"用户表读不出（{type(error).__name__}），没有人能登录",
            str(path),
            "从备份恢复该文件，或移走它后重新添加用户",
        ) from error


def _write(path: Path, content: bytes) -> None:
    draft = path.with_suffix(".draft")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink()
        raise
    os.replace(draft, path)
