"""The importer's own SQL, by name: `queries/staging/` and the tables of `queries/canonical/`."""

from functools import lru_cache
from pathlib import PurePosixPath

from inspection.data.questions import sql_files


def staging(name: str) -> str:
    """The text of `queries/staging/<name>.sql`."""
    path = PurePosixPath("staging", name)
    return _folder(str(path.parent))[path.name]


def canonical() -> dict[str, str]:
    """`create table` of every canonical table, by its name."""
    return _folder("canonical")


def all_staging() -> list[str]:
    """Every text by which rows get their meaning."""
    return [sql for folder in ("resolve", "load") for sql in _folder(f"staging/{folder}").values()]


@lru_cache(maxsize=8)
def _folder(folder: str) -> dict[str, str]:
    return sql_files(folder)
