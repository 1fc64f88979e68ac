"""The files of the paths that were given: folders searched, zip archives opened like folders.

What is not read is named. Nothing outside of a folder or an archive is followed:
no symbolic link, no path that leaves the archive.
"""

import stat
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest.containers import (
    BROKEN,
    OTHERS,
    UNPACK,
    check_unpacked,
    is_folder,
    kind_of,
    unpack,
)
from inspection.ingest.room import is_full, no_room

# A file of a folder is opened by these names; a file given by name may be called anything.
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
# Containers, told by their bytes whatever their names.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEPARATORS = (b",", b"\t", b";", b"|", b"^", b"~")
MARKUP = (".xml", ".html", ".htm")
MARKS_OF_TABLES = (b"<table", b"office:spreadsheet", b"<\x00t\x00a\x00b\x00l\x00e")
# Neither data nor anybody's: lock files, thumbnails, what a file system leaves behind.
SYSTEM = ("~$", ".", "__MACOSX", "Thumbs.db", "desktop.ini")
HEAD_BYTES = 1 << 16
MOST_MEMBERS = 10_000
IS_LOCKED, IS_UTF8 = 0x1, 0x800


class Found(NamedTuple):
    """A file to open: where its reader finds it, and where its bytes are."""

    path: Path
    file: Path


class Unread(NamedTuple):
    """A file that was left aside: what it is and what to do; whether it may hold data."""

    path: Path
    what: str
    remedy: str
    looks_like_data: bool


def find_files(paths: Iterable[Path], scratch: Path) -> tuple[list[Found], list[Unread]]:
    """Every file to open, and every file left aside. Raises BadInput for a path without a table.

    Archives are unpacked into `scratch`.
    """
    found: list[Found] = []
    unread: list[Unread] = []
    for path in paths:
        before = len(found)
        for one in _below(Found(path, path), scratch / str(before)):
            if isinstance(one, Found):
                found.append(one)
            else:
                unread.append(one)
        if len(found) == before:
            raise _nothing(path, unread)
    return found, unread


def _nothing(path: Path, unread: list[Unread]) -> BadInput:
    names = "、".join(f"{one.path.name}（{one.what}）" for one in unread[:3])
    what = "文件夹里没有表格文件" if path.is_dir() else "压缩包里没有表格文件"
    remedy = unread[0].remedy if unread else "给出导出文件或其文件夹"
    return BadInput(f"{what}：{names}" if names else what, str(path), remedy)


def _below(one: Found, scratch: Path) -> Iterator[Found | Unread]:
    if one.path.is_dir():
        for path in sorted(one.path.rglob("*")):
            if not _is_system(path.relative_to(one.path)) and (path.is_symlink() or path.is_file()):
                yield from _judged(Found(path, path), scratch)
    elif one.file.is_file() and is_folder(one.file):
        yield from _members(one, scratch)
    else:
        yield one


def _judged(one: Found, scratch: Path, is_packed: bool = False) -> Iterator[Found | Unread]:
    """A file of a folder: opened, searched or left aside."""
    suffix = one.path.suffix.lower()
    if one.file.is_symlink():
        remedy = "把文件本身放进文件夹"
        yield Unread(one.path, "符号链接，不跟随", remedy, suffix in SUFFIXES)
        return
    try:
        with one.file.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except PermissionError:
        # Told when it is opened.
        yield one
        return
    other = next(((what, remedy) for start, what, remedy in OTHERS if head.startswith(start)), None)
    if other:
        yield Unread(one.path, *other, looks_like_data=True)
    elif is_folder(one.file):
        if is_packed:
            yield Unread(one.path, "压缩包里的压缩包", UNPACK, looks_like_data=True)
        else:
            yield from _members(one, scratch / one.path.name)
    elif suffix == ".txt" and not _is_separated(head):
        yield Unread(one.path, "说明文字", "不需要导入时不用处理", looks_like_data=False)
    elif suffix in SUFFIXES or _is_markup(suffix, head):
        yield one
    elif head.startswith(WORKBOOKS):
        yield _workbook(one, head)
    else:
        yield Unread(one.path, "不是表格文件", "不需要导入时不用处理", looks_like_data=False)


def _workbook(one: Found, head: bytes) -> Found | Unread:
    """A workbook under any name; a document, or a broken archive, beside tables is left aside."""
    try:
        kind_of(one.path, one.file, head)
    except BadInput as error:
        return Unread(one.path, error.what, error.remedy, looks_like_data=True)
    return one


def _is_separated(head: bytes) -> bool:
    """Whether any line of a text has several cells; signs of a table are the same in every encoding
    of bytes, and a text of two bytes per sign is not judged."""
    lines = head.split(b"\n")
    return b"\x00" in head or any(line.count(mark) > 1 for line in lines for mark in SEPARATORS)


def _is_markup(suffix: str, head: bytes) -> bool:
    return suffix in MARKUP and any(mark in head.lower() for mark in MARKS_OF_TABLES)


def _members(one: Found, scratch: Path) -> Iterator[Found | Unread]:
    """The files of an archive, unpacked under numbers: no name of it becomes a path."""
    try:
        with zipfile.ZipFile(one.file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            check_unpacked(one.path, members)
            if len(members) > MOST_MEMBERS:
                said = f"压缩包里有 {len(members)} 个文件，上限 {MOST_MEMBERS} 个"
                raise BadInput(said, str(one.path), UNPACK)
            for number, member in enumerate(members):
                yield from _member(one, archive, member, scratch / f"{number:05d}")
    except BROKEN as error:
        raise BadInput("压缩结构损坏，文件不完整", str(one.path), "重新打包或重新下载") from error


def _member(
    one: Found, archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path
) -> Iterator[Found | Unread]:
    inside = Path(_name(member).replace("\\", "/"))
    path = one.path / inside
    if _is_system(inside):
        return
    if inside.is_absolute() or ".." in inside.parts or ":" in str(inside):
        path = one.path / inside.name
        yield Unread(path, "压缩包里的路径越出压缩包", "核对来源，重新打包", looks_like_data=True)
    elif member.flag_bits & IS_LOCKED:
        yield Unread(path, "压缩包已加密", "输入密码解开，导入其中的表格文件", looks_like_data=True)
    elif stat.S_ISLNK(member.external_attr >> 16):
        yield Unread(path, "符号链接，不跟随", "把文件本身放进压缩包", looks_like_data=True)
    else:
        _write(file, unpack(one.path, archive, member))
        yield from _judged(Found(path, file), file.parent, is_packed=True)


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            opened.writelines(pieces)
    except OSError as error:
        raise (no_room(file.parent) if is_full(error) else error) from error


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member; without a mark of UTF-8 it may be that, or GBK."""
    if member.flag_bits & IS_UTF8:
        return member.filename
    raw = member.orig_filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_system(inside: Path) -> bool:
    return any(part.startswith(SYSTEM) and part != ".." for part in inside.parts)
