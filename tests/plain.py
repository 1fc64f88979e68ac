"""Answers counted from the plain rows of a snapshot, row by row: no SQL and no part of the product.

A snapshot's Parquet tables are read as lists of dictionaries; what the metric dictionary says
is done to them with loops and sets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = Mapping[str, Any]
PPM = 1_000_000
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Plain:
    """The rows of one snapshot, looked at from one day."""

    folder: Path
    as_of: date

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A table of the snapshot; of rules with a year those of the day's."""
        found = pq.read_table(self.folder / f"{name}.parquet").to_pylist()
        return [row for row in found if row.get("year", self.as_of.year) == self.as_of.year]

    def latest(self, name: str) -> list[dict[str, Any]]:
        """A table whose rows bear no date, as the last export up to the end of the year had it."""
        found = self.rows(name)
        return [row for row in found if row["exported_on"].year == self.as_of.year]

    @cached_property
    def counties(self) -> dict[str, Row]:
        """Supervised counties by code."""
        rows = self.rows("ref_counties")
        return {row["county_code"]: row for row in rows if row["is_supervised"]}

    @cached_property
    def enterprises(self) -> set[int]:
        return {row["entity_id"] for row in self.rows("entities") if row["entity_kind"] == "企业"}

    @cached_property
    def task_rows(self) -> list[dict[str, Any]]:
        """Rows of enterprises of supervised counties, unless moved away."""
        kept = [row for row in self.rows("task_rows") if row["moved_to"] is None]
        return [
            row
            for row in kept
            if row["entity_id"] in self.enterprises
            and (row["county_code"] is None or row["county_code"] in self.counties)
        ]

    def counties_without_plan(self) -> list[str]:
        """Names of counties of which no plan of their own level is known."""
        planned = {row["county_code"] for row in self.latest("plans") if row["level"] == "县级"}
        return [row["county"] for code, row in self.counties.items() if code not in planned]

    def checks(self) -> dict[tuple[str, int], tuple[date, date]]:
        """Per unit and enterprise inspected: the first day, and the first day it was known."""
        resulted = {(row["task_no"], row["entity_id"]) for row in self.rows("results")}
        found: dict[tuple[str, int], tuple[date, date]] = {}
        for row in self.task_rows:
            day, key = row["inspected_on"], (row["unit"], row["entity_id"])
            if (row["task_no"], row["entity_id"]) not in resulted or day is None:
                continue
            if day.year == self.as_of.year and day <= self.as_of:
                known = max(day, row["entered_on"] or day)
                first, told = found.get(key, (day, known))
                found[key] = min(first, day), min(told, known)
        return found

    def week(self) -> tuple[int, int, int, int]:
        """Enterprises known a week ago, inspected since, entered late, and all of them."""
        firsts: dict[int, tuple[date, date]] = {}
        for (_, entity), (day, known) in self.checks().items():
            first, told = firsts.get(entity, (day, known))
            firsts[entity] = min(first, day), min(told, known)
        then = self.as_of - WEEK
        before = sum(known <= then for _, known in firsts.values())
        since = sum(day > then for day, _ in firsts.values())
        return before, since, len(firsts) - before - since, len(firsts)

    def still_to_draw(self) -> dict[str, int]:
        """Per unit with a figure in the notice: what is missing between drawn and target (M29)."""
        drawn_on = {row["task_no"]: row["drawn_on"] for row in self.rows("tasks")}
        drawn: dict[str, set[int]] = {}
        for row in self.task_rows:
            day = row["drawn_on"] or drawn_on[row["task_no"]]
            if day and day.year == self.as_of.year and day <= self.as_of:
                drawn.setdefault(row["unit"], set()).add(row["entity_id"])
        checked: dict[str, int] = {}
        for unit, _ in self.checks():
            checked[unit] = checked.get(unit, 0) + 1
        found = {}
        for unit, target in self.targets().items():
            missing = target - len(drawn.get(unit, ()))
            found[unit] = 0 if checked.get(unit, 0) >= target else max(missing, 0)
        return found

    def targets(self) -> dict[str, int]:
        """Per unit that the notice names: the stock of its counties times its floor, rounded up."""
        floors = {
            row["scope"]: row["floor_ppm"] for row in self.rows("ref_targets") if row["is_judged"]
        }
        stock: dict[str, int] = {}
        for row in self.rows("stock"):
            code = row["county_code"]
            is_base = row["year_end"] == date(self.as_of.year - 1, 12, 31)
            if code in self.counties and is_base and row["entity_kind"] == "企业":
                unit = self.counties[code]["unit"]
                stock[unit] = stock.get(unit, 0) + row["stock_count"]
        return {
            unit: -(-count * floors[unit] // PPM) for unit, count in stock.items() if unit in floors
        }

    def reports_missing(self, duty: str) -> list[str]:
        """Units and provincial offices from which a document has not come in by the day."""
        offices = {
            row["lead_office"]
            for name in ("plans", "tasks")
            for row in self.latest(name)
            if row["level"] == "省级" and row["lead_office"]
        }
        units = [row["unit"] for row in self.rows("ref_units") if row["has_target"]]
        received = {
            row["subject"]
            for row in self.latest("duties")
            if row["duty"] == duty and row["received_on"] and row["received_on"] <= self.as_of
        }
        return [one for one in (*units, *sorted(offices)) if one not in received]


def plain(folder: Path, as_of: date) -> Plain:
    """The rows of a snapshot's folder."""
    return Plain(folder, as_of)
