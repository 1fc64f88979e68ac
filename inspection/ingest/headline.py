"""Ten headline figures of a snapshot, and what they were in another.

The same questions are asked of both; a figure is the whole province's on the last
day of its snapshot unless a day is given.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.columns import written
from inspection.data.snapshots import Snapshot


class Asked(NamedTuple):
    """A figure: a column of a question, of the row whose `period` is given."""

    question: str
    column: str
    period: str | None = None


FIGURES = (
    Asked("pace_totals", "checked_count"),
    Asked("pace_totals", "target_count"),
    Asked("pace_totals", "completion_rate"),
    Asked("pace_totals", "drawn_count"),
    Asked("pace_totals", "check_ratio"),
    Asked("indicator_totals", "publicity_rate"),
    Asked("indicator_totals", "on_time_rate"),
    Asked("follow_up_totals", "overdue_count"),
    Asked("indicator_totals", "finding_rate"),
    Asked("integration_totals", "integration_rate", "year"),
)
QUESTIONS = tuple(dict.fromkeys(figure.question for figure in FIGURES))
BY_UNIT = "completion_by_unit"
UNIT_COLUMNS = ("target_count", "checked_count", "completion_rate")
Row = dict[str, Any]


def figures(snapshot: Snapshot, scope: Scope, day: date | None = None) -> list[object]:
    """The values of FIGURES; None where one is not known."""
    rows = {name: _rows(name, snapshot, scope, day) for name in QUESTIONS}
    return [_value(figure, rows[figure.question]) for figure in FIGURES]


def changes(before: Snapshot | None, after: Snapshot, scope: Scope) -> list[Row]:
    """Each figure before and after; without a snapshot before, nothing was known."""
    then = figures(after, scope)
    now = figures(before, scope) if before else [None] * len(FIGURES)
    return [
        {"question": figure.question, "headline": figure.column, "before": old, "after": new}
        for figure, old, new in zip(FIGURES, now, then, strict=True)
    ]


def unit_changes(before: Snapshot | None, after: Snapshot, scope: Scope) -> list[Row]:
    """Units of which a number of the target moves, figure by figure."""
    old = _by_unit(before, scope) if before else {}
    return [
        {"unit": unit, "headline": column, "before": old.get(unit, {}).get(column), "after": value}
        for unit, row in _by_unit(after, scope).items()
        for column, value in row.items()
        if old.get(unit, {}).get(column) != value
    ]


def in_words(rows: Sequence[Row], lang: str) -> list[Row]:
    """The same as texts, each figure as its column is written everywhere."""
    return [
        {
            **{name: value for name, value in row.items() if name != "question"},
            "before": written(row["headline"], row["before"], lang),
            "after": written(row["headline"], row["after"], lang),
            "is_changed": row["before"] != row["after"],
        }
        for row in rows
    ]


def _rows(name: str, snapshot: Snapshot, scope: Scope, day: date | None) -> list[Row]:
    given = {"as_of": day} if day else {}
    return warehouse.answer(name, scope=scope, snapshot=snapshot, **given).to_pylist()


def _value(figure: Asked, rows: list[Row]) -> object:
    found = [row for row in rows if figure.period in (None, row.get("period"))]
    return found[0][figure.column] if found else None


def _by_unit(snapshot: Snapshot, scope: Scope) -> dict[str, Row]:
    rows = _rows(BY_UNIT, snapshot, scope, None)
    return {row["unit"]: {name: row[name] for name in UNIT_COLUMNS} for row in rows}
