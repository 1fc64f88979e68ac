"""The rules in `data/reference/`, read as plain text with the standard library."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "reference"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one reference table, comment lines left out."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
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
