"""A provincial draw and its simulation, without the application; always the whole province."""

from pathlib import Path

from inspection.bench.assumed import assumed_province
from inspection.bench.draws import Measured, measure_draw
from inspection.bench.measures import Measure, summarise
from inspection.bench.three_ways import measure_simulation
from inspection.errors import CheckFailed

SEED = 2022
# Seconds.
DRAW, VERIFY, EXACT, MONTE_CARLO = 4.0, 20.0, 0.5, 1.0
DRAW_ROUNDS, REPLICATES, ROW_REPLICATES = 3, 10_000, 20


def measure_province(work: Path) -> list[Measure]:
    """Draw, verify and simulate 1.7 million invented enterprises."""
    return _measure_draws(work) + _measure_simulation()


def _measure_draws(work: Path) -> list[Measure]:
    """Raises CheckFailed where the verifier does not pass a draw."""
    done = [_draw(work / f"draw{number}") for number in range(DRAW_ROUNDS)]
    if not all(one.passed for one in done):
        raise CheckFailed("核验未通过")
    return [
        summarise("draw", "s", [one.draw_seconds for one in done], DRAW),
        summarise("verify", "s", [one.verify_seconds for one in done], VERIFY),
        summarise("drawn", "", [one.drawn for one in done], None),
    ]


def _draw(folder: Path) -> Measured:
    folder.mkdir()
    return measure_draw(folder)


def _measure_simulation() -> list[Measure]:
    """Raises CheckFailed where the three ways do not agree."""
    found = measure_simulation(assumed_province(), REPLICATES, ROW_REPLICATES, SEED)
    for way in (found.montecarlo_agreement, found.rowwise_agreement):
        if not way.holds:
            raise CheckFailed(f"模拟与精确分布不一致：{way}")
    return [
        summarise("exact marginals", "s", [found.exact_seconds], EXACT),
        summarise("10 000 replicates", "s", [found.montecarlo_seconds], MONTE_CARLO),
        summarise("times faster than by rows", "", [found.rowwise_ratio], None),
    ]
