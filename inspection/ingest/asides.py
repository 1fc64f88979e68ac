"""What is read and not loaded, but no reject: rows, columns, whole sheets and files, listed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest import queries
from inspection.ingest.quarantine import Cells, cells_of
from inspection.ingest.shape import MASK, Shaped

# A sheet without a table looks like data where so many rows have so many cells.
TOTAL, OTHER_TABLE = "total", "other_table"
LEAST_ROWS, LEAST_CELLS = 2, 3
CODE = r"^\s*[0-9A-Z]{15,18}\s*$"
SCHEMA = pa.schema(
    [
        ("sheet_no", pa.int32()),
        ("file", pa.string()),
        ("source_row", pa.int32()),
        ("aside_kind", pa.string()),
        ("row_count", pa.int64()),
        ("same_as_row", pa.int32()),
        ("is_like_data", pa.bool_()),
        ("cells", pa.list_(pa.string())),
    ]
)
UNUSED = pa.schema(
    [
        ("sheet_no", pa.int32()),
        ("column_no", pa.int32()),
        ("header", pa.string()),
        ("unused_kind", pa.string()),
        ("cell_count", pa.int64()),
        ("samples", pa.list_(pa.string())),
    ]
)


class Aside(NamedTuple):
    """A row, or with `source_row` None a whole sheet, or without `sheet_no` a file."""

    sheet_no: int | None
    file: str | None
    source_row: int | None
    aside_kind: str
    row_count: int | None = 1
    same_as_row: int | None = None
    is_like_data: bool = False
    cells: Cells | None = None


def file_asides(connection: duckdb.DuckDBPyConnection, sheets: Mapping[int, Shaped]) -> None:
    """Append what the sheets in hand hold beside their rows: repeated, no data, unused columns."""
    found = connection.sql(queries.staging("sheet/asides")).to_arrow_table()
    cells = {number: cells_of(shaped.shown, number, found) for number, shaped in sheets.items()}
    below = [
        Aside(
            row["sheet_no"],
            None,
            row["source_row"],
            row["aside_kind"],
            same_as_row=row["same_as_row"],
            cells=_shown(row["aside_kind"], cells[row["sheet_no"]][row["source_row"]]),
        )
        for row in found.to_pylist()
    ]
    above = [
        Aside(number, None, row.source_row, row.kind_code, cells=_filled(row.cells))
        for number, shaped in sheets.items()
        for row in shaped.above
    ]
    set_aside(connection, [*above, *below])
    if any(one.aside_kind == TOTAL for one in below):
        connection.execute(queries.staging("sheet/totals"))
    unused = [
        {"sheet_no": number, **column._asdict()}
        for number, shaped in sheets.items()
        for column in shaped.unused
    ]
    _insert(connection, "unused", pa.Table.from_pylist(unused, UNUSED))


def set_aside(connection: duckdb.DuckDBPyConnection, found: Iterable[Aside]) -> None:
    """Append them."""
    rows = pa.Table.from_pylist([one._asdict() for one in found], SCHEMA)
    _insert(connection, "set_aside", rows)


def of_sheet(sheet_no: int, rows: pa.Table, is_hidden: bool) -> Aside:
    """A sheet of which nothing is loaded; `rows` are its own, with their numbers."""
    kind = "hidden_sheet" if is_hidden else "no_table"
    return Aside(sheet_no, None, None, kind, rows.num_rows, is_like_data=_is_like_data(rows))


def _is_like_data(rows: pa.Table) -> bool:
    """Whether rows are as wide as those of a table, or a cell is a code."""
    cells = [rows[name] for name in rows.column_names if name.startswith("c")]
    if any(pc.any(pc.match_substring_regex(column, CODE)).as_py() for column in cells):
        return True
    filled = pa.repeat(pa.scalar(0, pa.int64()), rows.num_rows)
    for column in cells:
        filled = pc.add(filled, pc.cast(pc.is_valid(column), pa.int64()))
    wide = pc.sum(pc.cast(pc.greater_equal(filled, LEAST_CELLS), pa.int64())).as_py()
    return (wide or 0) >= LEAST_ROWS


def _shown(kind: str, cells: Sequence[str | None]) -> Cells:
    """The cells of a row; of another table nobody knows which of them tell of persons."""
    hidden = [MASK if cell else cell for cell in cells] if kind == OTHER_TABLE else cells
    return _filled(hidden)


def _filled(cells: Sequence[str | None]) -> Cells:
    """The cells up to the last with text."""
    last = max((i for i, cell in enumerate(cells, 1) if cell), default=0)
    return list(cells[:last])


def _insert(connection: duckdb.DuckDBPyConnection, step: str, rows: pa.Table) -> None:
    if rows.num_rows:
        name = "aside_rows" if step == "set_aside" else "unused_rows"
        connection.register(name, rows)
        connection.execute(queries.staging(f"sheet/{step}"))
        connection.unregister(name)
