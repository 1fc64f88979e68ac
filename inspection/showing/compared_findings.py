"""Findings that hold figures of one chart against each other: totals, ends of a list, a target.

As in `findings`: made of the rows of the card alone, and none where a figure is missing.
`form` chooses among several words of one card.
"""

from collections.abc import Callable, Mapping
from typing import Any

from inspection.data.disclosure import TOTAL

Row = Mapping[str, Any]
Values = Mapping[str, Any]
Find = Callable[[list[Row]], Values | None]
MISSED = "missed"


def burn_up(rows: list[Row]) -> Values | None:
    """How far the last day known is from the target."""
    known = [row for row in rows if row["checked_count"] is not None]
    last = known[-1] if known else None
    if not last or not last["target_count"]:
        return None
    gap = last["target_count"] - last["checked_count"]
    found = {"checked_count": last["checked_count"], "target_count": last["target_count"]}
    return found | ({"gap_count": gap} if gap > 0 else {"form": "met"})


def completion(rows: list[Row]) -> Values | None:
    """The three rates of the whole."""
    names = ("inspection_completion_rate", "task_completion_rate", "plan_completion_rate")
    total = next((row for row in rows if row["part"] == TOTAL), None)
    if total is None or None in [total[name] for name in names]:
        return None
    return {name: total[name] for name in names}


def gain(rows: list[Row]) -> Values | None:
    """How many times a draw blind to classes the whole reached, where there is an interval."""
    whole = next((row for row in rows if row["unit"] is None), None)
    if whole is None or whole["class_gain"] is None or whole["class_gain_low"] is None:
        return None
    told = {"times": f"{whole['class_gain']:.2f}"}
    return told if whole["is_significant"] else told | {"form": "unsure"}


def least(name: str) -> Find:
    """The unit with the smallest figure; none where several share it."""

    def find(rows: list[Row]) -> Values | None:
        known = [row for row in rows if row["unit"] != TOTAL and row[name] is not None]
        lowest = min((row[name] for row in known), default=None)
        own = [row for row in known if row[name] == lowest]
        return {"unit": own[0]["unit"], name: lowest} if len(own) == 1 else None

    return find


def ends(name: str) -> Find:
    """The units with the largest and the smallest figure, where one has each."""

    def find(rows: list[Row]) -> Values | None:
        own = [row for row in rows if row["unit"] != TOTAL and row[name] is not None]
        laid = sorted(own, key=lambda row: row[name])
        if len(laid) < 2 or any(laid[at][name] == laid[at + 1][name] for at in (0, -2)):
            return None
        low, high = laid[0], laid[-1]
        return {
            "high_unit": high["unit"],
            f"high_{name}": high[name],
            "low_unit": low["unit"],
            f"low_{name}": low[name],
        }

    return find


def reasons(rows: list[Row]) -> Values | None:
    """How many rows were refused, and the share of the most frequent reason."""
    counts = [row["row_count"] for row in rows]
    if None in counts or not sum(counts):
        return None
    return {"row_count": sum(counts), "top_share": max(counts) / sum(counts)}


def floors(rows: list[Row]) -> Values | None:
    """How many units a plan leaves below a floor that the notice names."""
    judged = [row for row in rows if row["is_judged"]]
    missed = [row for row in judged if row["floor_status"] == MISSED]
    if not judged or any(row["floor_status"] is None for row in judged):
        return None
    found = {"judged_count": len(judged)}
    return found | ({"missed_count": len(missed)} if missed else {"form": "met"})


COMPARED: Mapping[str, Find] = {
    "progress.burn_up": burn_up,
    "overview.burn_up": burn_up,
    "plan.rates": completion,
    "plan.load": ends("mean_load_value"),
    "integration.gain": gain,
    "publicity.composition": least("valid_rate"),
    "quality.pareto": reasons,
    "simulation.ratios_units": floors,
}
