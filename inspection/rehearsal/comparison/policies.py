"""Two ratio policies over one population: exact distributions, repeats, skip-number, joint events.

A policy finds here what the plan of the same ratios finds: visits of unit and class times its rate.

Problem rates are uncertain, and the distributions say so; the gain of one policy over the other is
exact for the violators the rates expect, both reading one ticket order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from inspection.data.classes import codes
from inspection.rehearsal.ground import Ground
from inspection.rehearsal.ratio_table import RatioTable, Row
from inspection.simulation.distribution import Distribution
from inspection.simulation.exact import Outcome, join, nested_difference, predict
from inspection.simulation.policies import apply_policy
from inspection.simulation.strata import PPM, Strata, ratio_of_strata

PLAN, OTHER = "plan", "other"
# Points of a distribution that are drawn at most.
MAX_POINTS = 240


@dataclass(frozen=True, eq=False)
class Policy:
    """One policy applied to the population: who is drawn, and what that finds.

    visit_value: visits expected, as the plan of the same ratios tells them.
    find_value: finds expected of the whole (`all`) and of each class, before sizes are rounded.
    """

    population: Strata
    province: Outcome
    by_class: Mapping[str, Outcome]
    find_value: Mapping[str, float]
    visit_value: float


def apply_ratios(ground: Ground, table: RatioTable) -> Policy:
    """A policy with its exact distributions by class and for the whole."""
    rates = {unit: table.rate_ppm(unit) for unit in ground.names}
    drawn = apply_policy(ground.population, rates)
    cell = ground.rates.cell_of(drawn.unit, drawn.county_code, drawn.risk_class)
    visits = drawn.stock_count * ratio_of_strata(drawn, rates) / PPM
    mine = {c: drawn.risk_class == c for c in codes()}
    by_class = {c: _outcome(ground, visits[own], cell[own]) for c, own in mine.items()}
    finds = visits * ground.rates.mean[cell]
    found = {c: float(finds[own].sum()) for c, own in mine.items()}
    found["all"] = float(finds.sum())
    return Policy(drawn, join(by_class.values()), by_class, found, float(visits.sum()))


def blind_row(ground: Ground, policy: Policy) -> Row:
    """One ratio for all classes that draws as many as the policy, in ppm."""
    stock = int(ground.population.stock_count.sum())
    drawn = int(policy.population.drawn_count.sum())
    return (round(drawn * PPM / stock) if stock else 0,) * len(codes())


def finds_table(policies: Mapping[str, Policy]) -> pa.Table:
    """Per policy, for the whole and each class: drawn, finds with interval, chance of none."""
    rows = []
    for name, policy in policies.items():
        parts = {"all": policy.province, **policy.by_class}
        for part, outcome in parts.items():
            low, high = outcome.finds.interval()
            rows.append(
                {
                    "policy": name,
                    "finds_part": part,
                    "drawn_count": outcome.drawn_count,
                    "find_value": policy.find_value[part],
                    "least_find_count": low,
                    "most_find_count": high,
                    "none_rate": outcome.none_probability,
                }
            )
    return pa.Table.from_pylist(rows)


def distribution_table(policies: Mapping[str, Policy]) -> pa.Table:
    """Probability of each number of finds; long distributions in steps of several finds."""
    rows = [
        {"policy": name, "find_count": count, "step_count": step, "probability_rate": mass}
        for name, policy in policies.items()
        for count, step, mass in _points(policy.province.finds)
    ]
    return pa.Table.from_pylist(rows)


def gain_line(policies: Mapping[str, Policy]) -> dict[str, float | int]:
    """Finds of the plan minus those of the other policy: mean, interval, chance to find more."""
    base, plan = policies[OTHER], policies[PLAN]
    gain = nested_difference(base.population, plan.population)
    low, high = gain.interval()
    more = gain.pmf[gain.values > 0].sum()
    found, other = plan.find_value["all"], base.find_value["all"]
    return {
        "plan_visit_value": plan.visit_value,
        "other_visit_value": base.visit_value,
        "extra_visit_value": plan.visit_value - base.visit_value,
        "plan_find_value": found,
        "other_find_value": other,
        "gain_value": found - other,
        "least_gain_count": low,
        "most_gain_count": high,
        "more_rate": float(more),
    }


def _outcome(ground: Ground, visits: np.ndarray, cell: np.ndarray) -> Outcome:
    """Strata of one class that read the same cell are counted together, as the plan does."""
    cells, place = np.unique(cell, return_inverse=True)
    counts = np.rint(np.bincount(place, visits, len(cells))).astype(np.int64)
    return predict(ground.rates, cells, counts)


def _points(found: Distribution) -> Sequence[tuple[int, int, float]]:
    """First value, width and probability of each step, unlikely ends left out."""
    low, high = found.quantile(1e-4), found.quantile(1 - 1e-4)
    values = np.arange(low, high + 1)
    mass = found.pmf[low - found.lowest : high - found.lowest + 1]
    step = -(-len(values) // MAX_POINTS)
    starts = np.arange(0, len(values), step)
    sums = np.add.reduceat(mass, starts)
    return list(zip(values[starts].tolist(), [step] * len(starts), sums.tolist(), strict=True))
