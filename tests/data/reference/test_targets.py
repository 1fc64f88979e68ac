"""The frozen base, the floors and what they amount to."""

from collections import Counter

import pytest

from inspection.data import reference
from inspection.data.targets import target_count

STOCK = {
    "福州": 360_000,
    "厦门": 411_000,
    "莆田": 92_000,
    "三明": 74_000,
    "泉州": 380_000,
    "漳州": 124_000,
    "南平": 70_000,
    "龙岩": 80_000,
    "宁德": 83_000,
    "平潭": 16_000,
}
HIGHER = {"龙岩", "南平", "宁德", "平潭"}


def rows(name: str) -> list[dict]:
    return reference.load(name).to_pylist()


def floors() -> dict[str, int]:
    return {row["scope"]: row["floor_ppm"] for row in rows("targets")}


def test_county_stock_sums_to_the_units():
    sums = Counter()
    for row in rows("stock"):
        sums[row["unit"]] += row["stock_count"]
    assert sums == STOCK
    assert sum(sums.values()) == 1_690_000


def test_every_supervised_county_has_a_base_and_jinmen_none():
    based = {row["county_code"]: row["unit"] for row in rows("stock")}
    supervised = {
        row["county_code"]: row["unit"] for row in rows("counties") if row["is_supervised"]
    }
    assert based == supervised
    assert all(row["stock_count"] > 0 for row in rows("stock"))


def test_base_is_labelled_an_assumption():
    assert {row["approval"] for row in rows("stock")} == {"未核定"}
    assert all(row["source"].startswith("假设值") for row in rows("stock"))


def test_four_units_are_judged_on_4_percent_and_six_have_no_figure():
    listed = {row["scope"]: row for row in rows("targets")}
    for unit in STOCK:
        assert listed[unit]["floor_ppm"] == (40_000 if unit in HIGHER else 35_000)
        assert listed[unit]["is_judged"] == (unit in HIGHER)
        assert (listed[unit]["note"] == "参照3.5%（文件未单列）") == (unit not in HIGHER)


def test_province_is_judged_on_its_whole_stock():
    province = rows("targets")[0]
    assert (province["scope"], province["is_judged"]) == ("全省", True)
    assert target_count(1_690_000, province["floor_ppm"]) == 59_150


def test_targets_of_the_units_sum_to_more_than_the_provinces():
    targets = {unit: target_count(STOCK[unit], floors()[unit]) for unit in STOCK}
    assert targets["福州"] == 12_600
    assert sum(targets.values()) == 60_395


@pytest.mark.parametrize(
    ("stock", "ppm", "target"),
    [(0, 35_000, 0), (1, 35_000, 1), (200, 35_000, 7), (201, 35_000, 8), (25, 40_000, 1)],
)
def test_target_is_rounded_up_in_integers(stock, ppm, target):
    assert target_count(stock, ppm) == target


def test_target_is_exact_where_floating_point_is_not():
    stock = 10**15 + 200
    assert target_count(stock, 35_000) == 35 * 10**12 + 7
