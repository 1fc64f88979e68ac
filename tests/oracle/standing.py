"""Where units and the whole stand: pace, weeks, months, what the gap asks of people."""

from bisect import bisect_right
from datetime import date, timedelta

import pandas as pd

from . import reference, workdays
from .areas import UNMAPPED
from .facts import Facts, base, floor_ppm, ratio, target
from .pace import (
    WEEKS,
    WHOLE,
    days_left,
    first_days,
    forecast_by_unit,
    has_own_floor,
    is_over,
    judged,
    pace,
    pace_by_unit,
    plan_progress,
    recent_pace,
    scenario,
    still_to_draw,
    time_progress,
    week_counts,
)
from .progress import Figure, completion_by_unit, province_totals, supervised_counties
from .schedule import schedule
from .workforce import eligible

SHARED = (
    "drawn_count", "checked_count", "published_count", "gap_count", "completion_rate",
    "sufficiency_rate",
)  # fmt: skip
WEEK = timedelta(weeks=1)


def pace_totals(facts: Facts) -> Figure:
    """M1-M9, M29 and M35 of the selection as one; a firm counts once."""
    (row,) = province_totals(facts)
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    days = list(rows.groupby("entity")["inspected_on"].min())
    speeds = {name: recent_pace(days, facts.as_of, weeks) for name, weeks in WEEKS.items()}
    ends = {name: scenario(facts, row | {"unit": ""}, name, speeds[name]) for name in WEEKS}
    known = not is_over(facts)
    has_floor = facts.filters.is_whole or all(
        has_own_floor(facts, unit) for unit in set(base(facts)["unit"])
    )
    found = {
        **row,
        **pace(facts, row, schedule(facts)),
        **{f"{name}_pace": float(speed) for name, speed in speeds.items()},
        **{
            f"{name}_forecast_count": end["forecast_count"] if known else None
            for name, end in ends.items()
        },
        "is_judged": has_floor,
        "is_over": not known,
        "shortfall_count": ends["short"]["shortfall_count"] if known else None,
        "still_to_draw_count": still_to_draw(facts, row),
        "week_count": sum(day > facts.as_of - WEEK for day in days),
        **judged(facts, row, days, has_floor),
    }
    found["status"] = found["status"] or status(found, has_floor)
    return [found | {"signal": signal(facts, found)}]


def standing_by_unit(facts: Facts) -> Figure:
    """Each unit: its figures, its yardstick, the two causes, the deadline."""
    paces = {row["unit"]: row for row in pace_by_unit(facts)}
    weeks = week_counts(facts)
    short = {
        row["unit"]: row["shortfall_count"]
        for row in forecast_by_unit(facts)
        if row["scenario"] == "short"
    }
    found = []
    for row in completion_by_unit(facts):
        unit = row["unit"]
        if unit != UNMAPPED:
            mine, has_floor = paces[unit], has_own_floor(facts, unit)
            own = {
                "unit": unit,
                "floor_rate": floor_ppm(facts.rules, unit, facts.as_of) / 1e6,
                "is_judged": has_floor,
                "target_count": row["target_count"],
                **{name: row[name] for name in SHARED},
                "yardstick_rate": mine["yardstick_rate"],
                "is_by_plan": mine["yardstick"] == "plan",
                "pace_deviation": mine["pace_deviation"],
                "week_count": weeks[unit],
                "workdays_left_count": mine["workdays_left_count"],
                "needed_per_day": mine["needed_per_day"],
                "shortfall_count": short.get(unit),
                "still_to_draw_count": still_to_draw(facts, row),
                **judged(facts, row, first_days(facts, unit), has_floor),
            }
            own["status"] = own["status"] or status(own, has_floor)
            found.append(own | {"signal": signal(facts, own)})
    return found


def status(mine: dict, has_floor: bool) -> str:
    """Before the deadline has passed: done, slow, drawn too few, behind, or nothing of it."""
    short, draws = bool(mine["shortfall_count"]), bool(mine["still_to_draw_count"])
    if mine["gap_count"] == 0:
        return "done"
    if not has_floor:
        return "reference"
    if short or draws:
        return {(True, True): "short_undrawn", (True, False): "short"}.get(
            (short, draws), "undrawn"
        )
    return "behind" if mine["pace_deviation"] < 0 else "neutral"


def signal(facts: Facts, mine: dict) -> str:
    """Red after the deadline, amber for each of three causes, on the demo's base."""
    if mine["status"] in ("done", "on_time"):
        return "done"
    if not mine["is_judged"] or mine["status"] == "neutral":
        return "neutral"
    if is_over(facts):
        return "red"
    is_late = mine["shortfall_count"] or mine["pace_deviation"] < 0
    return "amber" if is_late or mine["still_to_draw_count"] else "neutral"


def firsts(facts: Facts, group: list[str]) -> pd.DataFrame:
    """The day of the first inspection of each enterprise in each place."""
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    return rows.groupby([*group, "entity"])["inspected_on"].min().reset_index()


def checked_by_week_and_unit(facts: Facts) -> Figure:
    """Weeks from the one of New Year on, and the running sum."""
    days = firsts(facts, ["unit"])
    start = monday(date(facts.as_of.year, 1, 1))
    weeks = [start + n * WEEK for n in range((facts.as_of - start).days // 7 + 1)]
    found = []
    for row in completion_by_unit(facts):
        if row["unit"] != UNMAPPED:
            mine = [monday(day) for day in days[days["unit"] == row["unit"]]["inspected_on"]]
            place = {"unit": row["unit"]}
            found += steps("week_on", weeks, mine, place, row["target_count"])
    return found


def completion_by_county_and_month(facts: Facts) -> Figure:
    """Months from January on, and the running share of the county's target."""
    days = firsts(facts, ["unit", "county"])
    stock = base(facts).set_index("county")["stock_count"].to_dict()
    months = [date(facts.as_of.year, n, 1) for n in range(1, facts.as_of.month + 1)]
    found = []
    for unit, code, county in supervised_counties(facts):
        here = days[(days["unit"] == unit) & (days["county"] == code)]
        goal = (
            target(stock[code], floor_ppm(facts.rules, unit, facts.as_of))
            if code in stock
            else None
        )
        mine = [day.replace(day=1) for day in here["inspected_on"]]
        place = {"unit": unit, "county_code": code, "county": county}
        found += steps("month_on", months, mine, place, goal)
    return found


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def steps(
    name: str, spans: list[date], days: list[date], place: dict[str, str], goal: int | None
) -> Figure:
    """Inspected in each span, so far, and of the target."""
    counts = [days.count(span) for span in spans]
    return [
        {
            **place,
            name: span,
            "checked_count": count,
            "cumulative_count": sum(counts[: n + 1]),
            "target_count": goal,
            "completion_rate": ratio(sum(counts[: n + 1]), goal),
        }
        for n, (span, count) in enumerate(zip(spans, counts, strict=True))
    ]


def load_by_unit(facts: Facts) -> Figure:
    """M8 and M23: what the gap asks of people, two to a visit, and whether there are enough."""
    people = eligible(facts).groupby("unit").size().to_dict()
    after = facts.as_of - WEEKS["short"] * WEEK
    rows = facts.rows[facts.rows["is_checked"]]
    recent = rows[[after < day for day in rows["inspected_on"]]].groupby("unit").size().to_dict()
    short = {
        row["unit"]: row["shortfall_count"]
        for row in forecast_by_unit(facts)
        if row["scenario"] == "short"
    }
    units = [row for row in completion_by_unit(facts) if row["unit"] != UNMAPPED]
    (whole,) = pace_totals(facts)
    names = [row["unit"] for row in units]
    staff, visits = (sum(counts.get(name, 0) for name in names) for counts in (people, recent))
    return [
        load(facts, whole | {"unit": WHOLE}, whole["shortfall_count"], staff, visits),
        *(
            load(facts, row, short.get(name), people.get(name, 0), recent.get(name, 0))
            for name, row in zip(names, units, strict=True)
        ),
    ]


def load(
    facts: Facts, row: dict, shortfall: int | None, count: int, visits: int
) -> dict[str, object]:
    """One line: needed, there and lacking in days of persons, and what each does in a week."""
    left, pair = days_left(facts), reference.parameter("inspectors_per_visit")
    after = facts.as_of - WEEKS["short"] * WEEK
    recent = workdays.between(after, facts.as_of) / 5
    needed = row["gap_count"] * pair / reference.parameter("visits_per_pair_day")
    lacking = max(needed - count * left, 0)
    over = is_over(facts)
    return {
        "unit": row["unit"],
        "people_verdict": people_verdict(over, row["gap_count"], lacking, shortfall),
        "needed_person_days": None if over else float(needed),
        "available_person_days": None if over else float(count * left),
        "short_person_days": None if over else float(lacking),
        "gap_count": row["gap_count"],
        "shortfall_count": shortfall,
        "inspector_count": count,
        "workdays_left_count": left,
        "weeks_left": left / 5,
        "needed_per_week": ratio(row["gap_count"], left / 5),
        "needed_per_inspector_week": ratio(row["gap_count"] * pair, left / 5 * count),
        "recent_per_inspector_week": ratio(visits * pair, recent * count),
    }


def people_verdict(over: bool, gap: int, lacking: float, shortfall: int | None) -> str:
    """Whether there are people enough, and if so whether they are fast enough."""
    if over or not gap:
        return "over" if over else "done"
    if lacking:
        return "short"
    return "slow" if shortfall else "enough"


def burn_up(facts: Facts) -> Figure:
    """Day by day: inspected, what time and plan ask, where the last weeks lead."""
    (totals,) = pace_totals(facts)
    shares, goal = schedule(facts), totals["target_count"]
    done = sorted(firsts(facts, [])["inspected_on"])
    ahead = {name: totals[f"{name}_pace"] for name in WEEKS}
    drawn, checked = totals["drawn_count"], totals["checked_count"]
    has_end = not is_over(facts)
    start, last = date(facts.as_of.year, 1, 1), max(facts.rules.deadline_on, facts.as_of)
    found = []
    for day in (start + timedelta(days=n) for n in range((last - start).days + 1)):
        plan = plan_progress(shares, day)
        gone = workdays.between(facts.as_of, day)
        ends = {f"{name}_count": float(checked + gone * speed) for name, speed in ahead.items()}
        found.append(
            {
                "day_on": day,
                "checked_count": bisect_right(done, day) if day <= facts.as_of else None,
                "time_count": goal * time_progress(facts.rules, day),
                "plan_count": None if plan is None else goal * plan,
                **(ends if day >= facts.as_of and has_end else dict.fromkeys(ends)),
                "drawn_count": drawn,
                "target_count": goal,
            }
        )
    return found


def planning_by_unit(facts: Facts) -> Figure:
    """Base, floor and people of each unit, as a plan of draws rests on them."""
    people = eligible(facts).groupby("unit").size().to_dict()
    floor = floor_ppm(facts.rules, "全省", facts.as_of) if facts.filters.is_whole else None
    return [
        {
            "unit": row["unit"],
            "base_count": row["stock_count"],
            "floor_ppm": floor_ppm(facts.rules, row["unit"], facts.as_of),
            "target_count": row["target_count"],
            "province_floor_ppm": floor,
            "inspector_count": people.get(row["unit"], 0),
        }
        for row in completion_by_unit(facts)
        if row["unit"] != UNMAPPED
    ]
