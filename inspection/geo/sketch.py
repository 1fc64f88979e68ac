"""Our own schematic of the province (示意图), from the `points.csv` of its profile alone.

Every county has the ground that is nearer to its seat than to any other point: a seat, one of a
neighbouring province, or one at sea. Seats that stand too close for a mark are pushed apart
first. An island has a ring of points at sea around it, and so stands alone; smaller ones are
drawn as rounds. It is no boundary, and cannot be taken for one. The same table gives the same
files, byte for byte: `python -m inspection geo sketch` writes them.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import scipy

from inspection import geo
from inspection.data import reference
from inspection.geo import LAYERS
from inspection.geo.labels import label_of
from inspection.geo.rings import turned

POINTS = "points.csv"
# All in degrees. Seats closer than this are pushed apart, so that each county has a mark.
APART = 0.17
# Of an island and its neighbours the sea between them.
WATER = 0.1
# Nearer to a seat no sea is made.
CLEAR = 0.09
# Points of the sea around an island, and corners of a round one.
AROUND = 12
DECIMALS = 3
# So many degrees east and west, north and south of the province stand points that close the
# cells of all others.
BESIDE, BEYOND = 5, 3
# Steps of pushing apart, each by a part of what is missing; islands give way less.
STEPS, PUSH, PUSH_ISLAND = 2_000, 0.2, 0.04
Point = tuple[float, float]
Row = dict[str, Any]


def points() -> list[Row]:
    """The table of points."""
    text = (geo.schematic() / POINTS).read_text(encoding="utf-8")
    return reference.parse(text.splitlines(), POINTS).to_pylist()


def write(folder: Path) -> list[Path]:
    """Write both layers; the files."""
    made = draw()
    for layer in LAYERS:
        text = json.dumps(made[layer], ensure_ascii=False, separators=(",", ":"))
        (folder / f"{layer}.geojson").write_text(text + "\n", encoding="utf-8")
    return [folder / f"{layer}.geojson" for layer in LAYERS]


def draw() -> dict[str, Row]:
    """Both layers as GeoJSON."""
    rows = points()
    cells = _cells(rows)
    counties = {row["county_code"]: row for row in reference.load("counties").to_pylist()}
    codes = {row["unit"]: row["unit_code"] for row in reference.load("units").to_pylist()}
    islets = defaultdict(list)
    members = defaultdict(list)
    for row in rows:
        if row["kind"] == "island" and row["reach_value"]:
            islets[row["county_code"]].append(_round(row))
    for code, county in counties.items():
        own = codes[county["unit"]] if county["is_supervised"] else code
        members[own].append(code)
    names = {code: unit for unit, code in codes.items()}
    whole = {code: row["county"] for code, row in counties.items()}
    short = {code: names.get(code, whole.get(code, "").rstrip("县")) for code in members}
    return {
        "county": _layer({code: [cells[code]] + islets[code] for code in counties}, whole),
        "unit": _layer(
            {
                code: _merged([cells[one] for one in own]) + [i for one in own for i in islets[one]]
                for code, own in members.items()
            },
            short,
        ),
    }


def _layer(areas: Mapping[str, list[list[Point]]], names: Mapping[str, str]) -> Row:
    """A collection of named areas, each of one or more rings."""
    return {
        "type": "FeatureCollection",
        "features": [_feature(code, names[code], rings) for code, rings in areas.items()],
    }


def _feature(code: str, name: str, rings: list[list[Point]]) -> Row:
    x, y = label_of(rings)
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "cx": x, "cy": y},
        "geometry": {"type": "MultiPolygon", "coordinates": [turned([ring]) for ring in rings]},
    }


def _cells(rows: list[Row]) -> dict[str, list[Point]]:
    """The ground of every seat as a closed ring, by county."""
    seats = [row for row in rows if row["kind"] == "seat"]
    places = _pushed_apart(seats)
    outside = [_at(row) for row in rows if row["kind"] in ("land", "sea")]
    made = scipy.spatial.Voronoi(np.array([*places, *outside, *_seas(seats, places), *_corners()]))
    corners = made.vertices.round(DECIMALS).tolist()
    found = {}
    for number, seat in enumerate(seats):
        ring = [tuple(corners[at]) for at in made.regions[made.point_region[number]]]
        found[seat["county_code"]] = _closed(ring)
    return found


def _corners() -> list[Point]:
    """Four points around the province, far from all others."""
    around = geo.frame()
    west, east = math.floor(around.west) - BESIDE, math.ceil(around.east) + BESIDE
    south, north = math.floor(around.south) - BEYOND, math.ceil(around.north) + BEYOND
    return [(west, south), (east, south), (west, north), (east, north)]


def _pushed_apart(seats: list[Row]) -> np.ndarray:
    """The seats, none nearer to another than `_needed`; the order of the table breaks ties."""
    order = np.arange(len(seats))
    places = np.array([_at(seat) for seat in seats])
    places += np.column_stack([order % 7, order % 5]) * 1e-4
    needed = np.array([[_needed(one, other) for other in seats] for one in seats])
    np.fill_diagonal(needed, 0)
    yields = np.array([[PUSH_ISLAND if seat["reach_value"] else PUSH] for seat in seats])
    for _ in range(STEPS):
        way = places[:, None] - places[None]
        far = np.hypot(way[..., 0], way[..., 1])
        lack = np.maximum(needed - far, 0)
        if lack.max() < 1e-4:
            break
        far[far == 0] = 1
        places = places + yields * (way * (lack / far)[..., None]).sum(axis=1)
    return places


def _needed(one: Row, other: Row) -> float:
    """How far apart two seats must stand; those on one island share it."""
    less, more = sorted((row["reach_value"] or 0.0) for row in (one, other))
    if not more:
        return APART
    if less and _shares_island(one, other):
        return more
    return max(APART, 2 * more + (WATER / 2 if less else WATER))


def _shares_island(one: Row, other: Row) -> bool:
    """Whether two seats on islands are of one prefecture, and so of one island."""
    return bool(one["county_code"][:4] == other["county_code"][:4])


def _seas(seats: list[Row], places: np.ndarray) -> list[Point]:
    """Points at sea around every island, none where another seat stands."""
    found = []
    for number, seat in enumerate(seats):
        reach = seat["reach_value"] or 0.0
        east, north = places[number].tolist()
        for x, y in _circle(east, north, 2 * reach) if reach else ():
            near = np.hypot(places[:, 0] - x, places[:, 1] - y)
            clear = [
                2 * reach if other["reach_value"] and _shares_island(seat, other) else CLEAR
                for other in seats
            ]
            clear[number] = 0.0
            if (near >= clear).all():
                found.append((x, y))
    return found


def _circle(x: float, y: float, radius: float) -> list[Point]:
    turns = (2 * math.pi * step / AROUND for step in range(AROUND))
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _round(row: Row) -> list[Point]:
    """A small island as a closed ring."""
    ring = _circle(*_at(row), row["reach_value"])
    return _closed([(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring])


def _closed(ring: list[Point]) -> list[Point]:
    """The ring without corners that fell together, ended where it began."""
    kept = [one for one, after in pairwise([*ring, ring[0]]) if one != after]
    return [*kept, kept[0]]


def _merged(rings: list[list[Point]]) -> list[list[Point]]:
    """The outlines of areas that share borders: every edge that two of them have falls away."""
    edges = [edge for ring in rings for edge in pairwise(map(_point, turned([ring])[0]))]
    shared = Counter(frozenset(edge) for edge in edges)
    after = {start: end for start, end in edges if shared[frozenset((start, end))] == 1}
    found = []
    while after:
        ring = [next(iter(after))]
        while ring[-1] in after:
            ring.append(after.pop(ring[-1]))
        found.append(ring)
    return found


def _point(corner: Sequence[float]) -> Point:
    x, y = corner
    return x, y


def _at(row: Row) -> Point:
    return row["longitude_value"], row["latitude_value"]
