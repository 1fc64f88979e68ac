"""Files as sheets of text: every cell as a person would read it, nothing interpreted.

A CSV is one sheet. Cells that were merged downwards are filled within the
merge only; a cell that is blank in its own right stays blank.
"""

import csv
import io
from datetime import datetime, time
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ENCODINGS = ("utf-8-sig", "gb18030")


class Sheet(NamedTuple):
    """One table of cells, from the first row to the last that holds any."""

    path: Path
    name: str
    rows: list[list[str]]


def read_folder(folder: Path) -> list[Sheet]:
    """Every sheet of every exported file, in the order of the names."""
    return [sheet for path in sorted(folder.rglob("*")) for sheet in read_file(path)]


def read_file(path: Path) -> list[Sheet]:
    """The sheets of one file; none where it is not a table."""
    if path.suffix == ".csv":
        return [Sheet(path, "", trimmed(list(csv.reader(io.StringIO(decode(path.read_bytes()))))))]
    if path.suffix == ".xlsx":
        book = load_workbook(path, data_only=True)
        return [Sheet(path, sheet.title, trimmed(rows_of(sheet))) for sheet in book.worksheets]
    return []


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the empty rows at the end, which only formatting makes part of the sheet."""
    filled = [number for number, row in enumerate(rows, start=1) if any(map(str.strip, row))]
    return rows[: max(filled, default=0)]


def decode(data: bytes) -> str:
    """The text of a file in the first encoding that fits without a doubt."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no known encoding")


def rows_of(sheet: Worksheet) -> list[list[str]]:
    """The rows of a worksheet, values merged downwards repeated."""
    rows = [[cell_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    for area in sheet.merged_cells.ranges:
        if area.min_col == area.max_col:
            for row in range(area.min_row, area.max_row):
                rows[row][area.min_col - 1] = rows[area.min_row - 1][area.min_col - 1]
    return rows


def cell_text(value: object) -> str:
    """A cell as text: dates in ISO form, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
