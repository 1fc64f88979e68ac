"""The audit trail: lines of JSON that can be added to and, unnoticed, in no other way changed.

Every line carries its number, the hash of the line before it and its own, over all files:
`audit/000001.jsonl`, `audit/000002.jsonl` … in the warehouse folder, for its owner alone.
`audit/head` says what the last line is, so that lines cut off at the end are missed too.
Several processes append: each waits for the lock. What a machine that lost its power left
of a line goes into the next one.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data.locking import held
from inspection.errors import CheckFailed, EnvironmentProblem
from inspection.settings import house, settings

FOLDER = "audit"
HEAD = "head"
FILE = "{number:06}.jsonl"
FOLDER_MODE, FILE_MODE = 0o700, 0o600
# Windows would write another end of a line than the one that is hashed.
AS_IS = getattr(os, "O_BINARY", 0)
# The hash before the first line.
NOTHING = "0" * 64
# Bytes at the end of a file in which its last line is looked for first.
TAIL = 1 << 14
# Characters kept of one value.
MOST_TOLD = 2_000
PLACES = "n", "prev", "hash"

Line = dict[str, Any]


class Last(NamedTuple):
    """The number and hash of a line."""

    number: int = 0
    hash: str = NOTHING


def folder() -> Path:
    """Where the trail is."""
    return house().data / FOLDER


def append(told: Mapping[str, object]) -> None:
    """Add a line. Raises EnvironmentProblem where it cannot be written."""
    try:
        _append(folder(), told)
    except OSError as error:
        raise EnvironmentProblem(
            f"审计日志无法写入（{error.strerror}）",
            str(folder()),
            "腾出磁盘空间或改正权限；python -m inspection doctor 会指出原因",
        ) from error


def lines() -> Iterator[Line]:
    """Every line, the newest first; what cannot be read is left out, `verify` names it."""
    for path in reversed(_files(folder())):
        for raw in reversed(path.read_bytes().splitlines()):
            if found := _parsed(raw):
                yield found


def verify() -> Last:
    """Check the whole chain; its last line. Raises CheckFailed that names the first broken line."""
    last = Last()
    for path in _files(folder()):
        for at, raw in enumerate(path.read_bytes().splitlines(keepends=True), 1):
            line = _parsed(raw) if raw.endswith(b"\n") else None
            if line is None or _sealed(line, last) != line:
                raise _broken(f"{path.name} 第 {at} 行", last)
            last = Last(line["n"], line["hash"])
    head = _head(folder())
    if head.number > last.number or (head.number == last.number and head != last):
        raise _broken(f"第 {last.number + 1} 至 {head.number} 行缺失", last)
    return last


@contextmanager
def still() -> Iterator[None]:
    """Nobody appends meanwhile."""
    handle = os.open(folder() / HEAD, os.O_RDWR | os.O_CREAT | AS_IS, FILE_MODE)
    try:
        with held(handle):
            yield
    finally:
        os.close(handle)


def _append(place: Path, told: Mapping[str, object]) -> None:
    place.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    handle = os.open(place / HEAD, os.O_RDWR | os.O_CREAT | AS_IS, FILE_MODE)
    try:
        with held(handle):
            files = _files(place)
            path = files[-1] if files else place / FILE.format(number=1)
            last, torn = _end(path, _head(place))
            if path.exists() and path.stat().st_size >= settings().audit_file_bytes:
                path = place / FILE.format(number=int(path.stem) + 1)
            line = _sealed({**_plain(told), **({"torn": torn} if torn else {})}, last)
            _write(path, _encoded(line))
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, f"{line['n']:012} {line['hash']}\n".encode())
    finally:
        os.close(handle)


def _write(path: Path, line: bytes) -> None:
    """The whole line or, where the disk is full, nothing of it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | AS_IS, FILE_MODE)
    try:
        before = os.fstat(handle).st_size
        try:
            if os.write(handle, line) < len(line):
                raise OSError(28, os.strerror(28), str(path))
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)


def _end(path: Path, head: Last) -> tuple[Last, str]:
    """The last line of a file, and what is left of one that was never finished, cut off."""
    if not path.exists() or not path.stat().st_size:
        return head, ""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - TAIL))
        tail = file.read()
        if b"\n" not in tail[:-1] and size > TAIL:
            file.seek(0)
            tail = file.read()
        whole, _, torn = tail.rpartition(b"\n")
        if torn:
            file.truncate(size - len(torn))
    found = _parsed(whole.rpartition(b"\n")[2]) if whole else None
    last = Last(found["n"], found["hash"]) if found else head
    # A file that is gone leaves a gap, never a chain that looks whole.
    return max(last, head, key=lambda one: one.number), torn.decode(errors="replace")


def _head(place: Path) -> Last:
    path = place / HEAD
    words = path.read_text(encoding="ascii", errors="replace").split() if path.exists() else []
    is_whole = len(words) == 2 and words[0].isdigit()
    return Last(int(words[0]), words[1]) if is_whole else Last()


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("[0-9]*.jsonl"))


def _plain(told: Mapping[str, object]) -> Line:
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"at": now} | {name: _short(value) for name, value in told.items()}


def _short(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): _short(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return _short("、".join(map(str, value)))
    text = str(value)
    return text if len(text) <= MOST_TOLD else f"{text[:MOST_TOLD]}…"


def _sealed(line: Line, last: Last) -> Line:
    """The line behind `last`: its number, the hash before it and its own."""
    body = {name: value for name, value in line.items() if name not in PLACES}
    body = {"n": last.number + 1, **body, "prev": last.hash}
    return body | {"hash": hashlib.sha256(_encoded(body)).hexdigest()}


def _encoded(line: Line) -> bytes:
    return f"{json.dumps(line, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _parsed(raw: bytes) -> Line | None:
    """A line as it was written, to the byte; None for anything else."""
    try:
        line = json.loads(raw)
    except ValueError:
        return None
    is_ours = isinstance(line, dict) and {"n", "prev", "hash"} <= line.keys()
    return line if is_ours and _encoded(line).rstrip(b"\n") == raw.rstrip(b"\n") else None


def _broken(where: str, last: Last) -> CheckFailed:
    return CheckFailed(
        f"审计日志不完整：{where}与此前的记录不符，第 {last.number} 行及以前完好",
        str(folder()),
        "保全 audit 文件夹，与备份比对，并报告审计人员",
    )
