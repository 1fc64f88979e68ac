"""A population in strata (county × class): how many entities, violators and drawn, no rows.

Guarantees: every count is a whole number, 0 ≤ violators ≤ stock and 0 ≤ drawn ≤ stock in each
stratum, and no stratum stands twice. Arrays are parallel, one element per stratum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from inspection.errors import BadInput

# Ratios are integers in parts per million, as in the `rate_ppm` of a draw's plan.
PPM = 1_000_000
# The middle of the rounding offsets U_c, for plans whose secret does not exist yet.
MIDDLE_OFFSET = PPM // 2


@dataclass(frozen=True, eq=False)
class Strata:
    """Parallel arrays; counts in entities (户). Raises BadInput where the counts contradict."""

    unit: np.ndarray
    county_code: np.ndarray
    risk_class: np.ndarray
    stock_count: np.ndarray
    violator_count: np.ndarray
    drawn_count: np.ndarray

    def __post_init__(self) -> None:
        for name in ("unit", "county_code", "risk_class"):
            object.__setattr__(self, name, np.asarray(getattr(self, name), dtype=str))
        for name in ("stock_count", "violator_count", "drawn_count"):
            object.__setattr__(self, name, _whole_numbers(name, getattr(self, name)))
        _reject_unequal_lengths(self)
        _reject_repeated(self)
        _reject_more_than_stock(self, self.violator_count, "违法户数")
        _reject_more_than_stock(self, self.drawn_count, "抽取户数")

    def __len__(self) -> int:
        return len(self.stock_count)

    def name(self, stratum: int) -> str:
        """The stratum as an error message names it."""
        return f"{self.unit[stratum]} {self.county_code[stratum]} {self.risk_class[stratum]}类"

    def same_population(self, other: "Strata") -> bool:
        """Whether both hold the same strata in the same order; the drawn counts may differ."""
        fields = ("unit", "county_code", "risk_class", "stock_count", "violator_count")
        return all(np.array_equal(getattr(self, f), getattr(other, f)) for f in fields)

    def with_drawn(self, drawn_count: np.ndarray) -> "Strata":
        """The same population under another draw."""
        return replace(self, drawn_count=drawn_count)

    def with_violators(self, violator_count: np.ndarray) -> "Strata":
        """The same population with another assumption about who violates."""
        return replace(self, violator_count=violator_count)


def strata(
    unit: Sequence[str],
    county_code: Sequence[str],
    risk_class: Sequence[str],
    stock_count: Sequence[int],
    violator_count: Sequence[int] | None = None,
    drawn_count: Sequence[int] | None = None,
) -> Strata:
    """Strata from columns; violators and drawn start at zero where they are not given."""
    nothing = np.zeros(len(stock_count), dtype=np.int64)
    return Strata(
        np.asarray(unit),
        np.asarray(county_code),
        np.asarray(risk_class),
        np.asarray(stock_count),
        nothing if violator_count is None else np.asarray(violator_count),
        nothing if drawn_count is None else np.asarray(drawn_count),
    )


def groups(labels: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Distinct labels in order of appearance, and for each element the number of its label."""
    found, first, index = np.unique(labels, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return [str(label) for label in found[order]], rank[index]


def ratio_of_strata(population: Strata, rate_ppm: Mapping[str, Mapping[str, int]]) -> np.ndarray:
    """The ratio of each stratum in ppm, from unit → class → ppm. Raises BadInput on a gap."""
    keys = zip(population.unit.tolist(), population.risk_class.tolist(), strict=True)
    try:
        found = [rate_ppm[unit][risk_class] for unit, risk_class in keys]
    except KeyError as error:
        raise BadInput(
            "方案缺少抽取比例", where=str(error.args[0]), remedy="为每个单位的每个类别填写比例"
        ) from None
    ratio = np.asarray(found, dtype=np.int64)
    if np.any((ratio < 0) | (ratio > PPM)):
        raise BadInput("抽取比例应在0到100%之间", remedy="比例以百万分之一为单位，取0至1000000")
    return ratio


def drawn_by_ratio(
    population: Strata,
    ratio_ppm: np.ndarray,
    rounding: str = "random",
    offset: Mapping[str, int] | None = None,
) -> np.ndarray:
    """Sizes of the draw per stratum by the rule of ssj1, in integers.

    "ceil" rounds each stratum up; "random" accumulates within unit and class, counties ascending,
    from the offset U_c of the class (`offset`, default the middle), so totals are within one.
    """
    if rounding == "ceil":
        return -(-population.stock_count * ratio_ppm // PPM)
    shift = np.asarray(
        [(offset or {}).get(c, MIDDLE_OFFSET) for c in population.risk_class.tolist()]
    )
    order = np.lexsort((population.county_code, population.risk_class, population.unit))
    share = (population.stock_count * ratio_ppm)[order]
    until = _running_total(share, population.unit[order], population.risk_class[order])
    drawn = np.empty_like(population.stock_count)
    drawn[order] = (until + shift[order]) // PPM - (until - share + shift[order]) // PPM
    return drawn


def _running_total(share: np.ndarray, unit: np.ndarray, risk_class: np.ndarray) -> np.ndarray:
    """Cumulative sums that start again where unit or class changes."""
    total = np.cumsum(share)
    starts = np.ones(len(share), dtype=bool)
    starts[1:] = (unit[1:] != unit[:-1]) | (risk_class[1:] != risk_class[:-1])
    before = (total - share)[starts]
    return total - before[np.cumsum(starts) - 1]


def _whole_numbers(name: str, values: np.ndarray) -> np.ndarray:
    found = np.asarray(values)
    whole = found.astype(np.int64)
    if not np.array_equal(whole, found) or np.any(whole < 0):
        raise BadInput("户数应为非负整数", where=name)
    return whole


def _reject_unequal_lengths(population: Strata) -> None:
    lengths = {len(getattr(population, field)) for field in population.__dataclass_fields__}
    if len(lengths) > 1:
        raise BadInput("分层数据各列长度不一致", where="、".join(map(str, sorted(lengths))))


def _reject_repeated(population: Strata) -> None:
    seen: set[tuple[str, str]] = set()
    for i, key in enumerate(zip(population.county_code, population.risk_class, strict=True)):
        if key in seen:
            raise BadInput("同一县同一类别出现两次", where=population.name(i), remedy="先合并")
        seen.add(key)


def _reject_more_than_stock(population: Strata, count: np.ndarray, what: str) -> None:
    above = np.flatnonzero(count > population.stock_count)
    if len(above):
        raise BadInput(f"{what}大于企业户数", where=population.name(int(above[0])))
