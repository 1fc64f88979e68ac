"""The snapshot's folder: canonical tables, reference tables and workdays as Parquet."""

from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from inspection.data import reference, workdays
from inspection.ingest import queries

FIRST_WORKDAY, LAST_WORKDAY = date(2021, 1, 1), date(2026, 12, 31)


def write_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write every table of the snapshot; gives the rows of the canonical ones."""
    rows: dict[str, int] = {}
    for name in queries.canonical():
        target = folder / f"{name}.parquet"
        connection.table(name).write_parquet(str(target), compression="zstd")
        rows[name] = pq.read_metadata(target).num_rows
    for name in reference.names():
        pq.write_table(reference.load(name), folder / f"ref_{name}.parquet")
    calendar = workdays.calendar(FIRST_WORKDAY, LAST_WORKDAY)
    pq.write_table(calendar, folder / "workdays.parquet")
    return rows
