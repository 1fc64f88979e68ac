"""The rules of the province and the nation, read as plain text with the standard library."""

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
FOLDERS = (DATA / "reference", DATA / "profiles" / "fujian")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table, the nation's before the province's, comment lines left out."""
    files = [path for path in (folder / f"{name}.csv" for folder in FOLDERS) if path.exists()]
    return [row for path in files for row in _read(path)]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def parameter(name: str) -> float:
    """The value of one parameter of the rule set."""
    return next(
        float(row["parameter_value"]) for row in rows("parameters") if row["parameter"] == name
    )


def units() -> list[str]:
    """The ten units that have a target, in their order."""
    targeted = [row for row in rows("units") if row["has_target"] == "true"]
    return [row["unit"] for row in sorted(targeted, key=lambda row: int(row["unit_order"]))]
