"""Problem rates per class and place, with their uncertainty, from past inspections.

Each cell (place × class) gets a beta posterior, its own inspections shrunk towards the class of the
whole province. Cells that never saw an inspection are marked by `basis`; nothing is filled in
silently. Past inspections should come from random draws: targeted checks overstate the rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import scipy

from inspection.errors import BadInput
from inspection.simulation.distribution import Distribution, beta_binomial
from inspection.simulation.shrinkage import NODES, Shrunk, shrink
from inspection.simulation.strata import Strata, groups

# What a cell's rate rests on.
OWN = "本地历史"
PROVINCE_CLASS = "全省同类历史"
PROVINCE_ALL = "全省各类历史"
NOTHING = "无历史"
# The mean assumed before any inspection, at the weight of one inspection.
UNKNOWN_RATE = 0.5
# A rate borrowed from other classes is never taken for 0 or 1.
RAREST = 1e-3


@dataclass(frozen=True, eq=False)
class Rates:
    """Parallel arrays, one cell each. `place` holds units or county codes, as `grain` says.

    posterior: alpha and beta of each cell alone, and given the common mean of its class.
    """

    grain: str
    place: np.ndarray
    risk_class: np.ndarray
    checked_count: np.ndarray
    problem_count: np.ndarray
    basis: np.ndarray
    posterior: Shrunk

    @property
    def alpha(self) -> np.ndarray:
        return self.posterior.alpha

    @property
    def beta(self) -> np.ndarray:
        return self.posterior.beta

    @property
    def mean(self) -> np.ndarray:
        """Posterior mean of the problem rate, 0 to 1."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def has_history(self) -> np.ndarray:
        return self.checked_count > 0

    def interval(self, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
        """Central credible interval of the problem rate per cell."""
        outside = (1 - level) / 2
        low = scipy.special.betaincinv(self.alpha, self.beta, outside)
        return low, scipy.special.betaincinv(self.alpha, self.beta, 1 - outside)

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
    names, group = groups(np.asarray(risk_class, dtype=str))
    parts = {n: _shrink_class(group == n, checked, problem) for n in range(len(names))}
    return Rates(
        grain,
        np.asarray(place, dtype=str),
        np.asarray(risk_class, dtype=str),
        checked.astype(np.int64),
        problem.astype(np.int64),
        _basis(group, checked),
        _gathered(parts, group),
    )


def _shrink_class(mine: np.ndarray, checked: np.ndarray, problem: np.ndarray) -> Shrunk:
    """A class with history starts from nothing; one without starts from all classes."""
    borrows = checked.any() and not checked[mine].any()
    assumed = problem.sum() / checked.sum() if borrows else UNKNOWN_RATE
    return shrink(checked[mine], problem[mine], np.clip(assumed, RAREST, 1 - RAREST))


def _basis(group: np.ndarray, checked: np.ndarray) -> np.ndarray:
    of_class = np.bincount(group, checked)[group] if len(group) else checked
    words = np.where(of_class > 0, PROVINCE_CLASS, PROVINCE_ALL if checked.any() else NOTHING)
    return np.where(checked > 0, OWN, words)


def _gathered(parts: dict[int, Shrunk], group: np.ndarray) -> Shrunk:
    """The posteriors of the classes, put back in the order of the cells."""
    columns = {}
    for field in fields(Shrunk):
        is_node = field.name.startswith("node_")
        column = np.empty((NODES, len(group)) if is_node else len(group))
        for number, part in parts.items():
            column[..., group == number] = getattr(part, field.name)
        columns[field.name] = column
    return Shrunk(**columns)


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
