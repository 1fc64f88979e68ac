"""Working days as arrays. Days are numpy `datetime64[D]`; NaT means no date."""

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
import numpy as np

from inspection.demo.world.lists import read_list

NO_DAY = np.datetime64("NaT", "D")


def to_date(day: np.datetime64) -> date:
    """The same day as Python has it."""
    return date.fromisoformat(str(day))


def day(text: str) -> np.datetime64:
    """A day from YYYY-MM-DD."""
    return np.datetime64(text, "D")


@lru_cache(maxsize=1)
def workdays() -> np.ndarray:
    """All working days of the known years on the State Council's calendar.

    From a month before the first to half a year after the last: everything the
    worlds hold happens between.
    """
    years = [int(row["year"]) for row in read_list("years")]
    first, last = date(years[0] - 1, 12, 1), date(years[-1] + 1, 6, 30)
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return np.array(
        [one for one in span if chinese_calendar.is_workday(one)], dtype="datetime64[D]"
    )


def next_workday(days: np.ndarray) -> np.ndarray:
    """Each day, or the first working day after it."""
    return workdays()[np.searchsorted(workdays(), days, side="left")]


def add_workdays(days: np.ndarray, counts: np.ndarray | int) -> np.ndarray:
    """The working day `counts` after each day (0: the day, or the last working day before)."""
    known = np.where(np.isnat(days), workdays()[0], days)
    places = np.searchsorted(workdays(), known, side="right") - 1 + counts
    moved = workdays()[np.clip(places, 0, len(workdays()) - 1)]
    return np.where(np.isnat(days), NO_DAY, moved)


def spread(start: np.ndarray, end: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The working day that lies at `share` (0–1) of each window, both ends included."""
    first = np.searchsorted(workdays(), start, side="left")
    last = np.maximum(np.searchsorted(workdays(), end, side="right") - 1, first)
    return workdays()[
        first + np.floor(share * (last - first + 1)).clip(0, last - first).astype(int)
    ]
