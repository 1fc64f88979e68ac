"""What a reviewed map file must be before it is shown: our areas, all of them, and nothing else."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import reference
from inspection.errors import BadInput
from inspection.geo import frame
from inspection.geo.labels import label_of
from inspection.geo.rings import contains, doubled_area, rings_of, turned
from inspection.geo.sketch import points

# Bytes: every reader of a map loads the file.
LARGEST = {"unit": 150_000, "county": 350_000}
# Names under which files state the code of an area; the last begins with that of the country.
CODE_NAMES = ("code", "adcode", "gb")
COUNTRY = "156"
NUMBER = re.compile(r"[一-龥A-Z]*S\s*[（(〔\[]\d{4}[）)〕\]]\s*\d+\s*号")
OF_A_COUNTY = "县"
TOLD = 8
Feature = dict[str, Any]


class Checked(NamedTuple):
    """A reviewed file as it is kept, its layer, and how many rings had to be turned."""

    layer: str
    content: dict[str, Any]
    turned_count: int


def check_number(review_number: str) -> str:
    """The review number without blanks around it. Raises BadInput where it is none."""
    if not NUMBER.fullmatch(review_number.strip()):
        raise BadInput(
            f"“{review_number}”不是审图号",
            "--review-number",
            "照审图批件写全，如 闽S〔2022〕123号",
        )
    return review_number.strip()


def check(path: Path) -> Checked:
    """The file as it is kept. Raises BadInput with what is wrong and what to do."""
    found = _read(path)
    coded = {_code(feature, path): feature for feature in found}
    layer, names = _layer(coded, path)
    _check_size(path, layer)
    _check_codes([_code(feature, path) for feature in found], names, path)
    for code, feature in coded.items():
        _check_geometry(feature, names[code], path)
    _check_ground(coded, layer, names, path)
    made = {code: _turned(feature) for code, feature in coded.items()}
    features = [_kept(code, names[code], polygons) for code, (polygons, _) in made.items()]
    content = {"type": "FeatureCollection", "features": features}
    return Checked(layer, content, sum(count for _, count in made.values()))


def areas(layer: str) -> dict[str, str]:
    """The names of a layer's areas by code."""
    if layer == "county":
        rows = reference.load("counties").to_pylist()
        return {row["county_code"]: row["county"] for row in rows}
    rows = reference.load("units").to_pylist()
    units = {row["unit_code"]: row["unit"] for row in rows if row["has_target"]}
    return units | _outside()


def _outside() -> dict[str, str]:
    """Counties of no unit of ours, which the layer of units shows as well: names by code."""
    rows = reference.load("counties").to_pylist()
    return {
        row["county_code"]: row["county"].rstrip(OF_A_COUNTY)
        for row in rows
        if not row["is_supervised"]
    }


def _read(path: Path) -> list[Feature]:
    if not path.is_file():
        raise BadInput("找不到地图文件", str(path), "检查路径")
    _check_size(path, max(LARGEST, key=lambda layer: LARGEST[layer]))
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise BadInput(
            "不是 UTF-8 编码的 GeoJSON", str(path), "请制图单位另存为 GeoJSON（UTF-8）"
        ) from error
    found = content.get("features") if isinstance(content, dict) else None
    if not found or not all(isinstance(one, dict) for one in found):
        raise BadInput("不是 GeoJSON 的 FeatureCollection，或没有要素", str(path), "换一个文件")
    return list(found)


def _code(feature: Feature, path: Path) -> str:
    """The code of an area: six digits, of a prefecture four."""
    properties = feature.get("properties") or {}
    told = next((str(properties[name]) for name in CODE_NAMES if properties.get(name)), "")
    code = told.removeprefix(COUNTRY) if len(told) == len(COUNTRY) + 6 else told
    if not re.fullmatch(r"\d{4}(\d\d)?", code):
        names = "、".join(CODE_NAMES)
        raise BadInput(
            f"一个要素没有行政区划代码：{properties}",
            str(path),
            f"属性 {names} 之一写六位代码",
        )
    return code[:4] if code.endswith("00") else code


def _layer(coded: dict[str, Feature], path: Path) -> tuple[str, dict[str, str]]:
    """The layer of which most areas are there, and its areas."""
    known = {layer: areas(layer) for layer in LARGEST}
    layer = max(known, key=lambda one: len(known[one].keys() & coded.keys()))
    if not known[layer].keys() & coded.keys():
        province = reference.load("province")["province"][0].as_py()
        raise BadInput(
            f"没有一个要素是{province}的县或报告单位", str(path), "换成本省分县或分市的文件"
        )
    return layer, known[layer]


def _check_size(path: Path, layer: str) -> None:
    size, most = path.stat().st_size, LARGEST[layer]
    if size > most:
        raise BadInput(
            f"文件有 {size:,} 字节，{_said(layer)}至多 {most:,} 字节",
            str(path),
            "请制图单位提供简化（抽稀）后一并审核的版本",
        )


def _check_codes(codes: list[str], names: dict[str, str], path: Path) -> None:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BadInput(f"代码重复：{_listed(twice)}", str(path), "一个代码只写一个要素")
    if strange := sorted(set(codes) - names.keys()):
        raise BadInput(
            f"含有不属于本图层的要素：{_listed(strange)}",
            str(path),
            "只保留本省的区域：外省、国界、九段线等都不能在内",
        )
    if missing := sorted(names.keys() - set(codes)):
        named = _listed(f"{names[code]}（{code}）" for code in missing)
        raise BadInput(f"缺少 {len(missing)} 个区域：{named}", str(path), "补齐后再安装")


def _check_geometry(feature: Feature, name: str, path: Path) -> None:
    """Polygons of closed rings inside the frame of the province, in degrees."""
    polygons = _polygons(feature)
    rings = [ring for polygon in polygons for ring in polygon]
    if not rings or not all(_is_ring(ring) for ring in rings):
        raise BadInput(
            f"{name}的边界不是闭合的面", str(path), "几何须为 Polygon 或 MultiPolygon，首尾同点"
        )
    west, south, east, north = frame()
    if not all(west < x < east and south < y < north for ring in rings for x, y, *_ in ring):
        raise BadInput(
            f"{name}有坐标超出本省范围（经度 {west}–{east}，纬度 {south}–{north}）",
            str(path),
            "坐标须为经纬度（度），且不含外省",
        )


def _is_ring(ring: object) -> bool:
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        return False
    numbers = (isinstance(x, int | float) for point in ring for x in point[:2])
    return all(numbers) and doubled_area([point[:2] for point in ring]) != 0


def _check_ground(coded: dict[str, Feature], layer: str, names: dict[str, str], path: Path) -> None:
    """Every island in its own area, no seat of a neighbouring province in any."""
    units = {row["county_code"]: row["unit"] for row in reference.load("counties").to_pylist()}
    codes = {row["unit"]: row["unit_code"] for row in reference.load("units").to_pylist()}
    rings = {code: list(rings_of(_multiple(feature))) for code, feature in coded.items()}
    for row in points():
        at = row["longitude_value"], row["latitude_value"]
        own = row["county_code"]
        if row["kind"] == "island":
            if layer == "unit" and own not in _outside():
                own = codes[units[own]]
            if not contains(rings[own], at):
                raise BadInput(
                    f"{names[own]}没有{row['name']}（东经{at[0]}度、北纬{at[1]}度）",
                    str(path),
                    "海岛不得删减，补齐后重新送审",
                )
        elif row["kind"] == "land":
            inside = [names[code] for code in rings if contains(rings[code], at)]
            if inside:
                raise BadInput(
                    f"{_listed(inside)}的范围含有外省的{row['name']}", str(path), "换成本省的界线"
                )


def _turned(feature: Feature) -> tuple[list, int]:
    """The polygons with rings in our order, and how many were turned."""
    before = [[[point[:2] for point in ring] for ring in one] for one in _polygons(feature)]
    after = [turned(polygon) for polygon in before]
    pairs = zip(before, after, strict=True)
    count = sum(old != new for one, two in pairs for old, new in zip(one, two, strict=True))
    return after, count


def _kept(code: str, name: str, polygons: list) -> Feature:
    x, y = label_of([polygon[0] for polygon in polygons])
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name, "cx": x, "cy": y},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def _polygons(feature: Feature) -> list:
    """The polygons of a feature; none where it is something else."""
    geometry = feature.get("geometry") or {}
    many = {"MultiPolygon": geometry.get("coordinates"), "Polygon": [geometry.get("coordinates")]}
    return many.get(geometry.get("type", ""), []) or []


def _multiple(feature: Feature) -> Feature:
    flat = [[[point[:2] for point in ring] for ring in one] for one in _polygons(feature)]
    return {"geometry": {"coordinates": flat}}


def _said(layer: str) -> str:
    return {"unit": "报告单位图", "county": "分县图"}[layer]


def _listed(found: Iterable[str]) -> str:
    """The first few, and how many there are in all."""
    every = list(found)
    more = f" 等{len(every)}个" if len(every) > TOLD else ""
    return "、".join(every[:TOLD]) + more
