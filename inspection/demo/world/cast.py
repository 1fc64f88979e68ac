"""Who plays which story: units and counties are cast by the seed.

Pingtan and Xiamen have parts that belong to them (a county code that looks like
Fuzhou's, a system of its own), so the casting leaves them out where it would blur.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from inspection.demo.world.lists import campaigns
from inspection.demo.world.places import OWN_SYSTEM_UNIT, Places
from inspection.demo.world.streams import stream

PACES = ("fast", "slow", "catch_up", "too_few", "bunching")
# Paces with few visits in early summer.
LATE_PACES = ("slow", "catch_up")
# Stories about ratios, pairs and lists need enough rows to be seen at a small scale.
LARGE_UNITS, INVERTED_AMONG, BUSY_COUNTIES = 6, 3, 20
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
    merging: int
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
    large = sorted(cities, key=lambda unit: -places.units[unit].stock)[:LARGE_UNITS]
    counties = rng.permutation([at for at, one in enumerate(places.counties) if one.unit in cities])
    paced = _paces_and_publicity(rng, cities, len(places.units))
    return Cast(
        **paced,
        merging=_merging(large, paced["paces"]),
        **_parts(rng, large[:INVERTED_AMONG], "inverted"),
        **_parts(rng, large, "ticked", "blank_flags"),
        **_parts(rng, large, "stuck", "overlap", "last_year"),
        **_parts(rng, cities, "no_case", "lead_only", "misreporting"),
        **_parts(rng, cities, "firm_from", "firm_to", "unclassed"),
        **_parts(rng, _busy(places, counties), "concentrated_county", "expired_county"),
        without_other_kinds=tuple(sorted(_chosen(rng, cities, 2))),
        without_plan=tuple(int(county) for county in counties[:3]),
        declined=_declined(rng, counties[3:9]),
        without_field=_fields_left_out(rng, cities),
    )


def _paces_and_publicity(rng: np.random.Generator, cities: list[int], units: int) -> dict:
    """A pace for five cities; stories of publicity where rows are inspected in time."""
    paces = ["steady"] * units
    for pace, unit in zip(PACES, rng.permutation(cities), strict=False):
        paces[unit] = pace
    prompt = [unit for unit in cities if paces[unit] in ("steady", "fast", "catch_up")]
    names = ("late_publicity", "undated_publicity", "early_publicity")
    return {"paces": tuple(paces), **_parts(rng, prompt, *names)}


def _merging(large: list[int], paces: tuple[str, ...]) -> int:
    """The largest that has visits enough in early summer; else the largest."""
    return next((unit for unit in large if paces[unit] not in LATE_PACES), large[0])


def _busy(places: Places, counties: np.ndarray) -> list[int]:
    by_stock = sorted(counties.tolist(), key=lambda county: -places.counties[county].stock)
    return by_stock[:BUSY_COUNTIES]


def _parts(rng: np.random.Generator, players: list[int], *names: str) -> dict[str, Any]:
    """Different players for the named parts."""
    return dict(zip(names, _chosen(rng, players, len(names)), strict=True))


def _chosen(rng: np.random.Generator, players: list[int], count: int) -> list[int]:
    return [int(one) for one in rng.choice(players, count, replace=False)]


def _declined(rng: np.random.Generator, counties: np.ndarray) -> tuple[tuple[int, int], ...]:
    """Provincial campaigns that a county's plan does not take up."""
    special = [at for at, one in enumerate(campaigns()) if one.scope == "special"]
    return tuple((int(county), int(rng.choice(special))) for county in counties)


def _fields_left_out(rng: np.random.Generator, units: list[int]) -> tuple[tuple[int, str], ...]:
    """Risk fields that a unit has no task for; the province draws none of them there."""
    fields = ("房屋安全", "禁毒", "信用承诺", "质量")
    return tuple((unit, str(rng.choice(fields))) for unit in _chosen(rng, units, 4))
