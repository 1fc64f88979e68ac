"""Working days by the State Council's calendar, written out for the years that are compared."""

from datetime import date, timedelta
from functools import cache

from . import reference

# 国办发明电〔2021〕11号, 〔2022〕16号, 〔2023〕7号, 〔2024〕12号: first and last day off.
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
    (date(2023, 4, 5), date(2023, 4, 5)),
    (date(2023, 4, 29), date(2023, 5, 3)),
    (date(2023, 6, 22), date(2023, 6, 24)),
    (date(2023, 9, 29), date(2023, 10, 6)),
    (date(2024, 1, 1), date(2024, 1, 1)),
    (date(2024, 2, 10), date(2024, 2, 17)),
    (date(2024, 4, 4), date(2024, 4, 6)),
    (date(2024, 5, 1), date(2024, 5, 5)),
    (date(2024, 6, 10), date(2024, 6, 10)),
    (date(2024, 9, 15), date(2024, 9, 17)),
    (date(2024, 10, 1), date(2024, 10, 7)),
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 5, 31), date(2025, 6, 2)),
    (date(2025, 10, 1), date(2025, 10, 8)),
]
SHIFTED = {
    *(date(2022, 1, 29), date(2022, 1, 30), date(2022, 4, 2), date(2022, 4, 24)),
    *(date(2022, 5, 7), date(2022, 10, 8), date(2022, 10, 9)),
    *(date(2023, 1, 28), date(2023, 1, 29), date(2023, 4, 23), date(2023, 5, 6)),
    *(date(2023, 6, 25), date(2023, 10, 7), date(2023, 10, 8)),
    *(date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28)),
    *(date(2024, 5, 11), date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12)),
    *(date(2025, 1, 26), date(2025, 2, 8), date(2025, 4, 27), date(2025, 9, 28)),
    date(2025, 10, 11),
}


@cache
def overrides() -> dict[date, bool]:
    """Days the reference data decide, whatever the calendar says."""
    return {
        date.fromisoformat(row["day_on"]): row["is_workday"] == "true"
        for row in reference.rows("workday_overrides")
    }


ONE_DAY = timedelta(days=1)


@cache
def is_workday(day: date) -> bool:
    """Whether offices work on that day."""
    if day in (decided := overrides()):
        return decided[day]
    if day in SHIFTED:
        return True
    return day.weekday() < 5 and not any(first <= day <= last for first, last in HOLIDAYS)


@cache
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
