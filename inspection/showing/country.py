"""全国: where each province of the warehouse stands on one day, and all of them together.

Every province is asked of its own figures, by its own rules; the whole is their sum, its target
the sum of their targets. What one of them does not know the whole does not know either.
"""

from datetime import date
from typing import Any

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.country import called, read_by
from inspection.data.warehouse import Snapshot
from inspection.errors import InspectionError
from inspection.provinces import within

COUNTS = ("stock_count", "target_count", "drawn_count", "checked_count", "published_count")
RATES = {"completion_rate": "target_count", "check_ratio": "stock_count"}
COLUMNS = ("province", *COUNTS, *RATES, "floor_rate", "deadline_on", "data_date")
Row = dict[str, Any]


def known_day(scope: Scope) -> date | None:
    """The last day that every province of this reader knows of; None before the first import."""
    days = [one.last_day() for name in read_by(scope) if (one := _served(name))]
    return min(days, default=None)


def standing(scope: Scope, as_of: date | None = None, lang: str = "zh") -> list[Row]:
    """A row per province on a day, by default the last that all know of; the whole comes last."""
    day = as_of or known_day(scope)
    rows = [_province(name, scope, day, lang) for name in read_by(scope)]
    return [*rows, _whole(rows)] if len(rows) > 1 else rows


def _served(province: str) -> Snapshot | None:
    with within(province):
        return warehouse.current()


def _province(name: str, scope: Scope, day: date | None, lang: str) -> Row:
    """What the province knows of the day; nothing is known of one that holds no such day."""
    row: Row = dict.fromkeys(COLUMNS) | {"profile": name, "province": called(name)[lang != "zh"]}
    with within(name):
        snapshot = warehouse.current()
        if snapshot is None or day is None:
            return row
        row["data_date"] = snapshot.data_date
        try:
            for question in ("pace_totals", "year_terms"):
                found = warehouse.answer(question, scope=scope, snapshot=snapshot, as_of=day)
                row |= {key: value for key, value in found.to_pylist()[0].items() if key in row}
        except InspectionError as error:
            row["unknown"] = error.what
    return row


def _whole(rows: list[Row]) -> Row:
    """The sum of the provinces."""
    sums: Row = {name: _sum([row[name] for row in rows]) for name in COUNTS}
    rates = {
        name: sums["checked_count"] / sums[base]
        if sums["checked_count"] is not None and sums[base]
        else None
        for name, base in RATES.items()
    }
    return dict.fromkeys(COLUMNS) | sums | rates | {"profile": None, "province": None}


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
