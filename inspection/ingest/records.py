"""How much of an xls sheet is really there, and which of its rows are hidden, from its records.

A damaged cell may say that it stands in a column that no xls has; room for it is never made.
"""

import struct
from collections.abc import Iterator

import olefile

from inspection.errors import BadInput
from inspection.ingest.containers import DECRYPT
from inspection.ingest.detection import Content
from inspection.ingest.extents import Extent
from inspection.ingest.limits import Clock

STREAMS = ("Workbook", "Book")
LAST_COLUMN = 255
HEADER = struct.Struct("<HH")
# Kinds of records: where a sheet begins, a row, a cell with text or number.
BOUNDSHEET, ROW, LOCKED = 0x85, 0x208, 0x2F
CELLS = {0x06, 0x206, 0x406, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xD6, 0xFD}
BLANKS = {0x201, 0xBE}
ROW_FLAGS, IS_HIDDEN = 12, 0x20
CHECKED_EVERY = 100_000
# What damaged containers make of their reader.
DAMAGED = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error)


def measure(content: Content) -> list[Extent]:
    """The extent of every sheet, in the order of the workbook. Raises BadInput."""
    found: dict[int, Extent] = {}
    current = -1
    for place, kind, data in _records(content):
        if kind == LOCKED:
            raise BadInput("工作簿已加密", str(content.path), DECRYPT)
        if kind == BOUNDSHEET and len(data) >= 4:
            found[int.from_bytes(data[:4], "little")] = Extent(columns=0)
        if place in found:
            current = place
        if current in found:
            found[current] = _with_record(content, found[current], kind, data)
    return list(found.values())


def _with_record(content: Content, extent: Extent, kind: int, data: bytes) -> Extent:
    if kind == ROW and len(data) > ROW_FLAGS and data[ROW_FLAGS] & IS_HIDDEN:
        return extent._replace(hidden_rows=extent.hidden_rows + 1)
    if len(data) < HEADER.size or kind not in CELLS | BLANKS:
        return extent
    row, column = HEADER.unpack_from(data)
    if column > LAST_COLUMN:
        said = f"工作簿损坏：一个单元格在第 {column + 1} 列，xls 只有 {LAST_COLUMN + 1} 列"
        raise BadInput(said, str(content.path), "重新导出")
    return extent._replace(rows=max(extent.rows, row + 1), cells=extent.cells + (kind in CELLS))


def _records(content: Content) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and data of every record."""
    clock = Clock(str(content.path))
    stream = _stream(content)
    at = count = 0
    while at + HEADER.size <= len(stream):
        kind, length = HEADER.unpack_from(stream, at)
        yield at, kind, stream[at + HEADER.size : at + HEADER.size + length]
        at += HEADER.size + length
        count += 1
        if count % CHECKED_EVERY == 0:
            clock.check()


def _stream(content: Content) -> bytes:
    try:
        with olefile.OleFileIO(content.file) as container:
            name = next((name for name in STREAMS if container.exists(name)), STREAMS[0])
            return container.openstream(name).read()
    except DAMAGED as error:
        raise BadInput("工作簿打不开（加密或损坏）", str(content.path), "重新导出") from error
