"""The tables of the bulletin: the province first, then each unit or class."""

from datetime import date

import pandas as pd

from .areas import UNMAPPED
from .classes import CLASSES, UNCLASSED
from .facts import ENTERPRISE, Facts, ratio
from .offices import publicity, with_due_days
from .progress import Figure, completion_by_unit, province_totals
from .standing import WEEK, firsts, monday

WHOLE = "合计"
STANDING = (
    *("unit", "stock_count", "target_count", "drawn_count", "checked_count", "published_count"),
    *("completion_rate", "draw_ratio", "check_ratio", "publish_ratio"),
)


def bulletin_standing(facts: Facts) -> Figure:
    """M1-M4 of the selection as one and of each unit that the base has."""
    (whole,) = province_totals(facts)
    units = [row for row in completion_by_unit(facts) if row["unit"] != UNMAPPED]
    found = []
    for row in [whole | {"unit": WHOLE}, *units]:
        known = row if row["check_ratio"] is not None else row | {"stock_count": None}
        own = {
            "draw_ratio": ratio(row["drawn_count"], known["stock_count"]),
            "publish_ratio": ratio(row["published_count"], known["stock_count"]),
        }
        found.append({name: (row | own)[name] for name in STANDING})
    return found


def bulletin_weeks(facts: Facts) -> Figure:
    """Enterprises by the week of their first inspection, in the selection and in each unit."""
    start = monday(date(facts.as_of.year, 1, 1))
    weeks = [start + n * WEEK for n in range((facts.as_of - start).days // 7 + 1)]
    of_units = firsts(facts, ["unit"])
    days = {WHOLE: list(firsts(facts, [])["inspected_on"])}
    for row in completion_by_unit(facts):
        if row["unit"] != UNMAPPED:
            days[row["unit"]] = list(of_units[of_units["unit"] == row["unit"]]["inspected_on"])
    return [
        {"unit": unit, "week_on": week, "checked_count": [monday(day) for day in own].count(week)}
        for unit, own in days.items()
        for week in weeks
    ]


def bulletin_results(facts: Facts) -> Figure:
    """M12 and M13 of enterprises, in all and by unit."""
    rows = with_due_days(facts, facts.rows[facts.rows["is_checked"]])
    rows = rows[rows["kind"] == ENTERPRISE]
    parts = {WHOLE: rows} | {unit: rows[rows["unit"] == unit] for unit in facts.units}
    if UNMAPPED in set(rows["unit"]):
        parts[UNMAPPED] = rows[rows["unit"] == UNMAPPED]
    names = ("due_count", "on_time_count", "on_time_rate")
    return [
        {"unit": unit, **found(own), **{name: publicity(facts, own)[name] for name in names}}
        for unit, own in parts.items()
    ]


def bulletin_classes(facts: Facts) -> Figure:
    """M13 of enterprises by class at the draw, in all first."""
    rows = facts.enterprises
    rows = rows[rows["is_checked"] & rows["is_applicable"]]
    classes = rows["class_at_draw"].fillna("").replace("", UNCLASSED)
    parts = {WHOLE: rows} | {one: rows[classes == one] for one in CLASSES}
    if UNCLASSED in set(classes):
        parts[UNCLASSED] = rows[classes == UNCLASSED]
    return [{"risk_class": one, **found(own)} for one, own in parts.items()]


def found(rows: pd.DataFrame) -> dict[str, object]:
    """Problems among applicable rows."""
    applicable = rows[rows["is_applicable"]]
    problems = int(applicable["is_problem"].sum())
    return {
        "applicable_count": len(applicable),
        "problem_count": problems,
        "finding_rate": ratio(problems, len(applicable)),
    }
