"""Cells of an xls whose number format shows leading zeros, told from its records.

The reader of the workbook knows the formats, the records which cell has which.
"""

from collections.abc import Iterator

import xlrd

from inspection.ingest import records
from inspection.ingest.detection import Content
from inspection.ingest.number_formats import Padded, Shown, shown_by
from inspection.ingest.records import BOUNDSHEET

# Records of one number, and of a run of them: row, first column, format and value in turn.
NUMBERS, RUN = {0x06, 0x206, 0x406, 0x203, 0x27E}, 0xBD
LEAD, RUN_STEP, RUN_END = 6, 6, 2


def padded_cells(content: Content, stream: bytes, book: xlrd.Book) -> list[Padded]:
    """Of each sheet, in order, the cells whose format shows leading zeros."""
    formats = _formats(book)
    if not formats:
        return [{}] * book.nsheets
    found: dict[int, dict[tuple[int, int], Shown]] = {}
    current = -1
    for place, kind, data in records.of_stream(content, stream):
        if kind == BOUNDSHEET and len(data) >= 4:
            found[int.from_bytes(data[:4], "little")] = {}
        if place in found:
            current = place
        if current in found and len(data) >= LEAD and (kind in NUMBERS or kind == RUN):
            for row, column, number in _cells(kind, data):
                if number in formats:
                    found[current][row, column] = formats[number]
    return list(found.values())


def _formats(book: xlrd.Book) -> dict[int, Shown]:
    """How formats of zeros show numbers, by the number that cells give."""
    codes = {key: one.format_str for key, one in book.format_map.items()}
    shown = ((i, shown_by(codes.get(one.format_key, ""))) for i, one in enumerate(book.xf_list))
    return {i: one for i, one in shown if one}


def _cells(kind: int, data: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and number of the format of each cell of a record."""
    row, column = _number(data, 0), _number(data, 2)
    if kind in NUMBERS:
        yield row, column, _number(data, 4)
        return
    for i, at in enumerate(range(4, len(data) - RUN_END, RUN_STEP)):
        yield row, column + i, _number(data, at)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")
