"""One row of the performance table."""

from collections.abc import Sequence
from statistics import median

Measure = dict[str, object]
# Decimals kept of each unit's samples; other units count.
DECIMALS = {"s": 3, "ms": 1, "MiB": 1, "MB": 2, "power": 2}
# Units of which more is better: the limit is what must be reached.
RATES = ("rows/s",)


def summarise(name: str, unit: str, samples: Sequence[float], limit: float | None) -> Measure:
    """Median, worst and raw samples of one measure, beside its limit; None: nothing is promised."""
    decimals = DECIMALS.get(unit, 0)
    rounded = [round(sample, decimals) for sample in samples]
    return {
        "measure": name,
        "unit": unit,
        "median": round(median(samples), decimals),
        "worst": min(rounded) if unit in RATES else max(rounded),
        "limit": limit,
        "samples": rounded,
    }
