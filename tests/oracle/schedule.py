"""M6b: what plans should have brought by a day, spread over their windows."""

from datetime import date
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from . import workdays
from .areas import PROVINCE_OFFICE
from .facts import Facts
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
        """Whether both ends are known, the first not after the last."""
        return is_day(self.first) and is_day(self.last) and self.first <= self.last

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
    """Plans of units and counties for enterprises alone, whatever is drawn on them."""
    plans, chosen = facts.exports.plans, facts.filters
    county = plans["county"].where(plans["level"] == COUNTY, "")
    is_chosen = within(plans["unit"], chosen.units) & within(county, chosen.counties)
    return [
        Share(plan.unit, int(plan.target_count), plan.window_from, plan.window_to)
        for plan in plans[is_chosen].itertuples()
        if plan.target_count == plan.target_count
        and plan.target_count is not None
        and plan.unit != PROVINCE_OFFICE
        and plan.is_of_enterprises
    ]
