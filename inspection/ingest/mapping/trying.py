"""A mapping tried on a file before it is saved: rows before and after, and what is wrong."""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest import queries
from inspection.ingest.headers import find_header
from inspection.ingest.mapping.column_map import ColumnMap
from inspection.ingest.mapping.dates import is_day, settle
from inspection.ingest.mapping.filling import fill
from inspection.ingest.mapping.looking import Reading, SourceSheet
from inspection.ingest.mapping.placing import Placed
from inspection.ingest.mapping.values import ANY, Coded, coded, is_known, known_words, value_key
from inspection.ingest.shape import MASK
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key

SAMPLES = 5


class Problem(NamedTuple):
    """What is wrong with a column of ours, in how many cells or rows, with samples.

    Kinds: `missing` a column that the table needs, `blank` rows without it, `unknown`
    words, and the doubts of days under their names. Samples of the first two are columns.
    """

    kind: str
    column_name: str
    row_count: int
    samples: list[str]


class Tried(NamedTuple):
    """Our columns filled from all rows, the problems, and by which order days were read."""

    columns: pa.Table
    problems: list[Problem]
    orders: dict[str, str]

    @property
    def is_complete(self) -> bool:
        """Whether the table has all columns that it needs."""
        return not any(problem.kind == "missing" for problem in self.problems)


def try_map(sheet: SourceSheet, reading: Reading, told: ColumnMap, words: Vocabulary) -> Tried:
    """The whole sheet through a mapping that names its table."""
    positions = {header_key(name): at for at, name in reversed(list(enumerate(reading.names)))}
    cells = sheet.cells(reading)
    placed = Placed(told, positions)
    columns = pa.table(fill(cells, placed).columns)
    return Tried(columns, list(_problems(columns, told, words)), _orders(cells, placed))


def before(sheet: SourceSheet, reading: Reading, table: str, words: Vocabulary) -> pa.Table:
    """The rows as the file has them under its own headers, cells of personal columns as ***."""
    cells = sheet.cells(reading)
    found: dict[str, pa.Array] = {}
    for column in sheet.columns(reading):
        own = cells.column(column.position) if column.position < cells.num_columns else None
        if own is None:
            continue
        if PERSONAL in {words.column(table, name) for name in column.names}:
            own = pc.if_else(pc.is_valid(own), MASK, pa.scalar(None, pa.string()))
        found[column.name] = own
    return pa.table(found)


def fits(sheet: SourceSheet, told: ColumnMap, words: Vocabulary) -> bool:
    """Whether an import would read the sheet by this mapping."""
    header = find_header(sheet.head, words._replace(given=told, saved=None))
    return header is not None and header.placed is not None


def _orders(cells: pa.Table, placed: Placed) -> dict[str, str]:
    """The order of every column of days that is not written year first, where it is settled."""
    found = {
        target: settle(placed.told.order_of(target), cells.column(position).drop_null().to_pylist())
        for position, target in placed.columns
        if is_day(target) and position < cells.num_columns
    }
    return {target: order for target, order in found.items() if order in ("dmy", "mdy")}


def _problems(columns: pa.Table, told: ColumnMap, words: Vocabulary) -> Iterator[Problem]:
    yield from _missing(columns, told.table, words)
    for column in columns.column_names:
        if of := coded(told.table, column):
            yield from _unknown(columns[column], column, of, _system(told))
        if is_day(column):
            yield from _day_doubts(columns[column], column)


def _missing(columns: pa.Table, table: str, words: Vocabulary) -> Iterator[Problem]:
    """Groups of columns of which the table needs one: none is filled, or some rows lack all."""
    for group in words.tables[table].required:
        own = [columns[name] for name in group if name in columns.column_names]
        if not own:
            yield Problem("missing", group[0], columns.num_rows, list(group))
            continue
        blank = pc.sum(pc.is_null(pc.coalesce(*own))).as_py() or 0
        if blank:
            filled = [name for name in group if name in columns.column_names]
            yield Problem("blank", filled[0], blank, filled)


def _system(told: ColumnMap) -> str:
    """The source system told for all rows, "" where rows say their own, else the common words."""
    constant = dict(told.constants).get("source_system", ANY)
    spoken = known_words("source_system").get(value_key(constant), ANY)
    return "" if any(target == "source_system" for _, target in told.columns) else spoken


def _unknown(column: pa.ChunkedArray, name: str, of: Coded, system: str) -> Iterator[Problem]:
    counted = pc.value_counts(column.drop_null()).to_pylist()
    unknown = [row for row in counted if not is_known(row["values"], of, system)]
    if unknown:
        unknown.sort(key=lambda row: -row["counts"])
        count = sum(row["counts"] for row in unknown)
        yield Problem("unknown", name, count, [row["values"] for row in unknown[:SAMPLES]])


def _day_doubts(column: pa.ChunkedArray, name: str) -> Iterator[Problem]:
    """By the rules of the import itself."""
    with duckdb.connect(config={"python_enable_replacements": "false"}) as connection:
        connection.execute(queries.staging("macros"))
        connection.register("mapped_cells", pa.table({"cell": column}))
        rows = connection.execute(queries.staging("mapping/day_doubts")).fetchall()
    counts: dict[str, int] = {}
    samples: dict[str, list[str]] = {}
    for rule, cell, count in rows:
        counts[rule] = counts.get(rule, 0) + count
        samples.setdefault(rule, []).append(cell)
    for rule, count in counts.items():
        yield Problem(rule, name, count, samples[rule][:SAMPLES])
