"""Exact distribution of the violators a draw finds: per county, class, unit and province.

With known violators each stratum is hypergeometric and independent of the others. With problem
rates that are themselves uncertain, strata that share a rate are beta-binomial together, and cells
of one class share the uncertainty of their common mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from inspection.errors import BadInput
from inspection.simulation.distribution import (
    Distribution,
    beta_binomial,
    hypergeometric,
    mix,
    total,
)
from inspection.simulation.rates import Rates
from inspection.simulation.shrinkage import Shrunk
from inspection.simulation.strata import Strata, groups


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one group of strata brings: entities drawn and the violators among them."""

    drawn_count: int
    finds: Distribution
    log_none: float

    @property
    def none_probability(self) -> float:
        """P(no violator is found); of a group where nothing is drawn it is 1."""
        return float(np.exp(self.log_none))


@dataclass(frozen=True, eq=False)
class Marginals:
    """One outcome per group; dictionaries keep the order of the strata."""

    province: Outcome
    by_class: dict[str, Outcome]
    by_unit: dict[str, Outcome]
    by_county: dict[str, Outcome]


def marginals(population: Strata) -> Marginals:
    """Every marginal distribution of the finds, for known violators."""
    single = _hypergeometric_outcomes(population)
    by_county = _join_by(single, population.county_code)
    by_unit = _join_by(list(by_county.values()), _unit_of_each_county(population))
    by_class = _join_by(single, population.risk_class)
    return Marginals(join(by_unit.values()), by_class, by_unit, by_county)


def predictive_marginals(population: Strata, rates: Rates) -> Marginals:
    """Every marginal distribution of the finds, with the uncertainty of the problem rates.

    The violator counts of the strata are not used.
    """
    cell = rates.cell_of(population.unit, population.county_code, population.risk_class)
    by_class, by_unit, by_county = (
        _predict_by(population, rates, cell, labels)
        for labels in (population.risk_class, population.unit, population.county_code)
    )
    return Marginals(join(by_class.values()), by_class, by_unit, by_county)


def predict(rates: Rates, cell: np.ndarray, drawn_count: np.ndarray) -> Outcome:
    """Finds among `drawn_count` entities of each cell, together. Name each cell only once.

    Cells of one class share the uncertainty of the class's mean; classes are independent.
    """
    risk_class = rates.risk_class[cell]
    parts = []
    for name in dict.fromkeys(risk_class.tolist()):
        mine = risk_class == name
        together = _one_cell if np.count_nonzero(mine) == 1 else _one_class
        parts.append(together(rates.posterior, cell[mine], drawn_count[mine]))
    return join(parts)


def nested_difference(base: Strata, other: Strata) -> Distribution:
    """Finds of `other` minus finds of `base` when both read the same ticket order.

    Then one list continues the other: the entities between the two sizes are themselves a simple
    random sample, so each stratum adds or takes away a hypergeometric count.
    """
    if not base.same_population(other):
        raise BadInput("两个方案的名录不同，无法比较", remedy="用同一名录重新测算")
    step = (other.drawn_count - base.drawn_count).tolist()
    gained = hypergeometric_parts(base.with_drawn(np.abs(step)))
    signed = zip(gained, step, strict=True)
    return total(part if size >= 0 else part.mirrored() for part, size in signed)


def join(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of independent groups taken together."""
    parts = list(outcomes)
    return Outcome(
        sum(part.drawn_count for part in parts),
        total(part.finds for part in parts),
        sum(part.log_none for part in parts),
    )


def hypergeometric_parts(population: Strata) -> list[Distribution]:
    """The distribution of the violators found in each stratum."""
    columns = (population.stock_count, population.violator_count, population.drawn_count)
    return [hypergeometric(*s) for s in zip(*(c.tolist() for c in columns), strict=True)]


def log_none(population: Strata) -> np.ndarray:
    """log P(no violator is found) per stratum: log C(N − V, n) − log C(N, n)."""
    left = population.stock_count - population.violator_count - population.drawn_count
    logs = scipy.special.gammaln(population.stock_count - population.violator_count + 1.0)
    logs -= scipy.special.gammaln(np.maximum(left, 0) + 1.0)
    logs += scipy.special.gammaln(population.stock_count - population.drawn_count + 1.0)
    logs -= scipy.special.gammaln(population.stock_count + 1.0)
    return np.where(left < 0, -np.inf, np.minimum(logs, 0.0))


def _hypergeometric_outcomes(population: Strata) -> list[Outcome]:
    drawn, logs = population.drawn_count.tolist(), log_none(population).tolist()
    return [Outcome(*o) for o in zip(drawn, hypergeometric_parts(population), logs, strict=True)]


def _join_by(outcomes: Sequence[Outcome], labels: np.ndarray) -> dict[str, Outcome]:
    names, group = groups(labels)
    members: list[list[Outcome]] = [[] for _ in names]
    for outcome, number in zip(outcomes, group.tolist(), strict=True):
        members[number].append(outcome)
    return {name: join(mine) for name, mine in zip(names, members, strict=True)}


def _predict_by(
    population: Strata, rates: Rates, cell: np.ndarray, labels: np.ndarray
) -> dict[str, Outcome]:
    """Strata of one group that read the same cell are counted together."""
    names, group = groups(labels)
    cells = len(rates.alpha)
    keys, place = np.unique(group * cells + cell, return_inverse=True)
    drawn = np.bincount(place, population.drawn_count, minlength=len(keys)).astype(np.int64)
    members = [keys // cells == number for number in range(len(names))]
    return {
        name: predict(rates, keys[mine] % cells, drawn[mine])
        for name, mine in zip(names, members, strict=True)
    }


def _one_cell(posterior: Shrunk, cell: np.ndarray, drawn: np.ndarray) -> Outcome:
    return _independent(posterior.alpha[cell], posterior.beta[cell], drawn)


def _one_class(posterior: Shrunk, cell: np.ndarray, drawn: np.ndarray) -> Outcome:
    """Independent at each point of the common mean; mixed over the points."""
    pairs = zip(posterior.node_alpha[:, cell], posterior.node_beta[:, cell], strict=True)
    at_points = [_independent(alpha, beta, drawn) for alpha, beta in pairs]
    weight = posterior.node_weight[:, cell[0]]
    none = float(scipy.special.logsumexp([point.log_none for point in at_points], b=weight))
    return Outcome(int(drawn.sum()), mix(weight.tolist(), [p.finds for p in at_points]), none)


def _independent(alpha: np.ndarray, beta: np.ndarray, drawn: np.ndarray) -> Outcome:
    parts = zip(drawn.tolist(), alpha.tolist(), beta.tolist(), strict=True)
    finds = total(beta_binomial(*part) for part in parts)
    logs = scipy.special.betaln(alpha, beta + drawn) - scipy.special.betaln(alpha, beta)
    return Outcome(int(drawn.sum()), finds, float(logs.sum()))


def _unit_of_each_county(population: Strata) -> np.ndarray:
    names, group = groups(population.county_code)
    first = np.empty(len(names), dtype=population.unit.dtype)
    first[group[::-1]] = population.unit[::-1]
    return first
