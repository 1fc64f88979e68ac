"""How many of each stratum are drawn: integers only.

"ceil" rounds every stratum up. "random" rounds running sums, begun at an offset
that the key gives: every enterprise has exactly the plan's probability, each
size is within one of the exact figure, and so are the totals of a class.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from inspection.draw.ssj1.frame import Stratum
from inspection.draw.ssj1.key import Keys
from inspection.draw.ssj1.plan import MILLION, Plan
from inspection.errors import BadInput

Sizes = dict[tuple[str, str], int]


def ceil_size(stock_count: int, ppm: int) -> int:
    """Smallest integer not below stock × rate."""
    return -(-stock_count * ppm // MILLION)


def random_sizes(stock_counts: Iterable[int], ppm: int, offset: Any) -> list[Any]:
    """Sizes of one class, regions ascending; `offset` is U_c, or an array of many."""
    sizes, total = [], offset
    for stock_count in stock_counts:
        sizes.append((total + stock_count * ppm) // MILLION - total // MILLION)
        total = total + stock_count * ppm
    return sizes


def draw_sizes(strata: Iterable[Stratum], plan: Plan, keys: Keys) -> Sizes:
    """Number to draw per (region, class); strata ascending by region."""
    sizes: Sizes = {}
    for risk_class, members in by_class(strata).items():
        ppm, stock_counts = plan.rate_ppm[risk_class], [s.stock_count for s in members]
        if plan.rounding == "ceil":
            counts = [ceil_size(stock_count, ppm) for stock_count in stock_counts]
        else:
            counts = random_sizes(stock_counts, ppm, keys.rounding_offset(risk_class))
        sizes |= {(s.region, risk_class): n for s, n in zip(members, counts, strict=True)}
    return sizes


def by_class(strata: Iterable[Stratum]) -> dict[str, list[Stratum]]:
    """Strata of each class, in their order."""
    classes: dict[str, list[Stratum]] = {}
    for stratum in strata:
        classes.setdefault(stratum.risk_class, []).append(stratum)
    return classes


def guaranteed_count(strata: Iterable[Stratum], rate_ppm: Mapping[str, int], rounding: str) -> int:
    """Σ n_h that no secret and no public number can undercut."""
    total = 0
    for risk_class, members in by_class(strata).items():
        ppm = rate_ppm[risk_class]
        if rounding == "ceil":
            total += sum(ceil_size(stratum.stock_count, ppm) for stratum in members)
        else:
            total += sum(stratum.stock_count for stratum in members) * ppm // MILLION
    return total


def reject_below_floor(strata: list[Stratum], plan: Plan) -> None:
    """Raises BadInput when the plan's own `floor_ppm` is not met whatever the randomness.

    The base is the plan's `base_count` (frozen stock) where given, else the frame.
    """
    base_count = plan.further.get("base_count", sum(s.stock_count for s in strata))
    floor = ceil_size(base_count, plan.further.get("floor_ppm", 0))
    count = guaranteed_count(strata, plan.rate_ppm, plan.rounding)
    if count < floor:
        what = f"方案至少抽取 {count} 户，低于下限 {floor} 户，差 {floor - count} 户"
        raise BadInput(what, "plan.json：rate_ppm", "请提高比例或扩大名录，重新公布方案后再抽取")
