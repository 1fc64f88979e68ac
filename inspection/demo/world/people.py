"""Inspectors: rosters of counties, units and the province, and who inspects which row."""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world.cast import Cast
from inspection.demo.world.lists import syllables
from inspection.demo.world.places import STATIONS, Places
from inspection.demo.world.streams import stream

PROVINCIAL = -1
# People per county at scale 1; a roster shrinks with the root of the scale.
PER_COUNTY, LEAST = 40, 6
EXPIRED_PEOPLE = 3
# Certificates are valid past the January after the year; so many days a renewal adds.
SPARE, VALID_DAYS, RENEWAL = 31, 1000, 3 * 365
# Shares of a roster that leave, and join, in a year.
LEAVING_SHARE, JOINING = 0.02, 1
CONCENTRATION = 0.6
STATES = ("有效", "失效", "黑名单")
ARRAYS = ("county", "number", "station", "cert_valid_to", "state")


@dataclass(frozen=True)
class People:
    """Arrays over inspectors; county −1 is the provincial bureau."""

    county: np.ndarray
    number: np.ndarray
    name: list[str]
    station: np.ndarray
    cert_valid_to: np.ndarray
    state: np.ndarray

    def __len__(self) -> int:
        return len(self.county)

    def eligible(self, county: int) -> np.ndarray:
        """Those of a county who may be drawn; the expired ones of the story among them."""
        return np.flatnonzero((self.county == county) & (self.state == 0))


def build_people(places: Places, cast: Cast, scale: float, seed: int) -> People:
    """All rosters. Employee numbers run inside a unit and keep leading zeros."""
    rng = stream(seed, "people")
    size = max(round(PER_COUNTY * scale**0.5), LEAST)
    county = np.repeat(np.arange(PROVINCIAL, len(places.counties)), size)
    units = np.concatenate([[PROVINCIAL], places.county_units()])[county + 1]
    number = np.concatenate([np.arange(1, n + 1) for _, n in _runs(units)])
    valid = _validity(rng, places, len(county))
    state = np.where(rng.random(len(county)) < 0.03, rng.choice([1, 2], len(county)), 0)
    place = np.arange(len(county)) % size
    is_expired = (county == cast.expired_county) & (place < EXPIRED_PEOPLE)
    return People(
        county=county,
        number=number,
        name=_names(rng, len(county)),
        station=rng.integers(0, len(STATIONS), len(county)),
        cert_valid_to=np.where(is_expired, places.calendar.lapsed_on, valid),
        state=np.where(is_expired | (place < 3), 0, state),
    )


def renew_people(people: People, places: Places, cast: Cast, seed: int) -> People:
    """The rosters a year later: certificates renewed, some people gone, one more per county.

    Who stays keeps number and name; a new one has the next number of the unit.
    """
    rng = stream(seed, "people")
    joined = _newcomers(rng, people, places)
    both = {name: np.concatenate([vars(people)[name], vars(joined)[name]]) for name in ARRAYS}
    county, state = both["county"], both["state"]
    least = places.calendar.ends_on + SPARE
    valid = np.where(both["cert_valid_to"] < least, least + RENEWAL, both["cert_valid_to"])
    is_first = _place_in_county(county) < EXPIRED_PEOPLE
    is_leaving = (rng.random(len(county)) < LEAVING_SHARE) & ~is_first
    is_expired = is_first & (county == cast.expired_county)
    return People(
        **{
            **both,
            "cert_valid_to": np.where(is_expired, places.calendar.lapsed_on, valid),
            "state": np.where(is_leaving, STATES.index("失效"), state),
        },
        name=[*people.name, *joined.name],
    )


def _newcomers(rng: np.random.Generator, people: People, places: Places) -> People:
    county = np.repeat(np.arange(PROVINCIAL, len(places.counties)), JOINING)
    units = np.concatenate([[PROVINCIAL], places.county_units()])
    last = {
        unit: people.number[units[people.county + 1] == unit].max() for unit in np.unique(units)
    }
    of_unit = units[county + 1]
    place = np.array([int((of_unit[:at] == unit).sum()) for at, unit in enumerate(of_unit)])
    known = set(people.name)
    fresh = [name for name in _names(rng, len(known) + len(county)) if name not in known]
    return People(
        county=county,
        number=np.array([last[unit] for unit in of_unit]) + 1 + place,
        name=fresh[: len(county)],
        station=rng.integers(0, len(STATIONS), len(county)),
        cert_valid_to=_validity(rng, places, len(county)),
        state=np.zeros(len(county), dtype=int),
    )


def _validity(rng: np.random.Generator, places: Places, count: int) -> np.ndarray:
    """Last days of certificates that hold all the year."""
    spare = rng.integers(0, VALID_DAYS, count).astype("timedelta64[D]")
    return np.array(places.calendar.ends_on + SPARE) + spare


def _place_in_county(county: np.ndarray) -> np.ndarray:
    """The place of each person among those of the county, from 0."""
    order = np.argsort(county, kind="stable")
    starts = np.searchsorted(county[order], county[order], side="left")
    place = np.empty(len(county), dtype=int)
    place[order] = np.arange(len(county)) - starts
    return place


def pair_rows(
    people: People, county: np.ndarray, is_provincial: np.ndarray, cast: Cast, seed: int
) -> np.ndarray:
    """Two inspectors per row, drawn at random; in one county mostly the same two."""
    rng = stream(seed, "pairs")
    luck = rng.random((len(county), 3))
    home = np.where(is_provincial, PROVINCIAL, county)
    pairs = np.zeros((len(county), 2), dtype=int)
    for one in np.unique(home):
        at = np.flatnonzero(home == one)
        ready = people.eligible(int(one))
        first = (luck[at, 0] * len(ready)).astype(int)
        second = (first + 1 + (luck[at, 1] * (len(ready) - 1)).astype(int)) % len(ready)
        if one == cast.concentrated_county:
            same = luck[at, 2] < CONCENTRATION
            first, second = np.where(same, 0, first), np.where(same, 1, second)
        pairs[at, 0], pairs[at, 1] = ready[first], ready[second]
    return pairs


def _runs(units: np.ndarray) -> list[tuple[int, int]]:
    """Lengths of runs of equal units; counties of a unit lie together."""
    starts = np.flatnonzero(np.diff(units, prepend=-9))
    return list(zip(units[starts].tolist(), np.diff([*starts, len(units)]).tolist(), strict=True))


def _names(rng: np.random.Generator, count: int) -> list[str]:
    """Different made-up names, 测试 and three syllables."""
    words = syllables()
    codes = rng.permutation(len(words) ** 3)[:count]
    base = len(words)
    return [
        "测试" + words[code // base**2] + words[code // base % base] + words[code % base]
        for code in codes.tolist()
    ]
