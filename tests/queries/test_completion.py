"""M1-M5: who counts, where, from when, and against which base."""

from datetime import date

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL

FUZHOU = {"unit": "福州"}
CHECKED = {"inspected_on": "2022-05-06", "results": ["R1"]}


def checked(entity_id, **more):
    return {"entity_id": entity_id, **CHECKED, **more}


def published(entity_id, **more):
    return checked(entity_id, pub_state="已公示", published_on="2022-05-20", **more)


def test_columns_are_the_agreed_ones_in_their_order(make_snapshot):
    answer = warehouse.answer("completion_by_unit", scope=LOCAL, snapshot=make_snapshot())
    assert answer.column_names == [
        "unit",
        "stock_count",
        "target_count",
        "drawn_count",
        "checked_count",
        "published_count",
        "completion_rate",
        "check_ratio",
        "sufficiency_rate",
        "gap_count",
    ]


def test_ten_units_stand_in_order_also_without_inspections(make_snapshot, ask):
    make_snapshot()
    rows = ask("completion_by_unit")
    assert "".join(row["unit"][0] for row in rows) == "福厦莆三泉漳南龙宁平"
    assert {row["checked_count"] for row in rows} == {0}


def test_targets_are_ceilings_of_the_assumed_stock(make_snapshot, ask, ask_one):
    make_snapshot()
    targets = {row["unit"]: row["target_count"] for row in ask("completion_by_unit")}
    assert targets["福州"] == 12_600
    assert targets["龙岩"] == 3_200
    totals = ask_one("pace_totals", {})
    assert totals["target_count"] == totals["floor_target_count"] == 59_150
    assert totals["units_target_count"] == sum(targets.values()) == 60_395


def test_one_enterprise_more_than_a_whole_share_raises_the_target(make_snapshot, ask_one):
    make_snapshot(stock=[{"unit": "福州", "county_code": "350102", "stock_count": 1001}])
    assert ask_one("completion_by_unit", FUZHOU)["target_count"] == 36


def test_imported_stock_replaces_the_reference_wholly(make_snapshot, ask_one):
    make_snapshot(
        stock=[
            {"unit": "福州", "county_code": "350102", "stock_count": 1000, "is_approved": True},
            {"unit": "福州", "county_code": "350103", "stock_count": 1000, "is_approved": True},
            {
                "unit": "福州",
                "county_code": "350103",
                "stock_count": 7,
                "entity_kind": "个体工商户",
            },
            {"unit": "福州", "county_code": "350103", "stock_count": 9, "year_end": "2020-12-31"},
        ]
    )
    assert ask_one("completion_by_unit", FUZHOU)["stock_count"] == 2000
    xiamen = ask_one("completion_by_unit", {"unit": "厦门"})
    assert (xiamen["stock_count"], xiamen["target_count"]) == (None, None)
    assert (xiamen["completion_rate"], xiamen["gap_count"]) == (None, None)
    assert ask_one("data_badge", {})["is_base_approved"] is True


def test_zero_stock_has_no_rate(make_snapshot, ask_one):
    make_snapshot(stock=[{"unit": "福州", "county_code": "350102", "stock_count": 0}])
    row = ask_one("completion_by_unit", FUZHOU)
    assert (row["target_count"], row["gap_count"]) == (0, 0)
    assert row["completion_rate"] is row["check_ratio"] is row["sufficiency_rate"] is None


def test_enterprise_checked_twice_counts_once(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1), checked(1, task_no="T2", county_code="350103")])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 1
    assert ask_one("pace_totals", {})["checked_count"] == 1


def test_enterprise_under_two_units_counts_in_each_and_once_in_the_province(
    make_snapshot, ask, ask_one
):
    make_snapshot(
        task_rows=[checked(1), checked(1, task_no="T2", unit="厦门", county_code="350203")]
    )
    assert sum(row["checked_count"] for row in ask("completion_by_unit")) == 2
    totals = ask_one("pace_totals", {})
    assert (totals["checked_count"], totals["repeated_unit_count"]) == (1, 1)


def test_pingtan_is_never_in_fuzhou(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, unit="平潭", county_code="350128")])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 0
    pingtan = ask_one("completion_by_unit", {"unit": "平潭"})
    assert (pingtan["checked_count"], pingtan["target_count"]) == (1, 640)
    county = ask_one("completion_by_county", {"county_code": "350128"})
    assert (county["unit"], county["checked_count"]) == ("平潭", 1)


def test_unmapped_rows_stand_last_and_only_when_there_are_any(make_snapshot, ask):
    make_snapshot(task_rows=[checked(1, unit="未映射", county_code=None)])
    last = ask("completion_by_unit")[-1]
    assert (last["unit"], last["checked_count"], last["target_count"]) == ("未映射", 1, None)
    assert ask("completion_by_unit", units=["福州"])[-1]["unit"] == "福州"


def test_a_unit_without_a_target_is_no_jurisdiction(make_snapshot, ask):
    make_snapshot(task_rows=[checked(1, unit="省局本级", county_code=None)])
    assert ask("completion_by_unit")[-1]["unit"] == "未映射"


@pytest.mark.parametrize(
    ("as_of", "drawn", "inspected", "publicised"),
    [
        ("2022-03-31", 0, 0, 0),
        ("2022-04-01", 1, 0, 0),
        ("2022-05-05", 1, 0, 0),
        ("2022-05-06", 1, 1, 0),
        ("2022-05-19", 1, 1, 0),
        ("2022-05-20", 1, 1, 1),
    ],
)
def test_each_stage_counts_from_its_own_day_on(
    make_snapshot, ask_one, as_of, drawn, inspected, publicised
):
    make_snapshot(task_rows=[published(1)])
    row = ask_one("completion_by_unit", FUZHOU, as_of=as_of)
    assert row["drawn_count"] == drawn
    assert row["checked_count"] == inspected
    assert row["published_count"] == publicised


def test_published_before_inspected_counts_from_the_inspection_on(make_snapshot, ask_one):
    early = checked(1, pub_state="已公示", published_on="2022-05-01")
    make_snapshot(task_rows=[early])
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-05-05")["published_count"] == 0
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-05-06")["published_count"] == 1


def test_published_without_a_date_counts_from_the_export_on(make_snapshot, ask_one):
    undated = checked(1, pub_state="已公示", exported_on=date(2022, 9, 2))
    make_snapshot(task_rows=[undated])
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-09-01")["published_count"] == 0
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-09-02")["published_count"] == 1


def test_a_published_row_without_a_result_publishes_nothing(make_snapshot, ask_one):
    make_snapshot(task_rows=[published(1, results=[])])
    assert ask_one("completion_by_unit", FUZHOU)["published_count"] == 0


def test_not_entered_is_no_result(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, results=["R0"]), checked(2, results=[])])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 0


def test_unreadable_result_counts_as_inspected(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, results=["RX"])])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 1


@pytest.mark.parametrize(("day", "count"), [("2021-12-31", 0), ("2022-01-01", 1)])
def test_the_year_begins_on_the_first_of_january(make_snapshot, ask_one, day, count):
    make_snapshot(task_rows=[checked(1, inspected_on=day)])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == count


def test_a_result_without_an_inspection_date_is_shown_as_undated(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, inspected_on=None)])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 0
    assert ask_one("undated_facts", {"stage": "inspected"})["row_count"] == 1


def test_a_draw_without_any_date_counts_from_the_data_date_on(make_snapshot, ask_one):
    make_snapshot(tasks=[{"task_no": "T1", "drawn_on": None}], task_rows=[{"entity_id": 1}])
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-09-08")["drawn_count"] == 0
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-09-09")["drawn_count"] == 1
    assert ask_one("undated_facts", {"stage": "drawn"})["row_count"] == 1


def test_the_row_s_draw_date_comes_before_the_task_s(make_snapshot, ask_one):
    make_snapshot(task_rows=[{"entity_id": 1, "drawn_on": "2022-06-01"}])
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-05-31")["drawn_count"] == 0


def test_rows_moved_away_are_no_task_rows(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1, moved_to="T9")])
    row = ask_one("completion_by_unit", FUZHOU)
    assert (row["drawn_count"], row["checked_count"]) == (0, 0)


@pytest.mark.parametrize("kind", ["个体工商户", "农民专业合作社", "代表机构", "未知"])
def test_other_kinds_are_outside_the_headline(make_snapshot, ask_one, kind):
    make_snapshot(entities=[{"entity_id": 1, "entity_kind": kind}], task_rows=[checked(1)])
    assert ask_one("completion_by_unit", FUZHOU)["checked_count"] == 0
    panel = ask_one("kind_panel", {"unit": "福州", "entity_kind": kind})
    assert (panel["is_organised"], panel["checked_count"], panel["row_count"]) == (True, 1, 1)


def test_counties_chosen_take_the_floor_of_their_unit_on_their_own_stock(make_snapshot, ask):
    make_snapshot(task_rows=[checked(1), checked(2, county_code="350103")])
    rows = ask("completion_by_unit", counties=["350102"])
    assert [(row["unit"], row["stock_count"]) for row in rows] == [("福州", 60_000)]
    assert (rows[0]["target_count"], rows[0]["checked_count"]) == (2_100, 1)


def test_a_selection_is_measured_by_its_units_targets(make_snapshot, ask_one):
    make_snapshot()
    totals = ask_one("pace_totals", {}, units=["龙岩", "平潭"])
    assert totals["floor_target_count"] is None
    assert totals["target_count"] == totals["units_target_count"] == 3_840


def test_rows_without_a_county_are_a_bucket_of_their_unit(make_snapshot, ask, ask_one):
    make_snapshot(task_rows=[checked(1, county_code=None)])
    bucket = ask_one("completion_by_county", {"unit": "福州", "county_code": None})
    assert (bucket["county"], bucket["checked_count"]) == ("未映射", 1)
    assert bucket["target_count"] is None
    assert len(ask("completion_by_county")) == 84


def test_kinmen_is_no_county_of_the_table(make_snapshot, ask):
    make_snapshot()
    assert "350527" not in {row["county_code"] for row in ask("completion_by_county")}


def test_firms_of_kinmen_stand_apart_and_in_no_unit(make_snapshot, ask, ask_one):
    kinmen = {"unit": "泉州", "county_code": "350527"}
    make_snapshot(
        entities=[{"entity_id": 1, "county_code": "350527"}],
        tasks=[{"task_no": "T9", **kinmen, "class_used": True}],
        task_rows=[checked(1, task_no="T9", **kinmen), checked(2)],
    )
    units = {row["unit"]: row["checked_count"] for row in ask("completion_by_unit")}
    assert (units["泉州"], units["未映射"], units["福州"]) == (0, 1, 1)
    county = ask_one("completion_by_county", {"county_code": "350527"})
    assert (county["unit"], county["county"], county["target_count"]) == ("未映射", "金门县", None)
    assert county["checked_count"] == 1
    coverage = {row["unit"]: row["existing_count"] for row in ask("class_coverage_by_unit")}
    assert (coverage["泉州"], coverage["未映射"]) == (0, 1)
    tasks = {row["unit"]: row["task_count"] for row in ask("integration_rate_by_unit")}
    assert (tasks["泉州"], tasks["未映射"]) == (0, 1)


def test_days_add_up_to_the_headline(make_snapshot, ask):
    rows = [checked(1), checked(1, task_no="T2", inspected_on="2022-05-09"), checked(2)]
    make_snapshot(task_rows=[*rows, checked(3, inspected_on="2022-05-09")])
    days = {str(row["day_on"]): row["checked_count"] for row in ask("burn_up")}
    assert [days[f"2022-05-{day}"] for day in ("05", "06", "08", "09")] == [0, 2, 2, 3]


def test_a_week_begins_on_monday(make_snapshot, ask):
    sunday, monday = checked(1, inspected_on="2022-05-08"), checked(2, inspected_on="2022-05-09")
    make_snapshot(task_rows=[sunday, monday])
    weeks = ask("checked_by_week_and_unit", units=["福州"], as_of="2022-05-09")
    assert [row["checked_count"] for row in weeks[-2:]] == [1, 1]
    assert weeks[-1]["week_on"] == date(2022, 5, 9)
    assert weeks[-1]["cumulative_count"] == 2


def test_months_run_on_to_the_as_of_date(make_snapshot, ask):
    make_snapshot(task_rows=[checked(1), checked(2, inspected_on="2022-06-30")])
    months = ask("completion_by_county_and_month", counties=["350102"], as_of="2022-06-30")
    assert [row["cumulative_count"] for row in months] == [0, 0, 0, 0, 1, 2]
    assert months[-1]["completion_rate"] == pytest.approx(2 / 2_100)


def test_a_week_is_the_last_seven_days(make_snapshot, ask_one):
    make_snapshot(task_rows=[checked(1), checked(2, inspected_on="2022-05-13")])
    row = ask_one("standing_by_unit", FUZHOU, as_of="2022-05-13")
    assert (row["checked_count"], row["week_count"]) == (2, 1)


def test_before_the_first_version_the_first_floor_holds(make_snapshot, ask_one):
    make_snapshot()
    assert ask_one("completion_by_unit", FUZHOU, as_of="2022-02-28")["target_count"] == 12_600
    version = ask_one("target_versions", {"unit": "全省"})
    assert (version["floor_ppm"], version["is_judged"], version["is_in_force"]) == (
        35_000,
        True,
        True,
    )


def test_what_if_raises_the_floor_and_never_lowers_it(make_snapshot, ask_one):
    make_snapshot()
    row = ask_one("target_what_if", FUZHOU, floor_ppm=50_000)
    assert (row["what_if_target_count"], row["extra_count"]) == (18_000, 5_400)
    lower = ask_one("target_what_if", {"unit": "龙岩"}, floor_ppm=35_000)
    assert lower["extra_count"] == 0


def test_what_if_says_what_is_to_draw_and_the_need_of_a_day(make_snapshot, ask):
    """福州: 4 of 35 drawn, 2 inspected; 莆田: 3 of 1 drawn, which helps 福州 nothing."""
    place = {"unit": "莆田", "county_code": "350302"}
    make_snapshot(
        data_date=date(2022, 12, 31),
        stock=[
            {"unit": "福州", "county_code": "350102", "stock_count": 990},
            place | {"stock_count": 10},
        ],
        task_rows=[{"entity_id": n} for n in (1, 2)]
        + [{"entity_id": n, "inspected_on": "2022-10-21", "results": ["R1"]} for n in (3, 4)]
        + [place | {"entity_id": n} for n in (5, 6, 7)],
    )
    names = ("what_if_target_count", "what_if_to_draw_count", "what_if_gap_count")
    asked = {"units": ["福州", "莆田"], "floor_ppm": 50_000}
    found = {row["unit"]: row for row in ask("target_what_if", as_of="2022-10-24", **asked)}
    assert list(found) == ["合计", "福州", "莆田"]
    assert [found["福州"][name] for name in names] == [50, 46, 48]
    assert [found["莆田"][name] for name in names] == [1, 0, 1]
    assert [found["合计"][name] for name in names] == [51, 44, 49]
    # Five working days are left; in four weeks with seventeen of them two were inspected.
    row = found["福州"]
    assert (row["needed_per_day"], row["what_if_needed_per_day"]) == (33 / 5, 48 / 5)
    assert row["short_pace"] == 2 / 17
    over = ask("target_what_if", as_of="2022-11-01", **asked)
    assert [row["what_if_to_draw_count"] for row in over] == [None, None, None]
    assert [row["what_if_gap_count"] for row in over] == [49, 48, 1]


def test_what_if_of_the_province_is_its_own_floor(make_snapshot, ask_one):
    """Two units of 10: a firm each by their own target, one by the floor of the whole."""
    make_snapshot(
        stock=[
            {"unit": unit, "county_code": code, "stock_count": 10}
            for unit, code in (("福州", "350102"), ("莆田", "350302"))
        ]
    )
    row = ask_one("target_what_if", {"unit": "合计"}, floor_ppm=50_000)
    assert (row["target_count"], row["what_if_target_count"]) == (1, 1)
    lower = ask_one("target_what_if", {"unit": "合计"}, floor_ppm=10_000)
    assert lower["extra_count"] == 0
    chosen = ask_one("target_what_if", {"unit": "合计"}, floor_ppm=50_000, units=["福州", "莆田"])
    assert chosen["what_if_target_count"] == 2


def test_a_unit_without_a_base_has_no_standing(make_snapshot, ask_one):
    make_snapshot(stock=[{"unit": "福州", "county_code": "350102", "stock_count": 1000}])
    row = ask_one("standing_by_unit", {"unit": "厦门"})
    assert (row["target_count"], row["gap_count"], row["shortfall_count"]) == (None, None, None)
    assert (row["status"], row["signal"]) == ("unknown", "neutral")
