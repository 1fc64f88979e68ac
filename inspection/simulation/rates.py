"""Problem rates per class and place, with their uncertainty, from past inspections.

Each cell (place × class) gets a beta posterior: its own inspections plus a prior of the class for
the whole province, whose strength is fitted by marginal likelihood. Cells that never saw an
inspection are marked by `basis`; nothing is filled in silently. Past inspections should come
from random draws: targeted checks would overstate the rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import betaincinv, betaln

from inspection.errors import BadInput
from inspection.simulation.distribution import Distribution, beta_binomial
from inspection.simulation.strata import Strata, groups

# What a cell's rate rests on.
OWN = "本地历史"
PROVINCE_CLASS = "全省同类历史"
PROVINCE_ALL = "全省各类历史"
NOTHING = "无历史"
# Weakest prior, in inspections: the weight of a uniform distribution.
WEAKEST = 2.0


@dataclass(frozen=True, eq=False)
class Rates:
    """Parallel arrays, one cell each. `place` holds units or county codes, as `grain` says."""

    grain: str
    place: np.ndarray
    risk_class: np.ndarray
    checked_count: np.ndarray
    problem_count: np.ndarray
    alpha: np.ndarray
    beta: np.ndarray
    basis: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """Posterior mean of the problem rate, 0 to 1."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def own_weight(self) -> np.ndarray:
        """Share of the cell's own inspections in its rate; 0 without history."""
        return self.checked_count / (self.alpha + self.beta)

    @property
    def has_history(self) -> np.ndarray:
        return self.checked_count > 0

    def interval(self, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
        """Central credible interval of the problem rate per cell."""
        outside = (1 - level) / 2
        low = betaincinv(self.alpha, self.beta, outside)
        return low, betaincinv(self.alpha, self.beta, 1 - outside)

    def cell_of(
        self, unit: np.ndarray, county_code: np.ndarray, risk_class: np.ndarray
    ) -> np.ndarray:
        """The number of the cell each stratum reads. Raises BadInput where there is none."""
        place = unit if self.grain == "unit" else county_code
        cells = zip(self.place.tolist(), self.risk_class.tolist(), strict=True)
        number = {key: i for i, key in enumerate(cells)}
        try:
            wanted = zip(place.tolist(), risk_class.tolist(), strict=True)
            return np.asarray([number[key] for key in wanted], dtype=np.int64)
        except KeyError as error:
            raise BadInput("缺少问题率", where=" ".join(error.args[0])) from None

    def violators(self, cell: int, stock: int) -> Distribution:
        """Posterior predictive number of violators among `stock` entities of the cell."""
        return beta_binomial(stock, float(self.alpha[cell]), float(self.beta[cell]))

    def expected_violators(self, population: Strata) -> np.ndarray:
        """Violators per stratum as the posterior means expect them, to the nearest whole."""
        cell = self.cell_of(population.unit, population.county_code, population.risk_class)
        return np.rint(population.stock_count * self.mean[cell]).astype(np.int64)


def fit_rates(
    grain: str,
    place: Sequence[str],
    risk_class: Sequence[str],
    checked_count: Sequence[int],
    problem_count: Sequence[int],
) -> Rates:
    """Posteriors of all cells; give every cell, also those with no inspection (0, 0).

    grain: "unit" or "county". checked_count: applicable rows with a result; problem_count of them.
    """
    checked = np.asarray(checked_count, dtype=np.float64)
    problem = np.asarray(problem_count, dtype=np.float64)
    _reject_contradictions(grain, place, risk_class, checked, problem)
    prior_alpha, prior_beta = np.empty_like(checked), np.empty_like(checked)
    basis = np.empty(len(checked), dtype=object)
    names, group = groups(np.asarray(risk_class, dtype=str))
    for number in range(len(names)):
        mine = group == number
        prior_alpha[mine], prior_beta[mine], word = _prior(mine, checked, problem)
        basis[mine] = word
    basis[checked > 0] = OWN
    return Rates(
        grain,
        np.asarray(place, dtype=str),
        np.asarray(risk_class, dtype=str),
        checked.astype(np.int64),
        problem.astype(np.int64),
        prior_alpha + problem,
        prior_beta + checked - problem,
        basis.astype(str),
    )


def fit_strength(checked: np.ndarray, problem: np.ndarray, rate: float) -> float:
    """How many inspections the class prior is worth: the maximum of the marginal likelihood.

    Never more than all inspections of the class: cells that look alike are no better known than
    the class itself.
    """
    strongest = float(checked.sum()) + WEAKEST
    if np.count_nonzero(checked) < 2:
        return WEAKEST
    found = minimize_scalar(
        lambda log: -_log_likelihood(np.exp(log), rate, checked, problem),
        bounds=(np.log(WEAKEST), np.log(strongest)),
        method="bounded",
    )
    return float(np.exp(found.x))


def _prior(mine: np.ndarray, checked: np.ndarray, problem: np.ndarray) -> tuple[float, float, str]:
    """Prior of one class: from the class, else from all classes, else uniform."""
    if checked[mine].any():
        rate = _pooled_rate(checked[mine], problem[mine])
        strength = fit_strength(checked[mine], problem[mine], rate)
        return rate * strength, (1 - rate) * strength, PROVINCE_CLASS
    if checked.any():
        rate = _pooled_rate(checked, problem)
        return rate * WEAKEST, (1 - rate) * WEAKEST, PROVINCE_ALL
    return WEAKEST / 2, WEAKEST / 2, NOTHING


def _pooled_rate(checked: np.ndarray, problem: np.ndarray) -> float:
    """Rate over all cells, half an inspection each way so that it is never 0 or 1."""
    return float((problem.sum() + 0.5) / (checked.sum() + 1.0))


def _log_likelihood(
    strength: float, rate: float, checked: np.ndarray, problem: np.ndarray
) -> float:
    alpha, beta = rate * strength, (1 - rate) * strength
    found = betaln(alpha + problem, beta + checked - problem) - betaln(alpha, beta)
    return float(found.sum())


def _reject_contradictions(
    grain: str,
    place: Sequence[str],
    risk_class: Sequence[str],
    checked: np.ndarray,
    problem: np.ndarray,
) -> None:
    if grain not in ("unit", "county"):
        raise BadInput("问题率的粒度应为unit或county", where=grain)
    if not len(place) == len(risk_class) == len(checked) == len(problem):
        raise BadInput("问题率各列长度不一致")
    wrong = np.flatnonzero((problem < 0) | (problem > checked))
    if len(wrong):
        at = int(wrong[0])
        raise BadInput("问题户数应在0与已检查户数之间", where=f"{place[at]} {risk_class[at]}类")
    if len(set(zip(place, risk_class, strict=True))) < len(place):
        raise BadInput("问题率中同一地区同一类别出现两次", remedy="先合并")
