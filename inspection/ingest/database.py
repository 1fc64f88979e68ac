"""The database in which one import is cleaned and joined; it lives as long as the import."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from inspection.data import reference
from inspection.ingest import queries
from inspection.ingest.rules import RuleFile, in_force

# Two cores and 4 GiB must do for a province; Arrow tables live outside this limit. More
# room than this saves no time: what does not fit is spilled.
MEMORY_LIMIT = "1600MB"
# The database is gone after the import: what it holds is not packed at a checkpoint between.
NO_CHECKPOINT = "1TB"
THREADS = 2


@contextmanager
def open_database(
    scratch: Path,
    rules: Sequence[RuleFile] = (),
    given: Mapping[str, pa.Table] | None = None,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with macros, `ref_` tables and empty staged tables; it spills into `scratch`.

    Reference tables are those in force, or those `given`.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": THREADS,
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(scratch),
        "checkpoint_threshold": NO_CHECKPOINT,
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
    }
    connection = duckdb.connect(config=config)
    try:
        connection.execute(queries.staging("macros"))
        connection.execute(queries.staging("sheet/tables"))
        for name in reference.names():
            told = given[name] if given else in_force(name, rules)
            connection.from_arrow(told).create(f"ref_{name}")
        yield connection
    finally:
        connection.close()
