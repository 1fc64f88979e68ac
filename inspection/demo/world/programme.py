"""The tasks of the year, drawn up for units, counties and the province.

The share of a unit's draws that falls on each wave makes its pace; the role of a
task says which story it carries.
"""

from dataclasses import replace

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.lists import COOPERATIVE, INDIVIDUAL, campaigns
from inspection.demo.world.places import OWN_SYSTEM_UNIT, PROVINCE, Places
from inspection.demo.world.streams import stream
from inspection.demo.world.tasks import (
    NEW_PLATFORM,
    NOWHERE,
    OLD_PLATFORM,
    OWN_SYSTEM,
    WHOLE_PROVINCE,
    Task,
    numbered,
    target_of,
)
from inspection.demo.world.year_calendar import Wave

# Share of a unit's draws that carries no story, at the least.
LEAST_REGULAR = 0.3
# Draws over target, and the share of them in each wave, by pace.
SUFFICIENCY = {
    "steady": 1.08,
    "fast": 1.20,
    "slow": 1.06,
    "catch_up": 1.15,
    "too_few": 0.90,
    "bunching": 1.12,
}
WAVE_SHARES = {
    "steady": (0.27, 0.26, 0.26, 0.21),
    "fast": (0.42, 0.30, 0.18, 0.10),
    "slow": (0.14, 0.22, 0.30, 0.34),
    "catch_up": (0.08, 0.12, 0.52, 0.28),
    "too_few": (0.36, 0.30, 0.24, 0.10),
    "bunching": (0.20, 0.20, 0.44, 0.16),
}
GENERAL_SHARE, SPECIAL_SHARE, COUNTY_SHARE, EARLY_SHARE = 0.38, 0.17, 0.43, 0.02
# How often a list is drawn by class, wave by wave.
LED_SHARES = (0.45, 0.60, 0.75, 0.85)
# Individuals and co-ops per task: no ratio is demanded of them.
LEAST_OF_OTHER_KINDS = 2
OTHER_KIND_SHARES = {INDIVIDUAL: 0.004, COOPERATIVE: 0.02}


def plan_tasks(places: Places, cast: Cast, scale: float, seed: int, effects: bool) -> list[Task]:
    """All tasks of the year with at least one object, in the order of their draws."""
    tasks: list[Task] = []
    for unit in range(len(places.units)):
        tasks += _unit_tasks(places, cast, unit, scale, seed, effects)
    tasks += _provincial_tasks(places, seed, sum(task.quota for task in tasks))
    tasks = [task for task in tasks if task.quota > 0]
    tasks.sort(key=lambda task: (task.drawn_on, task.unit, task.county, task.campaign))
    return numbered(tasks, places)


def _unit_tasks(
    places: Places, cast: Cast, unit: int, scale: float, seed: int, effects: bool
) -> list[Task]:
    rng = stream(seed, "tasks", places.units[unit].name)
    tasks = _general(rng, places, cast, unit)
    tasks += _specials(rng, places, cast, unit)
    tasks += _county_tasks(rng, places, cast, unit, scale)
    budget = target_of(places, unit) * SUFFICIENCY[cast.paces[unit]]
    stories = _story_tasks(rng, places, cast, unit, budget, effects)
    rest = budget - sum(task.quota for task in stories if task.role != "last_year")
    tasks = _with_quotas(tasks, max(rest, budget * LEAST_REGULAR)) + stories
    return tasks + _other_kinds(rng, places, cast, unit, scale)


def _task(
    rng: np.random.Generator,
    places: Places,
    cast: Cast,
    unit: int,
    campaign: int,
    wave: Wave,
    **more,
) -> Task:
    """A task of one unit with dates near its wave; county, share, role … by keyword."""
    waves, early = places.calendar.waves, places.calendar.story_waves["early"]
    at = waves.index(wave) if wave in waves else 0
    has_delay = wave in waves or wave is early
    delay = int(rng.integers(0, wave.spread)) if has_delay else 0
    drawn = days.add_workdays(np.array([wave.draw]), delay)[0]
    start = days.add_workdays(np.array([wave.start]), delay)[0]
    fields = {
        "number": "",
        "name": "",
        "campaign": campaign,
        "level": "市级",
        "unit": unit,
        "county": NOWHERE,
        "wave": at,
        "drawn_on": drawn,
        "window_from": start,
        "window_to": wave.end,
        "share": 0.0,
        "quota": 0,
        "system": _system(rng, places, unit, drawn),
        "style": _style(rng, cast, unit, campaign, at),
        "role": "",
        "has_plan": wave.draw >= places.calendar.issued_on,
    }
    return Task(**{**fields, **more})


def _system(rng: np.random.Generator, places: Places, unit: int, drawn: np.datetime64) -> str:
    """The unit's platform on the draw day; now and then the old one after the switch."""
    name = places.units[unit].name
    luck = rng.random()
    if name == OWN_SYSTEM_UNIT:
        return OWN_SYSTEM
    if drawn < places.calendar.switched_on[name]:
        return OLD_PLATFORM
    return OLD_PLATFORM if luck < 0.03 else NEW_PLATFORM


def _style(rng: np.random.Generator, cast: Cast, unit: int, campaign: int, wave: int) -> str:
    luck, blank_luck = rng.random(2)
    if campaigns()[campaign].professional:
        return "exempt"
    if unit == cast.blank_flags and blank_luck < 0.4:
        return "blank"
    return "led" if luck < LED_SHARES[wave] else "equal"


def _general(rng: np.random.Generator, places: Places, cast: Cast, unit: int) -> list[Task]:
    """Two large draws of the unit in every wave, and an early one outside the plan."""
    shares = WAVE_SHARES[cast.paces[unit]]
    is_alone = len(places.counties_of(unit)) == 1
    total = GENERAL_SHARE + (COUNTY_SHARE if is_alone else 0)
    tasks = [
        _task(rng, places, cast, unit, campaign, wave, share=total * share * part)
        for wave, share in zip(places.calendar.waves, shares, strict=True)
        for campaign, part in ((0, 0.55), (1, 0.45))
    ]
    early = places.calendar.story_waves["early"]
    return [*tasks, _task(rng, places, cast, unit, 1, early, share=EARLY_SHARE, style="equal")]


def _specials(rng: np.random.Generator, places: Places, cast: Cast, unit: int) -> list[Task]:
    """One draw for most special campaigns, in some wave."""
    left_out = {field for one, field in cast.without_field if one == unit}
    chosen = [
        at
        for at, one in enumerate(campaigns())
        if one.scope == "special" and one.risk_field not in left_out
    ]
    weights = rng.uniform(0.5, 1.5, len(chosen))
    shares = WAVE_SHARES[cast.paces[unit]]
    waves = places.calendar.waves
    seasons = rng.choice(len(waves), len(chosen), p=shares)
    return [
        _task(rng, places, cast, unit, campaign, waves[season], share=SPECIAL_SHARE * float(weight))
        for campaign, season, weight in zip(chosen, seasons, weights / weights.sum(), strict=True)
    ]


def _county_tasks(
    rng: np.random.Generator, places: Places, cast: Cast, unit: int, scale: float
) -> list[Task]:
    """Draws of the counties; few and larger ones where the scale is small."""
    counties = places.counties_of(unit)
    if len(counties) == 1:
        return []
    stock = sum(places.counties[county].stock for county in counties)
    shares = np.array(WAVE_SHARES[cast.paces[unit]])
    if scale < 0.2:
        shares = np.array([0, shares[0] + shares[1], *shares[2:]])
    parts = (1.0,) if scale < 0.5 else (0.6, 0.4)
    tasks, waves = [], places.calendar.waves
    for county in counties:
        weight = COUNTY_SHARE * places.counties[county].stock / stock
        for at in np.flatnonzero(shares):
            for campaign, part in enumerate(parts):
                share = weight * float(shares[at]) * part
                more = {"county": county, "level": "县级", "share": share}
                tasks.append(_task(rng, places, cast, unit, campaign, waves[at], **more))
    return tasks


def _with_quotas(tasks: list[Task], budget: float) -> list[Task]:
    """Whole numbers that add up to the unit's budget."""
    ends = np.floor(np.cumsum([task.share for task in tasks]) * budget + 0.5).astype(int)
    quotas = np.diff(np.concatenate([[0], ends]))
    return [replace(task, quota=int(n)) for task, n in zip(tasks, quotas, strict=True)]


def _story_tasks(
    rng: np.random.Generator, places: Places, cast: Cast, unit: int, budget: float, effects: bool
) -> list[Task]:
    """Further draws that carry a story of this unit."""
    calendar = places.calendar
    waves = {"second": calendar.waves[1], **calendar.story_waves}
    parts = {
        "inverted": (cast.inverted if effects else None, 0, "second", 0.10, 30, "inverted"),
        "ticked": (cast.ticked, 1, "second", 0.06, 10, "ticked"),
        "stuck": (cast.stuck, 3, "stuck", 0.01, 10, "led"),
        "overlap_first": (cast.overlap, 0, "overlap_first", 0.04, 10, "led"),
        "overlap": (cast.overlap, 7, "overlap", 0.04, 10, "led"),
        "last_year": (cast.last_year, 1, "last_year", 0.01, 10, "equal"),
    }
    return [
        _task(
            rng, places, cast, unit, campaign, waves[wave],
            quota=max(round(budget * share), least), style=style, role=role,
        )
        for role, (player, campaign, wave, share, least, style) in parts.items()
        if player == unit and wave in waves
    ]  # fmt: skip


def _other_kinds(
    rng: np.random.Generator, places: Places, cast: Cast, unit: int, scale: float
) -> list[Task]:
    """One draw each of individuals and co-ops, where the unit organises it."""
    if unit in cast.without_other_kinds:
        return []
    share = places.units[unit].stock / sum(one.stock for one in places.units)
    total = {INDIVIDUAL: 300_000, COOPERATIVE: 20_000}
    tasks, wave = [], places.calendar.waves[1]
    for at, one in enumerate(campaigns()):
        if one.scope == "other":
            count = round(total[one.kind] * scale * share * OTHER_KIND_SHARES[one.kind])
            count = max(count, LEAST_OF_OTHER_KINDS)
            tasks.append(
                _task(rng, places, cast, unit, at, wave, quota=count, style="equal", role="other")
            )
    return tasks


def _provincial_tasks(places: Places, seed: int, total: int) -> list[Task]:
    """Draws of provincial offices over the whole province."""
    rng = stream(seed, "provincial tasks")
    tasks, calendar = [], places.calendar
    for campaign, wave, share in ((9, 0, 0.006), (11, 1, 0.008), (13, 2, 0.008)):
        season = calendar.waves[wave]
        is_switched = season.draw >= calendar.switched_on[PROVINCE]
        tasks.append(
            Task(
                number="",
                name="",
                campaign=campaign,
                level="省级",
                unit=WHOLE_PROVINCE,
                county=NOWHERE,
                wave=wave,
                drawn_on=season.draw,
                window_from=season.start,
                window_to=season.end,
                share=share,
                quota=round(total * share),
                system=NEW_PLATFORM if is_switched else OLD_PLATFORM,
                style="exempt" if campaigns()[campaign].professional else "led",
                role="province_checks" if rng.random() < 0.5 and wave else "",
                has_plan=True,
            )
        )
    return tasks
