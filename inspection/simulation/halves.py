"""A history of inspections in two halves: one to choose ratios by, one to judge them by.

What looks best is partly luck, and luck does not come again: finds that were estimated from the
rows that chose the ratios promise too much. Each inspection goes to one half at random, the same
one every time, so that the rows that judge a plan had no part in choosing it. A cell (place ×
class) with few inspections has no rate of its own: it takes its class's of the whole province.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from inspection.simulation.rates import UNKNOWN_RATE, Rates, fit_rates
from inspection.simulation.strata import groups

# The first number of every seed; the others are the name of the cell.
SEED = 2022
# Inspections under which a cell has no rate of its own.
LEAST_ROWS = 30
# A rate that stands in a distribution is never quite 0 or 1.
NEARLY = 1e-6


class History(NamedTuple):
    """Parallel columns, one cell each: inspections with a result, and problems among them."""

    place: Sequence[str]
    risk_class: Sequence[str]
    checked: np.ndarray
    problem: np.ndarray


class Halves(NamedTuple):
    """Rates to choose ratios by, rates to judge them by, and which cells have too few rows."""

    choosing: Rates
    judging: Rates
    is_thin: np.ndarray


def split_rates(grain: str, history: History, least_rows: int = LEAST_ROWS) -> Halves:
    """Both rates of every cell; both know how many inspections the cell has in all."""
    whole = _fitted(grain, history)
    is_thin = history.checked < least_rows
    first, second = split_history(history)
    shrunk = _fitted(grain, first)
    own = np.divide(
        second.problem, second.checked, out=np.zeros(len(is_thin)), where=second.checked > 0
    )
    return Halves(
        _centred(shrunk, whole, np.where(is_thin, class_rates(first), shrunk.mean), np.inf),
        _centred(
            _fitted(grain, second),
            whole,
            np.where(is_thin, class_rates(second), own),
            np.where(is_thin, np.inf, second.checked),
        ),
        is_thin,
    )


def split_history(history: History) -> tuple[History, History]:
    """Every inspection in one of two halves, by a draw that depends on the cell and its counts."""
    cells = zip(*history, strict=True)
    firsts = np.asarray([_first_half(*cell) for cell in cells], dtype=np.int64).reshape(-1, 2)
    checked, problem = firsts.T
    return (
        history._replace(checked=checked, problem=problem),
        history._replace(checked=history.checked - checked, problem=history.problem - problem),
    )


def class_rates(history: History) -> np.ndarray:
    """For each cell the rate of its class in all places; of all classes where it has no rows."""
    names, group = groups(np.asarray(history.risk_class, dtype=str))
    checked = np.bincount(group, history.checked, len(names))
    problem = np.bincount(group, history.problem, len(names))
    size = checked.sum()
    everywhere = problem.sum() / size if size else UNKNOWN_RATE
    rates = np.divide(problem, checked, out=np.full(len(names), everywhere), where=checked > 0)
    return rates[group]


def _fitted(grain: str, history: History) -> Rates:
    checked, problem = history.checked.tolist(), history.problem.tolist()
    return fit_rates(grain, history.place, history.risk_class, checked, problem)


def _first_half(place: str, risk_class: str, checked: int, problem: int) -> tuple[int, int]:
    seed = [SEED, *f"{place} {risk_class}".encode(), int(checked), int(problem)]
    rng = np.random.default_rng(seed)
    size = (int(checked) + int(rng.integers(2))) // 2
    return size, int(rng.hypergeometric(int(problem), int(checked - problem), size))


def _centred(rates: Rates, whole: Rates, mean: np.ndarray, most: np.ndarray | float) -> Rates:
    """The rates with these means, worth at most so many inspections; counts are the whole's."""
    target = np.clip(mean, NEARLY, 1 - NEARLY)
    old = rates.posterior
    size = np.minimum(old.alpha + old.beta, most)
    node_size = old.node_alpha + old.node_beta
    node_mean = np.clip(old.node_alpha / node_size * target / rates.mean, NEARLY, 1 - NEARLY)
    node_size = np.minimum(node_size, most)
    posterior = replace(
        old,
        alpha=target * size,
        beta=(1 - target) * size,
        node_alpha=node_mean * node_size,
        node_beta=(1 - node_mean) * node_size,
    )
    return replace(
        rates,
        checked_count=whole.checked_count,
        problem_count=whole.problem_count,
        basis=whole.basis,
        posterior=posterior,
    )
