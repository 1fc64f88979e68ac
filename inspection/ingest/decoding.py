"""The encoding of a text: the first in which every byte of it is a character.

Where there is none, the byte that is in the way is named with its line.
"""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput
from inspection.ingest.limits import Clock, check_text

CHUNK_BYTES = 8 << 20
# Without a mark at the start. Order matters: nearly every byte sequence of valid UTF-8
# is valid GB18030 too.
GUESSES = ("utf-8", "gb18030")
NAMES = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GB18030"}
# Characters that separate cells and rows: in a wrong order of bytes they are others.
SIGNS = ",\t;|\n0123456789"
REPLACED = "\ufffd"
REMEDY = "改正这一处，或另存为 CSV UTF-8 后再导入"


class Text(NamedTuple):
    """What one reading of a file told: its encoding, hash, quotation marks and lines."""

    encoding: str
    sha256: str
    quotes: int
    lines: int


class Fault(NamedTuple):
    """The first byte that is no character in an encoding, and how many there are."""

    encoding: str
    total: int
    line: int
    byte: str


def read(path: Path, file: Path, head: bytes) -> Text:
    """The file read to its end. Raises BadInput where no encoding fits all of it."""
    clock = Clock(str(path))
    guesses = _guesses(head)
    for encoding in guesses:
        found = _try(file, encoding, clock)
        if found:
            check_text(found.lines, 1, str(path))
            return found
    raise _refusal(path, file, guesses)


def _guesses(head: bytes) -> tuple[str, ...]:
    if head.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return ("utf-32",)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    return _without_mark(head) if b"\x00" in head else GUESSES


def _without_mark(head: bytes) -> tuple[str, ...]:
    """The order of bytes in which the head has the signs of a table."""
    even = head[: len(head) // 2 * 2]
    signs = {
        encoding: sum(map(even.decode(encoding, errors="ignore").count, SIGNS))
        for encoding in ("utf-16-le", "utf-16-be")
        if "\x00" not in even.decode(encoding, errors="ignore")
    }
    best = max(signs, key=lambda encoding: signs[encoding], default="")
    is_table = best and "\n" in even.decode(best, errors="ignore")
    # Else a few bytes of zero stand in a text of another encoding.
    return (best,) if is_table else GUESSES


def _try(file: Path, encoding: str, clock: Clock) -> Text | None:
    """What the file holds; None where it is not in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    digest, quotes, lines = hashlib.sha256(), 0, 1
    try:
        for chunk in _chunks(file):
            clock.check()
            digest.update(chunk)
            text = decoder.decode(chunk)
            quotes += text.count('"')
            lines += text.count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return Text(encoding, digest.hexdigest(), quotes, lines)


def _refusal(path: Path, file: Path, guesses: tuple[str, ...]) -> BadInput:
    """The error that names the byte in the way, by the encoding that fits best."""
    faults = [fault for encoding in guesses if (fault := _fault(file, encoding))]
    # The right encoding is the one that is right for longest.
    best = max(faults, key=lambda fault: (fault.line, -fault.total), default=None)
    if best is None:
        what = "无法识别文本编码（依次试过 UTF-8、GB18030、UTF-16）"
        return BadInput(what, str(path), "另存为 CSV UTF-8 后再导入")
    name = NAMES.get(best.encoding, best.encoding.upper()[:6])
    what = f"无法识别文本编码：按 {name} 读，有 {best.total} 处字节不是文字，第一处是 {best.byte}"
    return BadInput(what, f"{path} 第{best.line}行", REMEDY)


def _fault(file: Path, encoding: str) -> Fault | None:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    total, line, byte = 0, 1, ""
    for chunk in [*_chunks(file), b""]:
        text = decoder.decode(chunk, final=not chunk)
        if not total:
            line += text.partition(REPLACED)[0].count("\n")
        total += text.count(REPLACED)
    if total:
        byte = _first_byte(file, encoding)
    return Fault(encoding, total, line, byte) if total else None


def _first_byte(file: Path, encoding: str) -> str:
    """The first byte that is no character, as 0xFF."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return f"0x{error.object[error.start]:02X}"
    return ""


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk
