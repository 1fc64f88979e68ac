"""The snapshot's folder: canonical tables, reference tables and workdays as Parquet."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data import reference, workdays
from inspection.ingest import queries

# The calendar reaches from before the first year held, for what it begins with, to
# after the latest, for what is due then.
YEARS_BEFORE, YEARS_AFTER = 1, 2


def years_held(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """The statistical years of which the tables tell figures."""
    return [year for (year,) in connection.sql(queries.staging("resolve/years")).fetchall()]


def write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, years: Sequence[int]
) -> dict[str, int]:
    """Write every table of the snapshot; gives the rows of the canonical ones."""
    rows: dict[str, int] = {}
    for name in queries.canonical():
        target = folder / f"{name}.parquet"
        connection.table(name).write_parquet(str(target), compression="zstd")
        rows[name] = pq.read_metadata(target).num_rows
    for name in reference.names():
        rules = connection.table(f"ref_{name}").to_arrow_table()
        pq.write_table(rules, folder / f"ref_{name}.parquet")
    pq.write_table(calendar_of(years), folder / "workdays.parquet")
    return rows


def calendar_of(years: Sequence[int]) -> pa.Table:
    """Every day on which an answer of these years can rest."""
    first, last = date(years[0] - YEARS_BEFORE, 1, 1), date(years[-1] + YEARS_AFTER, 12, 31)
    return workdays.calendar(first, last)
