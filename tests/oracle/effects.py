"""Whether a task drew more where the class is worse: tests of its ratios.

M17c asks for a rising trend (Cochran-Armitage, scores 0-3, one-sided 5 %) of
classes that were known at the draw; an inversion is tested inside the same
tasks (Mantel-Haenszel, one-sided 1 %).
"""

from datetime import date
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from . import reference
from .classes import CLASSES
from .facts import ENTERPRISE, Facts, by
from .pools import Pool, pools_of

RISING = NormalDist().inv_cdf(0.95)
INVERTED = NormalDist().inv_cdf(0.99)
# M17c: fewer than ten drawn are 样本不足.
FEWEST_DRAWN = 10


class Effect(NamedTuple):
    """What the draws of one task say."""

    is_thin: bool
    is_rising: bool
    is_known: bool

    @property
    def is_effective(self) -> bool:
        """Enough entities, rising ratios, classes dated on or before the draw."""
        return not self.is_thin and self.is_rising and self.is_known


def effects_of(facts: Facts, tasks: pd.DataFrame) -> list[Effect]:
    """The effects of those of the tasks that have a pool."""
    found = facts.once("effects", lambda: effects(facts))
    return [found[task] for task in tasks.index if task in found]


def effects(facts: Facts) -> dict[str, Effect]:
    """The effect of every task drawn by the day that has a pool."""
    drawn = facts.all_rows[facts.all_rows["kind"] == ENTERPRISE]
    groups = dict(list(drawn.groupby("task")))
    tasks = facts.exports.tasks
    days = tasks["drawn_on"].to_dict()
    return {
        pool.task: effect_of(facts, pool, groups.get(pool.task, drawn.iloc[:0]), days[pool.task])
        for pool in pools_of(facts, tasks[by(tasks["drawn_on"], facts.as_of)])
    }


def effect_of(facts: Facts, pool: Pool, rows: pd.DataFrame, drawn_on: date) -> Effect:
    """The effect of one task."""
    counts = rows["class_at_draw"].value_counts().to_dict()
    known = [
        is_known_by(facts.class_dates.get((entity, one), []), drawn_on)
        for entity, one in zip(rows["entity"], rows["class_at_draw"], strict=True)
        if one in tuple(CLASSES)
    ]
    return Effect(
        is_thin=sum(pool.sizes.values()) < reference.parameter("sample_min")
        or sum(counts.get(one, 0) for one in pool.sizes) < FEWEST_DRAWN,
        is_rising=trend(pool.sizes, counts) > RISING,
        is_known=all(known),
    )


def is_known_by(dates: list[date], drawn_on: date) -> bool:
    """Whether the firm had got its class by the day of the draw."""
    return not dates or min(dates) <= drawn_on


def trend(sizes: dict[str, int], counts: dict[str, int]) -> float:
    """Cochran-Armitage statistic of drawn over pool, scores 0 to 3."""
    scored = [(score, sizes.get(one, 0), counts.get(one, 0)) for score, one in enumerate(CLASSES)]
    total, drawn = sum(n for _, n, _ in scored), sum(x for *_, x in scored)
    if not total or not 0 < drawn < total:
        return 0.0
    share = drawn / total
    lift = sum(score * (x - n * share) for score, n, x in scored)
    mean = sum(score * n for score, n, _ in scored) / total
    spread = sum(n * (score - mean) ** 2 for score, n, _ in scored)
    return lift / (share * (1 - share) * spread) ** 0.5 if spread else 0.0


def stratified(tables: list[tuple[int, int, int, int]]) -> float | None:
    """Mantel-Haenszel statistic of (pool, drawn) of one class against another's, by task."""
    lift = variance = 0.0
    for size, drawn, other_size, other_drawn in tables:
        total, hits = size + other_size, drawn + other_drawn
        if total > 1:
            lift += drawn - size * hits / total
            variance += size * other_size * hits * (total - hits) / (total**2 * (total - 1))
    return lift / variance**0.5 if variance > 0 else None
