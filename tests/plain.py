"""Answers counted a second time, from the plain rows of a snapshot: no SQL, no part of the product.

A snapshot's Parquet tables are read as lists of dictionaries; what the metric dictionary says
is done to them with loops and sets.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

ENTERPRISE, EXISTING, ABSENT = "企业", "存续", ("R9", "R10", "R7")
# Where several results stand on one row, the first of these is its main one.
PRECEDENCE = ("R6", "R4", "R3", "R2a", "R2b", "R2", "R8", "R5", *ABSENT, "RX", "R1")
PPM = 1_000_000
WEEK = timedelta(days=7)
Row = dict[str, Any]


@cache
def table(folder: Path, name: str) -> list[Row]:
    """The rows of one canonical table."""
    return pq.read_table(folder / f"{name}.parquet").to_pylist()


class Plain:
    """One year of one snapshot as it stands on a day."""

    def __init__(self, folder: Path, as_of: date) -> None:
        self.folder, self.as_of = folder, as_of
        self.first = date(as_of.year, 1, 1)
        self.entities = {row["entity_id"]: row for row in self.rows("entities")}
        self.tasks = {row["task_no"]: row for row in self.rows("tasks")}
        self.results: dict[tuple, set[str]] = {}
        for row in self.rows("results"):
            self.results.setdefault((row["task_no"], row["entity_id"]), set()).add(
                row["result_code"]
            )
        self.task_rows = [row for row in self.rows("task_rows") if row["moved_to"] is None]

    def rows(self, name: str) -> list[Row]:
        """A table of the snapshot; of rules with a year those of the day's."""
        found = table(self.folder, name)
        return [row for row in found if row.get("year", self.as_of.year) == self.as_of.year]

    def latest(self, name: str) -> list[Row]:
        """A table whose rows bear no date, as the last export up to the end of the year had it."""
        return [row for row in self.rows(name) if row["exported_on"].year == self.as_of.year]

    @cached_property
    def counties(self) -> dict[str, Row]:
        """Supervised counties by code."""
        rows = self.rows("ref_counties")
        return {row["county_code"]: row for row in rows if row["is_supervised"]}

    def is_by(self, day: date | None) -> bool:
        """Whether something happened in the year and by the day."""
        return day is not None and self.first <= day <= self.as_of

    def is_firm(self, row: Row) -> bool:
        """Whether a row is of an enterprise, and of no county beyond supervision."""
        is_enterprise = self.entities[row["entity_id"]]["entity_kind"] == ENTERPRISE
        return is_enterprise and row["county_code"] in (None, *self.counties)

    def main(self, row: Row) -> str | None:
        """The main result of a row."""
        found = self.results.get((row["task_no"], row["entity_id"]), set())
        return next((code for code in PRECEDENCE if code in found), None)

    def checked(self) -> list[Row]:
        """Rows inspected, of whatever kind."""
        return [
            row
            for row in self.task_rows
            if self.is_by(row["inspected_on"]) and self.main(row) is not None
        ]

    def drawn(self) -> list[Row]:
        """Rows drawn in the year."""
        return [row for row in self.task_rows if self.is_by(self.drawn_on(row))]

    def drawn_on(self, row: Row) -> date | None:
        return row["drawn_on"] or self.tasks.get(row["task_no"], {}).get("drawn_on")

    def firms(self, rows: Iterable[Row], unit: str | None = None) -> int:
        """How many enterprises stand in these rows, of one unit or of all."""
        mine = (row for row in rows if unit in (None, row["unit"]))
        return len({row["entity_id"] for row in mine if self.is_firm(row)})

    def week(self) -> tuple[int, int, int, int]:
        """Enterprises known a week ago, inspected since, entered late, and all of them."""
        firsts: dict[int, tuple[date, date]] = {}
        for row in filter(self.is_firm, self.checked()):
            day = row["inspected_on"]
            known = max(day, row["entered_on"] or day)
            first, told = firsts.get(row["entity_id"], (day, known))
            firsts[row["entity_id"]] = min(first, day), min(told, known)
        then = self.as_of - WEEK
        before = sum(known <= then for _, known in firsts.values())
        since = sum(day > then for day, _ in firsts.values())
        return before, since, len(firsts) - before - since, len(firsts)

    def stock(self) -> Counter[str]:
        """Enterprises on the base of the year, per unit."""
        base, found = date(self.as_of.year - 1, 12, 31), Counter[str]()
        for row in self.rows("stock"):
            is_counted = row["year_end"] == base and row["entity_kind"] == ENTERPRISE
            if is_counted and row["county_code"] in self.counties:
                found[self.counties[row["county_code"]]["unit"]] += row["stock_count"]
        return found

    def target(self, percent: str) -> int:
        """The stock times a percentage, rounded up, in integers."""
        parts = round(float(percent) * 10)
        return -(-self.stock().total() * parts // 1000)

    def targets(self) -> dict[str, int]:
        """Per unit that the notice names: the stock of its counties times its floor, rounded up."""
        floors = {
            row["scope"]: row["floor_ppm"] for row in self.rows("ref_targets") if row["is_judged"]
        }
        stock = self.stock().items()
        return {unit: -(-count * floors[unit] // PPM) for unit, count in stock if unit in floors}

    def still_to_draw(self) -> dict[str, int]:
        """Per unit with a figure in the notice: what is missing between drawn and target (M29)."""
        checked, drawn, found = self.checked(), self.drawn(), {}
        for unit, target in self.targets().items():
            missing = target - self.firms(drawn, unit)
            found[unit] = 0 if self.firms(checked, unit) >= target else max(missing, 0)
        return found

    def counties_without_plan(self) -> list[str]:
        """Names of counties of which no plan of their own level is known."""
        planned = {row["county_code"] for row in self.latest("plans") if row["level"] == "县级"}
        return [row["county"] for code, row in self.counties.items() if code not in planned]

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

    def gone(self) -> tuple[int, int]:
        """Enterprises that no visit found, and visits of enterprises that did not."""
        rows = [row for row in self.checked() if self.is_firm(row)]
        absent = [row for row in rows if self.main(row) in ABSENT]
        found = {row["entity_id"] for row in rows if self.main(row) not in ABSENT}
        return len({row["entity_id"] for row in absent} - found), len(absent)

    def class_d(self) -> set[int]:
        """Existing enterprises of the register whose class in force is D."""
        latest: dict[int, Row] = {}
        for row in sorted(self.rows("class_periods"), key=lambda row: row["valid_from"]):
            if row["valid_from"] <= self.as_of:
                latest[row["entity_id"]] = row
        return {
            number
            for number, row in latest.items()
            if row["risk_class"] == "D" and self.exists(self.entities.get(number, {}))
        }

    def exists(self, entity: Row) -> bool:
        """Whether an enterprise of the register is there on the day."""
        founded = entity.get("established_on")
        return (
            bool(entity.get("in_register"))
            and entity["entity_kind"] == ENTERPRISE
            and entity["reg_status"] == EXISTING
            and (founded is None or founded <= self.as_of)
        )

    def inspectors(self, units: Iterable[str]) -> int:
        """Who may inspect on the day, of these units."""
        return sum(
            row["state"] == "有效"
            and row["unit"] in units
            and (row["cert_valid_to"] is None or row["cert_valid_to"] >= self.as_of)
            for row in self.rows("inspectors")
        )

    def workdays_until(self, last: date) -> int:
        """Working days after the day, the last one included."""
        days = self.rows("workdays")
        return sum(row["is_workday"] and self.as_of < row["day"] <= last for row in days)

    def latest_reports(self) -> dict[str, Row]:
        """The line in which each unit last reports how many enterprises it inspected."""
        kept = [
            row
            for row in self.rows("reported_figures")
            if row["metric"] == "已检查户数" and row["county"] is None and self.is_by(row["as_of"])
        ]
        return {row["unit"]: row for row in sorted(kept, key=lambda row: row["as_of"])}
