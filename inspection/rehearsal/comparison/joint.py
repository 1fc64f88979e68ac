"""Joint questions that no marginal answers, by simulation, each with its Monte Carlo error."""

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa

from inspection.rehearsal.comparison.policies import OTHER, PLAN, Policy
from inspection.rehearsal.ground import Ground
from inspection.simulation.estimates import Estimate, estimate_mean, estimate_probability
from inspection.simulation.montecarlo import (
    Replicates,
    compare,
    largest_county,
    province_total,
    replicate_uncertain,
    some_county_none,
)

REPLICATES = 10_000
SEED = 2022
# Decimals of figures that are probabilities or enterprises alike.
DECIMALS = 5


def joint_table(ground: Ground, policies: Mapping[str, Policy], replicates: int) -> pa.Table:
    """Figures of both policies over common random numbers, and their differences."""
    names = (OTHER, PLAN)
    populations = [policies[name].population for name in names]
    found = replicate_uncertain(populations, ground.rates, replicates, SEED)
    by_name = dict(zip(names, found, strict=True))
    rows = []
    for question, (statistic, estimate) in QUESTIONS.items():
        for name in (PLAN, OTHER):
            rows.append(_row(question, name, estimate(statistic(by_name[name]))))
        difference = compare(by_name[OTHER], by_name[PLAN], statistic).difference
        rows.append(_row(question, "difference", difference))
    return pa.Table.from_pylist(rows)


Statistic = Callable[[Replicates], np.ndarray]
Estimator = Callable[[np.ndarray], Estimate]
QUESTIONS: Mapping[str, tuple[Statistic, Estimator]] = {
    "some_county_none": (some_county_none, estimate_probability),
    "largest_county": (largest_county, estimate_mean),
    "province_total": (province_total, estimate_mean),
}


def _row(question: str, policy: str, found: Estimate) -> dict[str, object]:
    told = {"estimate": found.value, "error": found.error, "low": found.low, "high": found.high}
    return {
        "joint_question": question,
        "policy": policy,
        **{name: round(value, DECIMALS) for name, value in told.items()},
        "replicate_count": found.replicates,
    }
