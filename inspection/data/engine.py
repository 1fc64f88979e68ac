"""Where marts are built: the only step that grows with the data.

One database holds one statistical year. The Parquet tables of a snapshot folder
hold all years; `queries/years/` shows each table as the year knew it, of rules with
a year only those of the year. Every file of `queries/marts/` is materialised under
its name in order of dependency, and the reference tables are copied, so that the
database alone answers every question; then the macros of `queries/macros/`, which
questions call, are created.

Who computes the rows is the setting INSPECTION_ENGINE: this database itself, or a server
of Spark Connect (`inspection/data/cluster.py`) from the same texts in the same order.
"""

import re
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Protocol

import duckdb
import pyarrow as pa

from inspection.data import reference
from inspection.data.macros import COMMENT, Macro
from inspection.data.questions import Question, keeping, macros, sql_files
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

DUCKDB_URL, CONNECT_URL = "duckdb:", "sc://"
# Copied as they are: small tables that questions read beside the marts.
COPIED = "ref_*.parquet", "workdays.parquet"
# A table of which `queries/years/` tells what a year knew, as it is held.
HELD = "held_"
YEAR = "year"
WORD = re.compile(r"\w+")
# Rules of the latest year that has any, up to the year asked for.
CARRIED_ON = ("ref_clocks",)


class Engine(Protocol):
    """Where rows are computed. What its database knows of them is the same everywhere."""

    database: duckdb.DuckDBPyConnection

    def see(self, name: str, path: Path | None = None) -> None:
        """A table that the database knows under this name: that of a file, or rows of one."""

    def keep(self, form: str, name: str, select: str) -> None:
        """The rows of a select under a name, by a form of `queries/forms/`."""


@dataclass
class Here:
    """The database computes them itself."""

    database: duckdb.DuckDBPyConnection

    def see(self, name: str, path: Path | None = None) -> None:
        """It knows the table, so it sees it."""

    def keep(self, form: str, name: str, select: str) -> None:
        """One statement, planned once."""
        self.database.execute(keeping(form, name, select))


def check() -> None:
    """Whether the engine of the settings can be used. Raises EnvironmentProblem."""
    if settings().engine != DUCKDB_URL:
        _cluster().check()


def address() -> str:
    """The engine of the settings without passwords, as the manifest names it."""
    return re.split(r"/?;", settings().engine)[0]


def build_marts(snapshot_folder: Path, marts_path: Path, year: int) -> None:
    """Write `marts_path`, the database of `year`, from the Parquet files of `snapshot_folder`.

    Raises EnvironmentProblem where the engine of the settings cannot.
    """
    names = {*sql_files("years"), *sql_files("marts")}
    with _engine(marts_path) as engine:
        _build(engine, snapshot_folder, year, names, macros().values())


def build_answering(
    snapshot_folder: Path, marts_path: Path, year: int, asked: Iterable[Question]
) -> None:
    """As `build_marts`, but only what these questions read, and on this machine: readers wait."""
    asked = list(asked)
    called = {macro.name: macro for question in asked for macro in question.macros}
    own = [macro for name, macro in macros().items() if name in called]
    names = read_by(question.definition for question in asked)
    with duckdb.connect(str(marts_path)) as database:
        _build(Here(database), snapshot_folder, year, names, own)


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
    engine: Engine,
    snapshot_folder: Path,
    year: int,
    names: Collection[str],
    called: Iterable[Macro],
) -> None:
    show_year(engine, snapshot_folder, year, names)
    for name, select in in_order("marts").items():
        if name in names:
            engine.keep("table", name, select)
    copy_rules(engine.database, snapshot_folder, year)
    for macro in called:
        engine.database.execute(macro.sql)
    engine.database.execute("checkpoint")


@contextmanager
def _engine(marts_path: Path) -> Iterator[Engine]:
    """That of the settings, for one database."""
    cluster = None if settings().engine == DUCKDB_URL else _cluster()
    limits: dict[str, str | bool | int | float | list[str]] = {}
    if settings().build_memory:
        limits["memory_limit"] = settings().build_memory
    with duckdb.connect(str(marts_path), config=limits) as database:
        if cluster is None:
            yield Here(database)
            return
        with cluster.opened(database, marts_path.parent, f".{marts_path.stem}") as engine:
            yield engine


def _cluster() -> ModuleType:
    """The module that speaks Spark Connect. Raises EnvironmentProblem where it cannot."""
    if not settings().engine.startswith(CONNECT_URL):
        raise EnvironmentProblem(
            f"INSPECTION_ENGINE={address()} 不是本程序认识的构建引擎",
            remedy=f"设为 {DUCKDB_URL}（本机），或 {CONNECT_URL}主机:端口（Spark Connect）",
        )
    try:
        with warnings.catch_warnings():
            # The client warns of a library that this programme does not use with it.
            warnings.simplefilter("ignore", FutureWarning)
            return import_module("inspection.data.cluster")
    except ModuleNotFoundError as error:
        raise EnvironmentProblem(
            f"INSPECTION_ENGINE={address()} 需要的软件包 {error.name} 没有安装",
            remedy="运行 .venv/bin/python -m pip install -r requirements-cluster.txt",
        ) from error


def build_order(marts: Mapping[str, str]) -> list[str]:
    """Names so that each mart stands after those it reads."""
    parser = duckdb.connect()
    reads = {name: parser.get_table_names(sql) & set(marts) for name, sql in marts.items()}
    return list(TopologicalSorter(reads).static_order())


@lru_cache(maxsize=2)
def in_order(folder: str) -> Mapping[str, str]:
    """The texts of a folder of queries, each after those it reads."""
    selects = sql_files(folder)
    return {name: selects[name] for name in build_order(selects)}


def show_year(engine: Engine, folder: Path, year: int, names: Collection[str]) -> None:
    """Every Parquet file under its name, those of `names` as the year knew them.

    What `queries/years/` tells is computed once: many marts read it.
    """
    years, database = in_order("years"), engine.database
    database.from_arrow(pa.table({YEAR: pa.array([year], pa.int32())})).create("statistical_year")
    engine.see("statistical_year")
    for path in sorted(folder.glob("*.parquet")):
        name = f"{HELD}{path.stem}" if path.stem in years else path.stem
        whole = database.read_parquet(str(path))
        rows = of_year(whole, path.stem, year)
        database.register(name, rows)
        engine.see(name, path if rows is whole else None)
    for name, rules in _newer_rules(folder).items():
        database.register(name, of_year(database.from_arrow(rules), name, year))
        engine.see(name)
    for name, select in years.items():
        if name in names:
            engine.keep("scratch", name, select)


def _newer_rules(folder: Path) -> dict[str, pa.Table]:
    """Reference tables of this programme that the snapshot is older than, by name."""
    held = {path.stem for path in folder.glob("*.parquet")}
    names = {f"ref_{name}": name for name in reference.names()}
    return {ref: reference.load(names[ref]) for ref in sorted(names.keys() - held)}


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
    for name, rules in _newer_rules(folder).items():
        database.unregister(name)
        of_year(database.from_arrow(rules), name, year).create(name)
