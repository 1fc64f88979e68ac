"""Counts of enterprises from the world itself, by the definitions of the metrics."""

import numpy as np

from inspection.demo.lists import ENTERPRISE
from inspection.demo.view_on import stages_on
from inspection.demo.world import World

YEAR_START = np.datetime64("2022-01-01", "D")


def count_rows(
    world: World, known_on: np.datetime64, as_of: np.datetime64, unit: int | None = None
) -> tuple[int, int, int]:
    """Distinct enterprises drawn, inspected, published by `as_of`, from the export of `known_on`.

    Rows handed to another task are no rows; a row published before its
    inspection counts as published from the inspection on.
    """
    stages = stages_on(world, known_on)
    rows, found, after = world.rows, world.inspections, world.publicity
    mine = stages.is_visible & ~stages.is_moved
    mine &= world.population.kind[rows.entity] == ENTERPRISE
    if unit is not None:
        mine &= world.places.county_units()[rows.county] == unit
    drawn_on = np.array([task.drawn_on for task in world.tasks])[rows.task]
    is_drawn = mine & (drawn_on >= YEAR_START) & (drawn_on <= as_of)
    is_checked = mine & stages.is_entered
    is_checked &= (found.inspected_on >= YEAR_START) & (found.inspected_on <= as_of)
    published_on = np.where(after.is_undated, known_on, after.published_on)
    is_published = is_checked & stages.is_published & (published_on <= as_of)
    return (
        _firms(rows.entity, is_drawn),
        _firms(rows.entity, is_checked),
        _firms(rows.entity, is_published),
    )


def _firms(entity: np.ndarray, wanted: np.ndarray) -> int:
    return len(np.unique(entity[wanted]))
