"""Inspectors: rosters of counties, units and the province, and who inspects which row."""

from dataclasses import dataclass

import numpy as np

from inspection.demo.world import days
from inspection.demo.world.cast import Cast
from inspection.demo.world.lists import syllables
from inspection.demo.world.places import STATIONS, Places
from inspection.demo.world.streams import stream

PROVINCIAL = -1
# People per county at scale 1; a roster shrinks with the root of the scale.
PER_COUNTY, LEAST = 40, 6
EXPIRED_PEOPLE = 3
EXPIRED_ON = days.day("2022-05-31")
CONCENTRATION = 0.6
STATES = ("有效", "失效", "黑名单")


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
    valid = days.day("2023-01-31") + rng.integers(0, 1000, len(county)).astype("timedelta64[D]")
    state = np.where(rng.random(len(county)) < 0.03, rng.choice([1, 2], len(county)), 0)
    place = np.arange(len(county)) % size
    is_expired = (county == cast.expired_county) & (place < EXPIRED_PEOPLE)
    return People(
        county=county,
        number=number,
        name=_names(rng, len(county)),
        station=rng.integers(0, len(STATIONS), len(county)),
        cert_valid_to=np.where(is_expired, EXPIRED_ON, valid),
        state=np.where(is_expired | (place < 3), 0, state),
    )


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
