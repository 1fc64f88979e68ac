"""Why no plan is feasible: which rules would have to give way, and by how much.

Elastic programs: for each kind of rule alone, all others kept, the smallest total relaxation that
makes the problem feasible. Where no kind suffices alone, the cheapest mix of all, in visits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from inspection.simulation.planner.model import Gap, Problem, Rule
from inspection.simulation.planner.program import OPTIMAL, Row, build_rows, solve_program
from inspection.simulation.strata import PPM

# Relaxations smaller than this (enterprises, days, ratio) are the solver's tolerance.
SMALLEST = 1e-6
# Capacity that would be needed is given in hundredths of an inspector-day.
DAY_PARTS = 100


@dataclass(frozen=True)
class Remedy:
    """Relaxations that together make a plan feasible. rule: the one kind used, None for a mix.

    In each gap `limit_value` is what was asked, `actual_value` what it would have to be.
    """

    rule: Rule | None
    gaps: tuple[Gap, ...]


def find_remedies(problem: Problem) -> tuple[Remedy, ...]:
    """Every kind of rule that alone could give way; else the cheapest mix; never empty."""
    rows = build_rows(problem)
    single = [(rule, _relax(problem, rows, {rule})) for rule in Rule]
    found = tuple(Remedy(rule, gaps) for rule, gaps in single if gaps)
    return found or (Remedy(None, _relax(problem, rows, set(Rule))),)


def _relax(problem: Problem, rows: Sequence[Row], elastic: set[Rule]) -> tuple[Gap, ...]:
    """The relaxations of the elastic rules; empty where they cannot make the plan feasible."""
    slacks = list(dict.fromkeys(_slack(row) for row in rows if row.rule in elastic))
    if not slacks:
        return ()
    ratios = problem.stock.size
    columns = np.zeros((len(rows), len(slacks)))
    for number, row in enumerate(rows):
        if row.rule in elastic:
            columns[number, slacks.index(_slack(row))] = -1.0
    matrix = np.hstack([np.stack([row.coefficients for row in rows]), columns])
    cost = [0.0] * ratios + [_price(problem, slack) for slack in slacks]
    bounds = [(0.0, 1.0)] * ratios + [(0.0, _most(problem, slack)) for slack in slacks]
    found = solve_program(np.asarray(cost), matrix, [row.limit for row in rows], bounds)
    if found.status != OPTIMAL:
        return ()
    amounts = zip(slacks, found.x[ratios:].tolist(), strict=True)
    return tuple(_gap(problem, slack, amount) for slack, amount in amounts if amount > SMALLEST)


Slack = tuple[Rule, str, str]


def _slack(row: Row) -> Slack:
    return row.rule, row.unit, row.risk_class


def _price(problem: Problem, slack: Slack) -> float:
    """What one unit of relaxation costs, in visits."""
    rule, _, risk_class = slack
    if rule is Rule.FLOOR:
        return 1.0
    if rule is Rule.CAPACITY:
        return 1.0 / float(problem.visit_days.mean())
    if rule is Rule.RISING:
        return float(problem.stock.sum()) + 1.0
    return float(problem.stock[:, _class_number(problem, risk_class)].sum()) + 1.0


def _most(problem: Problem, slack: Slack) -> float | None:
    """How far a rule can give way: floors to 0, ratios within 0 to 1, order never reversed."""
    rule = slack[0]
    if rule is Rule.CAPACITY:
        return None
    if rule is Rule.FLOOR:
        return _limit(problem, slack)
    if rule is Rule.UPPER:
        return 1.0 - _limit(problem, slack) / PPM
    return _limit(problem, slack) / PPM


def _limit(problem: Problem, slack: Slack) -> float:
    """The limit as it was given: enterprises, inspector-days or ppm."""
    rule, unit, risk_class = slack
    scopes = {u.unit: u for u in (problem.province, *problem.units)}
    if rule is Rule.FLOOR:
        return float(scopes[unit].target_count or 0)
    if rule is Rule.CAPACITY:
        return float(scopes[unit].capacity_days or 0)
    if rule is Rule.RISING:
        return float(problem.margin_ppm)
    class_rule = problem.classes[_class_number(problem, risk_class)]
    return float(class_rule.upper_ppm if rule is Rule.UPPER else class_rule.lower_ppm)


def _gap(problem: Problem, slack: Slack, amount: float) -> Gap:
    """The relaxation, rounded outwards so that the plan becomes feasible with it."""
    rule, limit = slack[0], _limit(problem, slack)
    if rule is Rule.FLOOR:
        return Gap(*slack, limit, limit - ceil(amount - SMALLEST))
    if rule is Rule.CAPACITY:
        return Gap(*slack, limit, ceil((limit + amount - SMALLEST) * DAY_PARTS) / DAY_PARTS)
    steps = ceil((amount - SMALLEST) * PPM / problem.step_ppm) * problem.step_ppm
    return Gap(*slack, limit, limit + steps if rule is Rule.UPPER else limit - steps)


def _class_number(problem: Problem, risk_class: str) -> int:
    return [rule.risk_class for rule in problem.classes].index(risk_class)
