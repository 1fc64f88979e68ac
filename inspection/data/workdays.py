"""Working days of the State Council's calendar, with its shifted weekends.

The calendar comes from chinesecalendar; `workday_overrides.csv` has the last
word. A day that neither knows is an error, never a guess from the weekday.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

import chinese_calendar
import pyarrow as pa

from inspection.data import reference
from inspection.errors import BadInput

ONE_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether `day` is a working day. Raises BadInput for years without a calendar."""
    overridden = _overrides().get(day)
    if overridden is not None:
        return overridden
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError as error:
        raise BadInput(
            f"工作日历没有{day.year}年的放假安排",
            day.isoformat(),
            "升级 chinesecalendar，或在 data/reference/workday_overrides.csv 登记该日",
        ) from error


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

    The working days after a and up to b are workday_no(b) - workday_no(a).
    """
    days = _days(first, last)
    flags = [is_workday(day) for day in days]
    counts = list(accumulate(map(int, flags)))
    return pa.table(
        {
            "day": pa.array(days, pa.date32()),
            "is_workday": pa.array(flags, pa.bool_()),
            "workday_no": pa.array(counts, pa.int64()),
        }
    )


@lru_cache(maxsize=1)
def _overrides() -> dict[date, bool]:
    rows = reference.load("workday_overrides").to_pylist()
    return {row["day_on"]: row["is_workday"] for row in rows}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
