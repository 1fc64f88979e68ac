"""Units, counties, stations, floors and stock of the province in a year."""

from dataclasses import dataclass, replace

import numpy as np

from inspection.demo.world.rules import reference_rows, rules_of
from inspection.demo.world.year_calendar import Calendar

PROVINCE = "省局本级"
# The county that is a unit of its own.
PINGTAN = "350128"
PROVINCE_OFFICE = "福建省市场监督管理局"
OWN_SYSTEM_UNIT = "厦门"
# Names that many counties share: a station alone is not a key.
STATIONS = ("城关所", "城东所", "城西所", "东门所", "西门所", "新区所", "开发所", "溪口所")


@dataclass(frozen=True)
class Unit:
    """One reporting unit; `stock` is enterprises on the base day of the year."""

    name: str
    code: str
    floor_ppm: int
    stock: int

    @property
    def area(self) -> str:
        """The six-digit code of the unit's own bureau."""
        return self.code.ljust(6, "0")

    @property
    def office(self) -> str:
        """The full name of the unit's bureau."""
        place = "平潭综合实验区" if self.name == "平潭" else f"{self.name}市"
        return f"{place}市场监督管理局"


@dataclass(frozen=True)
class County:
    """One supervised county; `unit` is the index of its unit."""

    code: str
    name: str
    unit: int
    stock: int


@dataclass(frozen=True)
class Places:
    """All units and supervised counties in the order of the reference data, in a year.

    `floor_ppm` is the floor of the whole province.
    """

    calendar: Calendar
    floor_ppm: int
    units: tuple[Unit, ...]
    counties: tuple[County, ...]

    def counties_of(self, unit: int) -> list[int]:
        """Indexes of a unit's counties."""
        return [at for at, county in enumerate(self.counties) if county.unit == unit]

    def county_units(self) -> np.ndarray:
        """The unit of each county."""
        return np.array([county.unit for county in self.counties], dtype=np.int8)

    def unit_index(self, name: str) -> int:
        """The index of a unit by its name."""
        return [unit.name for unit in self.units].index(name)

    def county_office(self, county: int) -> str:
        """The full name of a county's bureau; Pingtan's county is its unit."""
        one = self.counties[county]
        unit = self.units[one.unit]
        return unit.office if unit.name == "平潭" else f"{unit.name}市{one.name}市场监督管理局"

    def station(self, county: int, place: int) -> str:
        """A station as platforms write it: county bureau in short, then the station."""
        one = self.counties[county]
        short = "平潭综合实验区" if one.code == "350128" else one.name
        return f"{short}市场监管局{STATIONS[place]}"


def load_places(scale: float, calendar: Calendar) -> Places:
    """The province with the stock of its profile at `scale`, each county rounded."""
    stock = {
        row["county_code"]: round(int(row["stock_count"]) * scale)
        for row in reference_rows("stock")
        if row["entity_kind"] == "企业"
    }
    names = [row for row in reference_rows("units") if row["has_target"] == "true"]
    names.sort(key=lambda row: int(row["unit_order"]))
    order = {row["unit"]: at for at, row in enumerate(names)}
    counties = tuple(
        County(row["county_code"], row["county"], order[row["unit"]], stock[row["county_code"]])
        for row in sorted(
            (row for row in reference_rows("counties") if row["is_supervised"] == "true"),
            key=lambda row: (order[row["unit"]], row["county_code"]),
        )
    )
    return _places(calendar, [(row["unit"], row["unit_code"]) for row in names], counties)


def move_on(places: Places, calendar: Calendar, stock: np.ndarray) -> Places:
    """The same province in another year, with the enterprises of each county on its base day."""
    counties = tuple(
        replace(county, stock=int(count))
        for county, count in zip(places.counties, stock, strict=True)
    )
    return _places(calendar, [(unit.name, unit.code) for unit in places.units], counties)


def _places(
    calendar: Calendar, names: list[tuple[str, str]], counties: tuple[County, ...]
) -> Places:
    floors = {row["scope"]: int(row["floor_ppm"]) for row in rules_of("targets", calendar.year)}
    whole = floors["全省"]
    stock = [sum(one.stock for one in counties if one.unit == at) for at in range(len(names))]
    units = tuple(
        Unit(name, code, floors.get(name, whole), stock[at])
        for at, (name, code) in enumerate(names)
    )
    return Places(calendar, whole, units, counties)
