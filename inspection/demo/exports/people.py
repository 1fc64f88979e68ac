"""Exports of inspectors and of declared interests."""

from collections.abc import Iterator

import numpy as np

from inspection.demo.exports.export import Export, from_records
from inspection.demo.exports.register import PHONE
from inspection.demo.world.lists import items
from inspection.demo.world.people import PROVINCIAL, STATES
from inspection.demo.world.places import PROVINCE, PROVINCE_OFFICE, STATIONS
from inspection.demo.world.streams import stream
from inspection.demo.world.world import World

QUALIFICATIONS = ("特种设备安全监察员", "食品检查员", "计量检定员", "无")
POSTS = ("工商行政管理类", "食品药品管理类", "质量技术监督类")
REASONS = ("近亲属持股", "曾任职", "债权债务关系")


def people_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """The roster of the whole province, and recusals."""
    records = [_inspector(world, at) for at in range(len(world.people))]
    yield Export("inspectors", "执法检查人员", "xlsx", from_records(records))
    yield Export("recusals", "回避登记", "xlsx", from_records(recusals(world)))


def recusals(world: World) -> list[dict]:
    """One declared interest per county: a station, or a firm drawn with other inspectors."""
    rng = stream(world.seed, "recusals")
    records = []
    for county in range(len(world.places.counties)):
        person = int(rng.choice(world.people.eligible(county)))
        station = world.places.station(county, int(rng.integers(len(STATIONS))))
        firm = _firm_of_others(world, county, person)
        records.append(
            {
                "执法人员工号": _number(world, person),
                "报告单位": world.places.units[world.places.counties[county].unit].name,
                "检查对象或管辖单位": firm if firm and rng.random() < 0.7 else station,
                "事由": str(rng.choice(REASONS)),
                "起": str(world.places.calendar.starts_on),
                "止": str(world.places.calendar.ends_on),
            }
        )
    return records


def employee_numbers(world: World) -> list[str]:
    """The number of every inspector, unique with the unit before it."""
    units = [PROVINCE, *(world.places.units[one.unit].name for one in world.places.counties)]
    homes = world.people.county.tolist()
    return [f"{units[home + 1]}-{_number(world, at)}" for at, home in enumerate(homes)]


def _firm_of_others(world: World, county: int, person: int) -> str:
    """An entity of the county whose rows this person never inspects."""
    here = np.flatnonzero(world.rows.county == county)
    is_mine = (world.pairs[here] == person).any(axis=1)
    mine = set(world.rows.entity[here[is_mine]].tolist())
    others = [entity for entity in world.rows.entity[here].tolist() if entity not in mine]
    return world.population.ids[others[0]].as_py() if others else ""


def _inspector(world: World, at: int) -> dict:
    people, places = world.people, world.places
    county = int(people.county[at])
    rng = stream(world.seed, "inspector", at)
    codes = list(items())
    scope = sorted(rng.choice(codes, 6, replace=False).tolist())
    return {
        "单位工号": _number(world, at),
        "姓名": people.name[at],
        "性别": "男" if rng.random() < 0.6 else "女",
        "身份证号": "000000000000000000",
        "手机号": PHONE,
        "岗位大类": "，".join(POSTS[: int(rng.integers(1, 4))]),
        "岗位资质资格": str(rng.choice(QUALIFICATIONS, p=[0.1, 0.2, 0.1, 0.6])),
        "执法事项范围": "，".join(f"{code}.{items()[code].name}" for code in scope),
        **_home(world, at),
        "执法证编号": f"闽A{at + 1:07d}",
        "执法证有效期": str(people.cert_valid_to[at]),
        "人员状态": STATES[int(people.state[at])],
        "管辖片区": places.station(county, int(people.station[at])) if county >= 0 else "",
    }


def _home(world: World, at: int) -> dict:
    county = int(world.people.county[at])
    if county == PROVINCIAL:
        home = (PROVINCE, "", "省级", PROVINCE_OFFICE)
    else:
        one = world.places.counties[county]
        unit = world.places.units[one.unit].name
        home = (unit, one.name, "县级", world.places.county_office(county))
    names = ("地区", "县（市、区）", "层级", "工作单位")
    return {**dict(zip(names, home, strict=True)), "所在业务部门（机构）": "信用监管科"}


def _number(world: World, at: int) -> str:
    return f"{int(world.people.number[at]):04d}"
