"""Draws: which entities each task got, with the class they had on the draw day.

Most tasks pass over entities that an earlier task of the year has; special
campaigns do not look, which is where repeats come from.
"""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.lists import UNCLASSED, campaigns
from inspection.demo.world.places import Places
from inspection.demo.world.population import Population
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import NOWHERE, WHOLE_PROVINCE, Task
from inspection.demo.world.year_calendar import Calendar

# Draws per entity of a class against class A; the last is an entity without a class.
WEIGHTS = {
    "led": (1.0, 1.9, 5.5, 13.0, 1.0),
    "inverted": (4.0, 1.5, 0.5, 0.1, 1.0),
}
EQUAL = (1.0, 1.0, 1.0, 1.0, 1.0)
NOT_MOVED = -1
OVERLAP_SHARE = 0.6


@dataclass(frozen=True)
class Rows:
    """One entity drawn in one task: arrays of equal length.

    `county` is the jurisdiction the row names; `moved_to` the task the row was
    reassigned to; `visible_from` the day the row appears in exports.
    """

    task: np.ndarray
    entity: np.ndarray
    county: np.ndarray
    class_at_draw: np.ndarray
    moved_to: np.ndarray
    moved_on: np.ndarray
    visible_from: np.ndarray

    def __len__(self) -> int:
        return len(self.task)


@dataclass(frozen=True)
class Pool:
    """Entities a task could have drawn, and drew, by class (A–D, none)."""

    counts: np.ndarray
    drawn: np.ndarray


class _Library:
    """Members of each (kind, county) in a fixed shuffled order, and who is drawn."""

    def __init__(
        self, population: Population, classes: np.ndarray, calendar: Calendar, seed: int
    ) -> None:
        self.population, self.classes, self.calendar = population, classes, calendar
        self.drawn = np.zeros(len(population), dtype=bool)
        luck = stream(seed, "draw order").random(len(population))
        order = np.lexsort((luck, population.county, population.kind))
        keys = population.kind[order].astype(int) * 1000 + population.county[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self.members = dict(zip(keys[starts], np.split(order, starts[1:]), strict=True))

    def candidates(self, task: Task, county: int) -> np.ndarray:
        """Entities of a county that fit the campaign and exist on the draw day."""
        campaign = campaigns()[task.campaign]
        chosen = self.members.get(campaign.kind * 1000 + county, np.zeros(0, dtype=int))
        population = self.population
        ended = population.ended_on[chosen]
        fits = population.established_on[chosen] <= task.drawn_on
        fits &= np.isnat(ended) | (ended > task.drawn_on)
        if campaign.industries:
            fits &= np.isin(population.industry[chosen], campaign.industries)
        return chosen[fits]

    def class_of(self, chosen: np.ndarray, day: np.datetime64) -> np.ndarray:
        """Class on a day: of the month's recomputation; before the year that of January."""
        return self.classes[max(self.calendar.month_of(day), 0)][chosen]


def draw_rows(
    tasks: list[Task],
    places: Places,
    population: Population,
    classes: np.ndarray,
    seed: int,
) -> tuple[Rows, list[Pool]]:
    """Rows of all tasks in draw order, and each task's pool."""
    library = _Library(population, classes, places.calendar, seed)
    drawn: list[np.ndarray] = []
    pools: list[Pool] = []
    for at, task in enumerate(tasks):
        rng = stream(seed, "draw", at)
        partner = overlap_partner(tasks[:at], task)
        if partner is not None:
            chosen, pool = _draw_overlap(rng, library, drawn[partner], places, task)
        else:
            chosen, pool = _draw(rng, library, places, task, task.quota)
        library.drawn[chosen] = True
        drawn.append(chosen)
        pools.append(pool)
    return _as_rows(tasks, drawn, library), pools


def _draw(
    rng: np.random.Generator, library: _Library, places: Places, task: Task, quota: int
) -> tuple[np.ndarray, Pool]:
    """A draw from all counties of the task, by class where its style says so."""
    found = [library.candidates(task, county) for county in _counties(places, task)]
    everyone = np.concatenate(found)
    cells = [_by_class(library.class_of(one, task.drawn_on)) for one in found]
    counts = np.array([[len(cell) for cell in row] for row in cells])
    sizes = _sizes(rng, counts, task.style, quota)
    looks_back = campaigns()[task.campaign].scope != "special"
    chosen = [
        _take(rng, one[cell], library.drawn, int(size), looks_back)
        for one, row, wanted in zip(found, cells, sizes, strict=True)
        for cell, size in zip(row, wanted, strict=True)
    ]
    picked = np.concatenate(chosen) if len(everyone) else everyone
    drawn = count_classes(library.class_of(picked, task.drawn_on))
    return picked, Pool(counts.sum(axis=0), drawn)


def _counties(places: Places, task: Task) -> list[int]:
    if task.unit == WHOLE_PROVINCE:
        return list(range(len(places.counties)))
    return places.counties_of(task.unit) if task.county == NOWHERE else [task.county]


def _by_class(classes: np.ndarray) -> list[np.ndarray]:
    return [np.flatnonzero(classes == one) for one in (0, 1, 2, 3, UNCLASSED)]


def count_classes(classes: np.ndarray) -> np.ndarray:
    """How many of each class, the last without one."""
    return np.array([len(cell) for cell in _by_class(classes)])


def _sizes(rng: np.random.Generator, counts: np.ndarray, style: str, quota: int) -> np.ndarray:
    """Whole numbers per county × class, in proportion to count × weight, total = quota.

    Equal ratios are rounded per class first, so that no class ratio differs by chance.
    """
    weighted = counts * np.array(WEIGHTS.get(style, EQUAL))
    if not weighted.sum():
        return np.zeros_like(counts)
    expected = (weighted / weighted.sum() * quota).T.ravel()
    ends = np.floor(np.cumsum(expected) + rng.random())
    return np.diff(ends, prepend=0).reshape(counts.T.shape).T.astype(int)


def _take(
    rng: np.random.Generator, cell: np.ndarray, drawn: np.ndarray, size: int, looks_back: bool
) -> np.ndarray:
    if not size:
        return cell[:0]
    if looks_back:
        return cell[~drawn[cell]][:size]
    return rng.permutation(cell)[:size]


def _draw_overlap(
    rng: np.random.Generator, library: _Library, partner: np.ndarray, places: Places, task: Task
) -> tuple[np.ndarray, Pool]:
    """Most of the list from what another office's task has drawn."""
    shared = round(task.quota * OVERLAP_SHARE)
    fresh, pool = _draw(rng, library, places, task, task.quota - shared)
    again = rng.permutation(np.setdiff1d(partner, fresh))[:shared]
    chosen = np.concatenate([fresh, again])
    return chosen, Pool(pool.counts, count_classes(library.class_of(chosen, task.drawn_on)))


def overlap_partner(earlier: list[Task], task: Task) -> int | None:
    """The earlier draw whose list an overlapping task shares; None for every other task."""
    roles = [(other.unit, other.role) for other in earlier]
    partner = (task.unit, "overlap_first")
    return roles.index(partner) if task.role == "overlap" and partner in roles else None


def _as_rows(tasks: list[Task], drawn: list[np.ndarray], library: _Library) -> Rows:
    task = np.repeat(np.arange(len(tasks)), [len(one) for one in drawn])
    entity = np.concatenate(drawn)
    classes = np.concatenate(
        [library.class_of(one, tasks[at].drawn_on) for at, one in enumerate(drawn)]
    )
    return Rows(
        task=task,
        entity=entity,
        county=library.population.county[entity],
        class_at_draw=classes,
        moved_to=np.full(len(task), NOT_MOVED),
        moved_on=np.full(len(task), days.NO_DAY),
        visible_from=np.array([one.drawn_on for one in tasks])[task],
    )
