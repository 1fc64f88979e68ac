"""Exact distributions of counts: a lowest value and the probabilities from there upwards.

Guarantees: probabilities are sums of positive terms, tails lighter than `TAIL` are cut on each
side, and the total mass stays within 1e-9 of one (asserted after every FFT).
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log, sqrt

import numpy as np
import scipy

# Mass that may be cut off on each side of a distribution in one step.
TAIL = 1e-16
# Log of a probability that is nothing beside the largest one, whatever the number of values.
LOG_NOTHING = -55.0
# Above this many products the FFT is faster than the direct sum (measured: about 2 ms).
DIRECT_PRODUCTS = 4_000_000
# The FFT leaves noise of about 1e-17 where the true probability is smaller: it is set to zero.
FFT_NOISE = 1e-16


@dataclass(frozen=True, eq=False)
class Distribution:
    """P(X = lowest + i) = pmf[i], X a whole number."""

    lowest: int
    pmf: np.ndarray

    @property
    def values(self) -> np.ndarray:
        return self.lowest + np.arange(len(self.pmf))

    @property
    def mean(self) -> float:
        return float(self.values @ self.pmf)

    @property
    def deviation(self) -> float:
        """Standard deviation."""
        return float(np.sqrt(np.square(self.values - self.mean) @ self.pmf))

    @property
    def cdf(self) -> np.ndarray:
        """P(X ≤ lowest + i)."""
        return np.cumsum(self.pmf)

    def probability(self, value: int) -> float:
        at = value - self.lowest
        return float(self.pmf[at]) if 0 <= at < len(self.pmf) else 0.0

    def quantile(self, level: float) -> int:
        """The smallest value whose cumulative probability reaches `level`."""
        at = int(np.searchsorted(self.cdf, level - 1e-12))
        return self.lowest + min(at, len(self.pmf) - 1)

    def interval(self, level: float = 0.95) -> tuple[int, int]:
        """Central interval that holds at least `level`."""
        outside = (1 - level) / 2
        return self.quantile(outside), self.quantile(1 - outside)

    def mirrored(self) -> "Distribution":
        """The distribution of −X."""
        return Distribution(1 - self.lowest - len(self.pmf), self.pmf[::-1])


ZERO = Distribution(0, np.ones(1))


def hypergeometric(stock: int, violators: int, drawn: int) -> Distribution:
    """Violators among `drawn` of `stock` entities, drawn without replacement, all alike.

    Values further from the mean than Hoeffding's bound for `TAIL` are left out.
    """
    middle = violators * drawn / stock if stock else 0.0
    reach = sqrt(log(1 / TAIL) * min(violators, drawn) / 2)
    lowest = max(0, drawn + violators - stock, floor(middle - reach))
    k = np.arange(lowest, min(violators, drawn, ceil(middle + reach)), dtype=np.float64)
    up = (violators - k) * (drawn - k)
    down = (k + 1) * (stock - violators - drawn + k + 1)
    return _from_ratios(lowest, up, down)


def beta_binomial(drawn: int, alpha: float, beta: float) -> Distribution:
    """Violators among `drawn` entities whose problem rate is Beta(alpha, beta)."""
    k = np.arange(drawn, dtype=np.float64)
    up = (drawn - k) * (alpha + k)
    down = (k + 1) * (beta + drawn - k - 1)
    return _from_ratios(0, up, down)


def convolve(one: Distribution, other: Distribution) -> Distribution:
    """The distribution of the sum of two independent counts."""
    lowest = one.lowest + other.lowest
    if len(one.pmf) * len(other.pmf) <= DIRECT_PRODUCTS:
        return _trimmed(lowest, np.convolve(one.pmf, other.pmf))
    return _trimmed(lowest, _fft_product(one.pmf, other.pmf))


def total(parts: Iterable[Distribution]) -> Distribution:
    """The distribution of the sum of independent counts, shortest first; of none it is zero."""
    queue = [(len(part.pmf), i, part) for i, part in enumerate(parts)]
    heapq.heapify(queue)
    while len(queue) > 1:
        (_, place, one), (_, _, other) = heapq.heappop(queue), heapq.heappop(queue)
        joined = convolve(one, other)
        heapq.heappush(queue, (len(joined.pmf), place, joined))
    return queue[0][2] if queue else ZERO


def mix(weights: Sequence[float], parts: Sequence[Distribution]) -> Distribution:
    """The distribution that is each part with its weight."""
    lowest = min(part.lowest for part in parts)
    highest = max(part.lowest + len(part.pmf) for part in parts)
    pmf = np.zeros(highest - lowest)
    for weight, part in zip(weights, parts, strict=True):
        pmf[part.lowest - lowest : part.lowest - lowest + len(part.pmf)] += weight * part.pmf
    return Distribution(lowest, pmf)


def _from_ratios(lowest: int, up: np.ndarray, down: np.ndarray) -> Distribution:
    """From the ratios p(k+1)/p(k) = up/down: no factorials, so no cancellation."""
    logs = np.zeros(len(up) + 1)
    np.cumsum(np.log(up / down), out=logs[1:])
    logs -= logs.max()
    kept = np.flatnonzero(logs > LOG_NOTHING)
    pmf = np.exp(logs[kept[0] : kept[-1] + 1])
    return _trimmed(lowest + int(kept[0]), pmf / pmf.sum())


def _fft_product(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    product = scipy.signal.fftconvolve(one, other)
    product[product < FFT_NOISE] = 0.0
    assert abs(product.sum() - one.sum() * other.sum()) < 1e-9, "FFT lost probability"
    return product


def _trimmed(lowest: int, pmf: np.ndarray) -> Distribution:
    below = int(np.searchsorted(np.cumsum(pmf), TAIL, side="right"))
    above = int(np.searchsorted(np.cumsum(pmf[::-1]), TAIL, side="right"))
    return Distribution(lowest + below, pmf[below : len(pmf) - above])
