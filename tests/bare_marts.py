"""Marts without a table, for imports of which nobody asks a question."""

from pathlib import Path

import duckdb


def build_marts(_folder: Path, path: Path, _year: int) -> None:
    """In place of the engine's: a database that can be opened."""
    duckdb.connect(path).close()
