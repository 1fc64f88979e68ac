"""What a file is, found from its bytes: container, encoding, SHA-256.

The name of a file is never believed. Text is decoded strictly and to the last
byte before anything is read from it, so a wrong guess cannot shift a column.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest import containers, decoding
from inspection.ingest.containers import Kind
from inspection.settings import settings

HEAD_BYTES = 4096
# How tables begin that are written as markup, and what they are.
SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
MARKUP = ("<?xml", "<html", "<!doctype", "<table", "<workbook", "<!--", "<head", "<meta", "<style")


class Content(NamedTuple):
    """One file as its bytes tell it. `encoding` is empty for a workbook.

    `path` is where its reader finds it, also within an archive; `file` holds the bytes.
    An odd number of quotation marks in a text is a hint that one is not closed.
    """

    path: Path
    kind: Kind
    encoding: str
    sha256: str
    file: Path
    has_odd_quotes: bool = False
    has_quotes: bool = False
    line_count: int = 0


def detect(path: Path, file: Path | None = None) -> Content:
    """What `path` holds, its bytes in `file`. Raises BadInput where it cannot be imported."""
    file = file or path
    _check_size(path, file)
    head = _head_of(path, file)
    if not head.strip():
        raise BadInput("空文件", str(path), "重新导出")
    kind = containers.kind_of(path, file, head)
    if kind != "text":
        return Content(path, kind, "", sha256_of(file), file)
    text = decoding.read(path, file, head)
    kind = _kind_of_text(file, text.encoding)
    quotes = text.quotes
    return Content(
        path, kind, text.encoding, text.sha256, file, quotes % 2 == 1, quotes > 0, text.lines
    )


def sha256_of(path: Path) -> str:
    """SHA-256 of the file's bytes, as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_unchanged(content: Content) -> None:
    """Raises BadInput where the file is no longer what was detected."""
    if not content.file.exists() or sha256_of(content.file) != content.sha256:
        raise BadInput(
            "读取期间文件被改动", str(content.path), "等文件写完（传完）、不再改动后重新导入"
        )


def _check_size(path: Path, file: Path) -> None:
    if not file.exists():
        raise BadInput("文件不存在", str(path), "核对路径和文件名")
    if not file.is_file():
        raise BadInput("不是普通文件", str(path), "给出导出文件的路径")
    size, limit = file.stat().st_size, settings().max_file_bytes
    if size > limit:
        raise BadInput(f"文件过大：{size} 字节，上限 {limit} 字节", str(path), "拆成几个文件导出")


def _head_of(path: Path, file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(HEAD_BYTES)
    except PermissionError as error:
        raise BadInput("没有读取权限", str(path), "请文件所有者开放读取权限") from error


def _kind_of_text(file: Path, encoding: str) -> Kind:
    """Text that begins with a tag is a table in markup."""
    with file.open(encoding=encoding) as opened:
        start = opened.read(HEAD_BYTES).lstrip().lower()
    if not start.startswith(MARKUP):
        return "text"
    is_xml = SPREADSHEETML in start or (start.startswith("<?xml") and "<html" not in start)
    return "spreadsheetml" if is_xml else "html"
