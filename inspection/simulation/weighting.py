"""A total of scores under chosen weights, and where each would stand under other weights.

A score is a part of 1. Of an indicator that does not apply to one its weight goes to the others;
a score that is unknown makes its total unknown. Other weights are drawn from a Dirichlet
distribution around the chosen ones.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = Sequence[Sequence[float | None]]
Matrix = NDArray[np.float64]


class Rules(NamedTuple):
    """How other weights are drawn, and what share of them an interval holds."""

    concentration: float
    draw_count: int
    seed: int
    interval_share: float


class Standing(NamedTuple):
    """A total from 0 to 1, and the places that the interval holds; None where it is unknown."""

    total: float | None
    rank: int | None
    low_rank: int | None
    high_rank: int | None


def stand(
    scores: Scores, applies: Sequence[Sequence[bool]], weights: Sequence[float], rules: Rules
) -> list[Standing]:
    """One standing a row of `scores`; a weight of 0 leaves its column out."""
    used = np.asarray(weights, dtype=float) > 0
    chosen = np.asarray(weights, dtype=float)[used]
    told = np.array([[np.nan if one is None else one for one in row] for row in scores], float)
    told = told.reshape(len(scores), len(weights))[:, used]
    counts = np.asarray(applies, dtype=float).reshape(len(scores), len(weights))[:, used]
    known = np.flatnonzero((counts.sum(axis=1) > 0) & ~(np.isnan(told) & (counts > 0)).any(axis=1))
    found = [Standing(None, None, None, None)] * len(scores)
    if not known.size:
        return found
    filled = np.where(counts[known] > 0, np.nan_to_num(told[known]), 0.0)
    at_hand = totals(filled, counts[known], chosen[None, :])[0]
    drawn = totals(filled, counts[known], draw_weights(chosen, rules))
    low, high = interval(ranks(drawn), rules.interval_share)
    places = ranks(at_hand[None, :])[0]
    for at, row in enumerate(known):
        found[row] = Standing(float(at_hand[at]), int(places[at]), int(low[at]), int(high[at]))
    return found


def draw_weights(weights: Matrix, rules: Rules) -> Matrix:
    """A row of weights a draw, summing to 1."""
    generator = np.random.default_rng(rules.seed)
    parts = rules.concentration * weights / weights.sum()
    return generator.dirichlet(parts, rules.draw_count)


def totals(scores: Matrix, applies: Matrix, weights: Matrix) -> Matrix:
    """Draws × units: the weighted mean of the scores that apply."""
    whole = weights @ applies.T
    return np.divide(weights @ scores.T, whole, out=np.zeros_like(whole), where=whole > 0)


def ranks(found: Matrix) -> NDArray[np.int64]:
    """Places in each draw, 1 for the largest; equals share the better one."""
    rounded = found.round(9)
    larger = rounded[:, None, :] > rounded[:, :, None]
    return 1 + larger.sum(axis=2)


def interval(places: NDArray[np.int64], share: float) -> tuple[Matrix, Matrix]:
    """The places between which this share of the draws lies, as much left out on either side."""
    tail = (1 - share) / 2
    low, high = np.quantile(places, (tail, 1 - tail), axis=0, method="inverted_cdf")
    return low, high
