"""Beta posteriors of rates that scatter around a common mean (one class over all places).

How much the places differ is unknown itself: `rho`, the correlation of two inspections in one
place, is averaged over a grid, its root uniform beforehand. The uncertainty of the common mean is
kept apart, because it does not cancel when places are added up. Axes: nodes, grid, places.
"""

from dataclasses import dataclass

import numpy as np
import scipy

# Weight of what is assumed beforehand about the common mean, in inspections.
WEAKEST = 1.0
# Roots of rho from nearly equal places to places that differ as much as uniform rates do.
ROOTS = np.linspace(0.01, (1 / 3) ** 0.5, 24)
# Points at which the common mean is taken (exact to its fifth moment).
NODES = 3

Moments = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class Shrunk:
    """alpha, beta: each place alone. node_*: nodes × places, each place given the common mean.

    own_weight: share of the place's own inspections in its rate; 0 without any.
    """

    alpha: np.ndarray
    beta: np.ndarray
    own_weight: np.ndarray
    node_alpha: np.ndarray
    node_beta: np.ndarray
    node_weight: np.ndarray


def shrink(checked: np.ndarray, problem: np.ndarray, assumed_rate: float) -> Shrunk:
    """Posteriors of all places. assumed_rate: the common mean before any inspection, 0 to 1."""
    rho = np.square(ROOTS)[:, None]
    common, size = _common_mean(rho, checked, problem, assumed_rate)
    weight = _grid_weights(rho, common, checked, problem)
    points, share = _gauss_points(common * size, (1 - common) * size)
    joint = share * weight
    node_weight = joint.sum(axis=1)
    borrowed = (1 - rho) / (1 - rho + rho * checked)
    own = np.divide(problem, checked, out=np.zeros(len(checked)), where=checked > 0)
    mean = borrowed * points[:, :, None] + (1 - borrowed) * own
    spread = mean * (1 - mean) * rho / (1 + rho * checked)
    node = _mix(joint / node_weight[:, None], mean, spread)
    return Shrunk(
        *_beta_with(*_mix(node_weight, *node)),
        1 - weight @ borrowed,
        *_beta_with(*node),
        np.repeat(node_weight[:, None], len(checked), axis=1),
    )


def _common_mean(
    rho: np.ndarray, checked: np.ndarray, problem: np.ndarray, assumed_rate: float
) -> Moments:
    """The common mean for each rho, and what it is worth: inspections of one place count less."""
    effect = 1 / (1 + np.maximum(checked - 1, 0) * rho)
    size = WEAKEST + (checked * effect).sum(axis=1)
    return (WEAKEST * assumed_rate + (problem * effect).sum(axis=1)) / size, size


def _grid_weights(
    rho: np.ndarray, common: np.ndarray, checked: np.ndarray, problem: np.ndarray
) -> np.ndarray:
    """Posterior weight of each rho, from the beta-binomial likelihood of all places."""
    strength = 1 / rho - 1
    alpha, beta = common[:, None] * strength, (1 - common[:, None]) * strength
    logs = scipy.special.betaln(alpha + problem, beta + checked - problem)
    logs -= scipy.special.betaln(alpha, beta)
    found = logs.sum(axis=1)
    weight = np.exp(found - found.max())
    return weight / weight.sum()


def _gauss_points(alpha: np.ndarray, beta: np.ndarray) -> Moments:
    """Gauss points and weights (nodes × grid) of beta distributions.

    Eigenvalues of the Jacobi matrix (Golub and Welsch): no gamma function, so nothing overflows.
    """
    one, other, both = beta - 1, alpha - 1, alpha + beta - 2
    matrix = np.zeros((len(alpha), NODES, NODES))
    matrix[:, 0, 0] = (other - one) / (both + 2)
    for n in range(1, NODES):
        odd = 2 * n + both
        matrix[:, n, n] = (other - one) * both / (odd * (odd + 2))
        beside = 4 * n * (n + one) * (n + other) / (odd**2 * (odd + 1))
        beside *= 1.0 if n == 1 else (n + both) / (odd - 1)
        matrix[:, n, n - 1] = matrix[:, n - 1, n] = np.sqrt(beside)
    points, vectors = np.linalg.eigh(matrix)
    return (points.T + 1) / 2, np.square(vectors[:, 0, :]).T


def _mix(weight: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> Moments:
    """Mean and variance of a mixture over the last axis of the weight."""
    row = weight[..., None, :]
    middle = row @ mean
    spread = row @ (variance + np.square(mean - middle))
    return middle[..., 0, :], spread[..., 0, :]


def _beta_with(mean: np.ndarray, variance: np.ndarray) -> Moments:
    """alpha and beta of the beta distributions with these means and variances."""
    size = mean * (1 - mean) / variance - 1
    return mean * size, (1 - mean) * size
