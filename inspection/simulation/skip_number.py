"""The skip-number draw, for contrast: what it can draw, what it never draws, which pairs it forms.

From a random start every k-th entity of the list is taken, k = ⌊stock ÷ drawn⌋, until the number is
reached. So there are k samples in all, and the list beyond drawn × k can never be drawn. Inspectors
are paired as they stand in their list: first with second, third with fourth.
"""

from dataclasses import dataclass
from math import comb, lgamma, log

import numpy as np

from inspection.errors import BadInput
from inspection.simulation.distribution import Distribution


@dataclass(frozen=True)
class SkipDraw:
    """step: distance of two drawn entities, also the number of samples that exist at all.

    blind_count: entities at the end of the list with no chance.
    """

    step: int
    blind_count: int
    blind_ratio: float | None


@dataclass(frozen=True)
class PairCount:
    """Pairs of inspectors that can come about, out of all there are."""

    formed_count: int
    possible_count: int


def describe_skip(stock: int, drawn: int) -> SkipDraw:
    """What a skip-number draw of `drawn` out of a list of `stock` amounts to."""
    if not 0 <= drawn <= stock:
        raise BadInput("抽取户数应在0与企业户数之间", where=f"{drawn}/{stock}")
    step = stock // drawn if drawn else 0
    blind = stock - drawn * step
    return SkipDraw(step, blind, blind / stock if stock else None)


def skip_inclusion(stock: int, drawn: int) -> np.ndarray:
    """The chance of each place of the list: 1/k, and 0 in the blind tail."""
    skip = describe_skip(stock, drawn)
    chance = np.zeros(stock)
    chance[: stock - skip.blind_count] = 1 / skip.step if skip.step else 0.0
    return chance


def skip_finds(is_violator: np.ndarray, drawn: int) -> Distribution:
    """Violators found, over the starts; depends on where in the list they stand."""
    skip = describe_skip(len(is_violator), drawn)
    if not skip.step:
        return Distribution(0, np.ones(1))
    reached = np.asarray(is_violator, dtype=np.int64)[: drawn * skip.step]
    found = reached.reshape(drawn, skip.step).sum(axis=0)
    counts = np.bincount(found - found.min())
    return Distribution(int(found.min()), counts / skip.step)


def random_sample_digits(stock: int, drawn: int) -> float:
    """log₁₀ of the number of samples a simple random draw can give: its digits, about."""
    ways = lgamma(stock + 1) - lgamma(drawn + 1) - lgamma(stock - drawn + 1)
    return ways / log(10)


def neighbour_pairs(inspectors: int) -> PairCount:
    """Pairs that pairing neighbours in a list can form."""
    return PairCount(inspectors // 2, comb(inspectors, 2))
