"""Answers counted a second time, from the rows of a snapshot and nothing else of the product.

Plain Python over the canonical tables; no SQL, no marts, no macros.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

ENTERPRISE, EXISTING, ABSENT = "企业", "存续", ("R9", "R10", "R7")
# Where several results stand on one row, the first of these is its main one.
PRECEDENCE = ("R6", "R4", "R3", "R2a", "R2b", "R2", "R8", "R5", *ABSENT, "RX", "R1")
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
        """The rows of one table."""
        return table(self.folder, name)

    def is_by(self, day: date | None) -> bool:
        """Whether something happened in the year and by the day."""
        return day is not None and self.first <= day <= self.as_of

    def is_firm(self, row: Row) -> bool:
        return self.entities[row["entity_id"]]["entity_kind"] == ENTERPRISE

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

    def stock(self) -> int:
        """Enterprises on the base of the year."""
        base = date(self.as_of.year - 1, 12, 31)
        kept = (row for row in self.rows("stock") if row["entity_kind"] == ENTERPRISE)
        return sum(row["stock_count"] for row in kept if row["year_end"] == base)

    def target(self, percent: str) -> int:
        """The stock times a percentage, rounded up, in integers."""
        parts = round(float(percent) * 10)
        return -(-self.stock() * parts // 1000)

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

    def latest_reports(self) -> dict[str, int]:
        """The enterprises inspected that each unit reports itself, on the latest day it does."""
        kept = [
            row
            for row in self.rows("reported_figures")
            if row["metric"] == "已检查户数" and row["county"] is None and self.is_by(row["as_of"])
        ]
        return {row["unit"]: row for row in sorted(kept, key=lambda row: row["as_of"])}
