"""Rows of two snapshots side by side: told apart by the grain of their table."""

import re
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from inspection.data.snapshots import Snapshot
from inspection.ingest import queries

GRAIN = re.compile(r"-- grain: +(.+)")
BY_EXPORT_YEAR = "year of export"
# Where a row came from says nothing about what it says.
ORIGIN = ("exported_on", "source_file", "sheet", "source_row", "pub_file", "pub_sheet", "pub_row")
SCHEMA = pa.schema(
    [
        ("canonical_table", pa.string()),
        *((f"{what}_count", pa.int64()) for what in ("added", "changed", "gone")),
    ]
)


class Grain(NamedTuple):
    """The columns that tell the rows of a table apart, and whether each year of export does."""

    columns: tuple[str, ...]
    by_year: bool


def grain_of(name: str, columns: list[str]) -> Grain:
    """As the header of the canonical table says it."""
    found = GRAIN.search(queries.canonical()[name])
    assert found, name
    said = found[1]
    words = re.findall(r"\w+", said)
    return Grain(tuple(one for one in columns if one in words), BY_EXPORT_YEAR in said)


def row_changes(before: Snapshot, after: Snapshot) -> pa.Table:
    """Per canonical table rows added, changed and gone; tables that neither has are left out."""
    found = []
    with duckdb.connect() as connection:
        for name in queries.canonical():
            if not all(_path(one.folder, name).exists() for one in (before, after)):
                continue
            show_sides(connection, before.folder, after.folder, name)
            counts = connection.sql(queries.staging("difference/counts")).to_arrow_table()
            found.append({"canonical_table": name, **counts.to_pylist()[0]})
    return pa.Table.from_pylist(found, SCHEMA)


def show_sides(connection: duckdb.DuckDBPyConnection, before: Path, after: Path, name: str) -> None:
    """A table of both folders as `old_rows` and `new_rows`, with `row_key` and `row_content`."""
    for view, folder in (("old_rows", before), ("new_rows", after)):
        rows = connection.read_parquet(str(_path(folder, name)))
        rows.project("*", *_marks(name, rows.columns)).create_view(view, replace=True)


def _marks(name: str, columns: list[str]) -> tuple[Expression, Expression]:
    grain = grain_of(name, columns)
    key = [ColumnExpression(one) for one in grain.columns]
    if grain.by_year:
        key.append(FunctionExpression("year", ColumnExpression("exported_on")))
    rest = [one for one in columns if one not in (*grain.columns, *ORIGIN)]
    content = [ColumnExpression(one) for one in rest] or [ConstantExpression(True)]
    return (
        FunctionExpression("hash", *key).alias("row_key"),
        FunctionExpression("hash", *content).alias("row_content"),
    )


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"
