"""Feasible ratios with the most expected finds, what binds them, and the efficient frontier."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from inspection.simulation.planner.figures import find_gaps
from inspection.simulation.planner.model import Problem, Ratios, Rule
from inspection.simulation.planner.program import (
    OPTIMAL,
    Row,
    build_rows,
    fewest_visits,
    most_finds,
)
from inspection.simulation.planner.remedies import Remedy, find_remedies
from inspection.simulation.planner.rounding import round_ratios, rounding_loss

# A rule binds where relaxing it by one unit brings at least this many finds.
WORTH = 1e-3
# What the price of a ratio rule is quoted for: one percentage point.
POINT = 0.01
# Visits added to a limit that is itself a solution, so that its own tolerance does not refute it.
HAIR = 1e-6


@dataclass(frozen=True)
class Price:
    """A rule that binds the plan: expected finds gained if it gave way by one unit.

    The unit is one enterprise, one inspector-day, or one percentage point.
    """

    rule: Rule
    unit: str
    risk_class: str
    gain_value: float


@dataclass(frozen=True)
class Solution:
    """Ratios and what binds them; where none are feasible, `ratios` is None, remedies say why."""

    ratios: Ratios | None
    prices: tuple[Price, ...] = ()
    remedies: tuple[Remedy, ...] = ()


@dataclass(frozen=True)
class FrontierPoint:
    """The most finds that so many visits can bring, before rounding."""

    visit_count: float
    find_value: float


def solve(problem: Problem, visit_limit: float | None = None) -> Solution:
    """The plan with the most expected finds that respects every rule.

    visit_limit: visits in the province, as a point of the frontier; where the rules demand more,
    they win. Rounding up to the floors may add a few visits.
    """
    rows = build_rows(problem)
    if visit_limit is not None:
        visit_limit = max(visit_limit, _fewest(problem, rows))
    found = most_finds(problem, rows, visit_limit)
    if found.status != OPTIMAL:
        return Solution(None, remedies=find_remedies(problem))
    ratios = round_ratios(problem, found.x)
    if any(find_gaps(problem, ratios)):
        ratios = _with_reserve(problem, rows, visit_limit) or ratios
    return Solution(ratios, tuple(_prices(rows, found.ineqlin.marginals[: len(rows)])))


def find_frontier(problem: Problem, points: int = 12) -> tuple[FrontierPoint, ...]:
    """Most finds against visits, from the fewest visits the rules allow; empty if infeasible."""
    rows = build_rows(problem)
    least, most = fewest_visits(problem, rows), most_finds(problem, rows)
    if least.status != OPTIMAL:
        return ()
    stock = problem.stock.ravel()
    limits = np.linspace(stock @ least.x, stock @ most.x, points)
    between = (most_finds(problem, rows, limit + HAIR).x for limit in limits)
    return tuple(_point(problem, ratios) for ratios in between)


def _with_reserve(
    problem: Problem, rows: Sequence[Row], visit_limit: float | None
) -> Ratios | None:
    """The plan whose floors are so much higher that cutting down cannot miss them.

    Then nothing has to be raised again at the cost of people. None where that is infeasible.
    """
    loss = dict(zip((unit.unit for unit in problem.units), rounding_loss(problem), strict=True))
    loss[problem.province.unit] = sum(loss.values())
    higher = [
        replace(row, limit=row.limit - loss[row.unit]) if row.rule is Rule.FLOOR else row
        for row in rows
    ]
    found = most_finds(problem, higher, visit_limit)
    return round_ratios(problem, found.x) if found.status == OPTIMAL else None


def _fewest(problem: Problem, rows: Sequence[Row]) -> float:
    """Visits the rules demand at least, a hair above for the solver; 0 where infeasible."""
    least = fewest_visits(problem, rows)
    return float(problem.stock.ravel() @ least.x) + HAIR if least.status == OPTIMAL else 0.0


def _prices(rows: Sequence[Row], marginals: np.ndarray) -> Iterator[Price]:
    """Shadow prices of the rules that bind, summed over the rows that share a limit."""
    gains: dict[tuple[Rule, str, str], float] = {}
    for row, marginal in zip(rows, marginals.tolist(), strict=True):
        key = (row.rule, row.unit, row.risk_class)
        unit = 1.0 if row.rule in (Rule.FLOOR, Rule.CAPACITY) else POINT
        gains[key] = gains.get(key, 0.0) - marginal * unit
    return (Price(*key, gain) for key, gain in gains.items() if gain > WORTH)


def _point(problem: Problem, ratios: np.ndarray) -> FrontierPoint:
    visits = problem.stock.ravel() * ratios
    return FrontierPoint(float(visits.sum()), float(visits @ problem.rate.ravel()))
