"""Whether two ways of reaching one distribution agree: Kolmogorov distance against its bound."""

from dataclasses import dataclass

import numpy as np

from inspection.simulation.distribution import Distribution

# Chance that a correct simulation exceeds the bound.
FALSE_ALARM = 1e-6


@dataclass(frozen=True)
class Agreement:
    """The distance of a sample from a distribution, and what it may be by chance alone."""

    distance: float
    bound: float

    @property
    def holds(self) -> bool:
        return self.distance <= self.bound


def agreement(sample: np.ndarray, exact: Distribution) -> Agreement:
    """The sample of a simulation held against the exact distribution."""
    return Agreement(kolmogorov_distance(sample, exact), dkw_bound(len(sample)))


def kolmogorov_distance(sample: np.ndarray, exact: Distribution) -> float:
    """Largest gap between the sample's cumulative shares and the exact ones."""
    low = min(int(sample.min()), exact.lowest)
    high = max(int(sample.max()), exact.lowest + len(exact.pmf) - 1)
    seen = np.bincount(sample - low, minlength=high - low + 1) / len(sample)
    seen[exact.lowest - low : exact.lowest - low + len(exact.pmf)] -= exact.pmf
    return float(np.abs(np.cumsum(seen)).max())


def dkw_bound(replicates: int, false_alarm: float = FALSE_ALARM) -> float:
    """Dvoretzky–Kiefer–Wolfowitz, Massart's constant: the distance exceeds it that seldom."""
    return float(np.sqrt(np.log(2 / false_alarm) / (2 * replicates)))
