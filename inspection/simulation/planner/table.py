"""A plan of ratios as rows of a plan table, and as the `rate_ppm` of a draw's plan.json."""

from typing import NamedTuple

from inspection.simulation.planner.figures import as_array, guaranteed_counts
from inspection.simulation.planner.model import Problem, Ratios
from inspection.simulation.strata import PPM

# Headers of the plan tables in use, in the order of `PlanRow`.
HEADERS = ("责任单位", "抽查基数", "抽查比例", "抽查目标数", "信用风险分类监管要求")
# Hundredths of a percent in ppm.
HUNDREDTH = 100


class PlanRow(NamedTuple):
    """One unit: frozen stock, ratio never overstated, enterprises surely drawn, ratio per class."""

    unit: str
    base_count: int
    ratio_text: str
    target_count: int
    class_ratio_text: str


def ratio_rows(problem: Problem, ratios: Ratios) -> list[PlanRow]:
    """The rows of the plan table, one per unit."""
    counts = guaranteed_counts(problem, as_array(problem, ratios)).sum(axis=1).tolist()
    classes = [rule.risk_class for rule in problem.classes]
    return [
        PlanRow(
            unit.unit, unit.base_count, _total(count, unit.base_count), count, _each(classes, row)
        )
        for unit, count, row in zip(problem.units, counts, ratios, strict=True)
    ]


def rate_ppm(problem: Problem, ratios: Ratios) -> dict[str, dict[str, int]]:
    """Unit → class → ppm, each unit's part as plan.json wants it."""
    classes = [rule.risk_class for rule in problem.classes]
    return {
        unit.unit: dict(zip(classes, (int(ratio) for ratio in row), strict=True))
        for unit, row in zip(problem.units, ratios, strict=True)
    }


def percent(ppm: int) -> str:
    """A ratio in percent, without trailing zeros: 12500 is 1.25%."""
    return f"{ppm // 10_000}.{ppm % 10_000:04d}".rstrip("0").rstrip(".") + "%"


def _total(count: int, base_count: int) -> str:
    """Count over stock, cut to hundredths of a percent; empty without stock."""
    if not base_count:
        return ""
    return percent(count * PPM // base_count // HUNDREDTH * HUNDREDTH)


def _each(classes: list[str], ratios: tuple[int, ...]) -> str:
    names = (f"{one}类" if len(one) == 1 else one for one in classes)
    parts = (f"{name}{percent(ratio)}" for name, ratio in zip(names, ratios, strict=True))
    return "按" + "、".join(parts)
