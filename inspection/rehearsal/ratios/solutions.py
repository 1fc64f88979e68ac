"""What the solver found, as rows: ratios, what binds, what would have to give way, the frontier."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from inspection.data.classes import codes, column
from inspection.rehearsal.ratio_table import Row
from inspection.simulation.planner.figures import RatioFigures, evaluate
from inspection.simulation.planner.model import Gap, Problem, Ratios
from inspection.simulation.planner.solve import FrontierPoint, Price, find_frontier, solve
from inspection.simulation.strata import PPM

GAP_SCHEMA = pa.schema(
    {
        "plan_rule": pa.string(),
        "unit": pa.string(),
        "risk_class": pa.string(),
        "limit_value": pa.float64(),
        "actual_value": pa.float64(),
        "gap_value": pa.float64(),
    }
)
PRICE_SCHEMA = pa.schema(
    {
        "plan_rule": pa.string(),
        "unit": pa.string(),
        "risk_class": pa.string(),
        "gain_value": pa.float64(),
    }
)

__all__ = ["find_frontier", "solve"]


def common_visits(problem: Problem, common: Row) -> float:
    """Visits of a plan that has the same ratios in every unit."""
    return float((problem.stock * common).sum()) / PPM


def own_rows(problem: Problem, ratios: Ratios) -> dict[str, Row]:
    """The solution as rows of a ratio table."""
    return {unit.unit: row for unit, row in zip(problem.units, ratios, strict=True)}


def solution_table(problem: Problem, ratios: Ratios) -> pa.Table:
    """One row per unit and one for the whole: ratios per class, visits and finds."""
    figures = evaluate(problem, ratios)
    nothing = (None,) * len(codes())
    thin = [*map(_thin_classes, problem.thin), None]
    parts = [*zip(figures.units, ratios, strict=True), (figures.province, nothing)]
    rows = [
        {
            "unit": unit.unit,
            **{column(c, "ratio"): ppm and ppm / PPM for c, ppm in zip(codes(), row, strict=True)},
            "thin_classes": few,
            "planned_ratio": unit.ratio_value,
            "visit_value": unit.expected.visit_count,
            "guaranteed_count": unit.guaranteed_count,
            "find_value": unit.expected.find_value,
            "least_find_count": unit.expected.find_low,
            "most_find_count": unit.expected.find_high,
        }
        for (unit, row), few in zip(parts, thin, strict=True)
    ]
    return pa.Table.from_pylist(rows)


def _thin_classes(is_thin: Sequence[bool]) -> str | None:
    """Classes of a unit whose ratio rests on too few rows."""
    return "、".join(c for c, few in zip(codes(), is_thin, strict=True) if few) or None


def _class_columns(row: Sequence[int | None]) -> dict[str, float | None]:
    columns = zip(codes(), row, strict=True)
    return {column(c, "ratio"): None if ppm is None else ppm / PPM for c, ppm in columns}


def gap_table(gaps: Iterable[Gap]) -> pa.Table:
    """Limits that are missed, or that would have to move."""
    rows = [
        {
            "plan_rule": gap.rule.name.lower(),
            "unit": gap.unit,
            "risk_class": gap.risk_class,
            "limit_value": gap.limit_value,
            "actual_value": gap.actual_value,
            "gap_value": gap.gap_value,
        }
        for gap in gaps
    ]
    return pa.Table.from_pylist(rows, GAP_SCHEMA)


def price_table(prices: Iterable[Price]) -> pa.Table:
    """What binds, dearest first."""
    rows = [
        {
            "plan_rule": price.rule.name.lower(),
            "unit": price.unit,
            "risk_class": price.risk_class,
            "gain_value": price.gain_value,
        }
        for price in sorted(prices, key=lambda price: -price.gain_value)
    ]
    return pa.Table.from_pylist(rows, PRICE_SCHEMA)


def frontier_table(points: Iterable[FrontierPoint], figures: RatioFigures) -> pa.Table:
    """Points of the frontier, then the present plan; `is_plan` tells them apart."""
    line = [(point.visit_count, point.find_value, False) for point in points]
    now = figures.province.expected
    rows = [*line, (now.visit_count, now.find_value, True)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    return pa.table(dict(zip(("visit_value", "find_value", "is_plan"), columns, strict=True)))
