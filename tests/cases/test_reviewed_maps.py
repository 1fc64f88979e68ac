"""Reviewed map files: what is refused and how it is said, what the next snapshot carries."""

import json

import pytest
from geo_written import NUMBER, written

from inspection import geo
from inspection.console.cli import main
from inspection.data import warehouse
from inspection.errors import BadInput
from inspection.geo.checking import check
from inspection.geo.rings import doubled_area
from inspection.ingest.publish import import_files
from inspection.settings import settings


def named(features: list, name: str) -> dict:
    return next(one for one in features if one["properties"]["name"] == name)


def moved(features: list) -> None:
    for polygon in named(features, "浦城县")["geometry"]["coordinates"]:
        polygon[0] = [[x, y + 2] for x, y in polygon[0]]


def without_islands(features: list) -> None:
    geometry = named(features, "连江县")["geometry"]
    geometry["coordinates"] = geometry["coordinates"][:1]


def over_the_border(features: list) -> None:
    """松溪 with a square around 龙泉 of 浙江."""
    square = [[119.1, 28.0], [119.1, 28.1], [119.2, 28.1], [119.2, 28.0], [119.1, 28.0]]
    named(features, "松溪县")["geometry"]["coordinates"].append([square])


def open_ring(features: list) -> None:
    named(features, "浦城县")["geometry"]["coordinates"][0][0].pop()


def foreign(features: list) -> None:
    features.append({**features[0], "properties": {"code": "330100", "name": "杭州"}})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.pop(0), "缺少 1 个区域：鼓楼区（350102）"),
        (foreign, "含有不属于本图层的要素：3301"),
        (lambda f: f.append(f[0]), "代码重复：350102"),
        (lambda f: f[0]["properties"].pop("code"), "没有行政区划代码"),
        (without_islands, "连江县没有南竿岛"),
        (over_the_border, "松溪县的范围含有外省的龙泉"),
        (moved, "浦城县有坐标超出本省范围"),
        (open_ring, "浦城县的边界不是闭合的面"),
        (lambda f: f[0].update(geometry={"type": "Point", "coordinates": [1, 2]}), "鼓楼区的边界"),
        (lambda f: f.clear(), "或没有要素"),
        (lambda f: f[0]["properties"].update(more="长" * 120_000), "县图至多 350,000 字节"),
    ],
)
def test_what_a_map_may_not_be_is_said(change, said, tmp_path):
    with pytest.raises(BadInput) as refused:
        check(written(tmp_path / "m.geojson", change=change))
    assert said in str(refused.value)
    assert "处理办法" in str(refused.value)


def test_other_text_is_no_map(tmp_path):
    path = tmp_path / "m.geojson"
    path.write_bytes("福建".encode("gb18030"))
    with pytest.raises(BadInput, match="不是 UTF-8 编码的 GeoJSON"):
        check(path)


def turned_round(features: list) -> None:
    """As the standard of GeoJSON has it: outer rings against the clock, a plain polygon, `gb`."""
    for one in features:
        parts = [[ring[::-1] for ring in part] for part in one["geometry"]["coordinates"]]
        one["geometry"]["coordinates"] = parts
        one["properties"] = {"gb": f"156{one['properties']['code']}"}
        if len(parts) == 1:
            one["geometry"] = {"type": "Polygon", "coordinates": parts[0]}


def test_rings_are_brought_into_our_order_and_told(tmp_path):
    made = check(written(tmp_path / "m.geojson", change=turned_round))
    rings = [p[0] for one in made.content["features"] for p in one["geometry"]["coordinates"]]
    assert made.turned_count == len(rings) == 88
    assert all(doubled_area(ring) < 0 for ring in rings)
    assert made.content["features"][0]["properties"]["name"] == "鼓楼区"


def test_reviewed_map_comes_with_the_next_snapshot_and_stays(
    tmp_path, monkeypatch, capsys, import_case
):
    before = import_case("s02c/a")
    files = [written(tmp_path / f"{layer}.geojson", layer) for layer in geo.LAYERS]
    argv = ["geo", "install", *map(str, files), "--review-number", NUMBER, "--by", "李四"]
    assert main([*argv, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {(row["layer"], row["review_number"], row["installed_by"]) for row in told} == {
        ("unit", NUMBER, "李四"),
        ("county", NUMBER, "李四"),
    }
    assert geo.boundaries("unit", before.folder).review_number == ""
    import_files([])
    after = warehouse.current()
    found = geo.boundaries("county", after.folder)
    assert (found.review_number, found.url) == (NUMBER, f"/geo/{after.id}/county.geojson")
    assert len(found.places) == 84
    broken = written(tmp_path / "b.geojson", change=lambda f: f.pop())
    assert main(["geo", "install", str(broken), "--review-number", NUMBER]) == 2
    assert "缺少 1 个区域" in capsys.readouterr().err
    assert (settings().data / geo.REVIEWED / "county.geojson").is_file()
    assert main(["geo", "install", *map(str, files[:1] * 2), "--review-number", NUMBER]) == 2
    assert "两个文件是同一图层" in capsys.readouterr().err
