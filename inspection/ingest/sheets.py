"""A sheet as its readers give it: a head to find the header in, and columns of text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.cells import Cell, cell_text

# Headers stand among these rows; the width of a text file is judged by them.
HEAD_ROWS = 20

Row = list[str]
# Rows and columns of a merged range, both ends within, counted from 0.
Range = tuple[tuple[int, int], tuple[int, int]]


class Sheet(NamedTuple):
    """One sheet. `read(width)` gives source_row, overflow and the text columns c0 …

    Absent cells are null. `overflow` marks rows of a text file with text beyond
    `width`, the number of cells its rows should have. A hidden sheet is one that
    its reader does not see in the workbook; hidden rows are read like others, and
    `lost_formulas` are formulas of which the file holds no value, or an error. `told` are columns
    that every row has by the name of the sheet.
    """

    name: str
    head: list[Row]
    read: Callable[[int], pa.Table]
    is_hidden: bool = False
    hidden_rows: int = 0
    lost_formulas: int = 0
    told: Mapping[str, str] = MappingProxyType({})


def sheet_of(name: str, columns: pa.Table, is_hidden: bool = False) -> Sheet:
    """A sheet read as a whole: one text column per column of the file."""
    columns = columns.select(range(_used_width(columns)))
    table = numbered(columns)
    return Sheet(name, head_of(columns), lambda width: table, is_hidden)


def _used_width(columns: pa.Table) -> int:
    """Columns up to the last that holds text: further ones are formatting."""
    width = columns.num_columns
    while width and columns.column(width - 1).null_count == columns.num_rows:
        width -= 1
    return width


def text_columns(rows: Sequence[Sequence[Cell]], width: int) -> list[pa.Array]:
    """Rows of `width` cells as columns of text; a cell of white space holds nothing."""
    columns = zip(*rows, strict=True) if rows else iter([()] * width)
    return [without_blanks(_texts(column)) for column in columns]


def columns_of(rows: Sequence[Sequence[Cell]], width: int) -> pa.Table:
    """Rows of `width` cells as a table of text columns."""
    return pa.table(text_columns(rows, width), names=column_names(width))


def column_names(width: int) -> list[str]:
    """c0, c1 …"""
    return [f"c{i}" for i in range(width)]


def without_blanks(texts: pa.Array) -> pa.Array:
    """Cells of white space as null."""
    is_blank = pc.or_(pc.equal(texts, ""), pc.utf8_is_space(texts))
    return pc.if_else(is_blank, pa.scalar(None, pa.string()), texts)


def filled_down(columns: pa.Table, ranges: Iterable[Range]) -> pa.Table:
    """The value of a merged range repeated down its column; across columns it is a title."""
    by_column: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in ranges:
        if left == right < columns.num_columns:
            by_column.setdefault(left, []).append((top, bottom))
    for i, spans in by_column.items():
        cells = columns.column(i).to_pylist()
        for top, bottom in spans:
            end = min(bottom + 1, len(cells))
            cells[top + 1 : end] = cells[top : top + 1] * max(end - top - 1, 0)
        columns = columns.set_column(i, columns.column_names[i], pa.array(cells, pa.string()))
    return columns


def numbered(columns: pa.Table) -> pa.Table:
    """With the number of each row before its cells."""
    count = columns.num_rows
    numbers = pa.array(range(1, count + 1), pa.int32())
    overflow = pa.repeat(False, count)
    names = ["source_row", "overflow", *columns.column_names]
    return pa.table([numbers, overflow, *columns.columns], names=names)


def head_of(columns: pa.Table) -> list[Row]:
    """The first rows as lists of text."""
    head = columns.slice(0, HEAD_ROWS)
    cells = [[cell or "" for cell in column.to_pylist()] for column in head.columns]
    return [list(row) for row in zip(*cells, strict=True)]


def _texts(column: Sequence[Cell]) -> pa.Array:
    try:
        return pa.array(column, pa.string())
    except pa.ArrowTypeError:
        return pa.array([cell_text(cell) for cell in column], pa.string())
