"""Where marts are built: the only step that grows with the data.

One database holds one statistical year. The Parquet tables of a snapshot folder
hold all years; `queries/years/` shows each table as the year knew it, of rules with
a year only those of the year. Every file of `queries/marts/` is materialised under
its name in order of dependency, and the reference tables are copied, so that the
database alone answers every question; then the macros of `queries/macros/`, which
questions call, are created.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import pyarrow as pa

from inspection.data.macros import COMMENT, Macro
from inspection.data.questions import Question, keeping, macros, sql_files
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

DUCKDB_URL = "duckdb:"
# Copied as they are: small tables that questions read beside the marts.
COPIED = "ref_*.parquet", "workdays.parquet"
# A table of which `queries/years/` tells what a year knew, as it is held.
HELD = "held_"
YEAR = "year"
WORD = re.compile(r"\w+")
# Rules of the latest year that has any, up to the year asked for.
CARRIED_ON = ("ref_clocks",)


def build_marts(snapshot_folder: Path, marts_path: Path, year: int) -> None:
    """Write `marts_path`, the database of `year`, from the Parquet files of `snapshot_folder`.

    Raises EnvironmentProblem where INSPECTION_ENGINE names an engine that this
    version cannot build on.
    """
    if settings().engine != DUCKDB_URL:
        raise EnvironmentProblem(
            f"INSPECTION_ENGINE={settings().engine} 尚不支持",
            remedy=f"本版本只在本机构建数据集市，请设为 {DUCKDB_URL}",
        )
    names = {*sql_files("years"), *sql_files("marts")}
    _build(snapshot_folder, marts_path, year, names, macros().values())


def build_answering(
    snapshot_folder: Path, marts_path: Path, year: int, asked: Iterable[Question]
) -> None:
    """As `build_marts`, but only what these questions read."""
    asked = list(asked)
    called = {macro.name: macro for question in asked for macro in question.macros}
    own = [macro for name, macro in macros().items() if name in called]
    names = read_by(question.definition for question in asked)
    _build(snapshot_folder, marts_path, year, names, own)


def read_by(texts: Iterable[str]) -> set[str]:
    """The marts and tables of the year that stand in these texts, and those that they read."""
    selects = {**sql_files("years"), **sql_files("marts")}
    waiting, found = list(texts), set[str]()
    while waiting:
        words = set(WORD.findall(COMMENT.sub("", waiting.pop())))
        new = words & selects.keys() - found
        found |= new
        waiting += [selects[name] for name in new]
    return found


def _build(
    snapshot_folder: Path,
    marts_path: Path,
    year: int,
    names: Collection[str],
    called: Iterable[Macro],
) -> None:
    with duckdb.connect(str(marts_path)) as database:
        show_year(database, snapshot_folder, year, names)
        for name, select in _in_order("marts").items():
            if name in names:
                database.execute(keeping("table", name, select))
        copy_rules(database, snapshot_folder, year)
        for macro in called:
            database.execute(macro.sql)
        database.execute("checkpoint")


def build_order(marts: Mapping[str, str]) -> list[str]:
    """Names so that each mart stands after those it reads."""
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) & set(marts) for name, sql in marts.items()}
    return list(TopologicalSorter(reads).static_order())


@lru_cache(maxsize=2)
def _in_order(folder: str) -> Mapping[str, str]:
    selects = sql_files(folder)
    return {name: selects[name] for name in build_order(selects)}


def show_year(
    database: duckdb.DuckDBPyConnection, folder: Path, year: int, names: Collection[str]
) -> None:
    """Every Parquet file under its name, those of `names` as the year knew them.

    What `queries/years/` tells is computed once: many marts read it.
    """
    years = _in_order("years")
    database.from_arrow(pa.table({YEAR: pa.array([year], pa.int32())})).create("statistical_year")
    for path in sorted(folder.glob("*.parquet")):
        name = f"{HELD}{path.stem}" if path.stem in years else path.stem
        database.register(name, of_year(database.read_parquet(str(path)), path.stem, year))
    for name, select in years.items():
        if name in names:
            database.execute(keeping("scratch", name, select))


def of_year(rows: duckdb.DuckDBPyRelation, name: str, year: int) -> duckdb.DuckDBPyRelation:
    """Rules that hold for one year, of that year; any other table whole.

    Time limits come from national rules as well: they hold until a later year changes them.
    """
    if not name.startswith("ref_") or YEAR not in rows.columns:
        return rows
    if name in CARRIED_ON:
        held = [value for (value,) in rows.project(YEAR).distinct().fetchall()]
        year = max((one for one in held if one <= year), default=min(held, default=year))
    return rows.filter(duckdb.ColumnExpression(YEAR) == duckdb.ConstantExpression(year))


def copy_rules(database: duckdb.DuckDBPyConnection, folder: Path, year: int) -> None:
    """The reference tables and the calendar as tables of the database."""
    for pattern in COPIED:
        for path in sorted(folder.glob(pattern)):
            database.unregister(path.stem)
            of_year(database.read_parquet(str(path)), path.stem, year).create(path.stem)
