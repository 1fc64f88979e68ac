"""Zeros that only a number format shows: a cell that reads 0010 and holds the number 10.

A format of nothing but zeros is how codes are typed as numbers: its width belongs to the
code. The cells are looked for only in a workbook that has such a format.
"""

import re
import zipfile
from collections.abc import Mapping

import pyarrow as pa
from lxml import etree

from inspection.ingest.containers import unpack
from inspection.ingest.detection import Content
from inspection.ingest.extents import LETTERS, whole_rows
from inspection.ingest.measuring import sheet_parts

STYLES = "xl/styles.xml"
ZEROS = re.compile(r"0{2,20}")
CELL = re.compile(rb'<(?:\w+:)?c (?=[^>]*?\br="([A-Z]{1,3})(\d+)")(?=[^>]*?\bs="(\d+)")[^>]*>')

# Row and column from 0, and how many digits the format shows.
Widths = Mapping[tuple[int, int], int]


def padded_cells(content: Content) -> dict[str, Widths]:
    """Of each sheet the cells whose format shows leading zeros, and how wide it is."""
    with zipfile.ZipFile(content.file) as archive:
        styles = _styles(archive)
        if not styles:
            return {}
        found: dict[str, Widths] = {}
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


def with_zeros(columns: pa.Table, widths: Widths) -> pa.Table:
    """The cells of a sheet as the format shows them; text and fractions stay as they are."""
    by_column: dict[int, list[tuple[int, int]]] = {}
    for (row, column), width in widths.items():
        if row < columns.num_rows and column < columns.num_columns:
            by_column.setdefault(column, []).append((row, width))
    for i, places in by_column.items():
        cells = columns.column(i).to_pylist()
        for row, width in places:
            if cells[row] and cells[row].isdecimal():
                cells[row] = cells[row].zfill(width)
        columns = columns.set_column(i, columns.column_names[i], pa.array(cells, pa.string()))
    return columns


def _styles(archive: zipfile.ZipFile) -> dict[int, int]:
    """The width of every style of a cell whose format is nothing but zeros."""
    if STYLES not in archive.namelist():
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(archive.read(STYLES), parser)
    formats = {
        one.get("numFmtId"): len(one.get("formatCode", ""))
        for one in root.iterfind("{*}numFmts/{*}numFmt")
        if ZEROS.fullmatch(one.get("formatCode", ""))
    }
    cells = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {i: formats[id_] for i, one in cells if (id_ := one.get("numFmtId")) in formats}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + letter - ord("A") + 1
    return number - 1
