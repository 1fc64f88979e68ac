"""M17: how far risk classes decide what is drawn, in three definitions."""

from datetime import date, timedelta

import pandas as pd

from .classes import key_cities
from .drawn import BY_CLASS, drawn_tasks, executing_units
from .effects import effects_of
from .facts import ENTERPRISE, Facts, ratio
from .progress import Figure

JUDGED_MONTH = 12


def integration_rate_by_unit(facts: Facts) -> Figure:
    """M17 by executing unit, for the month of the day and the year so far."""
    tasks = drawn_tasks(facts)
    units = executing_units(facts, set(tasks["unit"]))
    is_key = key_cities()
    return [
        {
            "period": period,
            "from_on": first,
            "until_on": last,
            "unit": unit,
            "is_key_city": is_key.get(unit, False),
            **integration(facts, mine[mine["unit"] == unit]),
        }
        for period, first, last, mine in periods(facts, tasks)
        if len(mine)
        for unit in units
    ]


def integration_totals(facts: Facts) -> Figure:
    """M17 of all tasks: the rate of the totals."""
    return [
        {
            "period": period,
            "from_on": first,
            "until_on": last,
            **integration(facts, mine),
            "verdict": verdict(facts, mine),
        }
        for period, first, last, mine in periods(facts, drawn_tasks(facts))
    ]


def verdict(facts: Facts, tasks: pd.DataFrame) -> str:
    """Judged from December on, before it a progress."""
    counted = tasks[~tasks["is_exempt"]]
    if counted.empty:
        return "no_task"
    if facts.as_of.month < JUDGED_MONTH:
        return "progress"
    return "reached" if counted["is_used"].all() else "short"


def periods(facts: Facts, tasks: pd.DataFrame) -> list[tuple[str, date, date, pd.DataFrame]]:
    """The last month with a task that counts, and the year so far: name, days, tasks drawn."""
    year = (facts.as_of.replace(month=1, day=1), facts.as_of)
    spans = {"month": judged_month(facts, tasks), "year": year}
    return [
        (name, first, last, tasks[[first <= day <= last for day in tasks["drawn_on"]]])
        for name, (first, last) in spans.items()
    ]


def judged_month(facts: Facts, tasks: pd.DataFrame) -> tuple[date, date]:
    """First and last day of the last month with a task that is not exempt, up to the as-of day."""
    day = max(tasks["drawn_on"][~tasks["is_exempt"]], default=facts.as_of)
    end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return day.replace(day=1), min(end, facts.as_of)


def integration(facts: Facts, tasks: pd.DataFrame) -> dict[str, object]:
    """The three rates of some tasks, exempt ones apart."""
    counted = tasks[~tasks["is_exempt"]]
    used = counted[counted["is_used"]]
    is_unknown = counted["class_used"].isna() & ~counted["is_used"]
    return {
        "task_count": len(counted),
        "used_count": len(used),
        "unknown_count": int(is_unknown.sum()),
        "exempt_count": int(tasks["is_exempt"].sum()),
        "integration_rate": ratio(len(used), len(counted)),
        **led_rows(facts, counted),
        **effective_tasks(facts, used),
    }


def led_rows(facts: Facts, tasks: pd.DataFrame) -> dict[str, object]:
    """M17b: rows drawn from a list by class."""
    rows = facts.once("methods", lambda: methods_of(facts))
    rows = rows[rows["task"].isin(tasks.index)]
    own = rows["list_method"]
    is_led = own.where(own.notna(), rows["task_draw_method"]) == BY_CLASS
    return {
        "row_count": len(rows),
        "class_led_count": int(is_led.sum()),
        "class_led_rate": ratio(int(is_led.sum()), len(rows)),
    }


def methods_of(facts: Facts) -> pd.DataFrame:
    """How each row of an enterprise was drawn."""
    rows = facts.all_rows[facts.all_rows["kind"] == ENTERPRISE]
    return rows[["task", "list_method", "task_draw_method"]]


def effective_tasks(facts: Facts, used: pd.DataFrame) -> dict[str, object]:
    """M17c: of the tasks used, those whose ratios rise with classes known at the draw."""
    effects = effects_of(facts, used)
    effective = sum(effect.is_effective for effect in effects)
    return {
        "effective_count": effective,
        "thin_count": sum(effect.is_thin for effect in effects),
        "effective_rate": ratio(effective, len(used)),
    }


def exempt_share_by_office(facts: Facts) -> Figure:
    """Which share of each office's tasks of the year is exempt."""
    found = [
        {
            "lead_office": office,
            "task_count": len(mine),
            "exempt_count": int(mine["is_exempt"].sum()),
            "exempt_rate": mine["is_exempt"].mean(),
            "incomplete_count": int((mine["is_claimed"] & ~mine["is_exempt"]).sum()),
        }
        for office, mine in drawn_tasks(facts).groupby("lead_office")
    ]
    return sorted(
        found,
        key=lambda row: (-row["exempt_rate"], -row["incomplete_count"], row["lead_office"]),
    )
