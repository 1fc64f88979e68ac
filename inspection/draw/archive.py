"""Archives: a package as one zip for auditors, and opening a stranger's zip without harm.

Nothing is unpacked that is not a file of the draw; sizes are counted while
unpacking, never believed.
"""

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from inspection.errors import BadInput

VERIFIER = Path(__file__).parent / "verify.py"
OUTSIDERS = Path(__file__).parent / "OUTSIDERS.md"
LISTS = "frame|roster|excluded|roster_reasons|drawn|pairs|unmatched|skips|replacements"
# At most two folders (an outer one, a package of a batch), then a file the draw knows.
MEMBER = re.compile(
    rf"(?:[^/\\:\x00-\x1f]+/){{0,2}}(?:(?:{LISTS})\.csv|(?:plan|proof|batch)\.json|verify\.py|OUTSIDERS\.md)"
)
MAX_MEMBERS = 500
MAX_BYTES = 1 << 30
# Lists of codes and hashes shrink about three to ten times; a bomb a thousand times.
MAX_RATIO = 100
CHUNK_BYTES = 1 << 20
# Fixed, so that the same package gives the same archive.
TIMESTAMP = (1980, 1, 1, 0, 0, 0)
REMEDY = "请只上传由本系统导出的抽取包"
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def pack_for_auditor(folder: Path) -> bytes:
    """A package or batch with verifier and explanation, as a zip."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if MEMBER.fullmatch(name):
                archive.writestr(_entry(name), path.read_bytes())
        for path in (VERIFIER, OUTSIDERS):
            archive.writestr(_entry(path.name), path.read_bytes())
    return sink.getvalue()


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


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIMESTAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


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
    if is_link or {".", ".."} & set(parts) or not MEMBER.fullmatch(member.filename):
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
