"""The dates of a year: its notice, base and deadline, seasons of draws, duties, events."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.lists import read_list
from inspection.demo.world.rules import rules_of


@dataclass(frozen=True)
class Wave:
    """A season of draws: first draw day, first window day, last window day.

    The draws of one season are spread over `spread` working days.
    """

    draw: np.datetime64
    start: np.datetime64
    end: np.datetime64
    spread: int


@dataclass(frozen=True, eq=False)
class Calendar:
    """One statistical year. `lapsed_on` ends the certificates of a story,
    `case_topic` is what the typical cases are about.

    `hand_in` gives first day and spread in days of each duty, `events` day, unit
    and what happened, `switched_on` the day a unit changed to the new platform.
    """

    year: int
    document: str
    issued_on: np.datetime64
    deadline_on: np.datetime64
    base_on: np.datetime64
    unit_plans_on: np.datetime64
    county_plans_on: np.datetime64
    cases_from: np.datetime64
    lapsed_on: np.datetime64
    case_topic: str
    waves: tuple[Wave, ...]
    story_waves: dict[str, Wave]
    hand_in: dict[str, tuple[np.datetime64, int]]
    events: tuple[tuple[str, str, str], ...]
    switched_on: dict[str, np.datetime64]

    @property
    def starts_on(self) -> np.datetime64:
        """1 January."""
        return days.day(f"{self.year}-01-01")

    @property
    def ends_on(self) -> np.datetime64:
        """31 December."""
        return days.day(f"{self.year}-12-31")

    @property
    def plans_from(self) -> np.datetime64:
        """The first day of the plans: after the notice."""
        return self.issued_on + 1

    def first_of(self, month: int) -> np.datetime64:
        """The first day of a month, month 0 being January."""
        return (self.starts_on.astype("datetime64[M]") + month).astype("datetime64[D]")

    def month_of(self, day: np.datetime64) -> int:
        """The month of a day, 0 being January of the year."""
        return int(
            (day.astype("datetime64[M]") - self.starts_on.astype("datetime64[M]")).astype(int)
        )

    def periods(self) -> tuple[str, str, str, str]:
        """The time of the plans in the words of four people."""
        start, end = days.to_date(self.plans_from), days.to_date(self.deadline_on)
        return (
            f"{self.year}年{start.month}月至{end.month}月",
            f"{start.month}月—{end.month}月",
            f"{self.year}年{end.month}月{end.day}日前",
            f"{self.year}年{start.month}月{start.day}日至{end.month}月{end.day}日",
        )


@lru_cache(maxsize=1)
def known_years() -> tuple[int, ...]:
    """The years that the demo can write; each one after the first goes on from the one before."""
    return tuple(int(row["year"]) for row in read_list("years"))


@lru_cache(maxsize=8)
def calendar_of(year: int) -> Calendar:
    """The calendar of a known year."""
    (facts,) = _listed("years", year)
    periods = {row["period"]: row for row in rules_of("periods", year)}
    waves = {row["wave"]: _wave(row) for row in _listed("waves", year)}
    return Calendar(
        year=year,
        document=facts["document_no"],
        issued_on=days.day(periods["campaign"]["from_on"]),
        deadline_on=days.day(periods["campaign"]["until_on"]),
        base_on=days.day(periods["base"]["from_on"]),
        unit_plans_on=days.day(facts["unit_plans_on"]),
        county_plans_on=days.day(facts["county_plans_on"]),
        cases_from=days.day(facts["cases_from"]),
        lapsed_on=days.day(facts["lapsed_on"]),
        case_topic=facts["case_topic"],
        waves=tuple(wave for name, wave in waves.items() if name.isdigit()),
        story_waves={name: wave for name, wave in waves.items() if not name.isdigit()},
        hand_in={
            row["duty"]: (days.day(row["from_on"]), int(row["spread_days"]))
            for row in _listed("hand_in", year)
        },
        events=tuple((row["on"], row["unit"], row["event"]) for row in _listed("events", year)),
        switched_on={
            row["unit"]: days.day(row["switched_on"]) for row in rules_of("switch_dates", year)
        },
    )


def _listed(name: str, year: int) -> list[dict[str, str]]:
    return [row for row in read_list(name) if row["year"] == str(year)]


def _wave(row: dict[str, str]) -> Wave:
    first, start, end = (days.day(row[name]) for name in ("draw_on", "from_on", "until_on"))
    return Wave(first, start, end, int(row["spread"]))
