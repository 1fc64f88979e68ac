"""Merged visits: a further task of one unit, inspected on the visits that its other tasks make.

It comes on top of the year and draws firms that the unit has drawn and not yet visited; the same
two people inspect both tasks on one day. Nothing else of the world changes by it.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.draws import NOT_MOVED, Pool, Rows, count_classes
from inspection.demo.world.inspections import Inspections, find_on
from inspection.demo.world.lists import ENTERPRISE
from inspection.demo.world.places import Places
from inspection.demo.world.population import Population
from inspection.demo.world.publicity import Publicity, publish_rows
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import (
    NEW_PLATFORM,
    NOWHERE,
    OLD_PLATFORM,
    Task,
    numbered,
    target_of,
)

ROLE, CAMPAIGN = "merging", 3
# Objects by the target of the unit, and how many at the least.
SHARE, LEAST = 0.06, 10
# Seeds of this task's own streams lie below.
SEEDS = 2**62


@dataclass(frozen=True, eq=False)
class Year:
    """What a year holds, row by row and task by task."""

    tasks: list[Task]
    pools: list[Pool]
    rows: Rows
    pairs: np.ndarray
    inspections: Inspections
    publicity: Publicity


def take_along(
    year: Year,
    places: Places,
    population: Population,
    classes: np.ndarray,
    cast: Cast,
    seed: int,
) -> Year:
    """The year with the task of the merging unit; as it was where no visit is left to share."""
    rng = stream(seed, ROLE)
    waiting = _waiting(year, places, population, cast)
    count = max(round(target_of(places, cast.merging) * SHARE), LEAST)
    shared = np.sort(rng.permutation(waiting)[:count])
    if not len(shared):
        return year
    task = _task(places, cast, len(shared))
    tasks = numbered([*year.tasks, task], places)
    known = classes[places.calendar.month_of(task.drawn_on)]
    rows = _rows(year, shared, known, task)
    own_seed = int(rng.integers(SEEDS))
    inspected = year.inspections.inspected_on[shared]
    found = find_on(rows, tasks, population, inspected, own_seed, True)
    told = publish_rows(rows, tasks, found, places, cast, own_seed)
    pool = Pool(*(count_classes(known[year.rows.entity[one]]) for one in (waiting, shared)))
    return Year(
        tasks=tasks,
        pools=[*year.pools, pool],
        rows=_joined(year.rows, rows),
        pairs=np.concatenate([year.pairs, year.pairs[shared]]),
        inspections=_joined(year.inspections, found),
        publicity=_joined(year.publicity, told),
    )


def _waiting(year: Year, places: Places, population: Population, cast: Cast) -> np.ndarray:
    """Rows of enterprises in the unit's own tasks, drawn before and visited in the window."""
    wave, rows = places.calendar.story_waves[ROLE], year.rows
    is_own = [
        task.unit == cast.merging
        and task.level == "市级"
        and not task.role
        and task.drawn_on < wave.draw
        for task in year.tasks
    ]
    inspected = year.inspections.inspected_on
    is_in_time = (inspected >= wave.start) & (inspected <= wave.end)
    is_firm = population.kind[rows.entity] == ENTERPRISE
    mine = np.array(is_own)[rows.task] & (rows.moved_to == NOT_MOVED)
    found = np.flatnonzero(mine & is_in_time & is_firm)
    _, firsts = np.unique(rows.entity[found], return_index=True)
    return found[firsts]


def _task(places: Places, cast: Cast, quota: int) -> Task:
    wave = places.calendar.story_waves[ROLE]
    is_switched = wave.draw >= places.calendar.switched_on[places.units[cast.merging].name]
    return Task(
        number="",
        name="",
        campaign=CAMPAIGN,
        level="市级",
        unit=cast.merging,
        county=NOWHERE,
        wave=1,
        drawn_on=wave.draw,
        window_from=wave.start,
        window_to=wave.end,
        share=0.0,
        quota=quota,
        system=NEW_PLATFORM if is_switched else OLD_PLATFORM,
        style="equal",
        role=ROLE,
        has_plan=False,
    )


def _rows(year: Year, shared: np.ndarray, classes: np.ndarray, task: Task) -> Rows:
    """The same entities in the new task."""
    entity, count = year.rows.entity[shared], len(shared)
    return replace(
        year.rows,
        task=np.full(count, len(year.tasks)),
        entity=entity,
        county=year.rows.county[shared],
        class_at_draw=classes[entity],
        moved_to=np.full(count, NOT_MOVED),
        moved_on=np.full(count, days.NO_DAY),
        visible_from=np.full(count, task.drawn_on),
    )


def _joined(first: Any, more: Any) -> Any:
    """Two records of arrays as one, the second below the first."""
    both = {name: np.concatenate([one, vars(more)[name]]) for name, one in vars(first).items()}
    return type(first)(**both)
