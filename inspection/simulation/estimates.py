"""Monte Carlo estimates, each with its own error: value, standard error, 95 % interval, replicates.

An event that never or always happened still has an error: intervals of probabilities follow Wilson,
of paired differences of probabilities Agresti and Min, of quantiles the order statistics.
"""

from dataclasses import dataclass

import numpy as np
import scipy

# Two-sided 95 % point of the normal distribution.
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Estimate:
    """An estimated figure, its standard error and its 95 % interval of Monte Carlo error."""

    value: float
    error: float
    low: float
    high: float
    replicates: int


def estimate_mean(sample: np.ndarray) -> Estimate:
    """Mean of one figure over the replicates."""
    value, error = float(np.mean(sample)), float(np.std(sample, ddof=1) / np.sqrt(len(sample)))
    return _with_normal_interval(value, error, len(sample))


def estimate_probability(happened: np.ndarray) -> Estimate:
    """Share of the replicates in which something happened."""
    count, size = int(np.count_nonzero(happened)), len(happened)
    share, square = count / size, NORMAL_95**2
    centre = (count + square / 2) / (size + square)
    half = NORMAL_95 / (size + square) * np.sqrt(size * share * (1 - share) + square / 4)
    return Estimate(
        share, float(half / NORMAL_95), float(centre - half), float(centre + half), size
    )


def estimate_quantile(sample: np.ndarray, level: float) -> Estimate:
    """The `level` quantile; the interval is the pair of order statistics that covers it."""
    ordered, size = np.sort(sample), len(sample)
    low, at, high = (int(scipy.stats.binom.ppf(q, size, level)) for q in (0.025, 0.5, 0.975))
    low_value, value, high_value = (float(ordered[min(i, size - 1)]) for i in (low, at, high))
    error = (high_value - low_value) / (2 * NORMAL_95)
    return Estimate(value, error, low_value, high_value, size)


def estimate_difference(base: np.ndarray, other: np.ndarray) -> Estimate:
    """Mean of other − base, replicate by replicate: common random numbers cancel."""
    if base.dtype == bool:
        return _difference_of_shares(base, other)
    return estimate_mean(other.astype(np.float64) - base)


def _difference_of_shares(base: np.ndarray, other: np.ndarray) -> Estimate:
    size = len(base) + 2
    gained, lost = np.count_nonzero(other & ~base) + 0.5, np.count_nonzero(base & ~other) + 0.5
    difference = (gained - lost) / size
    error = np.sqrt(gained + lost - (gained - lost) ** 2 / size) / size
    return _with_normal_interval(float(difference), float(error), len(base))


def _with_normal_interval(value: float, error: float, replicates: int) -> Estimate:
    half = NORMAL_95 * error
    return Estimate(value, error, value - half, value + half, replicates)
