"""Draws: which entities each task got, with the class they had on the draw day.

Most tasks pass over entities that an earlier task of the year has; special
campaigns do not look, which is where repeats come from.
"""

from dataclasses import dataclass

import numpy as np

from inspection.demo import classes as risk
from inspection.demo import days
from inspection.demo.cast import Cast
from inspection.demo.lists import UNCLASSED, campaigns
from inspection.demo.places import Places
from inspection.demo.population import Population
from inspection.demo.streams import stream
from inspection.demo.tasks import NOWHERE, WHOLE_PROVINCE, Task

# Draws per entity of a class against class A; the last is an entity without a class.
WEIGHTS = {
    "led": (1.0, 1.9, 5.5, 13.0, 1.0),
    "inverted": (3.0, 2.0, 1.0, 0.4, 1.0),
}
EQUAL = (1.0, 1.0, 1.0, 1.0, 1.0)
NOT_MOVED = -1
MOVED_SHARE = 0.004
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

    def __init__(self, population: Population, classes: np.ndarray, seed: int) -> None:
        self.population, self.classes = population, classes
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
        """Class on a day: of the month's recomputation; before 2022 that of January."""
        month = max(int(risk.month_of(np.array([day]))[0]), 0)
        return self.classes[month][chosen]


def draw_rows(
    tasks: list[Task],
    places: Places,
    population: Population,
    classes: np.ndarray,
    cast: Cast,
    seed: int,
) -> tuple[Rows, list[Pool]]:
    """Rows of all tasks in draw order, and each task's pool."""
    library = _Library(population, classes, seed)
    drawn: list[np.ndarray] = []
    pools: list[Pool] = []
    for at, task in enumerate(tasks):
        rng = stream(seed, "draw", at)
        if task.role == "overlap" and overlap_partner(tasks[:at], task) is not None:
            chosen, pool = _draw_overlap(rng, library, tasks, drawn, places, task)
        else:
            chosen, pool = _draw(rng, library, places, task, task.quota)
        library.drawn[chosen] = True
        drawn.append(chosen)
        pools.append(pool)
    rows = _as_rows(tasks, drawn, library)
    rows = _with_firms_under_two_units(rows, tasks, places, cast, seed)
    return _with_moves(rows, tasks, places, seed), pools


def _draw(
    rng, library: _Library, places: Places, task: Task, quota: int
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
    drawn = _count_classes(library.class_of(picked, task.drawn_on))
    return picked, Pool(counts.sum(axis=0), drawn)


def _counties(places: Places, task: Task) -> list[int]:
    if task.unit == WHOLE_PROVINCE:
        return list(range(len(places.counties)))
    return places.counties_of(task.unit) if task.county == NOWHERE else [task.county]


def _by_class(classes: np.ndarray) -> list[np.ndarray]:
    return [np.flatnonzero(classes == one) for one in (0, 1, 2, 3, UNCLASSED)]


def _count_classes(classes: np.ndarray) -> np.ndarray:
    return np.array([len(cell) for cell in _by_class(classes)])


def _sizes(rng, counts: np.ndarray, style: str, quota: int) -> np.ndarray:
    """Whole numbers per county × class, in proportion to count × weight, total = quota.

    Equal ratios are rounded per class first, so that no class ratio differs by chance.
    """
    weighted = counts * np.array(WEIGHTS.get(style, EQUAL))
    if not weighted.sum():
        return np.zeros_like(counts)
    expected = (weighted / weighted.sum() * quota).T.ravel()
    ends = np.floor(np.cumsum(expected) + rng.random())
    return np.diff(ends, prepend=0).reshape(counts.T.shape).T.astype(int)


def _take(rng, cell: np.ndarray, drawn: np.ndarray, size: int, looks_back: bool) -> np.ndarray:
    if not size:
        return cell[:0]
    if looks_back:
        return cell[~drawn[cell]][:size]
    return rng.permutation(cell)[:size]


def _draw_overlap(
    rng, library: _Library, tasks: list[Task], drawn: list[np.ndarray], places: Places, task: Task
) -> tuple[np.ndarray, Pool]:
    """Half of the list from a task of another office that is still open."""
    partner = overlap_partner(tasks[: len(drawn)], task)
    shared = round(task.quota * OVERLAP_SHARE)
    fresh, pool = _draw(rng, library, places, task, task.quota - shared)
    source = np.setdiff1d(drawn[partner], fresh)
    again = rng.permutation(source)[:shared]
    chosen = np.concatenate([fresh, again])
    return chosen, Pool(pool.counts, _count_classes(library.class_of(chosen, task.drawn_on)))


def overlap_partner(tasks: list[Task], task: Task) -> int | None:
    """The earlier draw of another office whose window is open at the same time."""
    roles = [(other.unit, other.role) for other in tasks]
    partner = (task.unit, "overlap_first")
    return roles.index(partner) if partner in roles else None


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


def _with_firms_under_two_units(
    rows: Rows, tasks: list[Task], places: Places, cast: Cast, seed: int
) -> Rows:
    """A few firms drawn in one unit are drawn again where they moved to."""
    rng = stream(seed, "firms under two units")
    there = _large_task(tasks, cast.firm_to, wave=2)
    here = _large_task(tasks, cast.firm_from, wave=0)
    if there is None or here is None:
        return rows
    source = np.flatnonzero(rows.task == here)[:8]
    again = Rows(
        task=np.full(len(source), there),
        entity=rows.entity[source],
        county=rng.choice(places.counties_of(cast.firm_to), len(source)).astype(np.int16),
        class_at_draw=rows.class_at_draw[source],
        moved_to=rows.moved_to[source],
        moved_on=rows.moved_on[source],
        visible_from=np.full(len(source), tasks[there].drawn_on),
    )
    return _joined(rows, again)


def _large_task(tasks: list[Task], unit: int, wave: int) -> int | None:
    found = (
        at
        for at, task in enumerate(tasks)
        if task.unit == unit and task.level == "市级" and task.wave == wave and task.campaign == 0
    )
    return next(found, None)


def _with_moves(rows: Rows, tasks: list[Task], places: Places, seed: int) -> Rows:
    """Some rows of large draws are handed (指派) to a county's own task of the same season."""
    rng = stream(seed, "moves")
    receiving = _receiving_tasks(tasks)
    level = np.array([task.level for task in tasks])[rows.task]
    early = np.array([task.wave for task in tasks])[rows.task] < 3
    lucky = rng.random(len(rows)) < MOVED_SHARE
    waits = rng.integers(5, 15, len(rows))
    drawn_on = np.array([task.drawn_on for task in tasks])
    held = set(zip(rows.task.tolist(), rows.entity.tolist(), strict=True))
    moved_to, moved_on = rows.moved_to.copy(), rows.moved_on.copy()
    for row in np.flatnonzero(lucky & early & (level == "市级")):
        target = receiving.get(int(rows.county[row]))
        if target is None or (target, int(rows.entity[row])) in held:
            continue
        start = np.maximum(drawn_on[rows.task[row]], drawn_on[target])
        moved_to[row] = target
        moved_on[row] = days.add_workdays(np.array([start]), int(waits[row]))[0]
    source = np.flatnonzero(moved_to != NOT_MOVED)
    received = Rows(
        task=moved_to[source],
        entity=rows.entity[source],
        county=rows.county[source],
        class_at_draw=rows.class_at_draw[source],
        moved_to=np.full(len(source), NOT_MOVED),
        moved_on=np.full(len(source), days.NO_DAY),
        visible_from=moved_on[source],
    )
    return _joined(_replaced(rows, moved_to, moved_on), received)


def _receiving_tasks(tasks: list[Task]) -> dict[int, int]:
    """The last county task of each county that draws enterprises in general."""
    return {
        task.county: at
        for at, task in enumerate(tasks)
        if task.level == "县级" and campaigns()[task.campaign].scope == "general"
    }


def _replaced(rows: Rows, moved_to: np.ndarray, moved_on: np.ndarray) -> Rows:
    fields = {**vars(rows), "moved_to": moved_to, "moved_on": moved_on}
    return Rows(**fields)


def _joined(rows: Rows, more: Rows) -> Rows:
    """Rows of both, in task order."""
    both = {name: np.concatenate([vars(rows)[name], vars(more)[name]]) for name in vars(rows)}
    order = np.argsort(both["task"], kind="stable")
    return Rows(**{name: values[order] for name, values in both.items()})
