"""A task: who draws what, when, how many, by which system, and what its export says."""

from dataclasses import dataclass, replace

import numpy as np

from inspection.demo.world.lists import campaigns
from inspection.demo.world.places import Places

OLD_PLATFORM, NEW_PLATFORM, OWN_SYSTEM = "协同监管平台", "新平台", "自有系统"
WHOLE_PROVINCE = NOWHERE = -1


@dataclass(frozen=True)
class Task:
    """One draw. `style` is how its list is made and what the export says about it."""

    number: str
    name: str
    campaign: int
    level: str
    unit: int
    county: int
    wave: int
    drawn_on: np.datetime64
    window_from: np.datetime64
    window_to: np.datetime64
    share: float
    quota: int
    system: str
    style: str
    role: str
    has_plan: bool


def office_place(places: Places, task: Task) -> str:
    """Short name of the place whose office launches the task."""
    if task.level == "省级":
        return "省局"
    if task.level == "市级":
        return places.units[task.unit].office
    return places.county_office(task.county)


def lead_office(places: Places, task: Task) -> str:
    """发起处室: the office and its section, 处 / 科 / 股 by level."""
    section = {"省级": "处", "市级": "科", "县级": "股"}[task.level]
    return f"{office_place(places, task)}{campaigns()[task.campaign].office}{section}"


def target_of(places: Places, unit: int) -> int:
    """The unit's target: stock × floor, rounded up."""
    one = places.units[unit]
    return (one.stock * one.floor_ppm + 999_999) // 1_000_000


def numbered(tasks: list[Task], places: Places) -> list[Task]:
    """Numbers in draw order: 18 digits, or the bureau's document style for the province."""
    numbered, year = [], places.calendar.year
    for at, task in enumerate(tasks, start=1):
        name = f"{year}年{_place_name(places, task)}{campaigns()[task.campaign].name}（第{at}号）"
        numbered.append(replace(task, number=_number(places, task, at), name=name))
    return numbered


def _number(places: Places, task: Task, at: int) -> str:
    year = places.calendar.year
    if task.level == "省级":
        return f"闽市监抽查〔{year}〕{at}号"
    if task.system == OWN_SYSTEM:
        return f"XMSSJ-{year}-{at:05d}"
    area = places.units[task.unit].area
    if task.county != NOWHERE:
        area = places.counties[task.county].code
    day = str(task.drawn_on).replace("-", "")
    return f"{area}{day}{at:04d}"


def _place_name(places: Places, task: Task) -> str:
    if task.level == "省级":
        return "全省"
    if task.level == "市级":
        return places.units[task.unit].name
    return places.counties[task.county].name
