"""Indicators of an evaluation side by side, and what came after a correction was ordered."""

from datetime import date

import pandas as pd

from . import classes, follow_up, integration, offices, planning, reports, standing, workdays
from .areas import UNMAPPED
from .facts import CORRECTED, Facts, needs_disposal, ratio
from .follow_up import BANDS, days_of, quantile
from .planning import TOTAL
from .progress import Figure

CASE, ORDERED = "典型案例", "责令改正"
# Rate, numerator and denominator.
RATES = {
    "integration_rate": ("used_count", "task_count"),
    "effective_rate": ("effective_count", "used_count"),
    "coverage_rate": ("classified_count", "existing_count"),
    "valid_rate": ("valid_count", "inspected_count"),
    "publicity_rate": ("published_count", "publishable_count"),
    "on_time_rate": ("on_time_count", "due_count"),
    "finding_rate": ("problem_count", "applicable_count"),
    "closure_rate": ("closed_count", "disposal_count"),
    "collection_rate": ("collected_count", "own_count"),
    "plan_making_rate": ("planned_county_count", "county_count"),
    "uptake_rate": ("taken_up_count", "offered_count"),
    "case_rate": ("case_done_count", "case_unit_count"),
}
COUNTED = [name for pair in RATES.values() for name in pair]
STANDING = (
    *("target_count", "drawn_count", "sufficiency_rate", "checked_count", "completion_rate"),
    *("yardstick_rate", "is_judged"),
)


def indicators_by_unit(facts: Facts) -> Figure:
    """Every measure of each unit, and of all of them: the rate of the totals."""
    counts = counts_by_unit(facts)
    places = {row["unit"]: row for row in standing.standing_by_unit(facts)}
    places[TOTAL] = standing.pace_totals(facts)[0]
    whole = {
        name: sum(own.get(name, 0) for own in counts.values())
        for name in (*COUNTED, "duty_count", "received_count", "unknown_duty_count")
    }
    return [
        line(unit, places[unit], whole if unit == TOTAL else counts.get(unit, {}))
        for unit in [*facts.units, TOTAL]
    ]


def line(unit: str, place: dict, counts: dict[str, int]) -> dict[str, object]:
    """One unit: counts, 0 where nothing happened, and the rates of them."""
    full = dict.fromkeys([*COUNTED, "duty_count", "received_count", "unknown_duty_count"], 0)
    full |= counts
    rates = {name: ratio(full[top], full[base]) for name, (top, base) in RATES.items()}
    known = ratio(full["received_count"], full["duty_count"])
    rates["duties_rate"] = None if full["unknown_duty_count"] else known
    return {"unit": unit, **{name: place[name] for name in STANDING}, **full, **rates}


def counts_by_unit(facts: Facts) -> dict[str, dict[str, int]]:
    """Numerators and denominators by unit, those of no unit and of the bureau among them."""
    found: dict[str, dict[str, int]] = {}
    year = [row for row in integration.integration_rate_by_unit(facts) if row["period"] == "year"]
    parts = (
        year,
        classes.class_coverage_by_unit(facts),
        offices.publicity_by_unit(facts),
        follow_up.closure_by_unit(facts),
        follow_up.collection_by_unit(facts),
        [row for row in planning.uptake_by_unit(facts) if row["unit"] != TOTAL],
        findings(facts),
        duties(facts),
    )
    for row in (row for part in parts for row in part):
        own = found.setdefault(row["unit"], {})
        own |= {name: row[name] for name in COUNTED if name in row}
        if "withheld_count" in row:
            own["publishable_count"] = row["inspected_count"] - row["withheld_count"]
        own |= {name: row[name] for name in row if name.endswith(("duty_count", "received_count"))}
    return found


def findings(facts: Facts) -> Figure:
    """Problems of applicable rows, and rows that found the entity."""
    rows = facts.rows[facts.rows["is_checked"]]
    return [
        {
            "unit": unit,
            "problem_count": int((mine["is_problem"] & mine["is_applicable"]).sum()),
            "applicable_count": int(mine["is_applicable"].sum()),
            "valid_count": sum(not codes & follow_up.ABSENT for codes in mine["results"]),
        }
        for unit, mine in rows.groupby("unit")
    ]


def duties(facts: Facts) -> Figure:
    """Documents owed and received, and cases among them."""
    owed = [one for one in reports.duties_owed(facts) if facts.filters.has_unit(one["unit"])]
    found = []
    for unit in {one["unit"] for one in owed}:
        mine = [one for one in owed if one["unit"] == unit]
        states = [reports.state_on(one, facts.as_of) for one in mine]
        cases = [s for one, s in zip(mine, states, strict=True) if one["duty"] == CASE]
        found.append(
            {
                "unit": unit,
                "duty_count": len(mine),
                "received_count": states.count("received"),
                "unknown_duty_count": states.count("unknown"),
                "case_unit_count": len(cases),
                "case_done_count": cases.count("received"),
            }
        )
    return found


def orders_by_unit(facts: Facts) -> Figure:
    """Corrections ordered: closed when, open for how long, inspected again with what result."""
    rows = facts.rows[facts.rows["is_checked"]]
    is_ordered = [
        CORRECTED in results or (isinstance(named, frozenset) and ORDERED in named)
        for results, named in zip(rows["results"], rows["disposals"], strict=True)
    ]
    rows = rows[pd.Series(is_ordered, rows.index, dtype=bool)]
    rows = rows.assign(needs=needs_disposal(rows))
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    parts = [(unit, rows[rows["unit"] == unit]) for unit in units]
    return [{"unit": unit, **orders(facts, mine)} for unit, mine in [*parts, (TOTAL, rows)]]


def orders(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    """The orders of some rows."""
    needed = rows[rows["needs"]]
    is_closed = needed["is_closed"].astype(bool)
    days = dict(zip(needed.index, days_of(needed["closed_on"]), strict=True))
    dated = [
        workdays.between(row["inspected_on"], days[index])
        for index, row in needed[is_closed].iterrows()
        if days[index]
    ]
    ages = [workdays.between(day, facts.as_of) for day in needed[~is_closed]["inspected_on"]]
    again = [seen_again(facts, row) for row in rows.to_dict("records")]
    return {
        "order_count": len(rows),
        "closed_count": int(is_closed.sum()),
        "closure_rate": ratio(int(is_closed.sum()), len(needed)),
        "undated_count": int(is_closed.sum()) - len(dated),
        "closed_median": quantile(dated, 0.5),
        **{f"open_{band}_count": sum(age in span for age in ages) for band, span in BANDS.items()},
        "unstated_count": len(rows) - len(needed),
        "reinspected_count": sum(found is not None for found in again),
        "clean_again_count": again.count(False),
        "problem_again_count": again.count(True),
    }


def seen_again(facts: Facts, row: dict) -> bool | None:
    """Whether the next inspection of the entity found a problem; None where there is none."""
    later: list[tuple[date, str, bool]] = [
        (one["inspected_on"], one["task"], bool(one["is_problem"]))
        for one in inspections(facts).get(row["entity"], [])
        if one["inspected_on"] > row["inspected_on"]
    ]
    return min(later)[2] if later else None


def inspections(facts: Facts) -> dict[str, list[dict]]:
    """Every inspection by the day, whatever the filters, by entity."""

    def made() -> dict[str, list[dict]]:
        rows = facts.all_rows[facts.all_rows["is_checked"]]
        found: dict[str, list[dict]] = {}
        for one in rows.to_dict("records"):
            found.setdefault(one["entity"], []).append(one)
        return found

    return facts.once("inspections", made)
