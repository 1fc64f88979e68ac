"""The base: parts and totals, spellings, partial tables, counts that cannot be."""

from datetime import date
from pathlib import Path

import pytest

from inspection.data.snapshots import current
from inspection.ingest.publish import import_files
from inspection.showing import basis

DAY = date(2022, 9, 9)
HEADER = "年末,报告单位,县（市、区）,行政区划代码,主体类型,企业实有户数,来源,核定状态"


def standing(ask, unit):
    """Base and target of a unit."""
    [row] = [row for row in ask("completion_by_unit", as_of=DAY) if row["unit"] == unit]
    return row["stock_count"], row["target_count"]


@pytest.fixture
def take_base(import_case, tmp_path: Path):
    """The world of one firm in 福州 (鼓楼区) with this base as its latest export."""

    def take(*lines: str) -> None:
        import_case("s43b/a")
        path = tmp_path / "企业实有数_20220910.csv"
        path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
        import_files([path])
        assert current() is not None

    return take


def test_a_unit_row_is_compared_and_not_added(import_case, ask):
    """福州: 1 000 + 1 000 in two counties, 2 500 in a row of its own: 500 too many."""
    import_case("s43b/a")
    assert standing(ask, "福州") == (2000, 70)
    [found] = ask("base_differences")
    assert (found["unit"], found["total_stock_count"], found["parts_stock_count"]) == (
        "福州",
        2500,
        2000,
    )
    assert (found["excess_stock_count"], found["source_row"]) == (500, 10)
    [doubt] = ask("warnings_by_rule")
    assert (doubt["rule_code"], doubt["cell_count"]) == ("total_differs", 1)
    assert len(ask("standing_by_unit", as_of=DAY)) == 10


def test_a_total_that_is_its_sum_is_no_error(import_case, ask):
    """300 = 100 + 200; 300 x 3.5 % = 10.5, so 11."""
    import_case("01_base_counted_twice/files")
    assert standing(ask, "福州") == (300, 11)
    assert ask("base_differences") == []


def test_a_county_is_one_under_all_spellings(import_case, ask):
    """福州 鼓楼区 100, later 福州市 福州市鼓楼区 110: one county; 110 x 3.5 % = 3.85, so 4."""
    import_case("01b_base_respelled/first", "01b_base_respelled/second")
    assert standing(ask, "福州") == (110, 4)


def test_a_partial_table_replaces_only_its_counties(import_case, ask):
    """福州 is assumed at 360 000, 鼓楼区 of it 60 000; the table gives 鼓楼区 1 000 alone, and

    40 firms are inspected in 厦门: 福州 301 000, 厦门 411 000 as assumed, the province
    1 690 000 - 59 000; 40 of 1 631 000 and not 40 of 1 000.
    """
    import_case("s43d/a")
    assert standing(ask, "福州")[0] == 301_000
    assert standing(ask, "厦门")[0] == 411_000
    [whole] = ask("pace_totals", as_of=DAY)
    assert (whole["stock_count"], whole["checked_count"]) == (1_631_000, 40)
    assert whole["check_ratio"] == pytest.approx(40 / 1_631_000)
    [badge] = ask("data_badge", as_of=DAY)
    assert (badge["approved_county_count"], badge["county_count"]) == (1, 83)
    assert not badge["is_base_approved"]
    assert any("部分核定 1/83" in note for note in basis.notes(badge, "zh"))


def test_a_unit_on_assumed_counties_bears_no_colour(import_case, ask):
    """Real data: 厦门 rests on assumed counties alone, so nobody says 黄 or 红."""
    import_case("s43d/a")
    rows = {row["unit"]: row for row in ask("standing_by_unit", as_of=DAY)}
    assert rows["厦门"]["gap_count"] > 0
    assert rows["厦门"]["signal"] == "neutral"


def test_a_part_that_reaches_beyond_its_base_has_no_rate(make_snapshot, ask):
    """2023 has no assumed base: 鼓楼区 1 000 is all there is, a firm of 思明区 is checked.

    厦门 and the province have counts and neither target nor rate; 福州 has both.
    """
    make_snapshot(
        data_date=date(2023, 9, 8),
        stock=[
            {
                "unit": "福州",
                "county_code": "350102",
                "stock_count": 1000,
                "year_end": "2022-12-31",
                "is_approved": True,
            }
        ],
        ref_periods=[
            {"year": 2023, "period": "base", "from_on": "2022-12-31", "until_on": "2022-12-31"},
            {"year": 2023, "period": "campaign", "from_on": "2023-03-10", "until_on": "2023-10-31"},
        ],
        ref_targets=[
            {
                "year": 2023,
                "scope": "全省",
                "floor_ppm": 35000,
                "valid_from_on": "2023-01-01",
                "is_judged": True,
            }
        ],
        task_rows=[
            {
                "entity_id": 1,
                "unit": "厦门",
                "county_code": "350203",
                "drawn_on": "2023-05-01",
                "inspected_on": "2023-05-06",
                "results": ["R1"],
            }
        ],
    )
    rows = {row["unit"]: row for row in ask("completion_by_unit")}
    assert (rows["福州"]["stock_count"], rows["福州"]["target_count"]) == (1000, 35)
    assert (rows["厦门"]["checked_count"], rows["厦门"]["check_ratio"]) == (1, None)
    [whole] = ask("pace_totals")
    assert (whole["stock_count"], whole["checked_count"]) == (1000, 1)
    assert whole["check_ratio"] is whole["target_count"] is whole["units_target_count"] is None
    assert whole["completion_rate"] is whole["gap_count"] is None
    [badge] = ask("data_badge")
    assert badge["baseless_county_count"] == 1
    assert any("1 个县" in note for note in basis.notes(badge, "zh"))


def test_a_unit_without_counties_counts_with_its_own_row(take_base, ask):
    """莆田 has no county in the table: its own row is all that is known, 800 x 3.5 % = 28."""
    take_base("2021-12-31,莆田市,,,企业,800,核定表,已核定")
    assert standing(ask, "莆田") == (800, 28)
    assert standing(ask, "福州") == (2000, 70)


def test_totals_are_told_by_any_word(take_base, ask):
    """全市, 福州市 as a county, 合计 of the table: all compared; the latest word for 福州 counts.

    福州 2 000 in counties; the province 8 000 in eight counties, 9 000 in its row.
    """
    take_base("2021-12-31,福州,全市,,企业,2000,,", "合计,,,,,9000,,")
    assert standing(ask, "福州") == (2000, 70)
    assert [row["unit"] for row in ask("base_differences")] == []
    take_base("2021-12-31,福州,福州市,,企业,2100,,", "2021-12-31,全省,,,企业,9000,,")
    found = {row["unit"]: row["excess_stock_count"] for row in ask("base_differences")}
    assert found == {"全省": 1000, "福州": 100}


def test_a_count_that_cannot_be_is_a_doubt_and_no_base(take_base, ask):
    """台江区 -5 and 思明区 1 000 001: neither counts; 福州 keeps the 1 000 of 鼓楼区."""
    take_base(
        "2021-12-31,福州,台江区,350103,企业,-5,,已核定",
        "2021-12-31,厦门,思明区,350203,企业,1000001,,已核定",
    )
    assert standing(ask, "福州") == (1000, 35)
    assert standing(ask, "厦门") == (None, None)
    doubts = {row["rule_code"]: row["cell_count"] for row in ask("warnings_by_rule")}
    assert doubts["count_negative"] == doubts["count_implausible"] == 1


def test_a_county_that_nobody_knows_is_a_doubt_and_no_total(take_base, ask):
    take_base("2021-12-31,福州,鼓搂区,,企业,77,,已核定")
    assert standing(ask, "福州") == (2000, 70)
    names = [(row["column_name"], row["raw_value"]) for row in ask("unmapped_values")]
    assert names == [("county", "鼓搂区")]


def test_all_kinds_together_are_no_enterprises(take_base, ask):
    """主体类型 全部 is no kind: a doubt, and the enterprises of 鼓楼区 stay 1 000."""
    take_base("2021-12-31,福州,鼓楼区,350102,全部,5000,,已核定")
    assert standing(ask, "福州") == (2000, 70)
    assert ("entity_kind", "全部") in [
        (row["column_name"], row["raw_value"]) for row in ask("unmapped_values")
    ]


def test_a_county_that_is_not_supervised_is_in_no_base(take_base, ask):
    """晋江 200 beside the 1 000 that 泉州 has in the world; 金门 700 (350527) is not added."""
    take_base(
        "2021-12-31,泉州,晋江市,350582,企业,200,核定表,已核定",
        "2021-12-31,泉州,金门县,350527,企业,700,核定表,已核定",
    )
    assert standing(ask, "泉州") == (1200, 42)
