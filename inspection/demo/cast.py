"""Who plays which story: units and counties are cast by the seed.

Pingtan and Xiamen have parts that belong to them (a county code that looks like
Fuzhou's, a system of its own), so the casting leaves them out where it would blur.
"""

from dataclasses import dataclass

from inspection.demo.lists import campaigns
from inspection.demo.places import OWN_SYSTEM_UNIT, Places
from inspection.demo.streams import stream

PACES = ("fast", "slow", "catch_up", "too_few", "bunching")
# Stories about ratios, pairs and lists need enough rows to be seen at a small scale.
LARGE_UNITS, BUSY_COUNTIES = 6, 20
DUTIES = ("本级计划", "年度抽查工作情况", "成效评估报告", "典型案例", "个体和合作社已组织")


@dataclass(frozen=True)
class Cast:
    """Units (indexes) and counties (indexes) of each story."""

    paces: tuple[str, ...]
    late_publicity: int
    undated_publicity: int
    early_publicity: int
    inverted: int
    ticked: int
    blank_flags: int
    stuck: int
    overlap: int
    last_year: int
    no_case: int
    lead_only: int
    misreporting: int
    unclassed: int
    firm_from: int
    firm_to: int
    without_other_kinds: tuple[int, ...]
    without_plan: tuple[int, ...]
    declined: tuple[tuple[int, int], ...]
    without_field: tuple[tuple[int, str], ...]
    concentrated_county: int
    expired_county: int


def cast_stories(places: Places, seed: int) -> Cast:
    """The cast of one seed."""
    rng = stream(seed, "cast")
    special = {"平潭", OWN_SYSTEM_UNIT}
    cities = [at for at, unit in enumerate(places.units) if unit.name not in special]
    paces = ["steady"] * len(places.units)
    for pace, unit in zip(PACES, rng.permutation(cities), strict=False):
        paces[unit] = pace
    # Each of these needs a unit whose rows are inspected in time.
    prompt = [unit for unit in cities if paces[unit] in ("steady", "fast", "catch_up")]
    large = sorted(cities, key=lambda unit: -places.units[unit].stock)[:LARGE_UNITS]
    inverted, ticked, blank_flags = _three(rng, large)
    late, undated, early = _three(rng, prompt)
    stuck, overlap, last_year = _three(rng, large)
    no_case, lead_only, misreporting = _three(rng, cities)
    firm_from, firm_to, unclassed = _three(rng, cities)
    counties = rng.permutation([at for at, one in enumerate(places.counties) if one.unit in cities])
    busy = sorted(counties.tolist(), key=lambda county: -places.counties[county].stock)
    concentrated, expired = rng.choice(busy[:BUSY_COUNTIES], 2, replace=False)
    return Cast(
        paces=tuple(paces),
        late_publicity=late,
        undated_publicity=undated,
        early_publicity=early,
        inverted=inverted,
        ticked=ticked,
        blank_flags=blank_flags,
        stuck=stuck,
        overlap=overlap,
        last_year=last_year,
        no_case=no_case,
        lead_only=lead_only,
        misreporting=misreporting,
        unclassed=unclassed,
        firm_from=firm_from,
        firm_to=firm_to,
        without_other_kinds=_some(rng, cities, 2),
        without_plan=tuple(int(county) for county in counties[:3]),
        declined=_declined(rng, counties[3:9]),
        without_field=_fields_left_out(rng, cities),
        concentrated_county=int(concentrated),
        expired_county=int(expired),
    )


def _three(rng, units: list[int]) -> tuple[int, int, int]:
    first, second, third = rng.choice(units, 3, replace=False)
    return int(first), int(second), int(third)


def _some(rng, units: list[int], count: int) -> tuple[int, ...]:
    return tuple(sorted(int(unit) for unit in rng.choice(units, count, replace=False)))


def _declined(rng, counties) -> tuple[tuple[int, int], ...]:
    """Provincial campaigns that a county's plan does not take up."""
    special = [at for at, one in enumerate(campaigns()) if one.scope == "special"]
    return tuple((int(county), int(rng.choice(special))) for county in counties)


def _fields_left_out(rng, units: list[int]) -> tuple[tuple[int, str], ...]:
    """Risk fields that a unit has no task for; the province draws none of them there."""
    fields = ("房屋安全", "禁毒", "信用承诺", "质量")
    chosen = rng.choice(units, 4, replace=False)
    return tuple((int(unit), str(rng.choice(fields))) for unit in chosen)
