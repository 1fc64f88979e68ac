"""An in-memory DuckDB that only counts and sorts: no files, no settings, no names from Python."""

from functools import lru_cache

import duckdb


def open_cursor() -> duckdb.DuckDBPyConnection:
    """A connection of its own to the shared engine; tables registered on it are its own."""
    return _engine().cursor()


@lru_cache(maxsize=1)
def _engine() -> duckdb.DuckDBPyConnection:
    settings: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "python_enable_replacements": "false",
        "lock_configuration": "true",
    }
    return duckdb.connect(":memory:", config=settings)
