"""Working days by the State Council's calendar, written out for the year of the notice."""

from datetime import date, timedelta
from functools import cache

from . import reference

# 国办发明电〔2021〕11号 and 〔2022〕16号: first and last day off, both included.
HOLIDAYS = [
    (date(2022, 1, 1), date(2022, 1, 3)),
    (date(2022, 1, 31), date(2022, 2, 6)),
    (date(2022, 4, 3), date(2022, 4, 5)),
    (date(2022, 4, 30), date(2022, 5, 4)),
    (date(2022, 6, 3), date(2022, 6, 5)),
    (date(2022, 9, 10), date(2022, 9, 12)),
    (date(2022, 10, 1), date(2022, 10, 7)),
    (date(2022, 12, 31), date(2023, 1, 2)),
    (date(2023, 1, 21), date(2023, 1, 27)),
]
SHIFTED = {
    *(date(2022, 1, 29), date(2022, 1, 30), date(2022, 4, 2), date(2022, 4, 24)),
    *(date(2022, 5, 7), date(2022, 10, 8), date(2022, 10, 9)),
    *(date(2023, 1, 28), date(2023, 1, 29)),
}


@cache
def overrides() -> dict[date, bool]:
    """Days the reference data decide, whatever the calendar says."""
    return {
        date.fromisoformat(row["day_on"]): row["is_workday"] == "true"
        for row in reference.rows("workday_overrides")
    }


ONE_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether offices work on that day."""
    if day in (decided := overrides()):
        return decided[day]
    if day in SHIFTED:
        return True
    return day.weekday() < 5 and not any(first <= day <= last for first, last in HOLIDAYS)


def between(after: date, until: date) -> int:
    """Working days later than `after`, up to and including `until`."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(is_workday(day) for day in days)


@cache
def add(day: date, count: int) -> date:
    """The working day that is `count` working days after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
