"""The whole synthetic years of one seed and scale, before anything is exported."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from inspection.demo.world.cast import Cast, cast_stories
from inspection.demo.world.classes import build_classes
from inspection.demo.world.draws import Pool, Rows, draw_rows
from inspection.demo.world.handovers import hand_over
from inspection.demo.world.inspections import Inspections, inspect_rows
from inspection.demo.world.lists import ENTERPRISE
from inspection.demo.world.merging import Year, take_along
from inspection.demo.world.people import People, build_people, pair_rows, renew_people
from inspection.demo.world.places import Places, load_places, move_on
from inspection.demo.world.population import Population, age_population, build_population
from inspection.demo.world.programme import plan_tasks
from inspection.demo.world.publicity import Publicity, publish_rows
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import Task
from inspection.demo.world.year_calendar import calendar_of, known_years

ABSENT_SHARE = 0.002


@dataclass(frozen=True, eq=False)
class World:
    """Everything that happens in a year; `absent` entities are missing in the register.

    `seed` is the year's own: streams of two years have nothing in common.
    """

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


@dataclass(frozen=True, eq=False)
class Ground:
    """What stands when a year begins: places, people, entities and their classes."""

    places: Places
    cast: Cast
    population: Population
    classes: np.ndarray
    people: People
    absent: np.ndarray


def build_worlds(scale: float, seed: int, effects: bool, last_year: int) -> Iterator[World]:
    """The worlds of all years up to the last asked for. The scale changes counts only.

    The first year is what it is whether others follow; each later one goes on from it.
    """
    world = None
    for year in known_years():
        if year > last_year:
            return
        if world is None:
            world = _play(_first_ground(scale, seed, year), scale, seed, effects)
        else:
            own_seed = _seed_of(seed, year)
            world = _play(_next_ground(world, own_seed, year), scale, own_seed, effects)
        yield world


def _play(ground: Ground, scale: float, seed: int, effects: bool) -> World:
    """What happens in a year on its ground."""
    places, cast, population = ground.places, ground.cast, ground.population
    tasks = plan_tasks(places, cast, scale, seed, effects)
    rows, pools = draw_rows(tasks, places, population, ground.classes, seed)
    rows = hand_over(rows, tasks, places, cast, seed)
    is_provincial = np.array([task.role == "province_checks" for task in tasks])[rows.task]
    pairs = pair_rows(ground.people, rows.county, is_provincial, cast, seed)
    inspections = inspect_rows(rows, tasks, places, population, cast, seed, effects)
    publicity = publish_rows(rows, tasks, inspections, places, cast, seed)
    year = Year(tasks, pools, rows, pairs, inspections, publicity)
    if effects:
        year = take_along(year, places, population, ground.classes, cast, seed)
    return World(
        seed=seed,
        scale=scale,
        places=places,
        cast=cast,
        population=population,
        classes=ground.classes,
        people=ground.people,
        absent=_absent(rows, ground, seed),
        **vars(year),
    )


def _first_ground(scale: float, seed: int, year: int) -> Ground:
    places = load_places(scale, calendar_of(year))
    cast = cast_stories(places, seed)
    population = build_population(places, scale, seed)
    classes = build_classes(population, cast, places.calendar, seed, None)
    people = build_people(places, cast, scale, seed)
    return Ground(places, cast, population, classes, people, np.zeros(0, dtype=int))


def _next_ground(before: World, seed: int, year: int) -> Ground:
    """Who was there stays; a class once known does not get lost, so that story stays too."""
    calendar = calendar_of(year)
    places = move_on(before.places, calendar, _stock_on(before, calendar.base_on))
    cast = replace(cast_stories(places, seed), unclassed=before.cast.unclassed)
    population = age_population(before.population, places, seed)
    classes = build_classes(population, cast, calendar, seed, before.classes[-1])
    people = renew_people(before.people, places, cast, seed)
    return Ground(places, cast, population, classes, people, before.absent)


def _stock_on(world: World, day: np.datetime64) -> np.ndarray:
    """Enterprises of each county on a day."""
    population = world.population
    exists = population.exists_on(day) & (population.kind == ENTERPRISE)
    return np.bincount(population.county[exists], minlength=len(world.places.counties))


def _seed_of(seed: int, year: int) -> int:
    """The seed of a later year."""
    return int.from_bytes(hashlib.sha256(f"{seed}|{year}".encode()).digest()[:8], "big")


def _absent(rows: Rows, ground: Ground, seed: int) -> np.ndarray:
    """Drawn entities that the register does not hold.

    No register holds them later either, and none that held an entity loses it: in
    a later year they come from the enterprises founded in it.
    """
    drawn = np.unique(rows.entity)
    count = max(round(len(drawn) * ABSENT_SHARE), 1)
    if len(ground.absent):
        is_new = ground.population.established_on[drawn] >= ground.places.calendar.starts_on
        drawn = drawn[is_new]
    chosen = stream(seed, "absent").choice(drawn, min(count, len(drawn)), replace=False)
    return np.union1d(ground.absent, chosen)
