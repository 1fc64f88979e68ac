"""Backup and restore: the warehouse in one file, with the hash of every file in it.

A backup holds the published snapshots, the pointer, users, mappings, meanings, maps and the audit
trail; no drafts, uploads or marts made anew. It is made while the server runs, and restored
into an empty folder: checked as a whole before anything is put in place, the pointer last.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import snapshots, trail
from inspection.errors import BadInput, CheckFailed
from inspection.ingest import folders
from inspection.ingest.room import is_full, no_room
from inspection.settings import settings

INDEX = "backup.json"
# Hidden folders that are kept: users, invitations and the key that signs them.
KEPT_HIDDEN = (".access",)
LEFT_OUT = (snapshots.REBUILT,)
DRAFT = ".part"


class Kept(NamedTuple):
    """What a backup holds."""

    path: Path
    snapshots: list[str]
    files: int
    bytes: int


def backup(target: Path) -> Kept:
    """Write the warehouse into `target`. Raises BadInput where that exists or nothing is there."""
    data = settings().data
    if target.exists():
        raise BadInput("备份文件已存在", str(target), "换一个文件名")
    if not snapshots.snapshots():
        raise BadInput("没有可以备份的快照", str(data), "先导入数据")
    draft = target.with_name(f"{target.name}{DRAFT}")
    with folders.alone(data):
        try:
            kept = _write(data, draft)
        except OSError as error:
            draft.unlink(missing_ok=True)
            if is_full(error):
                raise no_room(target.parent) from error
            raise
    os.replace(draft, target)
    return kept._replace(path=target)


def restore(source: Path) -> Kept:
    """Put a backup into the warehouse folder, which must be empty. Raises BadInput, CheckFailed."""
    data = settings().data
    # The lock is all that a restore leaves that found no room.
    if data.is_dir() and any(one.name != folders.LOCK for one in data.iterdir()):
        raise BadInput("仓库文件夹不是空的", str(data), "把 INSPECTION_DATA 设为新的空文件夹")
    if not source.is_file():
        raise BadInput("没有这个备份文件", str(source), "核对路径")
    folders.private(data)
    with folders.building(data) as folder:
        index = _unpack(source, folder)
        _check(folder, index, source)
        names = sorted((path.name for path in folder.iterdir()), key=_pointer_last)
        for name in names:
            folders.settle_any(folder / name, data / name)
    size = sum(one["bytes"] for one in index["files"].values())
    return Kept(source, index["snapshots"], len(index["files"]), size)


def _write(data: Path, draft: Path) -> Kept:
    files: dict[str, dict[str, Any]] = {}
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, folders.OWNER_FILE)
    with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        for path in _kept_files(data):
            name = path.relative_to(data).as_posix()
            files[name] = _add(archive, path, name)
        names = [one.id for one in snapshots.snapshots()]
        index = {"snapshots": names, "files": files}
        content = json.dumps(index, ensure_ascii=False, indent=1).encode()
        _add_bytes(archive, content, INDEX)
        file.flush()
        os.fsync(file.fileno())
    return Kept(draft, names, len(files), sum(one["bytes"] for one in files.values()))


def _kept_files(data: Path) -> Iterator[Path]:
    """Every file that is kept, the pointer last."""
    tops = [path for path in data.iterdir() if path.name not in LEFT_OUT]
    tops = [path for path in tops if path.name[0] != "." or path.name in KEPT_HIDDEN]
    for top in sorted(tops, key=lambda path: _pointer_last(path.name)):
        found = sorted(top.rglob("*")) if top.is_dir() else [top]
        yield from (path for path in found if path.is_file() and not path.is_symlink())


def _pointer_last(name: str) -> tuple[bool, str]:
    return name == snapshots.POINTER, name


def _add(archive: tarfile.TarFile, path: Path, name: str) -> dict[str, Any]:
    """Add a file; the audit trail, which grows meanwhile, as it is between two lines."""
    if path.parent.name == trail.FOLDER:
        with trail.still():
            return _add_bytes(archive, path.read_bytes(), name)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        member = _member(name, os.fstat(file.fileno()).st_size)
        archive.addfile(member, file)
    return {"bytes": member.size, "sha256": digest}


def _add_bytes(archive: tarfile.TarFile, content: bytes, name: str) -> dict[str, Any]:
    archive.addfile(_member(name, len(content)), io.BytesIO(content))
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, folders.OWNER_FILE
    return member


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """The files into `folder`; what the backup says of itself."""
    try:
        with tarfile.open(source, mode="r:") as archive:
            archive.extractall(folder, filter="data")
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except (tarfile.TarError, ValueError, FileNotFoundError) as error:
        what = "备份文件不完整或不是备份"
        raise BadInput(what, str(source), "换一份备份") from error
    (folder / INDEX).unlink()
    return index


def _check(folder: Path, index: dict[str, Any], source: Path) -> None:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    wrong = sorted(found ^ index["files"].keys())
    for name in sorted(found & index["files"].keys()):
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != index["files"][name]["sha256"]:
                wrong.append(name)
    if wrong:
        raise CheckFailed(f"备份中的文件有变化：{'、'.join(wrong)}", str(source), "换一份备份")
    for path in folder.rglob("*"):
        path.chmod(folders.PRIVATE if path.is_dir() else folders.OWNER_FILE)
