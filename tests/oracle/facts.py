"""What had happened to each task row by a day: the one reading that all figures share.

`Facts` holds the task rows with a column per stage, true where the stage was
reached by the as-of date. Moved rows are no task rows.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from .exports import Exports
from .filters import EVERYTHING, Filters, within
from .rules import Row, Rules

ENTERPRISE = "企业"
PRECEDENCE = ("R6", "R4", "R3", "R2a", "R2b", "R2", "R8", "R5", "R9", "R10", "R7", "R1", "RX")
PROBLEMS = {"R2", "R2a", "R2b", "R3", "R4", "R5", "R6", "R8"}
ABSENT = {"R7", "R9", "R10"}
CORRECTED = "R5"
UNRECOGNISED = "RX"
NO_DISPOSAL = "无需后续处置"
PUBLISHED, REFUSED = "已公示", "不予公示"


@dataclass(frozen=True)
class Facts:
    """Exports as seen from one day through filters; `all_rows` is without filters."""

    exports: Exports
    as_of: date
    all_rows: pd.DataFrame
    filters: Filters = EVERYTHING
    # Enterprises in existence on a day, counted once for all filters.
    existing: dict[date, Counter] = field(default_factory=dict)
    # What no filter changes, by name.
    unfiltered: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives, worked out once for all filters."""
        if name not in self.unfiltered:
            self.unfiltered[name] = make()
        return self.unfiltered[name]

    @property
    def rules(self) -> Rules:
        """The rules of the year."""
        return self.exports.rules

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Task rows that the filters keep."""
        return self.filters.rows(self.all_rows, self.exports.tasks)

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Tasks that the filters keep, whatever their unit."""
        return self.filters.tasks(self.exports.tasks)

    @property
    def class_dates(self) -> dict[tuple[str, str], list[date]]:
        """The days on which an entity got a class."""
        return self.once("class_dates", self._class_dates)

    def _class_dates(self) -> dict[tuple[str, str], list[date]]:
        classes = self.exports.classes.groupby(["entity", "risk_class"])["valid_from"]
        return classes.agg(list).to_dict()

    @cached_property
    def units(self) -> list[str]:
        """The ten units, or those chosen."""
        return self.filters.ordered_units()

    def through(self, filters: Filters) -> "Facts":
        """The same day through other filters."""
        return replace(self, filters=filters)

    @cached_property
    def enterprises(self) -> pd.DataFrame:
        """Task rows of enterprises."""
        return self.rows[self.rows["kind"] == ENTERPRISE]


def look_back(exports: Exports, as_of: date) -> Facts:
    """The task rows with the stages they had reached by `as_of`, as known today."""
    rows = exports.rows[~is_of_last_year(exports.rows, as_of)]
    is_checked = in_year(rows["inspected_on"], as_of) & rows["results"].map(bool)
    seen = rows.assign(
        is_drawn=in_year(undated_at(rows["drawn_on"], exports.data_date), as_of),
        is_assigned=by(undated_at(rows["drawn_on"], exports.data_date), as_of),
        is_checked=is_checked,
        is_entered=is_checked & by(undated_at(rows["entered_on"], exports.data_date), as_of),
        is_published=is_checked & by(publication_days(rows), as_of),
        is_problem=rows["results"].map(lambda results: bool(results & PROBLEMS)),
        is_applicable=rows["results"].map(lambda results: bool(results - ABSENT - {UNRECOGNISED})),
    )
    return Facts(exports, as_of, seen.assign(is_closed=closed(seen, as_of)))


def is_of_last_year(rows: pd.DataFrame, as_of: date) -> pd.Series:
    """Rows that were inspected before the year began: their work is not this year's."""
    return by(rows["inspected_on"], last_year_end(as_of)) & rows["results"].map(bool)


def last_year_end(as_of: date) -> date:
    """The last day before the year of a day."""
    return date(as_of.year - 1, 12, 31)


def by(days: pd.Series, as_of: date) -> pd.Series:
    """Which days are known and not later than the as-of date."""
    return pd.Series([day is not None and day == day and day <= as_of for day in days], days.index)


def in_year(days: pd.Series, as_of: date) -> pd.Series:
    """Which days lie between the first of January and the as-of date."""
    return by(days, as_of) & ~by(days, last_year_end(as_of))


def undated_at(days: pd.Series, data_date: date) -> pd.Series:
    """Missing days replaced by the data date: undated facts count only then."""
    return days.where(days.notna(), data_date)


def publication_days(rows: pd.DataFrame) -> pd.Series:
    """From when a row counts as published; None where it is not."""
    days = rows["published_on"].where(rows["published_on"].notna(), rows["publicity_exported_on"])
    return days.where(rows["pub_state"] == PUBLISHED, None)


def needs_disposal(rows: pd.DataFrame) -> pd.Series:
    """Rows that name a measure; where none is named, rows with a problem."""
    measures = rows["disposals"].map(
        lambda found: found if isinstance(found, frozenset) else frozenset()
    )
    is_named = measures.map(bool)
    return (is_named & measures.map(lambda found: bool(found - {NO_DISPOSAL}))) | (
        ~is_named & rows["is_problem"]
    )


def closed(rows: pd.DataFrame, as_of: date) -> pd.Series:
    """Rows that need nothing more: published without a measure, or the measure completed."""
    needs = needs_disposal(rows)
    days = rows["closed_on"].where(rows["closed_on"].notna(), rows["publicity_exported_on"])
    is_done = (rows["disposal_state"] == "已完结") & by(days, as_of)
    return rows["is_checked"] & ((~needs & rows["is_published"]) | (needs & is_done))


def main_result(results: frozenset[str]) -> str | None:
    """The one result that stands for a row."""
    return next((code for code in PRECEDENCE if code in results), None)


def distinct(rows: pd.DataFrame, group: list[str] | str) -> dict:
    """Distinct entities per group."""
    return rows.groupby(group)["entity"].nunique().to_dict()


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """A rate; unknown where the denominator is 0 or either is unknown."""
    return None if numerator is None or not denominator else numerator / denominator


def floor_ppm(rules: Rules, unit: str, as_of: date) -> int:
    """The floor of a unit in force: its own line, else the province's."""
    lines = [row for row in rules.rows("targets") if row["scope"] == unit]
    lines = sorted(
        lines or [row for row in rules.rows("targets") if row["scope"] == "全省"],
        key=valid_from,
    )
    in_force = [row for row in lines if valid_from(row) <= as_of] or lines[:1]
    return int(in_force[-1]["floor_ppm"])


def valid_from(row: Row) -> date:
    """From when a floor holds."""
    return date.fromisoformat(row["valid_from_on"])


def target(stock: int, ppm: int) -> int:
    """The smallest whole number of enterprises that reaches the floor."""
    return -(-stock * ppm // 1_000_000)


def base(facts: Facts) -> pd.DataFrame:
    """Enterprises on the base day, per county that the filters keep."""
    stock = facts.exports.stock
    stock = stock[(stock["kind"] == ENTERPRISE) & (stock["year_end"] == facts.rules.base_on)]
    chosen = facts.filters
    return stock[within(stock["unit"], chosen.units) & within(stock["county"], chosen.counties)]
