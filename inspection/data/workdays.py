"""Working days of the State Council's calendar, with its shifted weekends.

The calendar comes from chinesecalendar; `workday_overrides.csv` has the last
word. Beyond the years published so far a day is estimated from its weekday, and
marked as such, so that whatever rests on it can say so.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import chinese_calendar
import pyarrow as pa

from inspection.data import reference
from inspection.provinces import in_view

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def is_workday(day: date) -> bool:
    """Whether `day` is a working day; where no calendar is published yet, by its weekday."""
    overridden = _overrides(in_view()).get(day)
    if overridden is not None:
        return overridden
    if is_estimated(day):
        return day.weekday() < SATURDAY
    # Not its own function, which looks for its first and last year on every call.
    shifted, free = chinese_calendar.constants.workdays, chinese_calendar.constants.holidays
    return day in shifted or (day.weekday() < SATURDAY and day not in free)


def is_estimated(day: date) -> bool:
    """Whether no calendar is published for the day, nor an override registered."""
    return day.year not in _published() and day not in _overrides(in_view())


def workdays_between(after: date, until: date) -> int:
    """Working days later than `after`, up to and including `until`; 0 where none lie between."""
    return sum(is_workday(day) for day in _days(after + ONE_DAY, until))


def add_workdays(day: date, n: int) -> date:
    """The `n`-th working day after `day`, so that a period of `n` working days ends on it."""
    while n > 0:
        day += ONE_DAY
        n -= is_workday(day)
    return day


def calendar(first: date, last: date) -> pa.Table:
    """Every day from `first` to `last` with `workday_no`, the working days counted since `first`.

    `is_estimated` marks days beyond the published calendar. The working days after a and
    up to b are workday_no(b) - workday_no(a).
    """
    days = _days(first, last)
    flags = [is_workday(day) for day in days]
    counts = list(accumulate(map(int, flags)))
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "is_workday": pa.array(flags, pa.bool_()),
            "workday_no": pa.array(counts, pa.int64()),
            "is_estimated": pa.array(map(is_estimated, days), pa.bool_()),
        }
    )


@lru_cache(maxsize=1)
def _published() -> frozenset[int]:
    """Years of which the State Council's arrangement is known."""
    return frozenset(day.year for day in chinese_calendar.constants.holidays)


@lru_cache(maxsize=64)
def _overrides(_province: str) -> dict[date, bool]:
    rows = reference.load("workday_overrides").to_pylist()
    return {row["day_on"]: row["is_workday"] for row in rows}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
