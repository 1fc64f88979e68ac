"""Risk classes: a matrix entity × month of the year, recomputed on the first of each month."""

import numpy as np

from inspection.demo.world.cast import Cast
from inspection.demo.world.lists import ENTERPRISE, UNCLASSED
from inspection.demo.world.population import Population
from inspection.demo.world.streams import stream
from inspection.demo.world.year_calendar import Calendar

# Shares of A–D among classified enterprises, and the share that changes each month.
MIX = np.array([0.55, 0.35, 0.07, 0.03])
MONTHLY_CHANGE = 0.012
# The share that is classed anew each January after the first.
YEARLY_CHANGE = 0.20
# Enterprises that never get a class, and in the unit that is behind.
UNCLASSED_SHARE, STORY_SHARE = 0.010, 0.080
MONTHS = 12


def build_classes(
    population: Population, cast: Cast, calendar: Calendar, seed: int, before: np.ndarray | None
) -> np.ndarray:
    """Class of every entity in every month, UNCLASSED where it has none.

    `before` holds the classes of the last month of the year before, of the entities
    that were there: who was without a class stays so, the others go on from theirs.
    """
    rng = stream(seed, "classes")
    count = len(population)
    classes = np.full((MONTHS, count), UNCLASSED, dtype=np.uint8)
    now = rng.choice(4, count, p=MIX).astype(np.uint8)
    share = np.where(population.unit == cast.unclassed, STORY_SHARE, UNCLASSED_SHARE)
    never = (population.kind != ENTERPRISE) | (rng.random(count) < share)
    if before is not None:
        never = _go_on(rng, now, never, before)
    for month in range(MONTHS):
        if month:
            changing = rng.integers(0, count, int(count * MONTHLY_CHANGE))
            now[changing] = rng.choice(4, len(changing), p=MIX)
        has_class = ~never & (population.established_on < calendar.first_of(month))
        classes[month] = np.where(has_class, now, UNCLASSED)
    return classes


def _go_on(
    rng: np.random.Generator, now: np.ndarray, never: np.ndarray, before: np.ndarray
) -> np.ndarray:
    """Put the classes of December into `now`, some changed; who never has a class."""
    known = len(before)
    is_kept = (before != UNCLASSED) & (rng.random(known) >= YEARLY_CHANGE)
    now[:known] = np.where(is_kept, before, now[:known])
    return np.concatenate([before == UNCLASSED, never[known:]])


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
