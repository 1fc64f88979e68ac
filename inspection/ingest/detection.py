"""What a file is, found from its bytes: container, encoding, SHA-256.

The name of a file is never believed. Text is decoded strictly and to the last
byte before anything is read from it, so a wrong guess cannot shift a column.
"""

import codecs
import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from inspection.errors import BadInput
from inspection.settings import settings

CHUNK_BYTES = 8 << 20
HEAD_BYTES = 4096
ZIP, OLE2, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
# Without a mark at the start. Order matters: nearly every byte sequence of valid UTF-8
# is valid GB18030 too.
GUESSES = ("utf-8", "gb18030")
MARKUP = ("<?xml", "<html", "<!doctype", "<table", "<workbook")
SAVE_AS = "用表格软件打开，另存为 .xlsx 或 CSV UTF-8 后再导入"

Kind = Literal["text", "workbook"]


class Content(NamedTuple):
    """One file as its bytes tell it. `encoding` is empty for a workbook.

    An odd number of quotation marks in a text is a hint that one is not closed.
    """

    path: Path
    kind: Kind
    encoding: str
    sha256: str
    has_odd_quotes: bool = False
    has_quotes: bool = False


def detect(path: Path) -> Content:
    """What `path` holds. Raises BadInput for anything that cannot be imported."""
    size = _size_of(path)
    limit = settings().max_file_bytes
    if size > limit:
        raise BadInput(f"文件过大：{size} 字节，上限 {limit} 字节", str(path), "拆成几个文件导出")
    head = _head_of(path)
    if not head.strip():
        raise BadInput("空文件", str(path), "重新导出")
    if head.startswith((ZIP, OLE2)):
        _check_workbook(path, head)
        return Content(path, "workbook", "", sha256_of(path))
    _refuse_other_kinds(path, head)
    encoding, quotes = _decode(path, head)
    _refuse_markup(path, head, encoding)
    return Content(path, "text", encoding, sha256_of(path), quotes % 2 == 1, quotes > 0)


def _size_of(path: Path) -> int:
    if not path.exists():
        raise BadInput("文件不存在", str(path), "核对路径和文件名")
    if not path.is_file():
        raise BadInput("不是普通文件", str(path), "给出导出文件的路径")
    return path.stat().st_size


def _head_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except PermissionError as error:
        raise BadInput("没有读取权限", str(path), "请文件所有者开放读取权限") from error


def sha256_of(path: Path) -> str:
    """SHA-256 of the file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_workbook(path: Path, head: bytes) -> None:
    if head.startswith(OLE2):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BadInput("压缩结构损坏，不是完整的 xlsx", str(path), "重新导出") from error
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise BadInput("是压缩包，但不是 xlsx 工作簿", str(path), "解压后导入其中的表格文件")
    unpacked, limit = sum(m.file_size for m in members), settings().max_unpacked_bytes
    if unpacked > limit:
        raise BadInput(f"解开后 {unpacked} 字节，上限 {limit} 字节", str(path), "拆成几个文件导出")


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        raise BadInput("文件名是 .xlsx，内容却不是 xlsx 工作簿", str(path), SAVE_AS)
    if head.startswith(PDF):
        raise BadInput("是 PDF，不是表格文件", str(path), "从平台导出 CSV 或 XLSX")


def _decode(path: Path, head: bytes) -> tuple[str, int]:
    """The first encoding that decodes the whole file, and its number of quotation marks."""
    for encoding in _guesses(head):
        quotes = _quotes(path, encoding)
        if quotes is not None:
            return encoding, quotes
    raise BadInput(
        "无法识别文本编码（依次试过 UTF-8、GB18030、UTF-16）",
        str(path),
        "另存为 CSV UTF-8 后再导入",
    )


def _guesses(head: bytes) -> tuple[str, ...]:
    if head.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return () if b"\x00" in head else GUESSES


def _quotes(path: Path, encoding: str) -> int | None:
    """How many quotation marks the file holds, or None where it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        quotes = sum(decoder.decode(chunk).count('"') for chunk in _chunks(path))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return quotes


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _refuse_markup(path: Path, head: bytes, encoding: str) -> None:
    start = head.decode(encoding, errors="ignore").lstrip().lower()
    if not start.startswith(MARKUP):
        return
    what = "XML 表格（SpreadsheetML 2003）" if start.startswith("<?xml") else "网页（HTML）"
    raise BadInput(f"内容是{what}，不是 CSV 或 xlsx", str(path), SAVE_AS)
