"""Monte Carlo for the joint questions that no marginal answers: worst county, some county empty.

Coupling. Known violators: one uniform per stratum and replicate, turned into finds by the inverse
of the stratum's exact distribution. Uniforms depend on the seed and the stratum's place alone, so
two policies over one population share them: the larger draw never finds fewer, and differences
have the least variance. Uncertain rates: one rate per cell and replicate, and lists that continue
each other. Both keep every marginal exact. Generators are for simulation only, never for a draw.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from inspection.errors import BadInput
from inspection.simulation.distribution import Distribution
from inspection.simulation.estimates import Estimate, estimate_difference
from inspection.simulation.exact import hypergeometric_parts
from inspection.simulation.rates import Rates
from inspection.simulation.shrinkage import NODES
from inspection.simulation.strata import Strata, groups


@dataclass(frozen=True, eq=False)
class Replicates:
    """Finds per county (rows) and replicate (columns), and how many each county draws."""

    county_code: tuple[str, ...]
    drawn_count: np.ndarray
    finds: np.ndarray


@dataclass(frozen=True)
class Comparison:
    """A difference of two policies. `variance_ratio`: variance without over with shared numbers."""

    difference: Estimate
    variance_ratio: float


Statistic = Callable[[Replicates], np.ndarray]


def replicate(population: Strata, replicates: int, seed: int) -> Replicates:
    """Finds under one policy, violators known."""
    counties, group = groups(population.county_code)
    finds = np.zeros((len(counties), replicates), dtype=np.int64)
    for stratum, part in enumerate(hypergeometric_parts(population)):
        uniform = np.random.default_rng([seed, stratum]).random(replicates)
        finds[group[stratum]] += inverse(part, uniform)
    return Replicates(tuple(counties), _by_county(population, group, len(counties)), finds)


def replicate_uncertain(
    policies: Sequence[Strata], rates: Rates, replicates: int, seed: int
) -> list[Replicates]:
    """Finds under each policy over one population, problem rates uncertain.

    Within a stratum the policies are sorted by size; each adds the finds of the entities that
    continue the list of the one before.
    """
    population = policies[0]
    if not all(population.same_population(policy) for policy in policies):
        raise BadInput("各方案的名录不同，无法比较", remedy="用同一名录重新测算")
    cell = rates.cell_of(population.unit, population.county_code, population.risk_class)
    counties, group = groups(population.county_code)
    finds = np.zeros((len(policies), len(counties), replicates), dtype=np.int64)
    drawn = np.stack([policy.drawn_count for policy in policies])
    rate = _rates_of_cells(rates, set(cell.tolist()), replicates, seed)
    for stratum in range(len(population)):
        generator = np.random.default_rng([seed, 1, stratum])
        found = _continued(drawn[:, stratum], rate[int(cell[stratum])], generator)
        finds[:, group[stratum]] += found
    size = [_by_county(policy, group, len(counties)) for policy in policies]
    return [Replicates(tuple(counties), s, f) for s, f in zip(size, finds, strict=True)]


def province_total(found: Replicates) -> np.ndarray:
    """Violators found in the province, per replicate."""
    return found.finds.sum(axis=0)


def largest_county(found: Replicates) -> np.ndarray:
    """Finds of the county that found most, per replicate."""
    return found.finds.max(axis=0, initial=0)


def some_county_none(found: Replicates) -> np.ndarray:
    """Whether some county that drew at least one entity found no violator, per replicate."""
    return (found.finds[found.drawn_count > 0] == 0).any(axis=0)


def compare(base: Replicates, other: Replicates, statistic: Statistic) -> Comparison:
    """The statistic of `other` minus that of `base`, with what sharing the numbers saved."""
    one, two = statistic(base), statistic(other)
    shared = float(np.var(two.astype(np.float64) - one))
    apart = float(np.var(one.astype(np.float64)) + np.var(two.astype(np.float64)))
    return Comparison(estimate_difference(one, two), apart / shared if shared else np.inf)


def inverse(part: Distribution, uniform: np.ndarray) -> np.ndarray:
    """The quantile of each uniform: smallest value whose cumulative probability exceeds it."""
    return part.lowest + np.searchsorted(part.cdf[:-1], uniform, side="right")


def _continued(sizes: np.ndarray, rate: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Finds per policy (rows): the sorted sizes are steps of one list."""
    order = np.argsort(sizes, kind="stable")
    steps = np.diff(sizes[order], prepend=0)
    found = np.cumsum([generator.binomial(step, rate) for step in steps.tolist()], axis=0)
    result = np.empty_like(found)
    result[order] = found
    return result


def _rates_of_cells(
    rates: Rates, cells: Iterable[int], replicates: int, seed: int
) -> dict[int, np.ndarray]:
    """One problem rate per cell and replicate; cells of one class share the point of its mean."""
    found, point = rates.posterior, {}
    for number, name in enumerate(dict.fromkeys(rates.risk_class.tolist())):
        weight = found.node_weight[:, rates.risk_class == name][:, 0]
        generator = np.random.default_rng([seed, 2, number])
        point[name] = generator.choice(NODES, size=replicates, p=weight / weight.sum())
    drawn = {}
    for cell in cells:
        at = point[str(rates.risk_class[cell])]
        generator = np.random.default_rng([seed, 3, cell])
        drawn[cell] = generator.beta(found.node_alpha[at, cell], found.node_beta[at, cell])
    return drawn


def _by_county(population: Strata, group: np.ndarray, counties: int) -> np.ndarray:
    return np.bincount(group, population.drawn_count, minlength=counties).astype(np.int64)
