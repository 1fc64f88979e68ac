"""Exports of plans: the province's, and what units and counties take up of it."""

from collections.abc import Iterator

import numpy as np

from inspection.demo.exports.export import Export, from_records
from inspection.demo.world.lists import KINDS, Campaign, campaigns, items
from inspection.demo.world.places import PROVINCE, Places
from inspection.demo.world.tasks import NOWHERE, Task, target_of
from inspection.demo.world.world import World

SECTIONS = {"省级": "处", "市级": "科", "县级": "股"}


def plan_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """Plans announced by the day: one workbook of the province, one per unit."""
    if until >= world.places.calendar.issued_on:
        records = [_record(world, "省级", NOWHERE, NOWHERE, at) for at in range(len(campaigns()))]
        yield Export("plans", f"抽查计划_{PROVINCE}", "xlsx", from_records(records), PROVINCE)
    for unit, one in enumerate(world.places.units):
        records = _unit_records(world, unit, until)
        if records:
            yield Export("plans", f"抽查计划_{one.name}", "xlsx", from_records(records), one.name)


def plan_number(world: World, task: Task) -> str:
    """The plan row a task belongs to; empty for a task outside the plan."""
    if not task.has_plan or task.county in world.cast.without_plan:
        return ""
    return number_of(world.places, task.unit, task.county, task.campaign)


def county_takes_up(world: World, county: int, campaign: int) -> bool:
    """Whether a county's plan holds the provincial campaign."""
    return county not in world.cast.without_plan and (county, campaign) not in world.cast.declined


def planning_offices(places: Places) -> list[str]:
    """Provincial offices that lead a plan of the year, by name."""
    return sorted({_lead(places, "省级", NOWHERE, NOWHERE, one) for one in campaigns()})


def _unit_records(world: World, unit: int, until: np.datetime64) -> list[dict]:
    records, calendar = [], world.places.calendar
    if until >= calendar.unit_plans_on:
        records += [_record(world, "市级", unit, NOWHERE, at) for at in range(len(campaigns()))]
    if until >= calendar.county_plans_on:
        records += [
            _record(world, "县级", unit, county, at)
            for county in world.places.counties_of(unit)
            for at in range(len(campaigns()))
            if county_takes_up(world, county, at)
        ]
    return records


def _record(world: World, level: str, unit: int, county: int, at: int) -> dict:
    places, campaign = world.places, campaigns()[at]
    calendar = places.calendar
    return {
        "年度": calendar.year,
        "抽查计划编号": number_of(places, unit, county, at),
        "对应省级计划编号": "" if level == "省级" else number_of(places, NOWHERE, NOWHERE, at),
        "抽查计划名称": f"{calendar.year}年度{campaign.name}",
        "计划类型": {"否": "本部门"}.get(campaign.joint, campaign.joint),
        "抽查类型": campaign.draw_kind,
        "抽查事项": "；".join(items()[code].name for code in campaign.items),
        "事项类别": f"{campaign.item_level}检查事项",
        "抽查对象": KINDS[campaign.kind],
        "抽查比例": _ratio(world, unit, campaign),
        "抽查目标数": _planned(world, level, unit, county, at),
        "计划开始日期": str(calendar.plans_from),
        "计划结束日期": str(calendar.deadline_on),
        "抽查时间段": calendar.periods()[0],
        "责任单位（牵头处室）": _lead(places, level, unit, county, campaign),
        "抽查主体（层级）": level,
        "报告单位": PROVINCE if unit == NOWHERE else places.units[unit].name,
        "县（市、区）": "" if county == NOWHERE else places.counties[county].name,
        "发文文号": calendar.document if level == "省级" else "",
        "计划执行状态": "执行中",
        "专业领域": "是" if campaign.professional else "否",
        "风险领域": campaign.risk_field,
    }


def number_of(places: Places, unit: int, county: int, campaign: int) -> str:
    """14 digits: area, year, running number inside the area."""
    area = "350000" if unit == NOWHERE else places.units[unit].area
    offset = 1
    if county != NOWHERE:
        area, offset = places.counties[county].code, 101
    return f"{area}{places.calendar.year}{campaign + offset:04d}"


def _ratio(world: World, unit: int, campaign: Campaign) -> str:
    if campaign.kind:
        return "根据实际情况确定"
    if campaign.scope == "special":
        return "按实际需要"
    places = world.places
    ppm = places.floor_ppm if unit == NOWHERE else places.units[unit].floor_ppm
    return f"{ppm / 10_000:g}%"


def _planned(world: World, level: str, unit: int, county: int, campaign: int) -> int | None:
    """What the tasks of this plan row mean to draw; at the province the sum of targets."""
    if level == "省级":
        total = sum(target_of(world.places, at) for at in range(len(world.places.units)))
        return round(total * 0.3) if campaigns()[campaign].scope == "general" else None
    quotas = [
        task.quota
        for task in world.tasks
        if (task.level, task.unit, task.county, task.campaign) == (level, unit, county, campaign)
        and task.has_plan
    ]
    return sum(quotas) or None


def _lead(places: Places, level: str, unit: int, county: int, campaign: Campaign) -> str:
    office = "省局"
    if level == "市级":
        office = places.units[unit].office
    if level == "县级":
        office = places.county_office(county)
    return f"{office}{campaign.office}{SECTIONS[level]}"
