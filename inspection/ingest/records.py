"""What the records of an xls tell beside its cells: hidden rows and merged ranges.

A damaged cell may say that it stands in a column that no xls has; room for it is never made.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

import olefile

from inspection.errors import BadInput
from inspection.ingest.containers import DECRYPT
from inspection.ingest.detection import Content
from inspection.ingest.limits import Clock
from inspection.ingest.sheets import Range

STREAMS = ("Workbook", "Book")
LAST_COLUMN = 255
HEADER, FOUR = struct.Struct("<HH"), struct.Struct("<HHHH")
# Kinds of records: where a sheet begins, a locked book, a row, merged ranges, cells.
BOUNDSHEET, LOCKED, ROW, MERGED = 0x85, 0x2F, 0x208, 0xE5
CELLS = {0x06, 0x206, 0x406, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xD6, 0xFD}
ROW_FLAGS, IS_HIDDEN = 12, 0x20
CHECKED_EVERY = 100_000
# What damaged containers make of their reader.
DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error)


class Told(NamedTuple):
    """What the records of one sheet tell."""

    hidden_rows: int = 0
    cells: int = 0
    merged: tuple[Range, ...] = ()


def measure(content: Content, stream: bytes) -> list[Told]:
    """What is told of every sheet, in the order of the workbook. Raises BadInput."""
    found: dict[int, Told] = {}
    current = -1
    for place, kind, data in of_stream(content, stream):
        if kind == LOCKED:
            raise BadInput("工作簿已加密", str(content.path), DECRYPT)
        if kind == BOUNDSHEET and len(data) >= 4:
            found[int.from_bytes(data[:4], "little")] = Told()
        if place in found:
            current = place
        if current in found:
            found[current] = _with_record(content, found[current], kind, data)
    return list(found.values())


def stream_of(content: Content) -> bytes:
    """The records of the workbook. Raises BadInput where its container is damaged."""
    try:
        with olefile.OleFileIO(content.file) as container:
            name = next((name for name in STREAMS if container.exists(name)), STREAMS[0])
            return container.openstream(name).read()
    except DAMAGED as error:
        raise BadInput("工作簿打不开（加密或损坏）", str(content.path), "重新导出") from error


def _with_record(content: Content, told: Told, kind: int, data: bytes) -> Told:
    if kind == ROW and len(data) > ROW_FLAGS and data[ROW_FLAGS] & IS_HIDDEN:
        return told._replace(hidden_rows=told.hidden_rows + 1)
    if kind == MERGED:
        ends = FOUR.iter_unpack(data[2 : 2 + (len(data) - 2) // FOUR.size * FOUR.size])
        ranges = tuple(((top, left), (bottom, right)) for top, bottom, left, right in ends)
        return told._replace(merged=told.merged + ranges)
    if kind not in CELLS or len(data) < HEADER.size:
        return told
    _, column = HEADER.unpack_from(data)
    if column > LAST_COLUMN:
        said = f"工作簿损坏：一个单元格在第 {column + 1} 列，xls 只有 {LAST_COLUMN + 1} 列"
        raise BadInput(said, str(content.path), "重新导出")
    return told._replace(cells=told.cells + 1)


def of_stream(content: Content, stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and data of every record."""
    clock = Clock(str(content.path))
    at = count = 0
    while at + HEADER.size <= len(stream):
        kind, length = HEADER.unpack_from(stream, at)
        yield at, kind, stream[at + HEADER.size : at + HEADER.size + length]
        at += HEADER.size + length
        count += 1
        if count % CHECKED_EVERY == 0:
            clock.check()
