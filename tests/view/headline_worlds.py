"""Random years of random units, as plain rows; and what a headline may say of them, recounted.

Nothing of the product is used to recount: rows are gone through one by one.
"""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from oracle.workdays import between

DEADLINE = date(2022, 10, 31)
FLOORS = dict.fromkeys(("南平", "龙岩", "宁德", "平潭"), 40_000)
REFERENCE = dict.fromkeys(("福州", "厦门", "莆田", "三明", "泉州", "漳州"), 35_000)
PROVINCE_FLOOR = 35_000
COUNTIES = {
    "福州": ("350102", "350103"),
    "厦门": ("350203", "350205"),
    "莆田": ("350302", "350303"),
    "三明": ("350404", "350405"),
    "泉州": ("350502", "350503"),
    "漳州": ("350602", "350603"),
    "南平": ("350702", "350703"),
    "龙岩": ("350802", "350803"),
    "宁德": ("350902", "350921"),
    "平潭": ("350128",),
}
DATA_DATES = [date(2022, *day) for day in ((5, 20), (9, 9), (10, 31), (11, 1), (12, 31))]
WEEKS_4 = timedelta(weeks=4)


@dataclass(frozen=True)
class World:
    """What was exported on a day."""

    data_date: date
    stock: dict[str, int]
    rows: list[dict[str, Any]]
    tables: dict[str, list[dict[str, Any]]] = field(repr=False)


def random_world(seed: int) -> World:
    """Units without base, rows not inspected, late, doubled, of other kinds, gone."""
    chance = random.Random(seed)
    data_date = chance.choice(DATA_DATES)
    based = [unit for unit in COUNTIES if chance.random() < 0.85]
    stock = {
        county: chance.randint(20, 400)
        for unit in based
        for county in COUNTIES[unit]
        if chance.random() < 0.96
    }
    rows = [row for unit in COUNTIES for row in _rows(chance, unit, data_date)]
    entities = [{"entity_id": row["entity_id"], "entity_kind": row["kind"]} for row in rows]
    tables = {
        # No assumed base where an exported one is missing.
        "ref_stock": [],
        "stock": [{"county_code": code, "stock_count": count} for code, count in stock.items()],
        "entities": list({one["entity_id"]: one for one in entities}.values()),
        "tasks": [{"task_no": f"T-{unit}", "drawn_on": _drawn(rows, unit)} for unit in COUNTIES],
        "task_rows": [
            {key: value for key, value in row.items() if key not in ("kind", "drawn_on")}
            for row in rows
        ],
    }
    for one in tables["stock"]:
        one["unit"] = next(unit for unit, own in COUNTIES.items() if one["county_code"] in own)
    return World(data_date, stock, rows, tables)


def _drawn(rows: Iterable[Mapping[str, Any]], unit: str) -> str:
    return next((str(row["drawn_on"]) for row in rows if row["unit"] == unit), "2022-04-01")


def _rows(chance: random.Random, unit: str, data_date: date) -> list[dict[str, Any]]:
    """Task rows of one unit: one task, each firm once; a few firms are other units' as well."""
    drawn_on = date(2022, 3, 14) + timedelta(days=chance.randint(0, 60))
    share = chance.random()
    number = 1_000 * (1 + list(COUNTIES).index(unit))
    return [
        _row(chance, unit, entity, drawn_on, data_date, is_done=chance.random() < share)
        for entity in [
            *range(number, number + chance.choice((0, 3, 12, 30))),
            *([7] if chance.random() < 0.3 else []),
        ]
    ]


def _row(
    chance: random.Random, unit: str, entity: int, drawn_on: date, data_date: date, *, is_done: bool
) -> dict[str, Any]:
    days = max((data_date - drawn_on).days, 0)
    done = drawn_on + timedelta(days=chance.randint(0, days)) if is_done and days else None
    return {
        "task_no": f"T-{unit}",
        "entity_id": entity,
        "kind": "企业" if entity == 7 or entity % 9 else "个体工商户",
        "unit": unit,
        "county_code": chance.choice(COUNTIES[unit]),
        "drawn_on": drawn_on,
        "inspected_on": done and done.isoformat(),
        "entry_state": "已录入" if done else "未录入",
        "results": [chance.choice(("R1", "R5", "R10"))] if done else [],
    }


@dataclass(frozen=True)
class Place:
    """A unit, or all that is chosen together, on a day."""

    target: int | None
    drawn: int
    checked: int
    recent: int
    on_deadline: int
    as_of: date

    @property
    def gap(self) -> int | None:
        """M5."""
        return None if self.target is None else max(self.target - self.checked, 0)

    @property
    def shortfall(self) -> int | None:
        """What the pace of four weeks leaves short by the deadline."""
        if self.target is None:
            return None
        days = between(self.as_of - WEEKS_4, self.as_of)
        ahead = self.recent * between(self.as_of, DEADLINE)
        return max(self.target - self.checked - ahead // days, 0)

    @property
    def to_draw(self) -> int | None:
        """M29: nothing where the target is met already."""
        if self.target is None:
            return None
        return max(self.target - self.drawn, 0) if self.gap else 0

    @property
    def deadline_gap(self) -> int | None:
        """M35."""
        return None if self.target is None else max(self.target - self.on_deadline, 0)


def target_of(stock: Iterable[int], floor_ppm: int) -> int | None:
    """M1; None without a base."""
    counts = list(stock)
    return -(-sum(counts) * floor_ppm // 1_000_000) if counts else None


def place(
    world: World,
    units: Iterable[str],
    counties: Iterable[str] | None,
    as_of: date,
    target: int | None,
) -> Place:
    """These units, or these counties of them, on a day; a firm counts once."""
    own = set(units)
    rows = [
        row
        for row in world.rows
        if row["unit"] in own
        and row["kind"] == "企业"
        and (counties is None or row["county_code"] in counties)
    ]
    first: dict[int, date] = {}
    for row in rows:
        if row["inspected_on"] and (day := date.fromisoformat(row["inspected_on"])) <= as_of:
            first[row["entity_id"]] = min(day, first.get(row["entity_id"], day))
    return Place(
        target=target,
        drawn=len({row["entity_id"] for row in rows if row["drawn_on"] <= as_of}),
        checked=len(first),
        recent=sum(day > as_of - WEEKS_4 for day in first.values()),
        on_deadline=sum(day <= DEADLINE for day in first.values()),
        as_of=as_of,
    )


def places(
    world: World, units: Iterable[str], counties: Iterable[str] | None, as_of: date
) -> dict[str, Place]:
    """Each unit on a day."""
    floors = FLOORS | REFERENCE
    targets = {unit: target_of(_stock(world, [unit], counties), floors[unit]) for unit in units}
    return {unit: place(world, [unit], counties, as_of, targets[unit]) for unit in units}


def _stock(world: World, units: Iterable[str], counties: Iterable[str] | None) -> list[int]:
    """The base of the places; none where enterprises of a county without one are drawn."""
    chosen = [
        county
        for unit in units
        for county in COUNTIES[unit]
        if counties is None or county in counties
    ]
    drawn = {row["county_code"] for row in world.rows if row["kind"] == "企业"}
    if any(county in drawn and county not in world.stock for county in chosen):
        return []
    return [world.stock[county] for county in chosen if county in world.stock]


def province(world: World, as_of: date) -> Place:
    """The whole against its own floor."""
    target = target_of(_stock(world, COUNTIES, None), PROVINCE_FLOOR)
    return place(world, COUNTIES, None, as_of, target)
