"""Policies side by side over one population: exact finds, and the exact gain over the first."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspection.simulation.distribution import Distribution
from inspection.simulation.exact import Marginals, marginals, nested_difference
from inspection.simulation.strata import Strata, drawn_by_ratio, ratio_of_strata

# Unit → class → ppm.
RateTable = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, eq=False)
class PolicyOutcome:
    """One policy. gain: its finds minus those of the first, both reading one ticket order."""

    population: Strata
    marginals: Marginals
    gain: Distribution


def apply_policy(population: Strata, rates: RateTable, rounding: str = "random") -> Strata:
    """The population under a policy's ratios, sizes as ssj1 rounds them."""
    ratio = ratio_of_strata(population, rates)
    return population.with_drawn(drawn_by_ratio(population, ratio, rounding))


def same_in_every_unit(population: Strata, rate_ppm: Mapping[str, int]) -> RateTable:
    """A policy of one ratio per class for all units."""
    return dict.fromkeys(population.unit.tolist(), rate_ppm)


def class_blind(population: Strata, ppm: int) -> RateTable:
    """A policy of one ratio for everybody."""
    return same_in_every_unit(population, dict.fromkeys(population.risk_class.tolist(), ppm))


def compare_policies(
    population: Strata, policies: Mapping[str, RateTable]
) -> dict[str, PolicyOutcome]:
    """Every policy by its name, the first being the base of the gains."""
    under = {name: apply_policy(population, rates) for name, rates in policies.items()}
    base = next(iter(under.values()), population)
    return {
        name: PolicyOutcome(drawn, marginals(drawn), nested_difference(base, drawn))
        for name, drawn in under.items()
    }
