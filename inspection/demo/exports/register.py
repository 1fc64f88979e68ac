"""Exports of the register and of the class history, one file per unit."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from inspection.demo.exports.export import Export, dates, looked_up, running, same
from inspection.demo.world import classes as risk
from inspection.demo.world.lists import CLASSES, KINDS, UNCLASSED, industries
from inspection.demo.world.places import PROVINCE_OFFICE, STATIONS, Places
from inspection.demo.world.population import ENDINGS, names_of
from inspection.demo.world.world import World

ALIVE = len(ENDINGS)
# Personal columns that an importer must drop; nobody's name or number.
PERSON, PHONE = "示例某", "13900000000"
FREE_TRADE = "自贸片区"
FREE_TRADE_UNITS = {"福州": 0.04, "厦门": 0.06, "平潭": 0.40}


def register_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """The register of each unit as it stood on the day."""
    exists = world.population.established_on <= until
    exists[world.absent] = False
    for at, unit in enumerate(world.places.units):
        chosen = np.flatnonzero(exists & (world.population.unit == at))
        columns = register_rows(world, chosen, until)
        yield Export("register", f"检查对象_{unit.name}", "csv", columns, unit.name)


def class_exports(world: World, until: np.datetime64) -> Iterator[Export]:
    """The class of each enterprise of a unit when first known, then its changes."""
    in_register = np.ones(len(world.population), dtype=bool)
    in_register[world.absent] = False
    last = world.places.calendar.month_of(until)
    months = [
        (month, one[in_register[one]])
        for month in range(last + 1)
        for one in [risk.changes(world.classes, month)]
    ]
    scores = {month: risk.scores(one, world.classes, month, world.seed) for month, one in months}
    for at, unit in enumerate(world.places.units):
        parts = [
            _class_columns(world, one[mine], month, scores[month][mine])
            for month, one in months
            for mine in [world.population.unit[one] == at]
        ]
        columns = {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}
        yield Export("class_history", f"信用风险分类_{unit.name}", "csv", columns, unit.name)


def stations(places: Places, county: np.ndarray, station: np.ndarray) -> pa.Array:
    """管辖单位 of each county and station."""
    words = [
        places.station(at, place)
        for at in range(len(places.counties))
        for place in range(len(STATIONS))
    ]
    return looked_up(words, county.astype(int) * len(STATIONS) + station)


def registrars(places: Places, codes: np.ndarray) -> pa.Array:
    """登记机关 of each code."""
    known, inverse = np.unique(codes, return_inverse=True)
    counties = {int(one.code): places.county_office(at) for at, one in enumerate(places.counties)}
    units = {int(unit.area): unit.office for unit in places.units}
    names = {350000: PROVINCE_OFFICE, **units, **counties}
    return looked_up([names[int(code)] for code in known], inverse)


def register_rows(world: World, chosen: np.ndarray, until: np.datetime64) -> dict[str, pa.Array]:
    """The lines of the chosen entities as they stood on the day."""
    population, places = world.population, world.places
    count = len(chosen)
    county = population.county[chosen]
    ended = population.ended_on[chosen]
    has_ended = ~np.isnat(ended) & (ended <= until)
    trades = [f"{one.code} {one.name}" for one in industries()]
    return {
        "序号": running(count),
        "统一社会信用代码/注册号": population.ids.take(pa.array(chosen)),
        "企业名称": names_of(population, places, chosen),
        "主体类型": looked_up(KINDS, population.kind[chosen]),
        "法定代表人": same(PERSON, count),
        "联系电话": same(PHONE, count),
        "登记状态": looked_up(
            (*ENDINGS, "存续"), np.where(has_ended, population.ending[chosen], ALIVE)
        ),
        "成立日期": dates(population.established_on[chosen]),
        "行业": looked_up(trades, population.industry[chosen]),
        "登记机关": registrars(places, population.registrar[chosen]),
        "登记机关代码": pa.array(population.registrar[chosen]).cast(pa.string()),
        "管辖单位": stations(places, county, population.station[chosen]),
        "所属地区": looked_up([unit.name for unit in places.units], population.unit[chosen]),
        "县（市、区）": looked_up([one.name for one in places.counties], county),
        "监管标签": _tags(world, chosen),
    }


def tagged(world: World, chosen: np.ndarray) -> pa.Array:
    """The tags of each entity as a list."""
    inside = _is_free_trade(world, chosen)
    return pa.array([[], [FREE_TRADE]], pa.list_(pa.string())).take(pa.array(inside.astype(int)))


def _tags(world: World, chosen: np.ndarray) -> pa.Array:
    return looked_up((FREE_TRADE,), np.where(_is_free_trade(world, chosen), 0, -1))


def _is_free_trade(world: World, chosen: np.ndarray) -> np.ndarray:
    """Firms of a free-trade area, by a share of each unit that has one."""
    shares = [FREE_TRADE_UNITS.get(unit.name, 0.0) for unit in world.places.units]
    brand = world.population.brand[chosen].astype(int)
    luck = (brand[:, 0] * 900 + brand[:, 1] * 30 + brand[:, 2]) / 27_000
    return luck < np.array(shares)[world.population.unit[chosen]]


def _class_columns(
    world: World, chosen: np.ndarray, month: int, scores: np.ndarray
) -> dict[str, pa.Array]:
    day = str(world.places.calendar.first_of(month))
    classes = world.classes[month][chosen].astype(int)
    return {
        "统一社会信用代码/注册号": world.population.ids.take(pa.array(chosen)),
        "分类日期": same(day, len(chosen)),
        "信用风险分类": looked_up(list(CLASSES), np.where(classes == UNCLASSED, -1, classes)),
        "风险得分": pa.array(scores).cast(pa.string()),
    }
