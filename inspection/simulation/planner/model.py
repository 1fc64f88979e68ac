"""What a plan of ratios has to respect: stock, floors, bounds, order of the classes, people.

Ratios are integers in ppm, `Ratios[unit][class]`, in the order of `Problem.units` and
`Problem.classes`; classes rise in risk. Counts are enterprises (户), days inspector-days (人天).
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from inspection.errors import BadInput
from inspection.simulation.rates import Rates
from inspection.simulation.strata import PPM

Ratios = tuple[tuple[int, ...], ...]
# The name under which figures and rules of the whole stand.
PROVINCE = "全省"
# Every visit is made by two inspectors.
PAIR = 2


class Rule(StrEnum):
    """What can bind; the value is the word in the data, the name is the key of its text."""

    FLOOR = "抽取底线"
    CAPACITY = "人力上限"
    UPPER = "比例上限"
    LOWER = "比例下限"
    RISING = "逐类递增"


@dataclass(frozen=True)
class ClassRule:
    """Bounds of one class in ppm and the inspector-days of one visit, both inspectors together."""

    risk_class: str
    lower_ppm: int
    upper_ppm: int
    visit_days: float


@dataclass(frozen=True)
class UnitInput:
    """One reporting unit. stock_count: enterprises per class that can be drawn.

    base_count: the frozen stock the floor rests on. floor_ppm: None where the notice names none.
    capacity_days, inspector_count: None where unknown; then nothing limits the unit.
    """

    unit: str
    stock_count: tuple[int, ...]
    base_count: int
    floor_ppm: int | None = None
    capacity_days: float | None = None
    inspector_count: int | None = None

    @property
    def target_count(self) -> int | None:
        return None if self.floor_ppm is None else target(self.base_count, self.floor_ppm)


@dataclass(frozen=True, eq=False)
class Problem:
    """Everything the planner is given. Raises BadInput where it contradicts itself.

    margin_ppm: each class is drawn at least that much more than the one before.
    step_ppm: ratios are multiples of it (100 = two decimals of a percentage).
    rates: problem rates by unit, by which every plan is judged.
    choosing: rates by which the solver chooses, from rows that do not judge; None: the same.
    is_thin: cells of these rates with too few rows, whose ratio follows the whole's.
    """

    classes: tuple[ClassRule, ...]
    units: tuple[UnitInput, ...]
    rates: Rates
    province_floor_ppm: int | None = None
    margin_ppm: int = 1_000
    step_ppm: int = 100
    choosing: Rates | None = None
    is_thin: np.ndarray | None = None

    def __post_init__(self) -> None:
        if not self.classes or not self.units:
            raise BadInput("测算至少需要一个单位和一个类别")
        for rule in self.classes:
            _check_class(rule, self.step_ppm)
        if self.margin_ppm < 0 or self.margin_ppm % self.step_ppm:
            raise BadInput("逐类递增的幅度应为步长的倍数", where=str(self.margin_ppm))
        for unit in self.units:
            _check_unit(unit, len(self.classes))

    @cached_property
    def province(self) -> UnitInput:
        """All units as one; people and capacity only where every unit's are known."""
        return UnitInput(
            PROVINCE,
            tuple(self.stock.sum(axis=0).tolist()),
            sum(unit.base_count for unit in self.units),
            self.province_floor_ppm,
            _sum_if_known([unit.capacity_days for unit in self.units]),
            _sum_if_known([unit.inspector_count for unit in self.units]),
        )

    @cached_property
    def stock(self) -> np.ndarray:
        """Enterprises, units × classes."""
        return np.asarray([unit.stock_count for unit in self.units], dtype=np.int64)

    @cached_property
    def cell(self) -> np.ndarray:
        """The number of the rate each unit and class reads, units × classes."""
        unit = np.repeat([unit.unit for unit in self.units], len(self.classes))
        risk_class = np.tile([rule.risk_class for rule in self.classes], len(self.units))
        return self.rates.cell_of(unit, unit, risk_class).reshape(self.stock.shape)

    @cached_property
    def rate(self) -> np.ndarray:
        """Expected problem rate, units × classes."""
        return self.rates.mean[self.cell]

    @cached_property
    def choice_rate(self) -> np.ndarray:
        """Problem rate as the solver sees it, units × classes."""
        return self.rate if self.choosing is None else self.choosing.mean[self.cell]

    @cached_property
    def thin(self) -> np.ndarray:
        """Whether the rate rests on too few rows, units × classes."""
        if self.is_thin is None:
            return np.zeros(self.stock.shape, dtype=bool)
        return self.is_thin[self.cell]

    @cached_property
    def visit_days(self) -> np.ndarray:
        """Inspector-days of one visit, per class."""
        return np.asarray([rule.visit_days for rule in self.classes])


@dataclass(frozen=True)
class Gap:
    """One limit that is missed, or must move: what it is, what it would have to be.

    FLOOR in enterprises, CAPACITY in inspector-days, the rest in ppm. `unit` or `risk_class` is
    empty where the limit belongs to all.
    """

    rule: Rule
    unit: str
    risk_class: str
    limit_value: float
    actual_value: float

    @property
    def gap_value(self) -> float:
        return abs(self.actual_value - self.limit_value)


def target(base_count: int, floor_ppm: int) -> int:
    """Smallest whole number of enterprises that reaches the floor."""
    return -(-base_count * floor_ppm // PPM)


def _sum_if_known(values: list) -> Any:
    return None if None in values else sum(values)


def _check_class(rule: ClassRule, step_ppm: int) -> None:
    if not 0 <= rule.lower_ppm <= rule.upper_ppm <= PPM:
        raise BadInput(
            "类别比例的上下限应满足 0 ≤ 下限 ≤ 上限 ≤ 100%", where=f"{rule.risk_class}类"
        )
    if rule.lower_ppm % step_ppm or rule.upper_ppm % step_ppm:
        raise BadInput("类别比例的上下限应为步长的倍数", where=f"{rule.risk_class}类")
    if rule.visit_days <= 0:
        raise BadInput("每户检查所需人天应大于0", where=f"{rule.risk_class}类")


def _check_unit(unit: UnitInput, classes: int) -> None:
    if len(unit.stock_count) != classes:
        raise BadInput("单位的各类户数与类别数不一致", where=unit.unit)
    if min(unit.stock_count) < 0 or unit.base_count < 0:
        raise BadInput("户数应为非负整数", where=unit.unit)
    if unit.floor_ppm is not None and not 0 <= unit.floor_ppm <= PPM:
        raise BadInput("抽取底线应在0到100%之间", where=unit.unit)
