"""Risk classes: a matrix entity × month of 2022, recomputed on the first of each month."""

import numpy as np

from inspection.demo.world.cast import Cast
from inspection.demo.world.lists import ENTERPRISE, UNCLASSED
from inspection.demo.world.population import Population
from inspection.demo.world.streams import stream

# Shares of A–D among classified enterprises, and the share that changes each month.
MIX = np.array([0.55, 0.35, 0.07, 0.03])
MONTHLY_CHANGE = 0.012
# Enterprises that never get a class, and in the unit that is behind.
UNCLASSED_SHARE, STORY_SHARE = 0.010, 0.080
MONTHS = 12


def build_classes(population: Population, cast: Cast, seed: int) -> np.ndarray:
    """Class of every entity in every month, UNCLASSED where it has none."""
    rng = stream(seed, "classes")
    count = len(population)
    classes = np.full((MONTHS, count), UNCLASSED, dtype=np.uint8)
    now = rng.choice(4, count, p=MIX).astype(np.uint8)
    share = np.where(population.unit == cast.unclassed, STORY_SHARE, UNCLASSED_SHARE)
    never = (population.kind != ENTERPRISE) | (rng.random(count) < share)
    for month in range(MONTHS):
        if month:
            changing = rng.integers(0, count, int(count * MONTHLY_CHANGE))
            now[changing] = rng.choice(4, len(changing), p=MIX)
        has_class = ~never & (population.established_on < first_of(month))
        classes[month] = np.where(has_class, now, UNCLASSED)
    return classes


def first_of(month: int) -> np.datetime64:
    """The day of a month's recomputation, month 0 being January 2022."""
    return (np.datetime64("2022-01", "M") + month).astype("datetime64[D]")


def month_of(days: np.ndarray) -> np.ndarray:
    """The month index of each day of 2022."""
    return (days.astype("datetime64[M]") - np.datetime64("2022-01", "M")).astype(int)


def changes(classes: np.ndarray, month: int) -> np.ndarray:
    """Entities whose class of a month differs from the month before."""
    known = classes[month] != UNCLASSED
    if month:
        known &= classes[month] != classes[month - 1]
    return np.flatnonzero(known)


def scores(chosen: np.ndarray, classes: np.ndarray, month: int, seed: int) -> np.ndarray:
    """Risk scores of the chosen entities, high = bad, inside the band of their class."""
    low = np.array([50.0, 300.0, 550.0, 750.0])[classes[month][chosen]]
    return np.round(low + stream(seed, "scores", month).random(len(chosen)) * 200, 1)
