"""Our schematic: what its script makes, the province only, complete, islands apart."""

import json
from itertools import pairwise

import pytest
from every import for_each

from inspection.data import reference
from inspection.geo import LAYERS, boundaries, features, schematic, sketch
from inspection.geo.checking import areas, check
from inspection.geo.rings import contains, doubled_area, hatched, rings_of

# Bytes: a map that is only a schematic must cost nothing.
LARGEST = 30_000
ALONE = {"平潭县": 1, "东山县": 1, "金门县": 1}
# With an island that is a round of its own.
WITH_ISLET = {"连江县": 2, "秀屿区": 3, "福鼎市": 2}


def drawn(layer: str) -> dict[str, dict]:
    return {one["properties"]["name"]: one for one in features(boundaries(layer).path)}


def edges(feature: dict) -> set[frozenset]:
    pairs = (edge for ring in rings_of(feature) for edge in pairwise(ring))
    return {frozenset(map(tuple, edge)) for edge in pairs}


def covered(feature: dict) -> float:
    return -sum(doubled_area(ring) for ring in rings_of(feature)) / 2


def test_committed_files_are_what_the_script_makes(tmp_path):
    for path in sketch.write(tmp_path):
        assert path.read_bytes() == (schematic() / path.name).read_bytes()


def test_folder_holds_nothing_but_the_schematic_and_its_points():
    assert {path.name for path in schematic().iterdir()} == {
        *("README.md", "points.csv", "unit.geojson", "county.geojson")
    }


def test_every_county_has_a_seat_that_is_rounded():
    seats = [row for row in sketch.points() if row["kind"] == "seat"]
    listed = reference.load("counties").to_pylist()
    assert {row["county_code"]: row["name"] for row in seats} == {
        row["county_code"]: row["county"] for row in listed
    }
    degrees = [row[name] for row in seats for name in ("longitude_value", "latitude_value")]
    assert all(round(degree * 20) / 20 == pytest.approx(degree) for degree in degrees)


@for_each("layer", LAYERS)
def test_schematic_passes_what_a_reviewed_file_must(layer):
    path = boundaries(layer).path
    made = check(path)
    assert (made.layer, made.turned_count) == (layer, 0)
    assert {one["properties"]["code"] for one in features(path)} == areas(layer).keys()
    assert path.stat().st_size <= LARGEST


@for_each("layer", LAYERS)
def test_label_stands_inside_its_area_and_no_other(layer):
    for one in features(boundaries(layer).path):
        assert set(one["properties"]) == {"code", "name", "cx", "cy"}
        point = one["properties"]["cx"], one["properties"]["cy"]
        found = [f for f in features(boundaries(layer).path) if contains(rings_of(f), point)]
        assert found == [one]


def test_units_are_their_counties_put_together():
    units = {row["county"]: row["unit"] for row in reference.load("counties").to_pylist()}
    counties = drawn("county")
    for name, unit in drawn("unit").items():
        own = [one for county, one in counties.items() if units[county] == name]
        own = [one for one in own if one["properties"]["code"] != "350527"] or [counties["金门县"]]
        assert covered(unit) == pytest.approx(sum(map(covered, own)))


def test_islands_touch_no_other_county():
    found = drawn("county")
    corners = {
        name: {tuple(point) for ring in rings_of(one) for point in ring}
        for name, one in found.items()
    }
    for name, parts in (ALONE | WITH_ISLET).items():
        assert len(list(rings_of(found[name]))) == parts
    for name in ALONE:
        assert not any(corners[name] & corners[other] for other in corners if other != name)
    mainland = {name for name in corners if name not in ("思明区", "湖里区")}
    island = corners["思明区"] | corners["湖里区"]
    assert not any(island & corners[name] for name in mainland)


def test_neighbours_share_their_border():
    found = drawn("county")
    assert edges(found["思明区"]) & edges(found["湖里区"])
    assert edges(found["安溪县"]) & edges(found["南安市"])
    assert edges(found["诏安县"]) & edges(found["云霄县"])


def test_map_says_that_it_is_a_schematic():
    for row in reference.load("map_layers").to_pylist():
        assert (schematic() / row["file_name"]).is_file()
        assert "不表示行政区域界线" in row["note"]


def test_hatching_runs_from_border_to_border():
    square = [[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0), (0.0, 0.0)]]
    lines = hatched(square, 1.0)
    assert [sorted(line) for line in lines] == [
        [(0.0, 1.0), (1.0, 0.0)],
        [(0.0, 2.0), (2.0, 0.0)],
        [(1.0, 2.0), (2.0, 1.0)],
    ]
    assert json.dumps(lines)
