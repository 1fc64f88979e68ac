"""The rules of one year: those that travel with the files, else the reference data's."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from . import reference

Row = dict[str, str]
YEARLY = (
    *("periods", "targets", "duties", "clocks", "exemption_rules", "switch_dates", "notices"),
)
MARK = "# table:"


@dataclass(frozen=True)
class Rules:
    """The rows of every table of rules that hold in a year."""

    year: int
    tables: dict[str, list[Row]]

    def rows(self, table: str) -> list[Row]:
        """The rows of one table."""
        return self.tables[table]

    @cached_property
    def periods(self) -> dict[str, tuple[date, date]]:
        """First and last day of each period."""
        return {
            row["period"]: (
                date.fromisoformat(row["from_on"]),
                date.fromisoformat(row["until_on"]),
            )
            for row in self.rows("periods")
        }

    @property
    def notice_on(self) -> date:
        """When the campaign begins."""
        return self.periods["campaign"][0]

    @property
    def deadline_on(self) -> date:
        """When the campaign ends, the day itself included."""
        return self.periods["campaign"][1]

    @property
    def base_on(self) -> date:
        """The day whose stock is the base."""
        return self.periods["base"][1]

    @cached_property
    def limits(self) -> dict[str, Row]:
        """The clocks by name, the longest limit first."""
        rows = self.rows("clocks")
        return {
            row["clock"]: row
            for row in sorted(rows, key=lambda row: (-int(row["limit_days"] or -1), row["clock"]))
        }

    @property
    def publication_days(self) -> int:
        """Working days in which a result is to be published."""
        return int(self.limits["publication"]["limit_days"])


def read_rules(year: int, files: Sequence[Path] = ()) -> Rules:
    """The rules of a year; a file of rules replaces what the reference data say of it."""
    brought = {table: [] for table in YEARLY} | {
        table: [row for row in rows_of(path) if row["year"] == str(year)]
        for path in files
        if (table := table_of(path))
    }
    known = {
        table: [row for row in reference.rows(table) if row["year"] == str(year)]
        for table in YEARLY
    }
    return Rules(year, {table: brought[table] or known[table] for table in YEARLY})


def table_of(path: Path) -> str:
    """The table of rules that a file holds; empty where it holds none."""
    if path.suffix != ".csv":
        return ""
    with path.open("rb") as file:
        first = file.readline().decode("utf-8", "replace").strip()
    return first.removeprefix(MARK).strip() if first.startswith(MARK) else ""


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of rules, comment lines left out."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
