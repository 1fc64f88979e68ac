"""Where marts are built: the only step that grows with the data.

Reads the Parquet tables of a snapshot folder, materialises every file of
`queries/marts/` under its name in order of dependency, and copies the reference
tables, so that `marts.duckdb` alone answers every question; then creates the
macros of `queries/macros/`, which questions call.
"""

from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from inspection.data.questions import macros, sql_files
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

DUCKDB_URL = "duckdb:"
# Copied as they are: small tables that questions read beside the marts.
COPIED = "ref_*.parquet", "workdays.parquet"


def build_marts(snapshot_folder: Path, marts_path: Path) -> None:
    """Write `marts_path` from the Parquet files of `snapshot_folder`.

    Raises EnvironmentProblem where INSPECTION_ENGINE names an engine that this
    version cannot build on.
    """
    if settings().engine != DUCKDB_URL:
        raise EnvironmentProblem(
            f"INSPECTION_ENGINE={settings().engine} 尚不支持",
            remedy=f"本版本只在本机构建数据集市，请设为 {DUCKDB_URL}",
        )
    with duckdb.connect(str(marts_path)) as database:
        _register_parquet(database, snapshot_folder)
        _materialise(database, sql_files("marts"))
        _copy(database, snapshot_folder)
        for macro in macros().values():
            database.execute(macro.sql)
        database.execute("checkpoint")


def build_order(marts: Mapping[str, str]) -> list[str]:
    """Names so that each mart stands after those it reads."""
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) & set(marts) for name, sql in marts.items()}
    return list(TopologicalSorter(reads).static_order())


def _register_parquet(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Every Parquet file as a temporary view of its name."""
    for path in sorted(folder.glob("*.parquet")):
        database.register(path.stem, database.read_parquet(str(path)))


def _materialise(database: duckdb.DuckDBPyConnection, marts: Mapping[str, str]) -> None:
    for name in build_order(marts):
        database.sql(marts[name]).create(name)


def _copy(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for pattern in COPIED:
        for path in sorted(folder.glob(pattern)):
            database.unregister(path.stem)
            database.read_parquet(str(path)).create(path.stem)
