"""Zeros that only a number format shows: a cell that reads 0010 and holds the number 10.

A format of nothing but zeros is how codes are typed as numbers: its width belongs to the
code, and so does text that it writes before or behind. The cells are looked for only in a
workbook that has such a format.
"""

import re
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa
from lxml import etree

from inspection.ingest.containers import unpack
from inspection.ingest.detection import Content
from inspection.ingest.extents import LETTERS, whole_rows
from inspection.ingest.measuring import sheet_parts

STYLES = "xl/styles.xml"
# The part of a format for numbers above zero: zeros, with quoted text around them.
ZEROS = re.compile(r'(?:"([^"]*)")?(0{2,20})(?:"([^"]*)")?')
# Of a format what writes nothing: conditions, colours, languages, room and repeated signs.
ESCAPED = re.compile(r"\\(.)")
UNSEEN = re.compile(r"\[[^\]]*\]|[_*].")
CELL = re.compile(rb'<(?:\w+:)?c (?=[^>]*?\br="([A-Z]{1,3})(\d+)")(?=[^>]*?\bs="(\d+)")[^>]*>')


class Shown(NamedTuple):
    """How a format writes a whole number: at least so many digits, between two texts."""

    width: int
    before: str = ""
    after: str = ""

    def text(self, number: str) -> str:
        return f"{self.before}{number.zfill(self.width)}{self.after}"


# Row and column from 0, and how the format shows the cell.
Padded = Mapping[tuple[int, int], Shown]


def shown_by(code: str) -> Shown | None:
    """How a format writes whole numbers; None where it is not one of zeros.

    >>> shown_by('0000;-0000'), shown_by('"A"0000_ '), shown_by("0.00"), shown_by("0")
    (Shown(width=4, before='', after=''), Shown(width=4, before='A', after=''), None, None)
    """
    quoted = ESCAPED.sub(r'"\1"', code.split(";")[0]).replace('""', "")
    found = ZEROS.fullmatch(UNSEEN.sub("", quoted))
    return Shown(len(found[2]), found[1] or "", found[3] or "") if found else None


def padded_cells(content: Content) -> dict[str, Padded]:
    """Of each sheet the cells whose format shows leading zeros, and how it shows them."""
    with zipfile.ZipFile(content.file) as archive:
        styles = _styles(archive)
        if not styles:
            return {}
        found: dict[str, Padded] = {}
        for name, part in sheet_parts(archive).items():
            if part in archive.namelist():
                pieces = whole_rows(unpack(content.path, archive, archive.getinfo(part)))
                found[name] = {
                    (int(row) - 1, _column(letters)): styles[int(style)]
                    for piece in pieces
                    for letters, row, style in CELL.findall(piece)
                    if int(style) in styles
                }
        return found


def with_zeros(columns: pa.Table, padded: Padded) -> pa.Table:
    """The cells of a sheet as the format shows them; text and fractions stay as they are."""
    by_column: dict[int, list[tuple[int, Shown]]] = {}
    for (row, column), shown in padded.items():
        if row < columns.num_rows and column < columns.num_columns:
            by_column.setdefault(column, []).append((row, shown))
    for i, places in by_column.items():
        cells = columns.column(i).to_pylist()
        for row, shown in places:
            if cells[row] and cells[row].isdecimal():
                cells[row] = shown.text(cells[row])
        columns = columns.set_column(i, columns.column_names[i], pa.array(cells, pa.string()))
    return columns


def _styles(archive: zipfile.ZipFile) -> dict[int, Shown]:
    """How every style of a cell whose format is one of zeros shows numbers."""
    if STYLES not in archive.namelist():
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(STYLES), parser)
    formats = {
        one.get("numFmtId"): shown
        for one in root.iterfind("{*}numFmts/{*}numFmt")
        if (shown := shown_by(one.get("formatCode", "")))
    }
    cells = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {i: formats[id_] for i, one in cells if (id_ := one.get("numFmtId")) in formats}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + letter - ord("A") + 1
    return number - 1
