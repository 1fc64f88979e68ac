"""The whole synthetic year of one seed and scale, before anything is exported."""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world.cast import Cast, cast_stories
from inspection.demo.world.classes import build_classes
from inspection.demo.world.draws import Pool, Rows, draw_rows
from inspection.demo.world.handovers import hand_over
from inspection.demo.world.inspections import Inspections, inspect_rows
from inspection.demo.world.people import People, build_people, pair_rows
from inspection.demo.world.places import Places, load_places
from inspection.demo.world.population import Population, build_population
from inspection.demo.world.programme import plan_tasks
from inspection.demo.world.publicity import Publicity, publish_rows
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import Task

ABSENT_SHARE = 0.002


@dataclass(frozen=True, eq=False)
class World:
    """Everything that happens in the year; `absent` entities are missing in the register."""

    seed: int
    scale: float
    places: Places
    cast: Cast
    population: Population
    classes: np.ndarray
    tasks: list[Task]
    pools: list[Pool]
    rows: Rows
    people: People
    pairs: np.ndarray
    inspections: Inspections
    publicity: Publicity
    absent: np.ndarray


def build_world(scale: float, seed: int, effects: bool) -> World:
    """The world of a seed. The scale changes counts only."""
    places = load_places(scale)
    cast = cast_stories(places, seed)
    population = build_population(places, scale, seed)
    classes = build_classes(population, cast, seed)
    tasks = plan_tasks(places, cast, scale, seed, effects)
    rows, pools = draw_rows(tasks, places, population, classes, seed)
    rows = hand_over(rows, tasks, places, cast, seed)
    people = build_people(places, cast, scale, seed)
    is_provincial = np.array([task.role == "province_checks" for task in tasks])[rows.task]
    pairs = pair_rows(people, rows.county, is_provincial, cast, seed)
    inspections = inspect_rows(rows, tasks, places, population, cast, seed, effects)
    publicity = publish_rows(rows, tasks, inspections, places, cast, seed)
    return World(
        seed=seed,
        scale=scale,
        places=places,
        cast=cast,
        population=population,
        classes=classes,
        tasks=tasks,
        pools=pools,
        rows=rows,
        people=people,
        pairs=pairs,
        inspections=inspections,
        publicity=publicity,
        absent=_absent(rows, seed),
    )


def _absent(rows: Rows, seed: int) -> np.ndarray:
    """Drawn entities that the register does not hold."""
    drawn = np.unique(rows.entity)
    count = max(round(len(drawn) * ABSENT_SHARE), 1)
    return np.sort(stream(seed, "absent").choice(drawn, count, replace=False))
