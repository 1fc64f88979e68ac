"""The register: every enterprise, individual, co-op and representative office of the year.

An entity is an index; its attributes are arrays in one order: unit, kind, county. In
a later year the enterprises founded since stand behind all others, and none is lost.
"""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.demo.world import codes, days
from inspection.demo.world.lists import (
    COOPERATIVE,
    ENTERPRISE,
    INDIVIDUAL,
    REPRESENTATIVE,
    industries,
    syllables,
)
from inspection.demo.world.places import STATIONS, Places
from inspection.demo.world.streams import stream

# Whole province at scale 1, spread over counties like the enterprises.
OTHER_KINDS = {INDIVIDUAL: 300_000, COOPERATIVE: 20_000, REPRESENTATIVE: 300}
PREFIXES = np.array([91, 92, 93, 91])
# Shares of enterprises: deregistered before the first year, registered and ended in a year.
ENDED_BEFORE, NEW_SHARE, ENDING_SHARE = 0.010, 0.015, 0.015
# Shares that still carry an old registration number, by kind.
OLD_NUMBER_SHARES = np.array([0.015, 0.06, 0.0, 0.0])
ENDINGS = ("注销", "吊销", "迁出")
ENDING_SHARES = (0.75, 0.17, 0.08)
# Codes that are made at a time.
PIECE = 500_000


@dataclass(frozen=True)
class Population:
    """Arrays over all entities; `ended_on` is NaT while an entity exists."""

    kind: np.ndarray
    county: np.ndarray
    unit: np.ndarray
    station: np.ndarray
    industry: np.ndarray
    registrar: np.ndarray
    established_on: np.ndarray
    ended_on: np.ndarray
    ending: np.ndarray
    brand: np.ndarray
    has_old_number: np.ndarray
    ids: pa.StringArray

    def __len__(self) -> int:
        return len(self.kind)

    def exists_on(self, day: np.datetime64) -> np.ndarray:
        """Which entities are established and not ended on a day."""
        ended = ~np.isnat(self.ended_on) & (self.ended_on <= day)
        return (self.established_on <= day) & ~ended


def build_population(places: Places, scale: float, seed: int) -> Population:
    """All entities that exist at some time of the first year, and some that ended before."""
    kind, county, is_new = _headcount(places, scale, seed)
    rng = stream(seed, "population")
    established = _established(rng, is_new, places.calendar.starts_on)
    ended, ending = _endings(rng, established, is_new, places.calendar.starts_on)
    return _settled(rng, places, kind, county, (established, ended, ending), first_number=1)


def age_population(population: Population, places: Places, seed: int) -> Population:
    """The same entities a year later: some end in the new year, others are founded.

    Codes, names and all that was known of an entity stay as they are, and no new one
    bears the name of another that was there.
    """
    rng = stream(seed, "population")
    stock = np.array([county.stock for county in places.counties])
    county = np.repeat(np.arange(len(stock)), _founded(rng, stock)).astype(np.int16)
    kind, is_new = np.full(len(county), ENTERPRISE, np.int8), np.full(len(county), True)
    start = places.calendar.starts_on
    established = _established(rng, is_new, start)
    lives = (established, *_endings(rng, established, is_new, start))
    first_number = len(population) + 1
    founded = _settled(rng, places, kind, county, lives, first_number)
    founded = _with_fresh_names(rng, founded, name_keys(population))
    return _joined(_ended_in(rng, population, start), founded)


def _settled(
    rng: np.random.Generator,
    places: Places,
    kind: np.ndarray,
    county: np.ndarray,
    lives: tuple[np.ndarray, np.ndarray, np.ndarray],
    first_number: int,
) -> Population:
    """Entities with a station, a trade, a name and a code; `lives` is from, until and how."""
    established, ended, ending = lives
    count = len(kind)
    registrar = _registrars(rng, places, county)
    has_old = (rng.random(count) < OLD_NUMBER_SHARES[kind]) & (established < days.day("2015-01-01"))
    return Population(
        kind=kind,
        county=county,
        unit=places.county_units()[county],
        station=rng.integers(0, len(STATIONS), count).astype(np.int8),
        industry=_industries(rng, count),
        registrar=registrar,
        established_on=established,
        ended_on=ended,
        ending=ending,
        brand=rng.integers(0, len(syllables()), (count, 3)).astype(np.int8),
        has_old_number=has_old,
        ids=_identifiers(kind, registrar, has_old, first_number),
    )


def names_of(population: Population, places: Places, chosen: np.ndarray) -> pa.Array:
    """Names of the chosen entities: place, 示例, brand, trade, form."""
    kind = population.kind[chosen]
    county_names = pa.array([county.name for county in places.counties])
    trades = pa.array([industry.trade for industry in industries()])
    words = pa.array(list(syllables()))
    brand = population.brand[chosen]
    forms = pa.array(["有限公司", "店", "农民专业合作社", "（香港）有限公司代表处"])
    return pc.binary_join_element_wise(
        county_names.take(population.county[chosen].astype(np.int32)),
        "示例",
        *(words.take(brand[:, place].astype(np.int32)) for place in range(3)),
        trades.take(population.industry[chosen].astype(np.int32)),
        forms.take(kind.astype(np.int32)),
        "",
    )


def name_keys(population: Population) -> np.ndarray:
    """One number per name: entities of the same name have the same."""
    keys = population.county.astype(np.int64)
    for part, base in ((population.industry, 100), (population.kind, 10)):
        keys = keys * base + part
    for place in range(population.brand.shape[1]):
        keys = keys * 100 + population.brand[:, place]
    return keys


def _headcount(
    places: Places, scale: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kind, county and newness of every entity, in register order."""
    rng = stream(seed, "headcount")
    stock = np.array([county.stock for county in places.counties])
    base = np.round(stock * (1 + rng.uniform(-0.003, 0.002, len(stock)))).astype(int)
    base += np.round(stock * ENDED_BEFORE).astype(int)
    new = _founded(rng, stock)
    blocks = [(ENTERPRISE, False, base), (ENTERPRISE, True, new)]
    for kind, total in OTHER_KINDS.items():
        share = stock / stock.sum() * total * scale
        blocks.append((kind, False, _whole(share)))
    kinds = np.concatenate([np.full(n.sum(), kind, np.int8) for kind, _, n in blocks])
    county = np.concatenate([np.repeat(np.arange(len(n)), n) for _, _, n in blocks])
    is_new = np.concatenate([np.full(n.sum(), newness) for _, newness, n in blocks])
    order = np.lexsort((rng.random(len(kinds)), county, kinds, places.county_units()[county]))
    return kinds[order], county[order].astype(np.int16), is_new[order]


def _founded(rng: np.random.Generator, stock: np.ndarray) -> np.ndarray:
    """Enterprises founded in a year, by county."""
    return np.round(stock * NEW_SHARE * rng.uniform(0.7, 1.3, len(stock))).astype(int)


def _whole(shares: np.ndarray) -> np.ndarray:
    """Shares rounded to whole numbers that keep the total."""
    return np.diff(np.floor(np.concatenate([[0], np.cumsum(shares)]) + 0.5)).astype(int)


def _established(rng: np.random.Generator, is_new: np.ndarray, start: np.datetime64) -> np.ndarray:
    """Mostly recent years; the new ones evenly over the year that starts on the day."""
    age = (rng.beta(1.0, 3.2, len(is_new)) * 9_500).astype(int) + 1
    old = start - age.astype("timedelta64[D]")
    new = start + rng.integers(3, 364, len(is_new)).astype("timedelta64[D]")
    return np.where(is_new, new, old)


def _endings(
    rng: np.random.Generator, established: np.ndarray, is_new: np.ndarray, start: np.datetime64
) -> tuple[np.ndarray, np.ndarray]:
    """Days on which entities ended, before the year or during it, and how."""
    luck = rng.random(len(is_new))
    before = start - rng.integers(1, 700, len(is_new)).astype("timedelta64[D]")
    before = np.maximum(before, established)
    during = start + rng.integers(1, 364, len(is_new)).astype("timedelta64[D]")
    ended = np.full(len(is_new), days.NO_DAY)
    ended = np.where(~is_new & (luck < ENDED_BEFORE), before, ended)
    is_ending = ~is_new & (luck >= ENDED_BEFORE) & (luck < ENDED_BEFORE + ENDING_SHARE)
    ended = np.where(is_ending, during, ended)
    return ended, rng.choice(3, len(is_new), p=ENDING_SHARES).astype(np.int8)


def _with_fresh_names(
    rng: np.random.Generator, founded: Population, known: np.ndarray
) -> Population:
    """The same entities, with another brand where the name was taken."""
    while (is_taken := np.isin(name_keys(founded), known)).any():
        brand = founded.brand.copy()
        brand[is_taken] = rng.integers(0, len(syllables()), (is_taken.sum(), 3))
        founded = replace(founded, brand=brand)
    return founded


def _ended_in(rng: np.random.Generator, population: Population, start: np.datetime64) -> Population:
    """The population with some of those that are left ending in the year."""
    count = len(population)
    is_ending = np.isnat(population.ended_on) & (rng.random(count) < ENDING_SHARE)
    day = start + rng.integers(1, 364, count).astype("timedelta64[D]")
    ending = rng.choice(3, count, p=ENDING_SHARES).astype(np.int8)
    return replace(
        population,
        ended_on=np.where(is_ending, day, population.ended_on),
        ending=np.where(is_ending, ending, population.ending),
    )


def _joined(population: Population, founded: Population) -> Population:
    """Both, the founded ones last."""
    both = {
        name: np.concatenate([values, vars(founded)[name]])
        for name, values in vars(population).items()
        if name != "ids"
    }
    return Population(**both, ids=pa.concat_arrays([population.ids, founded.ids]))


def _registrars(rng: np.random.Generator, places: Places, county: np.ndarray) -> np.ndarray:
    """Codes of first registration: mostly the county, else its city or the province."""
    own = np.array([int(one.code) for one in places.counties])[county]
    city = own // 100 * 100
    luck = rng.random(len(county))
    return np.where(luck < 0.03, city, np.where(luck < 0.032, 350000, own))


def _industries(rng: np.random.Generator, count: int) -> np.ndarray:
    weights = np.array([industry.weight for industry in industries()])
    return rng.choice(len(weights), count, p=weights / weights.sum()).astype(np.int8)


def _identifiers(
    kind: np.ndarray, registrar: np.ndarray, has_old: np.ndarray, first_number: int
) -> pa.StringArray:
    """Codes, made in pieces: a piece takes some hundred bytes of memory per entity."""
    return pa.concat_arrays(
        [
            _some_identifiers(kind[piece], registrar[piece], has_old[piece], first_number + start)
            for start in range(0, max(len(kind), 1), PIECE)
            for piece in [slice(start, start + PIECE)]
        ]
    )


def _some_identifiers(
    kind: np.ndarray, registrar: np.ndarray, has_old: np.ndarray, first_number: int
) -> pa.StringArray:
    numbers = np.arange(first_number, first_number + len(kind), dtype=np.int64)
    credit = codes.as_strings(codes.credit_codes(PREFIXES[kind], registrar, numbers))
    leads = np.where(kind == INDIVIDUAL, 6, 2)
    old = codes.as_strings(codes.registration_numbers(registrar, leads, numbers))
    return pc.if_else(pa.array(has_old), old, credit)
