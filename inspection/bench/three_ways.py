"""Measures the three ways over one population: exact, Monte Carlo, row by row."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import TypeVar

from inspection.bench.agreement import Agreement, agreement
from inspection.bench.rowwise import replicate_rows
from inspection.simulation.exact import marginals
from inspection.simulation.montecarlo import province_total, replicate
from inspection.simulation.strata import Strata

Result = TypeVar("Result")


@dataclass(frozen=True)
class SimulationFigures:
    """Seconds of wall time; rates in replicates per second; agreement on the province's finds."""

    exact_seconds: float
    montecarlo_seconds: float
    montecarlo_per_second: float
    rowwise_per_second: float
    rowwise_ratio: float
    montecarlo_agreement: Agreement
    rowwise_agreement: Agreement


def measure_simulation(
    population: Strata, replicates: int = 10_000, row_replicates: int = 20, seed: int = 2022
) -> SimulationFigures:
    """`rowwise_ratio` says how many times faster one Monte Carlo replicate is than one by rows."""
    exact_seconds, exact = _timed(lambda: marginals(population))
    seconds, sample = _timed(lambda: replicate(population, replicates, seed))
    row_seconds, rows = _timed(lambda: replicate_rows(population, row_replicates, seed))
    fast, slow = replicates / seconds, row_replicates / row_seconds
    finds = exact.province.finds
    return SimulationFigures(
        exact_seconds,
        seconds,
        fast,
        slow,
        fast / slow,
        agreement(province_total(sample), finds),
        agreement(province_total(rows), finds),
    )


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result
