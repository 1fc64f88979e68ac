"""Marts computed elsewhere: on Apache Spark or Sail, over Spark Connect, from the same selects.

The engine reads the tables of a snapshot as Parquet and keeps the rows of every select as
Parquet in a place that both sides reach; from there they go into tables whose columns
DuckDB has named and typed, so that no question can tell who computed them. Imported only
where INSPECTION_ENGINE asks for it: its packages are no part of the runtime.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from pyspark.sql import DataFrame

from inspection.data.place import Place, place_of
from inspection.data.questions import keeping
from inspection.data.spark_connect import UNCHANGED, Line
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

# The last lines of a select that says in which order its rows lie.
ORDER = re.compile(r"^order by(?P<terms>[^()]*)\Z", re.MULTILINE)
KNOWN_TO_BOTH, SEEN = "statistical_year", "seen"
TABLE = "table"


class Cluster:
    """An engine elsewhere that fills one database, which itself knows columns only."""

    def __init__(self, database: duckdb.DuckDBPyConnection, place: Place, line: Line) -> None:
        self.database, self._place, self._line = database, place, line

    def see(self, name: str, path: Path | None = None) -> None:
        """A table that the database knows: whole, as in the file, or what it shows of it."""
        if path is None:
            path = self._place.here / f"{name}.parquet"
            self.database.table(name).write_parquet(str(path))
        with self._sharing():
            url = self._place.send(path)
        self._show(name, url)
        if name == KNOWN_TO_BOTH:
            self._check_place()

    def keep(self, form: str, name: str, select: str) -> None:
        """The rows of a select under a name, as `form` says. Raises EnvironmentProblem."""
        self.database.execute(keeping(f"{form}_unfilled", name, select))
        with self._line.asking(name):
            frame = self._line.session.sql(select)
        parts = self._written(name, frame)
        if not parts:
            self._check_empty(name, frame)
            return self.see(name)
        self._show(name, self._place.url(name))
        if form == TABLE:
            self._fill(name, self._rows(parts), select)

    def _fill(self, name: str, rows: duckdb.DuckDBPyRelation, select: str) -> None:
        """Rows into their table, in the order of the select: an engine writes parts beside
        each other, and rows that are asked together are found together."""
        columns = self.database.table(name).columns
        ordered = rows.select(*map(duckdb.ColumnExpression, columns))
        if by := _order(select, columns):
            ordered = ordered.sort(*map(duckdb.ColumnExpression, by))
        ordered.insert_into(name)

    def _show(self, name: str, url: str) -> None:
        with self._line.asking(name):
            self._line.session.read.parquet(url).createOrReplaceTempView(name)

    def _written(self, name: str, frame: DataFrame) -> list[Path]:
        """The files into which the engine has written the rows, as this machine sees them."""
        with self._line.asking(name):
            frame.write.mode("overwrite").parquet(self._place.url(name))
        with self._sharing():
            return self._place.parts(name)

    def _rows(self, parts: list[Path]) -> duckdb.DuckDBPyRelation:
        return self.database.read_parquet([str(part) for part in parts])

    def _check_place(self) -> None:
        """Whether this machine reads what the engine writes."""
        parts = self._written(SEEN, self._line.session.table(KNOWN_TO_BOTH))
        expected = self.database.table(KNOWN_TO_BOTH).fetchall()
        if not parts or self._rows(parts).fetchall() != expected:
            raise self._unshared("看不到引擎写出的文件")

    def _check_empty(self, name: str, frame: DataFrame) -> None:
        """An engine may write no file where there are no rows, and only there."""
        with self._line.asking(name):
            count = frame.toArrow().num_rows
        if count:
            raise self._unshared(f"看不到 {name} 的 {count} 行")

    @contextmanager
    def _sharing(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError) as error:
            raise self._unshared(str(error)) from error

    def _unshared(self, what: str) -> EnvironmentProblem:
        return EnvironmentProblem(
            f"本机与构建引擎 {self._line.address} 没有共用的文件夹：{what}",
            self._place.url(""),
            "把 INSPECTION_DATA 放在两边路径相同的共享文件夹，或用 INSPECTION_ENGINE_DATA 指定"
            f"两边都能读写的文件夹或 s3:// 位置。{UNCHANGED}",
        )


def _order(select: str, columns: Sequence[str]) -> list[str]:
    """The columns by which the rows of a select lie; none where it does not say."""
    found = ORDER.search(select)
    terms = found["terms"].split(",") if found else []
    names = [term.split(".")[-1].split()[0] for term in terms]
    return [name for name in names if name in columns]


@contextmanager
def opened(database: duckdb.DuckDBPyConnection, folder: Path, name: str) -> Iterator[Cluster]:
    """The engine of the settings for one build in `folder`; nothing of it stays there."""
    line = Line(settings().engine)
    try:
        with place_of(folder, name, settings().engine_data) as place:
            yield Cluster(database, place, line)
    finally:
        line.close()


def check() -> None:
    """Whether the engine of the settings answers. Raises EnvironmentProblem."""
    Line(settings().engine).close()
