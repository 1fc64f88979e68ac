"""Rows that come about after a draw: firms that moved to another unit, rows handed on (指派)."""

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.draws import NOT_MOVED, Rows
from inspection.demo.world.lists import campaigns
from inspection.demo.world.places import Places
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import Task

# One of so many rows of a large draw is handed to a county; firms drawn in two units.
MOVED_EVERY, FIRST_MOVED, FIRMS_UNDER_TWO_UNITS = 150, 10, 8


def hand_over(rows: Rows, tasks: list[Task], places: Places, cast: Cast, seed: int) -> Rows:
    """The drawn rows with those that moved, in task order."""
    rows = _with_firms_under_two_units(rows, tasks, places, cast, seed)
    return _with_moves(rows, tasks, seed)


def _with_firms_under_two_units(
    rows: Rows, tasks: list[Task], places: Places, cast: Cast, seed: int
) -> Rows:
    """A few firms drawn in one unit are drawn again where they moved to."""
    rng = stream(seed, "firms under two units")
    there = _large_task(tasks, cast.firm_to, wave=2)
    here = _large_task(tasks, cast.firm_from, wave=0)
    if there is None or here is None:
        return rows
    source = np.flatnonzero(rows.task == here)[:FIRMS_UNDER_TWO_UNITS]
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


def _with_moves(rows: Rows, tasks: list[Task], seed: int) -> Rows:
    """Some rows of large draws are handed (指派) to a county's own task of the same season."""
    moved_to, moved_on = _moves(rows, tasks, seed)
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


def _moves(rows: Rows, tasks: list[Task], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Per row the task it is handed to and the day, after both tasks were drawn."""
    waits = stream(seed, "moves").integers(5, 15, len(rows))
    receiving = _receiving_tasks(tasks)
    drawn_on = np.array([task.drawn_on for task in tasks])
    is_large = np.array(
        [task.level == "市级" and task.wave < 3 and not task.role for task in tasks]
    )
    held = set(zip(rows.task.tolist(), rows.entity.tolist(), strict=True))
    moved_to = np.full(len(rows), NOT_MOVED)
    moved_on = np.full(len(rows), days.NO_DAY)
    for row in np.flatnonzero(is_large[rows.task])[FIRST_MOVED::MOVED_EVERY]:
        target = receiving.get(int(rows.county[row]))
        if target is None or (target, int(rows.entity[row])) in held:
            continue
        start = np.maximum(drawn_on[rows.task[row]], drawn_on[target])
        moved_to[row] = target
        moved_on[row] = days.add_workdays(np.array([start]), int(waits[row]))[0]
    return moved_to, moved_on


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
