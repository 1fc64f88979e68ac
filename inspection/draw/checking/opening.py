"""Opening a stranger's archive without harm.

Nothing is unpacked that is not a file of the draw; sizes are counted while
unpacking, never believed.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from inspection.draw.files.archive import MEMBER, PUBLIC_MEMBER
from inspection.errors import BadInput

MAX_MEMBERS = 500
MAX_BYTES = 1 << 30
# Lists of codes and hashes shrink about three to ten times; a bomb a thousand times.
MAX_RATIO = 100
CHUNK_BYTES = 1 << 20
REMEDY = "请只上传由本系统导出的抽取包"
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def unpack(source: Path | IO[bytes], out: Path, max_bytes: int = MAX_BYTES) -> None:
    """Unpacks into a new folder. Raises BadInput, and then leaves nothing behind."""
    with tempfile.TemporaryDirectory(dir=out.resolve().parent, prefix=f".{out.name}-") as holder:
        fresh = Path(holder) / out.name
        fresh.mkdir()
        try:
            with zipfile.ZipFile(source) as archive:
                _reject_members(archive.infolist(), max_bytes)
                _extract(archive, fresh, max_bytes)
        except UNREADABLE as error:
            raise BadInput("压缩包损坏、加密或无法读取", "压缩包", REMEDY) from error
        fresh.replace(out)


def _reject_members(members: list[zipfile.ZipInfo], max_bytes: int) -> None:
    files = [member for member in members if not member.is_dir()]
    names = [member.filename for member in files]
    if len(members) > MAX_MEMBERS or len(set(names)) < len(names):
        raise BadInput(f"压缩包内文件过多（{len(members)} 个）或重名", "压缩包", REMEDY)
    for member in files:
        _reject_name(member)
        if member.file_size > MAX_RATIO * max(member.compress_size, 1) + CHUNK_BYTES:
            raise BadInput("压缩比异常，疑似压缩炸弹", member.filename, REMEDY)
    if sum(member.file_size for member in files) > max_bytes:
        raise BadInput(f"解压后超过 {max_bytes >> 20} MB", "压缩包", REMEDY)


def _reject_name(member: zipfile.ZipInfo) -> None:
    parts = member.filename.split("/")
    is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
    is_known = MEMBER.fullmatch(member.filename) or PUBLIC_MEMBER.fullmatch(member.filename)
    if is_link or {".", ".."} & set(parts) or not is_known:
        raise BadInput("压缩包内有越界路径、链接或无关文件", member.filename, REMEDY)


def _extract(archive: zipfile.ZipFile, folder: Path, max_bytes: int) -> None:
    left = max_bytes
    for member in archive.infolist():
        if member.is_dir():
            continue
        path = folder / member.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(member) as source, path.open("wb") as target:
            for chunk in _chunks(source):
                left -= len(chunk)
                if left < 0:
                    raise BadInput(f"解压后超过 {max_bytes >> 20} MB", "压缩包", REMEDY)
                target.write(chunk)


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK_BYTES):
        yield chunk
