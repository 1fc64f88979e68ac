"""Findings of charts of shares, delays, months, the bulletin and rehearsed draws.

As in `findings`: made of the rows of the card alone, and none where a figure is missing.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from inspection.data.classes import codes
from inspection.data.disclosure import TOTAL

Row = Mapping[str, Any]
Values = Mapping[str, Any]
Find = Callable[[list[Row]], Values | None]
# Half of the rows, at which a curve of publication is read.
HALF = 0.5
CLEAN = "R1"
PLAN, OTHER, ALL = "plan", "other", "all"


def shares(name: str) -> Find:
    """How many units reach the whole, and who is farthest from it."""

    def find(rows: list[Row]) -> Values | None:
        known = [row for row in rows if row[name] is not None]
        if not known or any(row["task_count"] is None for row in rows):
            return None
        least = min(row[name] for row in known)
        last = [row["unit"] for row in known if row[name] == least]
        met = sum(row[name] >= 1 for row in known)
        found = {"known_count": len(known), "met_count": met}
        if met == len(known):
            return found | {"form": "met"}
        return found | {"unit": last[0], "least_rate": least, "tied_count": len(last)}

    return find


def moves(rows: list[Row]) -> Values | None:
    """How many enterprises moved to a riskier class, and how many to a safer one."""
    order = {code: place for place, code in enumerate(codes())}
    known = [row for row in rows if {row["from_class"], row["to_class"]} <= order.keys()]
    if not known or any(row["entity_count"] is None for row in known):
        return None
    steps = [
        (order[row["to_class"]] - order[row["from_class"]], row["entity_count"]) for row in known
    ]
    return {
        "raised_count": sum(count for step, count in steps if step > 0),
        "lowered_count": sum(count for step, count in steps if step < 0),
    }


def speed(rows: list[Row]) -> Values | None:
    """When half of all is published; the slowest unit where every unit gets there."""
    halves = {
        unit: next((row["workday_count"] for row in own if (row["done_share"] or 0) >= HALF), None)
        for unit, own in groupby(rows, key=lambda row: row["unit"])
    }
    (_, whole), *units = halves.items()
    if whole is None:
        return None
    days = sorted((day, unit) for unit, day in units if day is not None)
    if len(days) < 2 or len(days) < len(units) or days[-1][0] == days[-2][0]:
        return {"whole_day_count": whole, "form": "whole"}
    return {"whole_day_count": whole, "unit": days[-1][1], "slowest_count": days[-1][0]}


def ages(rows: list[Row]) -> Values | None:
    """How many are overdue, and since when the oldest."""
    if not rows or any(row["overdue_count"] is None for row in rows):
        return None
    late = [row for row in rows if row["overdue_count"] and row["oldest_due_on"]]
    if not late:
        return None
    oldest = min(late, key=lambda row: row["oldest_due_on"])
    return {
        "total_count": sum(row["overdue_count"] for row in rows),
        "oldest_due_on": oldest["oldest_due_on"],
        "unit": oldest["unit"],
    }


def results(rows: list[Row]) -> Values | None:
    """The most frequent main result but the clean one."""
    own = [row for row in rows if row["result_code"] != CLEAN]
    if not own or any(row["main_count"] is None for row in own):
        return None
    most = max(row["main_count"] for row in own)
    first = [row["name"] for row in own if row["main_count"] == most]
    return {"name": first[0], "main_count": most} if most and len(first) == 1 else None


def platforms(rows: list[Row]) -> Values | None:
    """The share of the new platform in the rows of all months shown."""
    counts = [(row["new_platform_count"], row["row_count"]) for row in rows]
    if any(None in pair for pair in counts):
        return None
    new, whole = (sum(column) for column in zip(*counts, strict=True))
    return {"row_count": whole, "new_share": new / whole} if whole else None


def pairs(rows: list[Row]) -> Values | None:
    """How many pairs of offices wait for the same firms, and how many the first of them."""
    counts = [row["entity_count"] for row in rows]
    if not counts or None in counts:
        return None
    return {"pair_count": len(counts), "entity_count": max(counts)}


def standing(rows: list[Row]) -> Values | None:
    """The completion of the whole; the unit farthest behind where every unit is shown."""
    whole = next((row for row in rows if row["unit"] == TOTAL), None)
    if whole is None or whole["completion_rate"] is None:
        return None
    found = {"completion_rate": whole["completion_rate"]}
    units = [row for row in rows if row["unit"] != TOTAL]
    rates = sorted((row["completion_rate"], row["unit"]) for row in units) if _all(units) else []
    if len(rates) < 2 or rates[0][0] == rates[1][0]:
        return found | {"form": "whole"}
    return found | {"unit": rates[0][1], "least_rate": rates[0][0]}


def _all(units: list[Row]) -> bool:
    return all(row["completion_rate"] is not None for row in units)


def last_week(rows: list[Row]) -> Values | None:
    """The last week of the whole."""
    own = [row for row in rows if row["unit"] == TOTAL]
    last = max(own, key=lambda row: row["week_on"], default=None)
    if last is None or last["checked_count"] is None:
        return None
    return {"week_on": last["week_on"], "checked_count": last["checked_count"]}


def class_finds(rows: list[Row]) -> Values | None:
    """What a plan is expected to find, and what as many visits without classes would."""
    found = [(row["find_value"], row["blind_find_value"]) for row in rows]
    if not found or any(None in pair for pair in found):
        return None
    plan, blind = (sum(column) for column in zip(*found, strict=True))
    return {"find_value": plan, "blind_find_value": blind}


def best(rows: list[Row]) -> Values | None:
    """The point of the plan on the plane of the frontier."""
    own = next((row for row in rows if row["is_plan"]), None)
    return own and {"visit_value": own["visit_value"], "find_value": own["find_value"]}


def within(rows: list[Row]) -> Values | None:
    """How many parts were drawn as rounding allows."""
    if not rows:
        return None
    out = sum(not row["is_within"] for row in rows)
    found = {"part_count": len(rows), "drawn_count": sum(row["drawn_count"] for row in rows)}
    return found | ({"out_count": out} if out else {"form": "met"})


def policies(rows: list[Row]) -> Values | None:
    """Expected finds of the whole under both policies."""
    whole = {row["policy"]: row["find_value"] for row in rows if row["finds_part"] == ALL}
    found = {f"{name}_find_value": whole.get(name) for name in (PLAN, OTHER)}
    return None if None in found.values() else found


def modes(rows: list[Row]) -> Values | None:
    """The most probable number of finds of each policy; none where steps are wider than one."""
    if any(row["step_count"] != 1 for row in rows):
        return None
    likely = {
        name: max(
            (row for row in rows if row["policy"] == name),
            key=lambda row: row["probability_rate"],
            default=None,
        )
        for name in (PLAN, OTHER)
    }
    if None in likely.values():
        return None
    return {f"{name}_find_count": row["find_count"] for name, row in likely.items() if row}


def blind(rows: list[Row]) -> Values | None:
    """How many enterprises a skip-number draw never reaches."""
    counts = [row["blind_count"] for row in rows]
    if None in counts or not sum(counts):
        return None
    return {"unit_count": sum(map(bool, counts)), "blind_count": sum(counts)}


DRAWN: Mapping[str, Find] = {
    **{
        f"integration.{period}_{measure}": shares(name)
        for period in ("month", "year")
        for measure, name in (
            ("tasks", "integration_rate"),
            ("rows", "class_led_rate"),
            ("effect", "effective_rate"),
        )
    },
    "integration.migration": moves,
    "publicity.speed": speed,
    "publicity.ages": ages,
    "publicity.results": results,
    "publicity.platforms": platforms,
    "plan.pairs": pairs,
    "bulletin.standing": standing,
    "bulletin.weeks": last_week,
    "simulation.ratios_classes": class_finds,
    "simulation.frontier": best,
    "simulation.trial_class": within,
    "simulation.trial_county": within,
    "simulation.finds": policies,
    "simulation.distributions": modes,
    "simulation.skips": blind,
}
