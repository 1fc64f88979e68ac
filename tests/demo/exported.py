"""Exported files read by other means than the ones that wrote them."""

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook


class Sheet(NamedTuple):
    """All rows of one file as text; trailing empty cells and empty rows at the end are gone."""

    name: str
    rows: list[list[str]]

    def column(self, header: str) -> list[str]:
        """Cells under a header, from the row after it on."""
        at, place = self.header_place(header)
        return [row[place] if place < len(row) else "" for row in self.rows[at + 1 :]]

    def header_place(self, header: str) -> tuple[int, int]:
        """Row and column of a header."""
        at = next(at for at, row in enumerate(self.rows) if header in row)
        return at, self.rows[at].index(header)

    def records(self) -> list[dict[str, str]]:
        """Rows after the header by header; only for clean files."""
        at = next(at for at, row in enumerate(self.rows) if len(row) > 3)
        head = self.rows[at]
        padded = (row + [""] * (len(head) - len(row)) for row in self.rows[at + 1 :])
        return [dict(zip(head, row, strict=True)) for row in padded]


@cache
def read(path: Path) -> Sheet:
    """One file, whatever its form."""
    rows = _text_rows(path) if path.suffix == ".csv" else _book_rows(path)
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(path.name, rows)


@cache
def read_kind(folder: Path, start: str) -> list[dict[str, str]]:
    """Records of all clean files whose name starts so."""
    return [record for path in sorted(folder.glob(f"{start}_*")) for record in read(path).records()]


@cache
def truth(folder: Path) -> dict:
    """What the demo says about itself."""
    return json.loads((folder / "truth.json").read_text(encoding="utf-8"))


def stories(folder: Path, name: str) -> list[dict]:
    """Stories of one kind."""
    return [story for story in truth(folder)["stories"] if story["id"] == name]


def _text_rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    encoding = "gb18030" if "莆田" in path.name else "utf-8-sig"
    return list(csv.reader(io.StringIO(data.decode(encoding))))


def _book_rows(path: Path) -> list[list[str]]:
    sheet = load_workbook(path, read_only=True).worksheets[0]
    rows = [
        ["" if cell is None else str(cell) for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    return rows
