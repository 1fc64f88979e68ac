"""Rules of a year: the demo's own rule files of that year, else those of the province's profile.

A rule file is a table of the profile with a column `year`; an export of the
year brings it along, so that an import needs to know no year beforehand.
"""

import csv
from pathlib import Path

from inspection.demo.world.lists import LISTS

PROFILE = Path(__file__).resolve().parents[3] / "data" / "profiles" / "fujian"


def reference_rows(name: str) -> list[dict[str, str]]:
    """Rows of one table of the profile, the comment lines left out."""
    return _rows(PROFILE / f"{name}.csv")


def rules_of(name: str, year: int) -> list[dict[str, str]]:
    """Rows of one table of rules that hold in a year."""
    own = _folder(year) / f"{name}.csv"
    rows = _rows(own) if own.exists() else reference_rows(name)
    return [row for row in rows if row.get("year", str(year)) == str(year)]


def rule_files(year: int) -> list[Path]:
    """The rule files of a year; none where the profile holds its rules."""
    return sorted(_folder(year).glob("*.csv"))


def _folder(year: int) -> Path:
    return LISTS / "rules" / str(year)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))
