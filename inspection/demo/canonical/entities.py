"""Tables of the register: entities and the periods of their classes."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.canonical.columns import days_of, none_of
from inspection.demo.canonical.keys import Keys
from inspection.demo.canonical.parts import Part, Tables, origin, part_name, pieces
from inspection.demo.exports.export import looked_up, only
from inspection.demo.exports.register import ALIVE, stations, tagged
from inspection.demo.world import classes as risk
from inspection.demo.world.days import to_date
from inspection.demo.world.lists import CLASSES, industries
from inspection.demo.world.population import ENDINGS, names_of
from inspection.demo.world.world import World

# As canonical tables name the kinds, in the order of the world.
KINDS = ("企业", "个体工商户", "农民专业合作社", "代表机构")
UNKNOWN = "未知"
TABLE, CLASS_TABLE = "entities", "class_periods"
Columns = dict[str, pa.Array]


def write_entities(
    tables: Tables, world: World, until: np.datetime64, keys: Keys
) -> Iterator[Part]:
    """The register of each unit; those that only rows know come with the rows."""
    day = to_date(until)
    for at, unit in enumerate(world.places.units):
        chosen = np.flatnonzero(keys.in_register & (world.population.unit == at))
        name = part_name(f"检查对象_{unit.name}", day)
        for first, piece in pieces(chosen):
            columns = entity_columns(world, piece, until, keys)
            tables.add(TABLE, columns | origin(name, day, first, len(piece)))
        yield Part("register", name, unit.name, day, len(chosen), None, TABLE)


def entity_columns(world: World, chosen: np.ndarray, until: np.datetime64, keys: Keys) -> Columns:
    """Entities of the register as it stood on the day."""
    population, places = world.population, world.places
    codes = population.ids.take(pa.array(chosen))
    is_old = population.has_old_number[chosen]
    ended = population.ended_on[chosen]
    has_ended = ~np.isnat(ended) & (ended <= until)
    status = np.where(has_ended, population.ending[chosen], ALIVE)
    return {
        "entity_id": pa.array(keys.numbers[chosen]),
        "uscc": only(codes, ~is_old),
        "reg_no": only(codes, is_old),
        **_named(world, chosen),
        "entity_kind": looked_up(KINDS, population.kind[chosen]),
        "industry_code": looked_up([one.code for one in industries()], population.industry[chosen]),
        "reg_status": looked_up((*ENDINGS, "存续"), status),
        "established_on": days_of(population.established_on[chosen]),
        "registrar_code": pa.array(population.registrar[chosen]).cast(pa.string()),
        **_place(world, population.county[chosen]),
        "station": stations(places, population.county[chosen], population.station[chosen]),
        "tags": tagged(world, chosen),
        "in_register": pa.repeat(True, len(chosen)),
        "from_year": none_of(pa.int32(), len(chosen)),
        "until_year": none_of(pa.int32(), len(chosen)),
    }


def unlisted_columns(
    world: World, chosen: np.ndarray, county: np.ndarray, station: np.ndarray, keys: Keys
) -> Columns:
    """Entities of which no more is known than a row tells."""
    population, count = world.population, len(chosen)
    codes = population.ids.take(pa.array(chosen))
    is_old = population.has_old_number[chosen]
    kinds = ("企业", "个体工商户", "农民专业合作社", "企业", UNKNOWN)
    return {
        "entity_id": pa.array(keys.numbers[chosen]),
        "uscc": only(codes, ~is_old),
        "reg_no": only(codes, is_old),
        **_named(world, chosen),
        "entity_kind": looked_up(kinds, np.where(is_old, 4, population.kind[chosen])),
        "industry_code": none_of(pa.string(), count),
        "reg_status": pa.repeat(UNKNOWN, count),
        "established_on": none_of(pa.date32(), count),
        "registrar_code": none_of(pa.string(), count),
        **_place(world, county),
        "station": stations(world.places, county, station),
        "tags": pa.array([[]] * count, pa.list_(pa.string())),
        "in_register": pa.repeat(False, count),
        "from_year": none_of(pa.int32(), count),
        "until_year": none_of(pa.int32(), count),
    }


def write_classes(tables: Tables, world: World, until: np.datetime64, keys: Keys) -> Iterator[Part]:
    """The changes of the classes of the entities of each unit, month by month."""
    day = to_date(until)
    names = [part_name(f"信用风险分类_{unit.name}", day) for unit in world.places.units]
    counts = [0] * len(names)
    last: list[date | None] = [None] * len(names)
    is_ever_listed = np.ones(len(world.population), dtype=bool)
    is_ever_listed[world.absent] = False
    for month in range(world.places.calendar.month_of(until) + 1):
        one = risk.changes(world.classes, month)
        one = one[is_ever_listed[one]]
        scores = risk.scores(one, world.classes, month, world.seed)
        for at, name in enumerate(names):
            is_mine = keys.in_register[one] & (world.population.unit[one] == at)
            mine = np.flatnonzero(is_mine)
            for first, piece in pieces(mine):
                columns = _class_columns(world, one[piece], month, scores[piece], keys)
                place = origin(name, day, counts[at] + first, len(piece))
                tables.add(CLASS_TABLE, columns | place)
            counts[at] += len(mine)
            if len(mine):
                last[at] = to_date(world.places.calendar.first_of(month))
    for at, unit in enumerate(world.places.units):
        yield Part("class_history", names[at], unit.name, day, counts[at], last[at], CLASS_TABLE)


def _class_columns(
    world: World, chosen: np.ndarray, month: int, scores: np.ndarray, keys: Keys
) -> Columns:
    start = to_date(world.places.calendar.first_of(month))
    return {
        "entity_id": pa.array(keys.numbers[chosen]),
        "valid_from": pa.repeat(pa.scalar(start, pa.date32()), len(chosen)),
        "risk_class": looked_up(list(CLASSES), world.classes[month][chosen].astype(int)),
        "score": pa.array(scores),
    }


def _named(world: World, chosen: np.ndarray) -> Columns:
    """The name, and the key by which names are compared: brackets of half width."""
    name = names_of(world.population, world.places, chosen)
    key = name
    for wide, half in ("（(", "）)"):
        key = pc.replace_substring(key, wide, half)
    return {"name": name, "name_key": key}


def _place(world: World, county: np.ndarray) -> Columns:
    places = world.places
    units = [places.units[one.unit].name for one in places.counties]
    return {
        "unit": looked_up(units, county),
        "county_code": looked_up([one.code for one in places.counties], county),
    }
