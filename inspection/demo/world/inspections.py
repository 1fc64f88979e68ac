"""Inspections: when each row is inspected, entered and reviewed, and what was found.

The whole year is decided here; an export shows what had happened by its date.
"""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.draws import NOT_MOVED, Rows
from inspection.demo.world.lists import UNCLASSED, campaigns
from inspection.demo.world.places import Places
from inspection.demo.world.population import Population
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import Task

RESULTS = ("R1", "R2a", "R2b", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10")
R1, R2A, R2B, R3, R4, R5, R6, R7, R8, R9, R10 = range(len(RESULTS))
PROBLEMS = (R2A, R2B, R3, R4, R5, R6, R8)
# Share of findings by class A–D, and where the class is unknown or has no effect.
FINDING_RATES = np.array([0.06, 0.10, 0.18, 0.30])
BLIND_RATE = 0.12
# Firms that were gone or did nothing of the kind: R7, R9, R10; the same in every class.
GONE_RATES = (0.015, 0.020, 0.015)
# What a finding is; unreachable firms are the largest group.
PROBLEM_SHARES = {R2A: 0.15, R2B: 0.09, R3: 0.03, R4: 0.42, R5: 0.20, R6: 0.02, R8: 0.09}
MULTIPLE_SHARE = 0.08
# Beta shape of inspection days inside the window, share finished after it, by pace.
SHAPES = {
    "steady": (1.6, 1.9, 0.04),
    "fast": (1.3, 2.2, 0.02),
    "slow": (3.0, 1.2, 0.16),
    "catch_up": (1.3, 2.0, 0.04),
    "too_few": (1.5, 1.9, 0.03),
    "bunching": (1.6, 1.7, 0.03),
}
SEPTEMBER_SHAPE = (6.0, 2.2)
NEVER_SHARE = 0.006
# The unit that draws too few does its third wave in a few weeks: it is fast.
RUSH_FROM, RUSH_UNTIL = np.timedelta64(45, "D"), np.timedelta64(21, "D")
# What the slow unit means to do in the last weeks before the deadline is done after it.
PUT_OFF_FROM, PUT_OFF_BY = np.timedelta64(21, "D"), 20
RETURNED_SHARE = 0.02


@dataclass(frozen=True)
class Inspections:
    """Arrays over rows. NaT: never. `results` holds a bit per result, 0 where none."""

    inspected_on: np.ndarray
    first_item_on: np.ndarray
    entered_on: np.ndarray
    returned: np.ndarray
    reviewed_on: np.ndarray
    results: np.ndarray
    problem_item: np.ndarray
    method: np.ndarray


def inspect_rows(
    rows: Rows,
    tasks: list[Task],
    places: Places,
    population: Population,
    cast: Cast,
    seed: int,
    effects: bool,
) -> Inspections:
    """Dates and findings of all rows."""
    inspected = _inspection_days(rows, tasks, places, cast, seed)
    return find_on(rows, tasks, population, inspected, seed, effects)


def find_on(
    rows: Rows,
    tasks: list[Task],
    population: Population,
    inspected: np.ndarray,
    seed: int,
    effects: bool,
) -> Inspections:
    """What is entered of visits on these days, and found."""
    rng = stream(seed, "entry")
    count = len(rows)
    entered = days.add_workdays(inspected, np.minimum(rng.geometric(0.45, count) - 1, 12))
    returned = rng.random(count) < RETURNED_SHARE
    wait = np.where(returned, rng.integers(6, 15, count), rng.integers(0, 4, count))
    earlier = days.add_workdays(inspected, -1)
    split = (rng.random(count) < 0.05) & (earlier > rows.visible_from)
    item_counts = np.array([len(campaigns()[task.campaign].items) for task in tasks])[rows.task]
    return Inspections(
        inspected_on=inspected,
        first_item_on=np.where(split & (item_counts > 1), earlier, inspected),
        entered_on=entered,
        returned=returned,
        reviewed_on=days.add_workdays(entered, wait),
        results=_findings(rows, population, inspected, seed, effects),
        problem_item=(rng.random(count) * item_counts).astype(np.int8),
        method=rng.choice(4, count, p=[0.72, 0.12, 0.12, 0.04]).astype(np.int8),
    )


def has_problem(results: np.ndarray) -> np.ndarray:
    """Rows with at least one problem among their results."""
    return (results & sum(1 << one for one in PROBLEMS)) > 0


def is_applicable(results: np.ndarray) -> np.ndarray:
    """Rows with a result other than R7, R9, R10."""
    return (results & ~sum(1 << one for one in (R7, R9, R10))) > 0


def _inspection_days(
    rows: Rows, tasks: list[Task], places: Places, cast: Cast, seed: int
) -> np.ndarray:
    """A working day inside the task's window, for some after it, for a few never."""
    rng = stream(seed, "inspection days")
    count = len(rows)
    unit = places.county_units()[rows.county]
    start = np.array([task.window_from for task in tasks])[rows.task]
    end = np.array([task.window_to for task in tasks])[rows.task]
    start = np.maximum(start, rows.visible_from + 1)
    shapes = np.array([SHAPES[pace] for pace in cast.paces])[unit]
    wave = np.array([task.wave for task in tasks])[rows.task]
    is_bunching = (np.array(cast.paces)[unit] == "bunching") & (wave == 2)
    first = np.where(is_bunching, SEPTEMBER_SHAPE[0], shapes[:, 0])
    second = np.where(is_bunching, SEPTEMBER_SHAPE[1], shapes[:, 1])
    share = rng.beta(first, second)
    is_rushed = (np.array(cast.paces)[unit] == "too_few") & (wave == 2)
    begin = np.where(is_rushed, np.maximum(start, end - RUSH_FROM), start)
    inspected = days.spread(begin, np.where(is_rushed, end - RUSH_UNTIL, end), share)
    late = rng.random(count) < shapes[:, 2]
    overrun = days.add_workdays(end, rng.integers(1, 40, count))
    inspected = np.where(late, overrun, inspected)
    inspected = np.where(_put_off(inspected, unit, places, cast), _later(inspected), inspected)
    roles = np.array([task.role for task in tasks])[rows.task]
    never = rng.random(count) < NEVER_SHARE
    never |= (roles == "stuck") | (rows.moved_to != NOT_MOVED)
    return np.where(never, days.NO_DAY, inspected)


def _put_off(inspected: np.ndarray, unit: np.ndarray, places: Places, cast: Cast) -> np.ndarray:
    """The last weeks' rows of the slow unit: it finishes, but after the deadline."""
    deadline = places.calendar.deadline_on
    is_slow = (np.array(cast.paces) == "slow")[unit]
    return is_slow & (inspected > deadline - PUT_OFF_FROM) & (inspected <= deadline)


def _later(inspected: np.ndarray) -> np.ndarray:
    return days.add_workdays(inspected, PUT_OFF_BY)


def _findings(
    rows: Rows, population: Population, inspected: np.ndarray, seed: int, effects: bool
) -> np.ndarray:
    """Results as bits. A firm that ended before the visit is found so more often."""
    rng = stream(seed, "findings")
    count = len(rows)
    classes = rows.class_at_draw
    is_known = classes != UNCLASSED
    rates = np.full(count, BLIND_RATE)
    if effects:
        rates = np.where(is_known, FINDING_RATES[np.where(is_known, classes, 0)], BLIND_RATE)
    kinds = np.array(list(PROBLEM_SHARES))
    kind = rng.choice(kinds, count, p=list(PROBLEM_SHARES.values()))
    results = np.where(rng.random(count) < rates, 1 << kind, 1 << R1)
    results = _with_more(rng, results)
    gone = rng.random(count)
    ends = np.cumsum(GONE_RATES)
    for place, result in enumerate((R7, R9, R10)):
        low = ends[place - 1] if place else 0
        results = np.where((gone >= low) & (gone < ends[place]), 1 << result, results)
    ended = population.ended_on[rows.entity]
    has_ended = ~np.isnat(ended) & (ended <= inspected)
    results = np.where(has_ended & (rng.random(count) < 0.8), 1 << R10, results)
    return np.where(np.isnat(inspected), 0, results)


def _with_more(rng: np.random.Generator, results: np.ndarray) -> np.ndarray:
    """Some findings come with a second or third one, as in "2,B,6"."""
    count = len(results)
    more = has_problem(results) & (rng.random(count) < MULTIPLE_SHARE)
    second = rng.choice([R2B, R5, R8, R10], count)
    third = np.where(rng.random(count) < 0.3, 1 << R6, 0)
    return np.where(more, results | (1 << second) | third, results)
