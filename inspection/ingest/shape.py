"""A sheet brought into the shape of its table: one text column per known column.

Personal columns end here: of their cells only *** is left, for the list of
refused rows, and no column is handed on.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.foreign import CODE_COLUMNS, NAME_COLUMN
from inspection.ingest.headers import Header
from inspection.ingest.hints import hint_kind
from inspection.ingest.mapping.filling import Change, Filled, fill
from inspection.ingest.mapping.settling import with_settled_days
from inspection.ingest.sheets import Row, Sheet
from inspection.ingest.stacked import marked
from inspection.ingest.unused import UnusedColumn, unused_columns
from inspection.ingest.vocabulary import CORRECTS, PERSONAL, Vocabulary

MASK = "***"
# Names of persons that serve the rules but are not shown with a refused row.
NAMES_OF_PERSONS = {
    "inspectors": ("name",),
    "recusals": ("inspector_id",),
    "inspection_results": ("inspectors", "leader", "experts", "entered_by", "reviewer"),
}
CELLS_COMPARED = 4
# The end of a sheet is looked for so many rows at a time.
ROWS_LOOKED_AT = 10_000
# A cell of half-width signs of this length in a column of codes is a code.
SHORTEST_CODE = 8
TOTALS = pa.array(["合计", "小计", "总计", "本页小计", "本页合计"])
# What every word for a total holds.
SUM = "计"
# Tables whose totals are compared with the sum of their parts, by the column that is added up.
COMPARED = {"stock_table": "stock_count"}


class Shaped(NamedTuple):
    """Rows below the header: `raw` for the rules, `shown` as the file has them, masked.

    `row_count` counts all rows of the sheet up to the last with text, header and
    titles included: empty rows at the end are formatting. `above` are the rows down to
    the data, `unused` the columns that no row takes anything from; `changes` tell what a
    mapping wrote.
    """

    raw: pa.Table
    shown: pa.Table
    row_count: int
    above: list["RowAbove"]
    unused: list[UnusedColumn]
    changes: tuple[Change, ...] = ()


class RowAbove(NamedTuple):
    """A row above the data: its number, what it is, its cells."""

    source_row: int
    kind_code: str
    cells: Row


def shape(sheet_no: int, sheet: Sheet, header: Header, words: Vocabulary) -> Shaped:
    """The sheet read whole, its columns named, its rows marked with its number."""
    table = without_empty_end(sheet.read(_width(sheet.head, header)))
    below = table.slice(header.data_row)
    cells = _cells(below)
    # A workbook's width and its header's may differ at either end.
    columns = [*header.columns, *[""] * cells.num_columns][: cells.num_columns]
    wanted, filled = [*words.columns_of(header.table.name), CORRECTS], _filled(cells, header)
    named = _named(cells, columns, wanted, sheet.told)
    settled = with_settled_days({name: named[name] for name in named.keys() - filled.columns})
    raw = pa.table(
        {
            "sheet_no": pa.repeat(pa.scalar(sheet_no, pa.int32()), below.num_rows),
            "source_row": below["source_row"],
            "overflow": below["overflow"],
            "first_cell": _first_cell(cells, _compared(cells, columns, header.table.name)),
            "filled": _filled_counts(cells),
            "header_hits": marked(_header_hits(cells, header.texts), cells, header, words),
            "is_identified": _identified(cells, columns),
            **named,
            **settled.columns,
            **filled.columns,
        }
    )
    shown = _masked(cells, columns, NAMES_OF_PERSONS.get(header.table.name, ()))
    return Shaped(
        raw,
        shown.append_column("source_row", below["source_row"]),
        table.num_rows,
        list(_above(sheet.head, header)),
        unused_columns(cells, header, words),
        (*settled.changes, *filled.changes),
    )


def empty(table_name: str, words: Vocabulary) -> pa.Table:
    """No rows in the shape of a table."""
    names = (*words.columns_of(table_name), CORRECTS)
    columns = {name: pa.array([], pa.string()) for name in names}
    lead = {
        "sheet_no": pa.array([], pa.int32()),
        "source_row": pa.array([], pa.int32()),
        "overflow": pa.array([], pa.bool_()),
        "first_cell": pa.array([], pa.string()),
        "filled": pa.array([], pa.int64()),
        "header_hits": pa.array([], pa.int64()),
        "is_identified": pa.array([], pa.bool_()),
    }
    return pa.table({**lead, **columns})


def _above(head: list[Row], header: Header) -> Iterator[RowAbove]:
    """Titles, header and hints; of hints and samples only cells of known columns."""
    for number, row in enumerate(head[: header.data_row]):
        if not any(cell.strip() for cell in row):
            kind, cells = "blank", []
        elif number < header.first_row:
            kind, cells = "title", row
        elif number <= header.last_row:
            kind, cells = "header", row
        else:
            kind = hint_kind(row, header.columns, header.texts) or "hint"
            cells = [_stars(*cell) for cell in zip_longest(row, header.columns, fillvalue="")]
        yield RowAbove(number + 1, kind, list(cells))


def _stars(cell: str, column: str) -> str:
    """The cell, or *** where its column is unknown or personal."""
    return MASK if cell and column in ("", PERSONAL) else cell


def _identified(cells: pa.Table, columns: list[str]) -> pa.Array:
    """Which rows bear a code and a name: they are data, whatever words their cells hold."""
    nothing = pa.repeat(False, cells.num_rows)
    if NAME_COLUMN not in columns:
        return nothing
    found = nothing
    for column in set(CODE_COLUMNS).intersection(columns):
        code = cells.column(columns.index(column))
        length = pc.utf8_length(code)
        is_code = pc.and_(
            pc.greater_equal(length, SHORTEST_CODE), pc.equal(length, pc.binary_length(code))
        )
        found = pc.or_(found, pc.fill_null(is_code, False))
    return pc.and_(found, pc.is_valid(cells.column(columns.index(NAME_COLUMN))))


def without_empty_end(table: pa.Table) -> pa.Table:
    """The rows of a sheet up to the last that holds text."""
    end = table.num_rows
    while end:
        start = max(end - ROWS_LOOKED_AT, 0)
        filled = _filled_counts(_cells(table.slice(start, end - start)))
        places = pc.indices_nonzero(filled)
        if len(places):
            return table.slice(0, start + places[-1].as_py() + 1)
        end = start
    return table.slice(0, 0)


def _cells(table: pa.Table) -> pa.Table:
    return table.select([name for name in table.column_names if name.startswith("c")])


def _width(head: list[Row], header: Header) -> int:
    """How many cells the rows of a text file should have."""
    lengths = Counter(len(row) for row in head[header.data_row :])
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    return max(len(header.columns), usual)


def _named(
    cells: pa.Table, columns: list[str], wanted: list[str], told: Mapping[str, str]
) -> dict[str, pa.Array]:
    position = {column: i for i, column in enumerate(columns) if column}
    absent = {name: pa.scalar(told.get(name), pa.string()) for name in wanted}
    return {
        name: _with(absent[name], _unmasked(cells.column(position[name])))
        if name in position
        else pa.repeat(absent[name], cells.num_rows)
        for name in wanted
    }


def _with(told: pa.StringScalar, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column, its blank cells as the name of the sheet tells them."""
    return pc.coalesce(column, told) if told.is_valid else column


def _filled(cells: pa.Table, header: Header) -> Filled:
    """What a mapping fills; nothing without one."""
    if header.placed is None:
        return Filled({}, [])
    plain = [_unmasked(column) for column in cells.columns]
    return fill(pa.table(plain, names=cells.column_names), header.placed)


def _unmasked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells without those that were given back as ***: they say nothing."""
    if not pc.any(pc.equal(column, MASK)).as_py():
        return column
    return pc.if_else(pc.equal(column, MASK), pa.scalar(None, pa.string()), column)


def _first_cell(cells: pa.Table, is_compared: pa.Array) -> pa.Array:
    """The first cell with text; a word for a total in one of the first columns goes before.

    A total that is compared is a row like others: its word is passed over.
    """
    if not cells.num_columns:
        return pa.nulls(0, pa.string())
    first = _coalesced(cells.columns)
    totals = [_only_totals(one) for one in cells.columns[:CELLS_COMPARED] if _may_total(one)]
    if not totals:
        return first
    total = pc.coalesce(*totals)
    is_passed = pc.and_(is_compared, pc.is_valid(total))
    return pc.if_else(is_passed, pa.scalar(None, pa.string()), pc.coalesce(total, first))


def _coalesced(columns: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    """The first cell with text; columns behind one without a gap are not looked at."""
    full = next((i for i, one in enumerate(columns) if not one.null_count), len(columns))
    return pc.coalesce(*columns[: full + 1])


def _may_total(column: pa.ChunkedArray) -> bool:
    return pc.any(pc.match_substring(column, SUM)).as_py() or False


def _compared(cells: pa.Table, columns: list[str], table_name: str) -> pa.Array:
    """Which rows have a digit in the column whose totals are compared."""
    column = COMPARED.get(table_name)
    if column not in columns:
        return pa.repeat(False, cells.num_rows)
    counts = cells.column(columns.index(column))
    return pc.fill_null(pc.match_substring_regex(counts, r"\d"), False)


def _only_totals(column: pa.ChunkedArray) -> pa.ChunkedArray:
    is_total = pc.is_in(pc.replace_substring_regex(column, r"\s", ""), value_set=TOTALS)
    return pc.if_else(is_total, column, pa.scalar(None, pa.string()))


def _filled_counts(cells: pa.Table) -> pa.Array:
    filled = pa.repeat(pa.scalar(0, pa.int64()), cells.num_rows)
    for column in cells.columns:
        filled = pc.add(filled, pc.cast(pc.is_valid(column), pa.int64()))
    return filled


def _header_hits(cells: pa.Table, texts: tuple[str, ...]) -> pa.Array:
    """In how many of the first columns a row repeats the header."""
    hits = pa.repeat(pa.scalar(0, pa.int64()), cells.num_rows)
    for column, text in list(zip(cells.columns, texts, strict=False))[:CELLS_COMPARED]:
        same = pc.fill_null(pc.equal(column, text), False)
        hits = pc.add(hits, pc.cast(same, pa.int64()))
    return hits


def _masked(cells: pa.Table, columns: list[str], names: tuple[str, ...]) -> pa.Table:
    """Cells of unknown and personal columns as ***; their text is not kept."""
    for i, column in enumerate(columns):
        if not column or column in names or column == PERSONAL:
            mask = pc.if_else(pc.is_valid(cells.column(i)), MASK, pa.scalar(None, pa.string()))
            cells = cells.set_column(i, cells.column_names[i], mask)
    return cells
