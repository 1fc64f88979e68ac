"""Containers by their first bytes: which of them is a workbook, and what else a file is."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

from inspection.errors import BadInput
from inspection.settings import settings

Kind = Literal["text", "xlsx", "xls", "ods", "spreadsheetml", "html"]

ZIP, OLE2 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EXPORT, UNPACK = "从平台导出 CSV 或 XLSX", "用解压软件解开，导入其中的表格文件"
SAVE_AS = "用表格软件打开，另存为 .xlsx 后再导入"
DECRYPT = "用表格软件打开，去掉密码后另存为 .xlsx 再导入"
# Other things by how they begin: what they are, and what to do.
OTHERS = (
    (b"%PDF", "PDF", EXPORT),
    (b"PK\x05\x06", "空的压缩包", "核对来源，重新打包"),
    (b"Rar!\x1a\x07", "RAR 压缩包", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", UNPACK),
    (b"\x1f\x8b", "gzip 压缩文件", UNPACK),
    (b"BZh", "bzip2 压缩文件", UNPACK),
    (b"\xfd7zXZ\x00", "xz 压缩文件", UNPACK),
    (b"\x89PNG", "图片", EXPORT),
    (b"\xff\xd8\xff", "图片", EXPORT),
    (b"GIF8", "图片", EXPORT),
    (b"{\\rtf", "RTF 文档", EXPORT),
    (b"SQLite format 3\x00", "SQLite 数据库", EXPORT),
    (b"PAR1", "Parquet 文件", EXPORT),
    (b"MIME-Version:", "单个文件网页（MHTML）", SAVE_AS),
)
# Archives by the part that every one of their kind has.
BOOK, DOCUMENT = "xl/workbook.xml", "content.xml"
BOOKS = re.compile(r"xl/workbook\d*\.xml")
MANIFEST = "META-INF/manifest.xml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
PACKAGES = {
    "xl/workbook.bin": ("xlsb 工作簿", SAVE_AS),
    "word/document.xml": ("Word 文档", EXPORT),
    "ppt/presentation.xml": ("PowerPoint 文稿", EXPORT),
    "OFD.xml": ("OFD 版式文件", EXPORT),
}
# Streams of OLE2 containers, as their directory names them.
ENCRYPTED, WORKBOOK, OLD_BOOK = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book")
)
# What reading a damaged or locked archive raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
LARGE_PART = 64 << 20
LARGEST_STRINGS = 1 << 30
UNPACKED_BYTES = 4 << 20


def kind_of(path: Path, file: Path, head: bytes) -> Kind:
    """What the bytes are. Raises BadInput for what is no table."""
    if head.startswith(OLE2):
        return _kind_of_ole2(path, file)
    if head.startswith(ZIP):
        return _kind_of_zip(path, file)
    for start, what, remedy in OTHERS:
        if head.startswith(start):
            raise BadInput(f"是 {what}，不是表格文件", str(path), remedy)
    return "text"


def is_folder(file: Path) -> bool:
    """Whether it is a zip that stands for a folder of files, and no workbook or document."""
    with file.open("rb") as opened:
        if opened.read(len(ZIP)) != ZIP:
            return False
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return False
    is_book = any(map(BOOKS.fullmatch, names))
    return not (is_book or names & set(PACKAGES) or {"mimetype", DOCUMENT} <= names)


def _kind_of_ole2(path: Path, file: Path) -> Kind:
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as data:
        is_locked = data.find(ENCRYPTED) >= 0
        is_book = data.find(WORKBOOK) >= 0 or data.find(OLD_BOOK) >= 0
    if is_locked:
        raise BadInput("工作簿已加密", str(path), DECRYPT)
    if not is_book:
        raise BadInput("是旧式 Office 文件，但不是 xls 工作簿，打不开", str(path), "重新导出")
    return "xls"


def _kind_of_zip(path: Path, file: Path) -> Kind:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            check_unpacked(path, members)
            names = {member.filename for member in members}
            if {"mimetype", DOCUMENT} <= names:
                return _kind_of_document(path, archive)
    except BROKEN as error:
        raise BadInput("压缩结构损坏，文件不完整", str(path), "重新导出") from error
    if any(map(BOOKS.fullmatch, names)):
        return "xlsx"
    for part, (what, remedy) in PACKAGES.items():
        if part in names:
            raise BadInput(f"是 {what}，不能导入", str(path), remedy)
    raise BadInput("是压缩包，但不是 xlsx 工作簿", str(path), "解压后导入其中的表格文件")


def _kind_of_document(path: Path, archive: zipfile.ZipFile) -> Kind:
    if not archive.read("mimetype").decode(errors="replace").startswith(ODS):
        raise BadInput("是 OpenDocument 文档，但不是表格", str(path), EXPORT)
    if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
        raise BadInput("工作簿已加密", str(path), DECRYPT)
    return "ods"


def check_unpacked(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Raises BadInput for an archive that says it unpacks to more than may be."""
    unpacked, limit = sum(m.file_size for m in members), settings().max_unpacked_bytes
    if unpacked > limit:
        raise BadInput(f"解开后 {unpacked} 字节，上限 {limit} 字节", str(path), "拆成几个文件导出")
    most = settings().max_unpacked_ratio
    for member in members:
        ratio = member.file_size // max(member.compress_size, 1)
        is_strings = member.filename == "xl/sharedStrings.xml"
        if (member.file_size > LARGE_PART and ratio > most) or (
            is_strings and member.file_size > LARGEST_STRINGS
        ):
            said = f"压缩包里的 {member.filename} 解开后 {member.file_size} 字节，像压缩炸弹"
            raise BadInput(said, str(path), "核对来源，重新导出")


def unpack(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part, piece by piece. Raises BadInput where they are more than it says."""
    trusting = copy(member)
    # It is read to its end, whatever it says: whoever lies about the size is found out.
    trusting.file_size = settings().max_unpacked_bytes
    count = 0
    try:
        with archive.open(trusting) as part:
            while piece := part.read(UNPACKED_BYTES):
                count += len(piece)
                if count > member.file_size:
                    said = f"压缩包里的 {member.filename} 比它所说的大，像压缩炸弹"
                    raise BadInput(said, str(path), "核对来源，重新导出")
                yield piece
    except BROKEN as error:
        raise BadInput("压缩结构损坏，文件不完整", str(path), "重新导出") from error
