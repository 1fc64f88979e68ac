"""M6-M9, M29 and M35: done against time gone, what is needed, where it leads or came to."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from . import reference, workdays
from .areas import UNMAPPED
from .facts import Facts, base, floor_ppm, look_back, ratio, target
from .progress import Figure, completion_by_unit, province_totals
from .rules import Rules
from .schedule import Share, schedule

WEEKS = {"short": 4, "long": 8}
HEADLINE = ("target_count", "checked_count", "gap_count", "completion_rate")
GONE = {"R9", "R10"}
# The name of the row of the selection as one.
WHOLE = "合计"
# The floor that the what-if is asked with.
SUPPOSED_PPM = 50_000


def pace_by_unit(facts: Facts) -> Figure:
    """Each unit against its yardstick."""
    shares = schedule(facts)
    return [
        {
            "unit": row["unit"],
            **pace(facts, row, [share for share in shares if share.unit == row["unit"]]),
        }
        for row in completion_by_unit(facts)
        if row["unit"] != UNMAPPED
    ]


def pace(facts: Facts, row: dict, shares: list[Share]) -> dict[str, object]:
    """The figures of one unit or of the whole."""
    time, left = time_progress(facts.rules, facts.as_of), days_left(facts)
    plan = plan_progress(shares, facts.as_of)
    planned = planned_share(shares, row["target_count"])
    by_plan = plan is not None and planned >= reference.parameter("plan_window_share")
    yardstick = plan if by_plan else time
    done = row["completion_rate"]
    return {
        **{name: row[name] for name in HEADLINE},
        "time_progress": time,
        "plan_progress": plan,
        "planned_share": planned,
        "yardstick": "plan" if by_plan else "time",
        "yardstick_rate": yardstick,
        "pace_deviation": None if done is None else done - yardstick,
        "workdays_left_count": left,
        "needed_per_day": ratio(row["gap_count"], left),
    }


def time_progress(rules: Rules, as_of: date) -> float:
    """M6a: the share of the campaign's working days that is gone."""
    first, last = rules.notice_on, rules.deadline_on
    until = min(max(as_of, first), last)
    return workdays.between(first, until) / workdays.between(first, last)


def days_left(facts: Facts) -> int:
    """Working days of the campaign after the day, the deadline included."""
    after, last = max(facts.as_of, facts.rules.notice_on), facts.rules.deadline_on
    return workdays.between(after, last) if facts.as_of < last else 0


def plan_progress(shares: list[Share], as_of: date) -> float | None:
    """M6b: what should be done by now over what has a window."""
    windowed = sum(share.count for share in shares if share.has_window)
    return float(sum(share.due(as_of) for share in shares) / windowed) if windowed else None


def planned_share(shares: list[Share], goal: int) -> float | None:
    """What is planned with a window, as a share of the target; unknown where nothing is."""
    planned = [share.count for share in shares if share.has_window]
    return ratio(sum(planned), goal) if planned else None


def is_over(facts: Facts) -> bool:
    """Whether the deadline has passed; on the day itself it has not."""
    return facts.as_of > facts.rules.deadline_on


def still_to_draw(facts: Facts, row: dict) -> int | None:
    """M29: nothing once the target is reached, and nothing to say after the deadline."""
    if is_over(facts):
        return None
    return max(row["target_count"] - row["drawn_count"], 0) if row["gap_count"] else 0


def judged(facts: Facts, row: dict, days: list[date], has_floor: bool) -> dict[str, object]:
    """M35: what was done on the deadline, and how that is called; `days` are first inspections."""
    goal, late = row["target_count"], None
    if is_over(facts):
        late = sum(day > facts.rules.deadline_on for day in days)
    on_day = None if late is None else row["checked_count"] - late
    gap = None if on_day is None else max(goal - on_day, 0)
    return {
        "on_deadline_count": on_day,
        "late_count": late,
        "deadline_gap_count": gap,
        "status": status_after(row, gap, has_floor) if is_over(facts) else None,
    }


def status_after(row: dict, gap: int | None, has_floor: bool) -> str:
    """In time, late, not done; nobody judges who has no floor of its own."""
    if not gap:
        return "on_time"
    if row["gap_count"] == 0:
        return "done_late"
    return "missed" if has_floor else "reference"


def has_own_floor(facts: Facts, unit: str) -> bool:
    """Whether the notice names a figure for the unit; others, and counties, are only compared."""
    if facts.filters.counties is not None:
        return False
    targets = facts.rules.rows("targets")
    return any(row["scope"] == unit and row["is_judged"] == "true" for row in targets)


def sufficiency(facts: Facts) -> Figure:
    """M29: has a unit drawn enough, with those expected to be gone?"""
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    is_gone = (
        rows["results"]
        .map(lambda results: results <= GONE)
        .groupby([rows["unit"], rows["entity"]])
        .all()
    )
    gone = is_gone.groupby("unit").sum().to_dict()
    found = []
    for row in completion_by_unit(facts):
        if row["unit"] != UNMAPPED:
            lost, checked, drawn = (
                int(gone.get(row["unit"], 0)),
                row["checked_count"],
                row["drawn_count"],
            )
            expected = ceil(Fraction(drawn * lost, checked)) if checked else None
            found.append(
                {
                    **{
                        name: row[name]
                        for name in ("unit", "target_count", "drawn_count", "checked_count")
                    },
                    "is_judged": has_own_floor(facts, row["unit"]),
                    "gone_rate": ratio(lost, checked),
                    "expected_gone_count": expected,
                    "sufficiency_rate": row["sufficiency_rate"],
                    "still_to_draw_count": still_to_draw(facts, row),
                }
            )
    return found


def forecast_by_unit(facts: Facts) -> Figure:
    """M9: where the pace of the last weeks and the plans lead by the deadline; then nothing."""
    shares = schedule(facts)
    found = []
    for row in completion_by_unit(facts):
        if row["unit"] != UNMAPPED and not is_over(facts):
            days = first_days(facts, row["unit"])
            paces = {name: recent_pace(days, facts.as_of, weeks) for name, weeks in WEEKS.items()}
            mine = [share for share in shares if share.unit == row["unit"]]
            if days_left(facts) and any(share.has_window for share in mine):
                last = facts.rules.deadline_on
                coming = sum(share.due(last) - share.due(facts.as_of) for share in mine)
                paces["plan"] = coming / days_left(facts)
            found += [scenario(facts, row, name, speed) for name, speed in paces.items()]
    return found


def first_days(facts: Facts, unit: str) -> list[date]:
    """The day of the first inspection of each enterprise of a unit."""
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    return list(rows[rows["unit"] == unit].groupby("entity")["inspected_on"].min())


def recent_pace(days: list[date], as_of: date, weeks: int) -> Fraction:
    """Enterprises first inspected per working day of the last whole weeks."""
    after = as_of - timedelta(weeks=weeks)
    return Fraction(sum(after < day <= as_of for day in days), workdays.between(after, as_of))


def scenario(facts: Facts, row: dict, name: str, speed: Fraction) -> dict[str, object]:
    """One scenario of one unit: the pace alone; beside it what is still to be drawn."""
    expected = floor(row["checked_count"] + speed * days_left(facts))
    finish = (
        workdays.add(facts.as_of, ceil(row["gap_count"] / speed))
        if name != "plan" and speed and row["gap_count"]
        else None
    )
    return {
        "unit": row["unit"],
        "scenario": name,
        **{column: row[column] for column in ("target_count", "drawn_count", "checked_count")},
        "pace_per_day": float(speed),
        "forecast_count": expected,
        "shortfall_count": max(row["target_count"] - expected, 0),
        "still_to_draw_count": still_to_draw(facts, row),
        "finish_on": finish if finish and finish.year <= facts.as_of.year + 1 else None,
    }


def week_counts(facts: Facts) -> dict[str, int]:
    """Per unit, what the last seven days added."""
    earlier = look_back(facts.exports, facts.as_of - timedelta(weeks=1)).through(facts.filters)
    before = {row["unit"]: row["checked_count"] for row in completion_by_unit(earlier)}
    return {
        row["unit"]: row["checked_count"] - before[row["unit"]]
        for row in completion_by_unit(facts)
        if row["unit"] != UNMAPPED
    }


def target_what_if(facts: Facts) -> Figure:
    """M1, M8 and M29 as if no floor were below 5 %; the selection as one first."""
    stock = base(facts).groupby("unit")["stock_count"].sum()
    goals = {
        unit: target(int(size), max(floor_ppm(facts.rules, unit, facts.as_of), SUPPOSED_PPM))
        for unit, size in stock.items()
    }
    (whole,) = province_totals(facts)
    goal = sum(goals.values())
    if facts.filters.is_whole:
        floor_then = max(floor_ppm(facts.rules, "全省", facts.as_of), SUPPOSED_PPM)
        goal = target(int(stock.sum()), floor_then)
    rows = facts.enterprises[facts.enterprises["is_checked"]]
    days = list(rows.groupby("entity")["inspected_on"].min())
    units = [row for row in completion_by_unit(facts) if row["unit"] != UNMAPPED]
    return [
        supposed(facts, whole | {"unit": WHOLE}, goal, days),
        *(
            supposed(facts, row, goals[row["unit"]], first_days(facts, row["unit"]))
            for row in units
        ),
    ]


def supposed(facts: Facts, row: dict, goal: int, days: list[date]) -> dict[str, object]:
    """One line of the what-if: another target, what it asks, and today's need and pace."""
    gap = max(goal - row["checked_count"], 0)
    to_draw = max(goal - row["drawn_count"], 0) if gap else 0
    return {
        **{name: row[name] for name in ("unit", "stock_count", "target_count")},
        "what_if_target_count": goal,
        "extra_count": goal - row["target_count"],
        "drawn_count": row["drawn_count"],
        "still_to_draw_count": still_to_draw(facts, row),
        "what_if_to_draw_count": None if is_over(facts) else to_draw,
        "checked_count": row["checked_count"],
        "what_if_gap_count": gap,
        "needed_per_day": ratio(row["gap_count"], days_left(facts)),
        "what_if_needed_per_day": ratio(gap, days_left(facts)),
        "short_pace": float(recent_pace(days, facts.as_of, WEEKS["short"])),
    }
