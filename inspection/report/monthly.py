"""月报: tables of unit by indicator with the row 合计, laid out by a file that a bureau can edit.

`monthly.csv` has a line per column, in order: the table it stands in, its heading, the column of
`indicators_by_unit`, and whether it is told to date or of the month. The month is what the same
data show on the day beyond what they show for the end of the month before; a year begins with
nothing. A file of that name in the folder of templates takes its place.
"""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from inspection.data import warehouse
from inspection.data.disclosure import TOTAL
from inspection.errors import BadInput
from inspection.report.document import Block, Document, Paragraph, Sheet, Table
from inspection.report.ground import LANG, Ground
from inspection.report.marking import finished
from inspection.report.problems import Alerts
from inspection.report.second import less
from inspection.report.tables import cell, source, source_less
from inspection.settings import settings
from inspection.showing.answer import Answer
from inspection.showing.evaluation import QUESTION, month_before
from inspection.text import text

FILE = "monthly.csv"
TO_DATE, MONTH = "to_date", "month"
# What comes about in the course of a year, so that a month of it can be told.
FLOWS = (
    *("drawn_count", "checked_count", "task_count", "used_count", "inspected_count"),
    *("valid_count", "publishable_count", "published_count", "applicable_count"),
    *("problem_count", "disposal_count", "closed_count", "own_count", "collected_count"),
)


class Column(NamedTuple):
    """One column of a table."""

    table: str
    words: str
    column: str
    span: str

    @property
    def name(self) -> str:
        """What tells it from the others of its table."""
        return f"{MONTH}_{self.column}" if self.span == MONTH else self.column


def monthly(ground: Ground, alerts: Alerts) -> Document:
    """The whole paper."""
    now, earlier = ground.ask(QUESTION), _earlier(ground)
    tables = _tables(layout())
    rows = {name: _rows(columns, now, earlier) for name, columns in tables.items()}
    blocks: list[Block] = [Paragraph(text("report.monthly_total", LANG) + _month(ground.day))]
    for name, columns in tables.items():
        blocks.append(_table(ground, name, columns, rows[name], now))
    sheets = tuple(
        Sheet(name, replace(now, rows=rows[name]), {one.name: one.words for one in columns})
        for name, columns in tables.items()
    )
    return finished(ground, "monthly", blocks, (), sheets)


def layout() -> list[Column]:
    """The columns of the file of the bureau, else of ours. Raises BadInput."""
    folder = settings().templates
    own = folder / FILE if folder else None
    chosen = own if own and own.exists() else Path(__file__).parent / FILE
    with chosen.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    known = warehouse.describe(QUESTION).columns
    found = [_column(place, row, known, chosen) for place, row in enumerate(rows, start=2)]
    keys = [(one.table, one.name) for one in found]
    twice = [place for place, key in enumerate(keys, start=2) if key in keys[: place - 2]]
    if twice or not found:
        raise _bad(chosen, twice[0] if twice else 1)
    return found


def _tables(columns: list[Column]) -> dict[str, list[Column]]:
    """The columns of each table, in the order of the file."""
    found: dict[str, list[Column]] = {}
    for one in columns:
        found.setdefault(one.table, []).append(one)
    return found


def _column(place: int, row: dict[str, str], known: tuple[str, ...], path: Path) -> Column:
    """One line. Raises BadInput where it names nothing that can be told."""
    found = Column(*((row.get(name) or "").strip() for name in Column._fields))
    spans = (TO_DATE, MONTH) if found.column in FLOWS else (TO_DATE,)
    if not found.table or not found.words or found.column not in known or found.span not in spans:
        raise _bad(path, place)
    return found


def _bad(path: Path, place: int) -> BadInput:
    said = text("report.monthly_bad", LANG, name=path.name, place=place)
    return BadInput(said, str(path), text("report.monthly_bad_remedy", LANG))


def _earlier(ground: Ground) -> Answer | None:
    """The same of the end of the month before; None in the first month."""
    day = month_before(ground.day)
    return ground.ask(QUESTION, as_of=day) if day else None


def _rows(columns: list[Column], now: Answer, earlier: Answer | None) -> pa.Table:
    """A row per unit, 合计 last; what one of the two days does not know stays unknown."""
    before = earlier.by("unit") if earlier else None
    lines: list[dict[str, Any]] = []
    for row in now.rows.to_pylist():
        then = before.get(row["unit"], {}) if before is not None else None
        lines.append({one.name: _value(one, row, then) for one in columns})
    schema = pa.schema([(one.name, now.rows.schema.field(one.column).type) for one in columns])
    return pa.Table.from_pylist(lines, schema)


def _value(one: Column, row: dict[str, Any], then: Any) -> Any:
    value = row[one.column]
    if one.span == TO_DATE or value is None or then is None:
        return value
    known = then.get(one.column)
    return None if known is None else value - known


def _table(ground: Ground, name: str, columns: list[Column], rows: pa.Table, now: Answer) -> Table:
    """The rows as they are written, and the row 合计 in the list of numbers."""
    _keep_total(ground, columns, rows, now)
    return Table(
        name,
        tuple(one.words for one in columns),
        tuple(
            tuple(cell(one.column, row[one.name]) for one in columns) for row in rows.to_pylist()
        ),
        tuple(1.0 for _ in columns),
        tuple(not pa.types.is_string(field.type) for field in rows.schema),
        source(ground, now, {}) + _source_less(ground, columns, now),
    )


def _source_less(ground: Ground, columns: list[Column], now: Answer) -> str:
    """What the columns of the month are taken from."""
    day, heads = month_before(ground.day), [one.words for one in columns if one.span == MONTH]
    return source_less(ground, now, heads, day) if day and heads else ""


def _keep_total(ground: Ground, columns: list[Column], rows: pa.Table, now: Answer) -> None:
    """Take the numbers of the row 合计 into the list, those of the month with their two days."""
    row = rows.to_pylist()[now.rows["unit"].to_pylist().index(TOTAL)]
    day = month_before(ground.day)
    for one in columns:
        if one.column == "unit":
            continue
        how, second = less(now.params, day) if day and one.span == MONTH else ("", None)
        told = cell(one.column, row[one.name])
        ground.keep(one.column, told, QUESTION, now.params, {"unit": TOTAL}, how, second)


def _month(day: date) -> str:
    """What the month is counted from."""
    before = month_before(day)
    if before is None:
        return text("report.monthly_first", LANG)
    return text("report.monthly_since", LANG, before=before.isoformat())
