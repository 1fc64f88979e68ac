"""Figures of 风险分类融合: how far risk classes decide what is drawn, and what they find."""

from datetime import date
from statistics import NormalDist

import pandas as pd

from .areas import PROVINCE_OFFICE, UNMAPPED
from .facts import CORRECTED, ENTERPRISE, PROBLEMS, Facts, by, in_year, ratio
from .filters import within
from .progress import Figure

CLASSES = "ABCD"
UNCLASSED = "未分类"
BY_CLASS = "分类分层"
EXEMPTION = ("exempt_field", "exempt_reason", "exempt_office")
CONFIDENCE = 0.95


def integration_rate_by_unit(facts: Facts) -> Figure:
    """M17a by executing unit, for the month of the day and the year so far."""
    tasks = drawn_tasks(facts)
    month = tasks[[is_same_month(day, facts.as_of) for day in tasks["drawn_on"]]]
    units = executing_units(facts, set(tasks["unit"]))
    return [
        {
            "unit": unit,
            **integration(month[month["unit"] == unit], "month"),
            **integration(tasks[tasks["unit"] == unit], "year"),
        }
        for unit in units
    ]


def executing_units(facts: Facts, found: set[str]) -> list[str]:
    """The units that carry out tasks, 省局本级 among them; 未映射 where not empty."""
    others = [PROVINCE_OFFICE, *({UNMAPPED} & found)]
    return [*facts.units, *filter(facts.filters.has_unit, others)]


def drawn_tasks(facts: Facts) -> pd.DataFrame:
    """Tasks drawn in the year by the day with enterprises among their objects."""
    tasks = facts.tasks
    tasks = tasks[
        in_year(tasks["drawn_on"], facts.as_of)
        & tasks["kinds"].map(lambda kinds: ENTERPRISE in kinds)
    ]
    tasks = tasks[within(tasks["county"], facts.filters.counties)]
    tasks = tasks.assign(
        unit=tasks["unit"].where(tasks["unit"] != "", UNMAPPED),
        is_exempt=(tasks[list(EXEMPTION)] != "").all(axis=1) & tasks["exempt_on"].notna(),
        is_used=tasks["class_used"].eq(True) | (tasks["draw_method"] == BY_CLASS),
    )
    return tasks[within(tasks["unit"], facts.filters.units)]


def is_same_month(day: date, as_of: date) -> bool:
    """Whether a day lies in the month of the as-of date."""
    return (day.year, day.month) == (as_of.year, as_of.month)


def integration(tasks: pd.DataFrame, period: str) -> dict[str, object]:
    """Numerator, denominator and what stands apart, of the tasks of one period."""
    counted = tasks[~tasks["is_exempt"]]
    used = counted["is_used"]
    return {
        f"{period}_task_count": len(counted),
        f"{period}_used_count": int(used.sum()),
        f"{period}_unknown_count": int((counted["class_used"].isna() & ~used).sum()),
        f"{period}_exempt_count": int(tasks["is_exempt"].sum()),
        f"{period}_rate": ratio(int(used.sum()), len(counted)),
    }


def integration_totals(facts: Facts) -> Figure:
    """M17a and M17b of all tasks: the rate of the totals."""
    tasks = drawn_tasks(facts)
    first = facts.as_of.replace(day=1)
    month = tasks[[is_same_month(day, facts.as_of) for day in tasks["drawn_on"]]]
    return [
        total(facts, "month", first, month),
        total(facts, "year", facts.as_of.replace(month=1, day=1), tasks),
    ]


def total(facts: Facts, period: str, first: date, tasks: pd.DataFrame) -> dict[str, object]:
    """One period: tasks integrated, and rows drawn from a list by class."""
    counted = tasks[~tasks["is_exempt"]]
    rows = facts.rows[facts.rows["task"].isin(counted.index) & (facts.rows["kind"] == ENTERPRISE)]
    led = (
        rows["list_method"].where(rows["list_method"].notna(), rows["task_draw_method"]) == BY_CLASS
    )
    found = integration(tasks, "")
    return {
        "period": period,
        "from_on": first,
        "until_on": facts.as_of,
        **{name.lstrip("_"): value for name, value in found.items() if name != "_rate"},
        "integration_rate": found["_rate"],
        "row_count": len(rows),
        "class_led_count": int(led.sum()),
        "class_led_rate": ratio(int(led.sum()), len(rows)),
    }


def exempt_share_by_office(facts: Facts) -> Figure:
    """Which share of each office's tasks of the year is exempt."""
    groups = drawn_tasks(facts).groupby("lead_office")["is_exempt"]
    return [
        {
            "lead_office": office,
            "task_count": len(one),
            "exempt_count": int(one.sum()),
            "exempt_rate": ratio(int(one.sum()), len(one)),
        }
        for office, one in sorted(groups)
    ]


def finding_rate_by_class(facts: Facts) -> Figure:
    """M13 per class at the draw, with and without R5."""
    rows = facts.rows[facts.rows["is_checked"] & facts.rows["is_applicable"]]
    classes = rows["class_at_draw"].fillna("").replace("", UNCLASSED)
    groups = [*CLASSES, *({UNCLASSED} & set(classes))]
    return [{"risk_class": one, **findings(rows[classes == one])} for one in groups]


def findings(rows: pd.DataFrame) -> dict[str, object]:
    """Problems among applicable rows, their rate and its interval."""
    count = len(rows)
    problems = int(rows["is_problem"].sum())
    beyond = int(rows["results"].map(lambda results: bool(results & PROBLEMS - {CORRECTED})).sum())
    low, high = wilson(problems, count)
    beyond_low, beyond_high = wilson(beyond, count)
    return {
        "problem_count": problems,
        "applicable_count": count,
        "finding_rate": ratio(problems, count),
        "low_rate": low,
        "high_rate": high,
        "beyond_r5_count": beyond,
        "beyond_r5_rate": ratio(beyond, count),
        "beyond_r5_low_rate": beyond_low,
        "beyond_r5_high_rate": beyond_high,
    }


def wilson(hits: int, count: int) -> tuple[float | None, float | None]:
    """Wilson's score interval of a share."""
    if not count:
        return None, None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = hits / count, 1 + z * z / count
    middle = share + z * z / (2 * count)
    reach = z * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return (middle - reach) / spread, (middle + reach) / spread


def class_coverage_by_unit(facts: Facts) -> Figure:
    """M16: enterprises in existence with a class in force on the day."""
    frame = existing(facts, facts.as_of)
    units = [*facts.units, *({UNMAPPED} & set(frame["unit"]))]
    found = []
    for unit in units:
        mine = frame[frame["unit"] == unit]
        counts = {f"{one.lower()}_count": int((mine["risk_class"] == one).sum()) for one in CLASSES}
        classified = sum(counts.values())
        found.append(
            {
                "unit": unit,
                **counts,
                "classified_count": classified,
                "existing_count": len(mine),
                "coverage_rate": ratio(classified, len(mine)),
            }
        )
    return found


def existing(facts: Facts, day: date) -> pd.DataFrame:
    """Enterprises of the register 存续 on a day, with their class in force."""
    register = facts.exports.entities
    is_there = (register["kind"] == ENTERPRISE) & (register["state"] == "存续")
    is_there &= register["established_on"].isna() | by(register["established_on"], day)
    frame = register[is_there]
    return frame.assign(
        unit=frame["unit"].replace("", UNMAPPED),
        risk_class=class_on(facts, day).reindex(frame.index),
    )


def class_on(facts: Facts, day: date) -> pd.Series:
    """The class of each entity in force on a day."""
    classes = facts.exports.classes
    return classes[classes["valid_from"] <= day].groupby("entity")["risk_class"].last()
