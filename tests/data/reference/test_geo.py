"""Boundaries: the province only, complete, islands in place, small enough to send."""

import json
from itertools import pairwise

from every import for_each

from inspection.data import reference
from inspection.settings import ROOT

FOLDER = ROOT / "data" / "geo"
# West, south, east, north of the province in degrees, rounded outwards.
FRAME = (115.8, 23.5, 120.8, 28.4)
LAYERS = {"unit": 150_000, "county": 350_000}
ISLANDS = {
    "金门岛": ((118.36, 24.45), "350527", "350527"),
    "海坛岛": ((119.78, 25.52), "350128", "350128"),
    "南竿": ((119.94, 26.155), "350122", "3501"),
    "乌丘": ((119.455, 24.99), "350305", "3503"),
    "湄洲岛": ((119.13, 25.07), "350305", "3503"),
    "鼓浪屿": ((118.065, 24.446), "350203", "3502"),
}


def features(layer: str) -> list[dict]:
    return json.loads((FOLDER / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]


def rings(feature: dict) -> list[list]:
    return [ring for polygon in feature["geometry"]["coordinates"] for ring in polygon]


def crosses(point: tuple[float, float], start: list[float], end: list[float]) -> bool:
    """Whether a ray from `point` to the east crosses the edge."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1


def contains(feature: dict, point: tuple[float, float]) -> bool:
    edges = (edge for ring in rings(feature) for edge in pairwise(ring))
    return sum(crosses(point, *edge) for edge in edges) % 2 == 1


def found_at(layer: str, point: tuple[float, float]) -> list[str]:
    return [f["properties"]["code"] for f in features(layer) if contains(f, point)]


def doubled_area(ring: list[list[float]]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def edges(feature: dict) -> set[frozenset]:
    return {frozenset(map(tuple, edge)) for ring in rings(feature) for edge in pairwise(ring)}


def test_every_county_is_there_under_its_code_and_name():
    drawn = {f["properties"]["code"]: f["properties"]["name"] for f in features("county")}
    listed = reference.load("counties").to_pylist()
    assert drawn == {row["county_code"]: row["county"] for row in listed}


def test_every_unit_is_there_and_jinmen_apart():
    drawn = {f["properties"]["code"]: f["properties"]["name"] for f in features("unit")}
    listed = [row for row in reference.load("units").to_pylist() if row["has_target"]]
    assert drawn == {row["unit_code"]: row["unit"] for row in listed} | {"350527": "金门"}


@for_each("layer", LAYERS)
def test_layer_is_small_and_holds_nothing_but_named_areas(layer):
    assert (FOLDER / f"{layer}.geojson").stat().st_size <= LAYERS[layer]
    for feature in features(layer):
        assert set(feature["properties"]) == {"code", "name", "cx", "cy"}
        assert feature["geometry"]["type"] == "MultiPolygon"


@for_each("layer", LAYERS)
def test_no_other_province_is_drawn(layer):
    west, south, east, north = FRAME
    for feature in features(layer):
        assert feature["properties"]["code"].startswith("35")
        assert all(
            west < x < east and south < y < north for ring in rings(feature) for x, y in ring
        )


@for_each("layer", LAYERS)
def test_rings_are_closed_and_outer_ones_run_clockwise_as_plotly_wants(layer):
    for feature in features(layer):
        for outer, *holes in feature["geometry"]["coordinates"]:
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in (outer, *holes))
            assert doubled_area(outer) < 0
            assert all(doubled_area(hole) > 0 for hole in holes)


@for_each("layer", LAYERS)
def test_label_stands_inside_its_area(layer):
    for feature in features(layer):
        properties = feature["properties"]
        assert found_at(layer, (properties["cx"], properties["cy"])) == [properties["code"]]


@for_each("island", ISLANDS)
def test_island_belongs_where_it_should(island):
    point, county, unit = ISLANDS[island]
    assert found_at("county", point) == [county]
    assert found_at("unit", point) == [unit]


def test_neighbours_share_their_border():
    by_name = {f["properties"]["name"]: edges(f) for f in features("county")}
    assert len(by_name["鼓楼区"] & by_name["晋安区"]) > 3
    assert len(by_name["安溪县"] & by_name["南安市"]) > 20


def test_map_says_that_it_is_not_reviewed():
    for row in reference.load("map_layers").to_pylist():
        assert (FOLDER / row["file_name"]).is_file()
        assert row["review_number"] or "未经审核" in row["note"]
