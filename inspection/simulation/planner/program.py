"""The linear program: one row per rule, variables are the ratios (0 to 1) of unit and class.

Solved with HiGHS through SciPy. Rules that belong together share a `slack`: relaxing a class bound
relaxes it in every unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from inspection.errors import EnvironmentProblem
from inspection.simulation.planner.model import Problem, Rule, UnitInput
from inspection.simulation.strata import PPM

# Weight of one visit against one find where plans find equally many: fewer visits win.
TIE_VISIT = 1e-6
# Weight of the ratio of a class without enterprises: as low as the rules allow.
TIE_RATIO = 1e-9
OPTIMAL, INFEASIBLE = 0, 2


@dataclass(frozen=True, eq=False)
class Row:
    """coefficients · ratios ≤ limit. `unit`, `risk_class`: whose limit it is, "" for all."""

    rule: Rule
    unit: str
    risk_class: str
    coefficients: np.ndarray
    limit: float


def build_rows(problem: Problem) -> list[Row]:
    """Every rule of the problem, in the order of `Rule`."""
    builders = (_floor_rows, _capacity_rows, _bound_rows, _rising_rows)
    return [row for build in builders for row in build(problem)]


def most_finds(
    problem: Problem, rows: Sequence[Row], visit_limit: float | None = None
) -> "scipy.optimize.OptimizeResult":
    """Ratios with the most expected finds, within the rows and at most `visit_limit` visits.

    Ratios of thin cells are the whole's of their class, unless the rules leave no room for it.
    """
    stock = problem.stock.ravel()
    cost = -(stock * problem.choice_rate.ravel()) + TIE_VISIT * stock + TIE_RATIO
    limit = [] if visit_limit is None else [(stock, visit_limit)]
    found = minimise(cost, rows, [*limit, *_thin_limits(problem)])
    return found if found.status == OPTIMAL else minimise(cost, rows, limit)


def fewest_visits(problem: Problem, rows: Sequence[Row]) -> "scipy.optimize.OptimizeResult":
    """Ratios with the fewest visits within the rows."""
    return minimise(problem.stock.ravel() + TIE_RATIO, rows)


def minimise(
    cost: np.ndarray, rows: Sequence[Row], more: Iterable[tuple[np.ndarray, float]] = ()
) -> "scipy.optimize.OptimizeResult":
    """Solve over ratios between 0 and 1; infeasible is a result, anything else an error."""
    extra = list(more)
    matrix = np.stack([*(row.coefficients for row in rows), *(c for c, _ in extra)])
    limits = [*(row.limit for row in rows), *(limit for _, limit in extra)]
    return solve_program(cost, matrix, limits, [(0.0, 1.0)] * len(cost))


def solve_program(
    cost: np.ndarray,
    matrix: np.ndarray,
    limits: Sequence[float],
    bounds: Sequence[tuple[float, float | None]],
) -> "scipy.optimize.OptimizeResult":
    """One call of HiGHS. Raises EnvironmentProblem where it neither solves nor refutes."""
    found = scipy.optimize.linprog(cost, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
    if found.status not in (OPTIMAL, INFEASIBLE):
        raise EnvironmentProblem("线性规划未能求解", where=str(found.message))
    return found


def _floor_rows(problem: Problem) -> Iterator[Row]:
    for unit, mask in _scopes(problem):
        if unit.target_count is not None:
            weights = -(problem.stock * mask).ravel().astype(np.float64)
            yield Row(Rule.FLOOR, unit.unit, "", weights, -float(unit.target_count))


def _capacity_rows(problem: Problem) -> Iterator[Row]:
    for unit, mask in _scopes(problem)[1:]:
        if unit.capacity_days is not None:
            weights = (problem.stock * problem.visit_days * mask).ravel()
            yield Row(Rule.CAPACITY, unit.unit, "", weights, unit.capacity_days)


def _bound_rows(problem: Problem) -> Iterator[Row]:
    for c, rule in enumerate(problem.classes):
        for u in range(len(problem.units)):
            one = _pick(problem, {(u, c): 1.0})
            yield Row(Rule.UPPER, "", rule.risk_class, one, rule.upper_ppm / PPM)
            yield Row(Rule.LOWER, "", rule.risk_class, -one, -rule.lower_ppm / PPM)


def _rising_rows(problem: Problem) -> Iterator[Row]:
    for c in range(1, len(problem.classes)):
        for u in range(len(problem.units)):
            rise = _pick(problem, {(u, c - 1): 1.0, (u, c): -1.0})
            yield Row(Rule.RISING, "", "", rise, -problem.margin_ppm / PPM)


def _thin_limits(problem: Problem) -> Iterator[tuple[np.ndarray, float]]:
    """Of each thin cell: its ratio less that of the whole in its class is nothing, both ways."""
    for u, c in np.argwhere(problem.thin & (problem.stock > 0)):
        of_class = problem.stock[:, c] / problem.stock[:, c].sum()
        weights = {(v, c): -share for v, share in enumerate(of_class.tolist())}
        weights[u, c] += 1.0
        row = _pick(problem, weights)
        yield row, 0.0
        yield -row, 0.0


def _scopes(problem: Problem) -> list[tuple[UnitInput, np.ndarray]]:
    """The province and each unit, with the column of units that belong to it."""
    each = np.eye(len(problem.units), dtype=np.int64)
    masks = [np.ones(len(problem.units), dtype=np.int64), *each]
    scopes = (problem.province, *problem.units)
    return [(unit, mask[:, None]) for unit, mask in zip(scopes, masks, strict=True)]


def _pick(problem: Problem, weights: dict[tuple[int, int], float]) -> np.ndarray:
    row = np.zeros(problem.stock.shape)
    for place, weight in weights.items():
        row[place] = weight
    return row.ravel()
