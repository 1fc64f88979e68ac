"""Files that an import meets and does not read, kept by name so that the page can list them."""

from pathlib import Path

import duckdb

from inspection.ingest import queries
from inspection.ingest.asides import Aside, set_aside
from inspection.ingest.sources import Opened


def list_files(connection: duckdb.DuckDBPyConnection, opened: Opened) -> None:
    """Append the files not read and refused; what was said earlier of a file met again goes."""
    met = [
        *(source.content.path for source in opened.sources),
        *(*opened.skipped, *(one.path for one in opened.unread)),
        *(path for path, _ in opened.refused),
    ]
    connection.execute(queries.staging("sheet/met_again"), {"names": [path.name for path in met]})
    unread = [_file(one.path, "not_read", one.looks_like_data) for one in opened.unread]
    set_aside(connection, [*unread, *(_file(path, "refused", True) for path, _ in opened.refused)])


def _file(path: Path, kind: str, is_like: bool) -> Aside:
    """How many rows it has nobody knows."""
    return Aside(None, path.name, None, kind, None, is_like_data=is_like)
