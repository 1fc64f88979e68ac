"""Refused rows: kept with their reason and their cells, numbers and names of persons masked."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest import queries
from inspection.text import text

Cells = list[str | None]


def file_rejects(connection: duckdb.DuckDBPyConnection, shown: Mapping[int, pa.Table]) -> None:
    """Append the refused rows of the sheets in hand, cells as `shown` has them."""
    refused = connection.sql(queries.staging("sheet/refused")).to_arrow_table()
    if not refused.num_rows:
        return
    rows = refused.to_pylist()
    cells = {number: cells_of(table, number, refused) for number, table in shown.items()}
    refused = refused.append_column(
        "reason", pa.array([text(f"reject.{row['reason_code']}") for row in rows])
    ).append_column(
        "cells",
        pa.array(
            [cells[row["sheet_no"]][row["source_row"]] for row in rows], pa.list_(pa.string())
        ),
    )
    connection.register("refused_rows", refused)
    connection.execute(queries.staging("sheet/rejects"))
    connection.unregister("refused_rows")


def cells_of(shown: pa.Table, sheet_no: int, rows: pa.Table) -> dict[int, Cells]:
    """The cells of those of `rows` that are of a sheet, by row number."""
    own = rows.filter(pc.equal(rows["sheet_no"], sheet_no))
    numbers = own["source_row"].combine_chunks()
    wanted = shown.filter(pc.is_in(shown["source_row"], value_set=numbers))
    found = zip(*(column.to_pylist() for column in wanted.columns), strict=True)
    return {row[-1]: list(row[:-1]) for row in found}
