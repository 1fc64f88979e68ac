"""Sheets of one table from text to typed rows, with an account of every row and every rule."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import duckdb
import pyarrow as pa

from inspection.data.questions import keeping
from inspection.ingest import alike, queries
from inspection.ingest.asides import file_asides
from inspection.ingest.quarantine import file_rejects
from inspection.ingest.shape import Shaped
from inspection.ingest.vocabulary import CORRECTS

# Columns of every table whose rows speak of a firm.
IDENTITY = {"uscc", "id_raw", "reg_no", "name"}
CHANGES = pa.schema(
    [
        ("sheet_no", pa.int32()),
        ("column_name", pa.string()),
        ("rule_code", pa.string()),
        ("cell_count", pa.int64()),
        ("samples", pa.list_(pa.string())),
    ]
)


class Counts(NamedTuple):
    """What became of the rows of one sheet: read = loaded + duplicate + rejected + non_data."""

    read: int
    loaded: int
    superseded: int
    duplicate: int
    rejected: int
    non_data: int


def clean_sheets(
    connection: duckdb.DuckDBPyConnection, table_name: str, sheets: Mapping[int, Shaped]
) -> dict[int, Counts]:
    """Append the rows of `sheets` (by number) to `staged_<table>`, rejects, warnings, trace."""
    raw = pa.concat_tables([shaped.raw for shaped in sheets.values()])
    connection.register("raw", alike.tidied(connection, raw))
    connection.execute(queries.staging("sheet/data"))
    show_identity(connection, raw.column_names)
    connection.execute(keeping("scratch", "cleaned", queries.staging(table_name)))
    connection.execute(queries.staging("sheet/settle"))
    connection.table("loaded").insert_into(f"staged_{table_name}")
    file_rejects(connection, {number: shaped.shown for number, shaped in sheets.items()})
    _close_refused(connection, table_name)
    if any(_is_given_back(shaped.raw) for shaped in sheets.values()):
        connection.execute(queries.staging("sheet/corrections"))
    file_asides(connection, sheets)
    _trace_rules(connection)
    _trace_mappings(connection, sheets)
    rows = connection.execute(queries.staging("sheet/counts")).fetchall()
    connection.execute(queries.staging("sheet/clear"))
    connection.unregister("raw")
    found = {number: counts for number, *counts in rows}
    return {
        number: _counts(shaped.row_count, *found.get(number, (0, 0, 0)))
        for number, shaped in sheets.items()
    }


def show_identity(connection: duckdb.DuckDBPyConnection, columns: Iterable[str]) -> None:
    """Make `identified` of the data in hand where its rows speak of firms."""
    if IDENTITY.issubset(columns):
        connection.execute(queries.staging("sheet/identified"))


def _close_refused(connection: duckdb.DuckDBPyConnection, table_name: str) -> None:
    """Note the keys of refused rows, and which rows in hand say those of others."""
    keys = connection.table("staged_reject_keys")
    has_refused = bool(connection.table("refused").limit(1).fetchall())
    known = {name for (name,) in keys.select("table_name").distinct().fetchall()}
    if has_refused or table_name in known:
        connection.execute(queries.staging("sheet/key_columns"), {"table_name": table_name})
    if has_refused:
        connection.execute(queries.staging("sheet/reject_keys"))
    if has_refused or table_name in known:
        connection.execute(queries.staging("sheet/closings"))


def _is_given_back(raw: pa.Table) -> bool:
    """Whether any row says which refused row it corrects."""
    return raw[CORRECTS].null_count < raw.num_rows


def _trace_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Append what rules rewrote to the trace of cleaning."""
    connection.execute(queries.staging("sheet/unusual"))
    if connection.table("unusual").limit(1).fetchall():
        connection.execute(queries.staging("sheet/trace"))


def _trace_mappings(connection: duckdb.DuckDBPyConnection, sheets: Mapping[int, Shaped]) -> None:
    """Append what mappings wrote to the trace of cleaning."""
    changes = [
        {"sheet_no": number, **change._asdict()}
        for number, shaped in sheets.items()
        for change in shaped.changes
    ]
    if changes:
        connection.from_arrow(pa.Table.from_pylist(changes, CHANGES)).insert_into("staged_cleaning")


def _counts(read: int, data: int, rejected: int, duplicate: int) -> Counts:
    return Counts(read, data - rejected - duplicate, 0, duplicate, rejected, read - data)
