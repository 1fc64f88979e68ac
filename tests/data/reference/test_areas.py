"""Units, counties, codes and the names of offices."""

from collections import Counter

from inspection.data import reference

UNITS = ["福州", "厦门", "莆田", "三明", "泉州", "漳州", "南平", "龙岩", "宁德", "平潭"]
COUNTIES_PER_UNIT = dict(zip(UNITS, (12, 6, 5, 11, 12, 11, 10, 7, 9, 1), strict=True))


def rows(name: str) -> list[dict]:
    return reference.load(name).to_pylist()


def alias(name: str) -> tuple[str, str | None]:
    found = {row["alias"]: (row["unit"], row["county_code"]) for row in rows("office_aliases")}
    return found[name]


def test_ten_units_and_the_provincial_bureau_in_order():
    listed = rows("units")
    assert [row["unit"] for row in listed] == [*UNITS, "省局本级"]
    assert [row["unit_order"] for row in listed] == list(range(1, 12))
    assert [row["unit"] for row in listed if row["has_target"]] == UNITS
    assert [row["unit"] for row in listed if row["is_key_city"]] == ["福州", "厦门"]


def test_fujian_has_84_counties():
    assert len(rows("counties")) == 84
    assert Counter(row["unit"] for row in rows("counties")) == COUNTIES_PER_UNIT


def test_pingtan_is_a_unit_of_its_own_and_never_fuzhou():
    units = {row["county_code"]: row["unit"] for row in rows("counties")}
    assert units["350128"] == "平潭"
    assert [code for code, unit in units.items() if unit == "平潭"] == ["350128"]


def test_every_other_county_carries_its_units_code():
    codes = {row["unit"]: row["unit_code"] for row in rows("units")}
    for row in rows("counties"):
        assert row["county_code"].startswith(codes[row["unit"]])


def test_jinmen_alone_is_not_supervised():
    outside = [row["county"] for row in rows("counties") if not row["is_supervised"]]
    assert outside == ["金门县"]


def test_abolished_codes_lead_to_present_ones_and_are_not_in_use():
    present = {row["county_code"] for row in rows("counties")}
    for row in rows("county_codes"):
        assert row["county_code"] in present
        assert row["old_code"] not in present


def test_merged_and_renamed_counties_are_found_by_their_old_codes():
    successors = {row["old_code"]: row["county_code"] for row in rows("county_codes")}
    assert successors["350402"] == successors["350403"] == "350404"
    assert [successors[code] for code in ("350427", "350182", "350681", "350784")] == [
        "350405",
        "350112",
        "350604",
        "350703",
    ]


def test_aliases_name_known_units_and_counties_of_that_unit():
    units = {row["unit"] for row in rows("units")}
    county_units = {row["county_code"]: row["unit"] for row in rows("counties")}
    for row in rows("office_aliases"):
        assert row["unit"] in units
        assert row["county_code"] is None or county_units[row["county_code"]] == row["unit"]


def test_name_patterns_of_a_unit():
    for name in (
        "福州",
        "福州市",
        "福州市局",
        "福州市市场监管局",
        "福州市市场监督管理局",
        "福州市工商行政管理局",
    ):
        assert alias(name) == ("福州", None)


def test_name_patterns_of_a_county():
    for name in (
        "鼓楼区",
        "鼓楼区市场监督管理局",
        "福州市鼓楼区市场监督管理局",
        "福州市市场监督管理局鼓楼分局",
        "福州市工商行政管理局鼓楼分局",
        "福州_鼓楼分局",
    ):
        assert alias(name) == ("福州", "350102")


def test_names_that_look_alike_go_where_they_belong():
    assert alias("平潭县") == alias("福州市平潭县") == ("平潭", "350128")
    assert alias("平潭综合实验区市场监管局") == ("平潭", "350128")
    assert alias("福建省市场监督管理局(省局本级)") == ("省局本级", None)
    assert alias("泉州台商投资区") == ("泉州", None)
    assert alias("荔城区") == ("莆田", "350304")
    assert alias("鲤城区") == ("泉州", "350502")
    assert alias("长乐市市场监督管理局") == ("福州", "350112")


def test_every_supervised_county_is_found_by_its_bureau():
    known = {row["alias"]: row["county_code"] for row in rows("office_aliases")}
    for row in rows("counties"):
        assert known[f"{row['county']}市场监督管理局"] == row["county_code"]


def test_every_unit_has_a_tile_of_its_own():
    tiles = {(row["tile_row_order"], row["tile_column_order"]) for row in rows("tile_grid")}
    assert [row["unit"] for row in rows("tile_grid")] == UNITS
    assert len(tiles) == len(UNITS)


def test_every_unit_has_a_switch_date_in_the_second_half():
    listed = rows("switch_dates")
    assert [row["unit"] for row in listed] == [*UNITS, "省局本级"]
    assert all(row["switched_on"].isoformat() >= "2022-07-01" for row in listed)
