"""What a table of ratios brings, as rows: by unit, by class, as one line, and against the rules."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from inspection.data.classes import codes, column
from inspection.data.targets import target_count
from inspection.rehearsal.ground import Ground
from inspection.rehearsal.ratio_table import RatioTable
from inspection.simulation.planner.figures import Expected, RatioFigures, UnitFigures, evaluate
from inspection.simulation.planner.model import Problem
from inspection.simulation.strata import PPM


def evaluate_table(problem: Problem, table: RatioTable) -> RatioFigures:
    """All figures of the ratios, whether they respect the rules or not."""
    return evaluate(problem, table.rows(unit.unit for unit in problem.units))


def ratio_line(ground: Ground, figures: RatioFigures) -> dict[str, Any]:
    """The whole selection in one row: Σ share × ratio against its floor, finds and load."""
    province = figures.province
    target = _target_of_all(ground)
    return {
        "planned_ratio": province.ratio_value,
        "visit_value": province.expected.visit_count,
        "floor_rate": target / ground.base_count if ground.base_count else None,
        "guaranteed_count": province.guaranteed_count,
        "target_count": target,
        "surplus_count": province.guaranteed_count - target,
        **_finds(province.expected),
        **_load(province),
    }


def ratios_by_unit(ground: Ground, table: RatioTable, figures: RatioFigures) -> pa.Table:
    """One row per unit, with ratios, floor, finds and load."""
    rows = []
    for unit, known in zip(figures.units, ground.units, strict=True):
        target = target_count(unit.base_count, known["floor_ppm"]) if known["floor_ppm"] else None
        rows.append(
            {
                "unit": unit.unit,
                **_class_columns(table.of(unit.unit)),
                "base_count": unit.base_count,
                "unclassified_count": ground.unclassified.get(unit.unit, 0),
                "planned_ratio": unit.ratio_value,
                "floor_rate": known["floor_ppm"] / PPM if known["floor_ppm"] else None,
                "is_judged": known["is_judged"],
                "guaranteed_count": unit.guaranteed_count,
                "target_count": target,
                "floor_status": floor_status(unit.guaranteed_count, target, known["is_judged"]),
                **_finds(unit.expected),
                **_load(unit),
            }
        )
    return pa.Table.from_pylist(rows)


def ratios_by_class(problem: Problem, table: RatioTable, figures: RatioFigures) -> pa.Table:
    """One row per class: what it adds to Σ share × ratio, and what it finds."""
    base = figures.province.base_count
    stock = problem.stock.sum(axis=0).tolist()
    rows = []
    for number, (risk_class, found) in enumerate(figures.classes.items()):
        rows.append(
            {
                "risk_class": risk_class,
                "entity_count": stock[number],
                "class_share": stock[number] / sum(stock) if sum(stock) else None,
                "planned_ratio": found.visit_count / stock[number] if stock[number] else None,
                "visit_value": found.visit_count,
                "ratio_share": found.visit_count / base if base else None,
                **_finds(found),
            }
        )
    return pa.Table.from_pylist(rows)


def floor_status(count: int, target: int | None, is_judged: bool) -> str | None:
    """Whether a floor is met; a unit the notice does not name is only compared with it."""
    if target is None:
        return None
    return ("met" if count >= target else "missed") + ("" if is_judged else "_reference")


def _target_of_all(ground: Ground) -> int:
    """The provincial floor for the whole province, else the sum of the units' targets."""
    floor = ground.units[0]["province_floor_ppm"]
    if floor is not None:
        return target_count(ground.base_count, floor)
    return sum(unit["target_count"] or 0 for unit in ground.units)


def _class_columns(row: tuple[int, ...]) -> dict[str, float]:
    return {column(c, "ratio"): ppm / PPM for c, ppm in zip(codes(), row, strict=True)}


def _finds(expected: Expected) -> Mapping[str, Any]:
    return {
        "find_value": expected.find_value,
        "least_find_count": expected.find_low,
        "most_find_count": expected.find_high,
        "blind_find_value": expected.blind_value,
    }


def _load(unit: UnitFigures) -> Mapping[str, Any]:
    used = unit.visit_days / unit.capacity_days if unit.capacity_days else None
    return {"visits_per_inspector_value": unit.visits_per_inspector, "capacity_share": used}
