"""How often entities are drawn within a year, under rules that look at history.

Each stratum is a Markov chain. A rule of cool-down k puts an entity behind for the k draws after
its own; free entities are exhausted first, then those whose cool-down ends soonest (the `group` of
ssj1). So the sizes of all groups are certain, within a group every entity has the same chance, and
the expected number drawn 0, 1, 2 … times follows exactly. Without cool-down it is the closed form
stock × Binomial(draws, drawn ÷ stock).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspection.errors import BadInput


@dataclass(frozen=True)
class HistoryRule:
    """For how many draws an entity stays behind; None: for the rest of the year."""

    cooldown: int | None


INDEPENDENT = HistoryRule(0)
WITHIN_YEAR = HistoryRule(None)


def cool_down(draws: int) -> HistoryRule:
    """An entity stays behind for the next `draws` draws."""
    return HistoryRule(draws)


@dataclass(frozen=True, eq=False)
class Year:
    """One row per stratum. All figures are entities (户), exact expectations.

    times_count: column j holds the entities drawn j times, j = 0 … number of draws.
    safe_next_count, safe_rest_count: column t holds the entities that after draw t + 1 cannot be
    drawn in the next draw, or in no draw that is left in the year.
    """

    rule: HistoryRule
    times_count: np.ndarray
    safe_next_count: np.ndarray
    safe_rest_count: np.ndarray

    @property
    def visit_count(self) -> np.ndarray:
        """Entities × times drawn (户次)."""
        return self.times_count @ np.arange(self.times_count.shape[1])

    @property
    def reached_count(self) -> np.ndarray:
        """Entities drawn at least once."""
        return self.times_count[:, 1:].sum(axis=1)

    @property
    def repeat_visit_count(self) -> np.ndarray:
        """Visits to entities that had been drawn before."""
        return self.visit_count - self.reached_count

    @property
    def twice_count(self) -> np.ndarray:
        """Entities drawn two times or more."""
        return self.times_count[:, 2:].sum(axis=1)


@dataclass(frozen=True)
class TwoSides:
    """What a rule gains against another, and what it costs; entities, summed over the strata.

    Saved repeat visits are at the same time entities reached in addition. became_safe_count: by
    draw, entities that know they will not be drawn again this year.
    """

    saved_repeat_count: float
    fewer_twice_count: float
    became_safe_count: tuple[float, ...]


def split_year(drawn_count: np.ndarray, draws: int) -> np.ndarray:
    """A year's drawn counts (per stratum) over `draws` draws (columns), as evenly as can be."""
    until = np.arange(1, draws + 1) * np.asarray(drawn_count)[:, None] // draws
    return np.diff(until, axis=1, prepend=0)


def expect_year(stock_count: np.ndarray, drawn_count: np.ndarray, rule: HistoryRule) -> Year:
    """The expected year; drawn_count: strata × draws. Raises BadInput: a draw exceeds the stock."""
    steps = list(_groups_by_draw(stock_count, drawn_count, rule))
    draws = drawn_count.shape[1]
    mass = np.zeros((*steps[0][0].shape, draws + 1))
    mass[:, 0, 0] = stock_count
    for size, taken in steps:
        chance = np.divide(taken, size, out=np.zeros(size.shape), where=size > 0)
        mass = _move(mass, mass * chance[:, :, None])
    return Year(rule, mass.sum(axis=1), *_safe(steps))


def replicate_year(
    stock: int, drawn: np.ndarray, rule: HistoryRule, replicates: int, seed: int
) -> np.ndarray:
    """Entities of one stratum drawn 0, 1, 2 … times (columns), one row per replicate."""
    generator = np.random.default_rng(seed)
    steps = list(_groups_by_draw(np.asarray([stock]), drawn[None, :], rule))
    state = np.zeros((replicates, steps[0][0].shape[1], len(drawn) + 1), dtype=np.int64)
    state[:, 0, 0] = stock
    for _, taken in steps:
        hit = np.zeros_like(state)
        for group in np.flatnonzero(taken[0]).tolist():
            hit[:, group] = _sample_each(generator, state[:, group], int(taken[0, group]))
        state = _move(state, hit)
    return state.sum(axis=1)


def weigh(base: Year, other: Year) -> TwoSides:
    """Both sides of `other` against `base` over the same strata and draws."""
    return TwoSides(
        float((base.repeat_visit_count - other.repeat_visit_count).sum()),
        float((base.twice_count - other.twice_count).sum()),
        tuple((other.safe_rest_count - base.safe_rest_count).sum(axis=0).tolist()),
    )


def _groups_by_draw(
    stock_count: np.ndarray, drawn_count: np.ndarray, rule: HistoryRule
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Per draw: the size of each group and how many are taken from it; both strata × groups.

    Group 0 is free, group r has r draws of cool-down left.
    """
    if np.any(drawn_count > np.asarray(stock_count)[:, None]) or np.any(drawn_count < 0):
        raise BadInput("单次抽取户数应在0与企业户数之间")
    draws = drawn_count.shape[1]
    cooldown = draws if rule.cooldown is None else min(rule.cooldown, draws)
    size = np.zeros((len(stock_count), cooldown + 1), dtype=np.int64)
    size[:, 0] = stock_count
    for draw in range(draws):
        before = np.cumsum(size, axis=1) - size
        taken = np.clip(drawn_count[:, draw : draw + 1] - before, 0, size)
        yield size, taken
        size = _shifted(size - taken)
        size[:, -1] += drawn_count[:, draw]


def _shifted(groups: np.ndarray) -> np.ndarray:
    """Every group (axis 1) has one draw of cool-down less; the free stay free."""
    after = np.zeros_like(groups)
    after[:, :-1] = groups[:, 1:]
    after[:, 0] += groups[:, 0]
    return after


def _move(state: np.ndarray, hit: np.ndarray) -> np.ndarray:
    """Entities hit go to the last group and count one more (axis 2); the others move up."""
    after = _shifted(state - hit)
    after[:, -1, 1:] += hit.sum(axis=1)[:, :-1]
    return after


def _safe(steps: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Entities without a chance in the next draw, and in all that follow, after each draw."""
    following, resting = [], []
    never = np.ones(steps[0][0].shape, dtype=bool)
    for size, taken in reversed(steps[1:]):
        later = np.concatenate([never[:, :1], never[:, :-1]], axis=1)
        never = (taken == 0) & later
        following.append((size * (taken == 0)).sum(axis=1))
        resting.append((size * never).sum(axis=1))
    return _columns(following, len(never)), _columns(resting, len(never))


def _columns(backwards: list[np.ndarray], strata: int) -> np.ndarray:
    """Arrays found from the last draw to the first, as strata × draws."""
    return np.asarray(backwards[::-1], dtype=np.int64).reshape(len(backwards), strata).T


def _sample_each(generator: np.random.Generator, counts: np.ndarray, taken: int) -> np.ndarray:
    """Multivariate hypergeometric, replicate by replicate: `taken` out of the counts of a row."""
    found = np.zeros_like(counts)
    left = np.full(len(counts), taken)
    rest = counts.sum(axis=1)
    for times in range(counts.shape[1]):
        rest = rest - counts[:, times]
        found[:, times] = generator.hypergeometric(counts[:, times], rest, left)
        left = left - found[:, times]
    return found
