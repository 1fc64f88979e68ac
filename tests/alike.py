"""Whether two databases of marts hold the same: a hash per table, in whatever order it lies."""

import hashlib
from pathlib import Path

import duckdb


def hashes(marts: Path) -> dict[str, str]:
    """Columns, types and rows of every table, in canonical order."""
    with duckdb.connect(str(marts), read_only=True) as database:
        names = [row[0] for row in database.sql("show tables").fetchall()]
        return {name: _hash(database.table(name)) for name in names}


def _hash(table: duckdb.DuckDBPyRelation) -> str:
    rows = table.order("all").fetchall()
    head = list(zip(table.columns, map(str, table.types), strict=True))
    return hashlib.sha256(repr((head, rows)).encode()).hexdigest()
