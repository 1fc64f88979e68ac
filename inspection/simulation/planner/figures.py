"""What given ratios bring and which rules they miss: the live figures behind every slider."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from inspection.errors import BadInput
from inspection.simulation.exact import Outcome, join, predict
from inspection.simulation.planner.model import PAIR, Gap, Problem, Ratios, Rule, UnitInput
from inspection.simulation.strata import PPM

# A selection of units and of classes.
Part = tuple[slice, slice]


class Caution(StrEnum):
    """What a plan may do but should be told; the name is the key of its text."""

    ZERO_RATIO = "比例为0，该类企业不会被抽到"
    NO_HISTORY = "无本地历史，问题率借用"
    THIN_HISTORY = "本地历史不足，问题率取全省同类"


@dataclass(frozen=True)
class Expected:
    """Expected visits and finds; the finds' 95 % interval holds the uncertainty of the rates.

    blind_value: finds expected of as many visits in each unit without regard to class.
    """

    visit_count: float
    find_value: float
    find_low: int
    find_high: int
    blind_value: float


@dataclass(frozen=True)
class UnitFigures:
    """One unit, or the province. guaranteed_count holds for every outcome of the rounding.

    ratio_value: expected visits over the frozen stock, Σ share × ratio; None without stock.
    """

    unit: str
    base_count: int
    target_count: int | None
    guaranteed_count: int
    ratio_value: float | None
    visit_days: float
    capacity_days: float | None
    days_per_inspector: float | None
    visits_per_inspector: float | None
    expected: Expected


@dataclass(frozen=True)
class RatioFigures:
    """All figures of one table of ratios, the rules it misses and what it should be told."""

    province: UnitFigures
    units: tuple[UnitFigures, ...]
    classes: dict[str, Expected]
    gaps: tuple[Gap, ...]
    cautions: tuple[tuple[Caution, str, str], ...]


def evaluate(problem: Problem, ratios: Ratios) -> RatioFigures:
    """Figures of the ratios as they are, whether they respect the rules or not."""
    ppm = as_array(problem, ratios)
    visits = problem.stock * ppm / PPM
    columns = [np.s_[:, c : c + 1] for c in range(len(problem.classes))]
    of_class = [_predict(problem, visits, column) for column in columns]
    parts = zip(problem.classes, columns, of_class, strict=True)
    return RatioFigures(
        _province_figures(problem, ppm, _expected(problem, visits, np.s_[:, :], join(of_class))),
        tuple(_unit_figures(problem, ppm, visits, u) for u in range(len(problem.units))),
        {c.risk_class: _expected(problem, visits, part, outcome) for c, part, outcome in parts},
        tuple(find_gaps(problem, ratios)),
        tuple(_cautions(problem, ppm)),
    )


def find_gaps(problem: Problem, ratios: Ratios) -> Iterator[Gap]:
    """Every rule the ratios miss, floors on guaranteed and capacity on expected visits."""
    ppm = as_array(problem, ratios)
    counts, days = guaranteed_counts(problem, ppm), expected_days(problem, ppm)
    yield from _floor_gap(problem.province, int(counts.sum()))
    for u, unit in enumerate(problem.units):
        yield from _floor_gap(unit, int(counts[u].sum()))
        if unit.capacity_days is not None and days[u] > unit.capacity_days + 1e-6:
            yield Gap(Rule.CAPACITY, unit.unit, "", unit.capacity_days, float(days[u]))
        yield from _ratio_gaps(problem, unit.unit, ppm[u].tolist())


def guaranteed_counts(problem: Problem, ppm: np.ndarray) -> np.ndarray:
    """Drawn at least, units × classes, whatever offset the random rounding has."""
    return problem.stock * ppm // PPM


def expected_days(problem: Problem, ppm: np.ndarray) -> np.ndarray:
    """Inspector-days per unit."""
    return (problem.stock * ppm / PPM) @ problem.visit_days


def as_array(problem: Problem, ratios: Ratios) -> np.ndarray:
    """The ratios as an array, units × classes. Raises BadInput for a wrong shape or value."""
    ppm = np.asarray(ratios, dtype=np.int64)
    if ppm.shape != problem.stock.shape or np.any((ppm < 0) | (ppm > PPM)):
        raise BadInput("比例表与单位、类别不符，或不在0到100%之间")
    return ppm


def _floor_gap(unit: UnitInput, count: int) -> Iterator[Gap]:
    if unit.target_count is not None and count < unit.target_count:
        yield Gap(Rule.FLOOR, unit.unit, "", unit.target_count, count)


def _ratio_gaps(problem: Problem, unit: str, ppm: list[int]) -> Iterator[Gap]:
    for rule, ratio in zip(problem.classes, ppm, strict=True):
        if ratio > rule.upper_ppm:
            yield Gap(Rule.UPPER, unit, rule.risk_class, rule.upper_ppm, ratio)
        if ratio < rule.lower_ppm:
            yield Gap(Rule.LOWER, unit, rule.risk_class, rule.lower_ppm, ratio)
    for (_, below), (rule, above) in pairwise(zip(problem.classes, ppm, strict=True)):
        if above - below < problem.margin_ppm:
            yield Gap(Rule.RISING, unit, rule.risk_class, problem.margin_ppm, above - below)


def _cautions(problem: Problem, ppm: np.ndarray) -> Iterator[tuple[Caution, str, str]]:
    has_history = problem.rates.has_history[problem.cell]
    for (u, c), ratio in np.ndenumerate(ppm):
        where = (problem.units[u].unit, problem.classes[c].risk_class)
        if problem.stock[u, c] and not ratio:
            yield Caution.ZERO_RATIO, *where
        if problem.stock[u, c] and ratio and not has_history[u, c]:
            yield Caution.NO_HISTORY, *where
        elif problem.stock[u, c] and ratio and problem.thin[u, c]:
            yield Caution.THIN_HISTORY, *where


def _predict(problem: Problem, visits: np.ndarray, part: Part) -> Outcome:
    drawn = np.rint(visits[part]).astype(np.int64)
    return predict(problem.rates, problem.cell[part].ravel(), drawn.ravel())


def _expected(problem: Problem, visits: np.ndarray, part: Part, outcome: Outcome) -> Expected:
    blind = visits[part].sum(axis=1) @ _blind_rate(problem)[part[0]]
    mean = (visits * problem.rate)[part].sum()
    interval = outcome.finds.interval()
    return Expected(float(visits[part].sum()), float(mean), *interval, float(blind))


def _blind_rate(problem: Problem) -> np.ndarray:
    """The rate of a draw without regard to class, per unit: Σ stock share × rate."""
    stock = problem.stock.sum(axis=1)
    return (problem.stock * problem.rate).sum(axis=1) / np.maximum(stock, 1)


def _province_figures(problem: Problem, ppm: np.ndarray, expected: Expected) -> UnitFigures:
    count, days = guaranteed_counts(problem, ppm).sum(), expected_days(problem, ppm).sum()
    return _figures(problem.province, int(count), float(days), expected)


def _unit_figures(
    problem: Problem, ppm: np.ndarray, visits: np.ndarray, number: int
) -> UnitFigures:
    row = np.s_[number : number + 1, :]
    expected = _expected(problem, visits, row, _predict(problem, visits, row))
    count = guaranteed_counts(problem, ppm)[number].sum()
    days = expected_days(problem, ppm)[number]
    return _figures(problem.units[number], int(count), float(days), expected)


def _figures(unit: UnitInput, count: int, days: float, expected: Expected) -> UnitFigures:
    people = unit.inspector_count
    return UnitFigures(
        unit=unit.unit,
        base_count=unit.base_count,
        target_count=unit.target_count,
        guaranteed_count=count,
        ratio_value=_quotient(expected.visit_count, unit.base_count),
        visit_days=days,
        capacity_days=unit.capacity_days,
        days_per_inspector=_quotient(days, people),
        visits_per_inspector=_quotient(PAIR * expected.visit_count, people),
        expected=expected,
    )


def _quotient(value: float, divisor: float | None) -> float | None:
    return value / divisor if divisor else None
