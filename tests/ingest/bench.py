"""Staged rows made by hand: one step of an import at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from inspection.ingest import ledger, queries, shape
from inspection.ingest.assembly import NAMES
from inspection.ingest.cleaning import show_identity
from inspection.ingest.database import open_database
from inspection.ingest.ledger import Entry
from inspection.ingest.retention import load_identity
from inspection.ingest.vocabulary import read_vocabulary

SHEET = Entry(1, "甲_20220909.csv", "", "", None, "", date(2022, 9, 9), *[0] * 6, True)
STEPS = (*NAMES, "identity", "meanings")
# Those that a workbench is opened with.
MACROS = queries.staging("macros")


class Bench:
    """Rows are put into its tables, then steps are taken and tables loaded."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.rows = 0

    def put(self, table: str, **cells: object) -> None:
        """A row; of a staged table the next row of the sheet."""
        if table.startswith("staged_"):
            self.rows += 1
            cells = {"sheet_no": 1, "source_row": self.rows, **cells}
        names, marks = ", ".join(cells), ", ".join("?" for _ in cells)
        values = list(cells.values())
        self.connection.execute(f"insert into {table} ({names}) values ({marks})", values)

    def resolve(self, *steps: str) -> None:
        """These steps, or all that do not read a loaded table."""
        for step in steps or STEPS:
            self.connection.execute(queries.staging(f"resolve/{step}"))

    def load(self, name: str) -> list[dict]:
        """A canonical table, for the later ones to read."""
        if name == "recusals":
            self.resolve("rosters")
        if name in ("task_rows", "warnings"):
            self.resolve("assignments")
        if name == "warnings":
            self.resolve("losers", "small_doubts")
        self.connection.sql(queries.staging(f"load/{name}")).insert_into(name)
        return self.read(name)

    def read(self, name: str) -> list[dict]:
        return self.connection.table(name).to_arrow_table().to_pylist()

    def clean(self, table: str, **cells: str) -> dict:
        """The one row of an export with these cells, typed."""
        columns = shape.empty(table, read_vocabulary(None)).schema
        row = {"sheet_no": 1, "source_row": 1, "overflow": False, "filled": len(cells)}
        raw = pa.Table.from_pylist([{**row, "header_hits": 0, **cells}], columns)
        self.connection.register("raw", raw)
        self.connection.execute(queries.staging("sheet/data"))
        show_identity(self.connection, columns.names)
        return self.connection.sql(queries.staging(table)).to_arrow_table().to_pylist()[0]


@contextmanager
def prepared() -> Iterator[duckdb.DuckDBPyConnection]:
    """A workbench with one sheet in its ledger and every table empty."""
    with TemporaryDirectory() as scratch, open_database(Path(scratch)) as connection:
        load_identity(connection, None)
        for statement in queries.canonical().values():
            connection.execute(statement)
        connection.register("sheets", ledger.as_table([SHEET]))
        yield connection


@contextmanager
def in_use(connection: duckdb.DuckDBPyConnection) -> Iterator[Bench]:
    """Whatever is put and resolved is taken back at the end."""
    connection.begin()
    try:
        # Only a mutant's are others; creating them takes longer than most tests.
        if queries.staging("macros") != MACROS:
            connection.execute(queries.staging("macros"))
        yield Bench(connection)
    finally:
        connection.rollback()
