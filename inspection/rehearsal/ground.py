"""From answers to what the planner and the simulation take: population, rates, problem."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from inspection.data.classes import codes
from inspection.simulation.halves import Halves, History, split_rates
from inspection.simulation.planner.model import ClassRule, Problem, UnitInput
from inspection.simulation.rates import Rates
from inspection.simulation.strata import Strata, strata

UNCLASSED = "未分类"


@dataclass(frozen=True)
class Limits:
    """What the reader asks of a plan. Ppm per class; days per inspector for this plan.

    holds_reference: whether units without a figure in the notice are held to the reference floor.
    """

    lower_ppm: tuple[int, ...]
    upper_ppm: tuple[int, ...]
    margin_ppm: int
    inspector_days: float
    holds_reference: bool = True


@dataclass(frozen=True, eq=False)
class Ground:
    """What all tabs rest on. `units`: rows of planning_by_unit, of units with enterprises.

    population: county × class, violators as the rates expect them. unclassified: by unit.
    halves: rates that judge every plan, and those by which the solver chooses.
    """

    units: tuple[Mapping[str, Any], ...]
    population: Strata
    halves: Halves
    unclassified: Mapping[str, int]

    @property
    def names(self) -> list[str]:
        """The units, in their order."""
        return [unit["unit"] for unit in self.units]

    @property
    def rates(self) -> Rates:
        """The rates by which plans are judged."""
        return self.halves.judging

    @property
    def base_count(self) -> int:
        """Frozen stock of these units."""
        return sum(unit["base_count"] or 0 for unit in self.units)


def lay_ground(units: pa.Table, stock: pa.Table, findings: pa.Table) -> Ground:
    """The ground from planning_by_unit, class_stock_by_county and findings_by_class_and_unit.

    A count that is hidden from the reader is no part of it.
    """
    listed = [row for row in stock.to_pylist() if row["county_code"] and (row["entity_count"] or 0)]
    known = [unit for unit in units.to_pylist() if any(r["unit"] == unit["unit"] for r in listed)]
    names = [unit["unit"] for unit in known]
    halves = _fit(names, findings.to_pylist())
    counted = [row for row in listed if row["unit"] in names]
    classed = [row for row in counted if row["risk_class"] in codes()]
    columns = ([row[key] for row in classed] for key in KEYS)
    population = strata(*columns)
    without = Counter[str]()
    for row in counted:
        without[row["unit"]] += row["entity_count"] if row["risk_class"] == UNCLASSED else 0
    expected = halves.judging.expected_violators(population)
    return Ground(tuple(known), population.with_violators(expected), halves, without)


KEYS = ("unit", "county_code", "risk_class", "entity_count")


def make_problem(ground: Ground, limits: Limits) -> Problem:
    """The planner's problem. Raises BadInput where the limits contradict themselves."""
    first = ground.units[0]
    bounds = zip(codes(), limits.lower_ppm, limits.upper_ppm, strict=True)
    return Problem(
        tuple(ClassRule(c, low, high, first["visit_days"]) for c, low, high in bounds),
        tuple(_unit(ground, row, limits) for row in ground.units),
        ground.rates,
        first["province_floor_ppm"],
        limits.margin_ppm,
        choosing=ground.halves.choosing,
        is_thin=ground.halves.is_thin,
    )


def _unit(ground: Ground, row: Mapping[str, Any], limits: Limits) -> UnitInput:
    people = row["inspector_count"] or None
    is_held = row["base_count"] and (row["is_judged"] or limits.holds_reference)
    return UnitInput(
        row["unit"],
        class_stock(ground.population, row["unit"]),
        row["base_count"] or 0,
        row["floor_ppm"] if is_held else None,
        people and people * limits.inspector_days,
        people,
    )


def class_stock(population: Strata, unit: str) -> tuple[int, ...]:
    """Enterprises of one unit per class."""
    mine = population.unit == unit
    counts = population.stock_count
    return tuple(int(counts[mine & (population.risk_class == c)].sum()) for c in codes())


def _fit(units: Sequence[str], findings: Iterable[Mapping[str, Any]]) -> Halves:
    """Rates of every unit and class; the other units of the answer lend their history."""
    known = [row for row in findings if None not in row.values()]
    found = {(row["unit"], row["risk_class"]): row for row in known}
    places = list(dict.fromkeys([*units, *(unit for unit, _ in found)]))
    keys = [(place, risk_class) for place in places for risk_class in codes()]
    checked, problem = (
        np.asarray([found[key][name] if key in found else 0 for key in keys], dtype=np.int64)
        for name in ("applicable_count", "problem_count")
    )
    places, classes = ([key[part] for key in keys] for part in (0, 1))
    return split_rates("unit", History(places, classes, checked, problem))
