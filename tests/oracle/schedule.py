"""M6b: what tasks and plans should have brought by a day, spread over their windows."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from . import workdays
from .areas import PROVINCE_OFFICE
from .facts import ENTERPRISE, Facts
from .filters import within
from .planning import COUNTY


class Share(NamedTuple):
    """A number of enterprises that a unit is to inspect within a window."""

    unit: str
    count: int
    first: date | None
    last: date | None

    @property
    def has_window(self) -> bool:
        """Whether both ends are known."""
        return is_day(self.first) and is_day(self.last)

    def due(self, by: date) -> Fraction:
        """How many of them should be done by a day, evenly over working days."""
        return self.count * gone(self.first, self.last, by) if self.has_window else Fraction(0)


def is_day(value: object) -> bool:
    """Whether a date cell holds a date."""
    return isinstance(value, date) and value == value


@cache
def gone(first: date, last: date, by: date) -> Fraction:
    """The share of a window's working days up to a day."""
    start = first - workdays.ONE_DAY
    length = workdays.between(start, last)
    done = workdays.between(start, min(by, last)) if by >= first else 0
    return Fraction(done, length) if length else Fraction(int(by >= first))


def schedule(facts: Facts) -> list[Share]:
    """Tasks with the enterprises drawn so far, and plans that no task has begun."""
    return [*task_shares(facts), *plan_shares(facts)]


def task_shares(facts: Facts) -> list[Share]:
    """A task's target per unit is its drawn rows of enterprises."""
    rows = facts.enterprises[facts.enterprises["is_assigned"]]
    counts = rows.groupby(["task", "unit"]).size().items()
    windows = facts.exports.tasks[["window_from", "window_to"]].to_dict("index")
    none = {"window_from": None, "window_to": None}
    return [
        Share(unit, int(count), *windows.get(task, none).values()) for (task, unit), count in counts
    ]


def plan_shares(facts: Facts) -> list[Share]:
    """Plans of units and counties for enterprises, until their first task is drawn."""
    tasks = facts.exports.tasks
    begun = set(tasks["plan"][[is_day(day) and day <= facts.as_of for day in tasks["drawn_on"]]])
    plans, chosen = facts.exports.plans, facts.filters
    county = plans["county"].where(plans["level"] == COUNTY, "")
    is_chosen = within(plans["unit"], chosen.units) & within(county, chosen.counties)
    return [
        Share(plan.unit, int(plan.target_count), plan.window_from, plan.window_to)
        for plan in plans[is_chosen & ~plans.index.isin(begun)].itertuples()
        if plan.target_count == plan.target_count
        and plan.target_count is not None
        and plan.unit != PROVINCE_OFFICE
        and (ENTERPRISE in plan.kinds or not plan.kinds)
    ]
