"""Edges that no rule of every question reaches: one row exactly on each."""

from datetime import date

import pytest

from .crowd import CROWD

YEAR_END = date(2022, 12, 31)

FUZHOU = {"unit": "福州"}
STOCK = [{"unit": "福州", "county_code": "350102", "stock_count": 1000}]
SATURDAY = {"window_from": "2022-06-11", "window_to": "2022-06-11"}
VISIT = {"inspected_on": "2022-08-12", "results": ["R1"]}
ON_THE_LAST_DAY = VISIT | {"pub_state": "已公示", "published_on": "2022-09-09"}


@pytest.mark.parametrize(("as_of", "due"), [("2022-06-10", 0), ("2022-06-11", 10)])
def test_window_of_a_day_off_is_due_on_that_day(make_snapshot, ask, as_of, due):
    make_snapshot(stock=STOCK, plans=[{"plan_no": "P1", "planned_count": 10, **SATURDAY}])
    (pace,) = ask("pace_totals", units=["福州"], as_of=as_of)
    assert pace["plan_progress"] * 10 == due
    curve = {str(row["day_on"]): row["plan_count"] for row in ask("burn_up", as_of=as_of)}
    assert curve[as_of] == due * 3.5


def test_yardstick_is_the_plan_where_just_its_share_has_windows(make_snapshot, ask, ask_one):
    make_snapshot(
        stock=STOCK,
        plans=[
            {"plan_no": "P1", "planned_count": 28, **SATURDAY},
            {"plan_no": "P2", "planned_count": 40},
        ],
    )
    assert ask_one("standing_by_unit", FUZHOU)["is_by_plan"]
    assert ask("pace_totals", units=["福州"])[0]["yardstick"] == "plan"
    assert ask_one("behind_yardstick", FUZHOU, threshold=0)["yardstick_rate"] == 1


def test_one_short_of_the_share_leaves_time_in_force(make_snapshot, ask):
    make_snapshot(stock=STOCK, plans=[{"plan_no": "P1", "planned_count": 27, **SATURDAY}])
    (totals,) = ask("pace_totals", units=["福州"])
    assert totals["planned_share"] == 27 / 35
    assert (totals["yardstick"], totals["plan_window_share"]) == ("time", 0.8)
    assert totals["yardstick_rate"] == totals["time_progress"]


def test_plan_of_nothing_is_no_yardstick(make_snapshot, ask_one):
    make_snapshot(stock=STOCK, plans=[{"plan_no": "P1", "planned_count": 0, **SATURDAY}])
    assert not ask_one("standing_by_unit", FUZHOU)["is_by_plan"]
    assert ask_one("behind_yardstick", FUZHOU, threshold=0)["yardstick_rate"] > 0


def test_publicity_on_its_last_day_is_on_time(make_snapshot, ask, ask_one):
    make_snapshot(task_rows=[{"entity_id": one, **ON_THE_LAST_DAY} for one in range(1, 12)])
    assert ask_one("publicity_by_unit", FUZHOU)["on_time_count"] == 11
    assert ask("indicator_totals")[0]["on_time_count"] == 11


def test_burn_up_meets_itself_on_the_as_of_day(make_snapshot, ask):
    make_snapshot(stock=STOCK, task_rows=[{"entity_id": 1, **VISIT}])
    today = next(row for row in ask("burn_up") if str(row["day_on"]) == "2022-09-09")
    assert today["checked_count"] == today["short_count"] == today["long_count"] == 1


def test_windows_that_meet_on_a_day_have_it_in_common(make_snapshot, ask):
    windows = (("2022-04-01", "2022-10-10"), ("2022-10-10", "2022-12-30"))
    make_snapshot(
        tasks=[
            {"task_no": f"T{n}", "window_from": first, "window_to": last}
            for n, (first, last) in enumerate(windows, start=1)
        ],
        task_rows=[{"entity_id": 1, "task_no": task} for task in ("T1", "T2")],
    )
    (found,) = ask("overlap_proposals")
    assert str(found["joint_from_on"]) == str(found["joint_to_on"]) == "2022-10-10"


def test_tasks_as_far_apart_as_the_window_still_repeat(make_snapshot, ask):
    windows = (("2022-09-10", "2022-09-20"), ("2022-09-30", "2022-12-30"))
    make_snapshot(
        tasks=[
            {"task_no": f"T{n}", "window_from": first, "window_to": last}
            for n, (first, last) in enumerate(windows, start=1)
        ],
        task_rows=[{"entity_id": 1, "task_no": task} for task in ("T1", "T2")],
    )
    for days, count in ((10, 1), (9, 0)):
        for name in ("overlap_proposals", "overlap_entities", "overlap_by_office_pair"):
            assert len(ask(name, days=days)) == count, name
        assert ask("overlap_totals", days=days)[0]["entity_count"] == count


def test_first_task_s_level_stands_first_inside_an_office(make_snapshot, ask):
    make_snapshot(
        tasks=[
            {"task_no": f"T{n}", "level": level, "window_from": "2022-09-10"}
            | {"window_to": "2022-12-30", "drawn_on": f"2022-04-0{n}"}
            for n, level in enumerate(("市级", "县级"), start=1)
        ],
        task_rows=[{"entity_id": 1, "task_no": task} for task in ("T1", "T2")],
    )
    (found,) = ask("overlap_by_office_pair")
    assert "市级" in [found.get("first_level"), found.get("level_a")]


@pytest.mark.parametrize("as_of", ["2022-01-01", "2022-09-09"])
def test_badge_stands_on_any_day(make_snapshot, ask, as_of):
    make_snapshot()
    assert len(ask("data_badge", as_of=as_of)) == 1


def test_plan_that_no_file_has_can_be_chosen(make_snapshot, ask):
    make_snapshot(tasks=[{"task_no": "T1", "plan_no": "P9"}], task_rows=[{"entity_id": 1}])
    assert [row["plan_no"] for row in ask("filter_plans")] == ["P9"]


def test_load_counts_a_firm_of_two_counties_once(make_snapshot, ask_one):
    rows = [
        {"entity_id": 1, "task_no": task, "county_code": county, **VISIT}
        for task, county in (("T1", "350102"), ("T2", "350104"))
    ]
    make_snapshot(stock=[*STOCK, STOCK[0] | {"county_code": "350104"}], task_rows=rows)
    assert ask_one("load_by_unit", FUZHOU)["gap_count"] == 69


def test_firm_of_a_unit_and_of_none_stands_between_both(make_snapshot, ask):
    nowhere = {"unit": "未映射", "county_code": None}
    make_snapshot(
        task_rows=[{"entity_id": 1, **VISIT}, {"entity_id": 1, "task_no": "T2", **VISIT, **nowhere}]
    )
    assert ask("pace_totals")[0]["repeated_unit_count"] == 1
    counted = {row["unit"]: row["checked_count"] for row in ask("completion_by_unit")}
    assert counted["福州"] == counted["未映射"] == 1


def test_task_counts_once_in_its_county_and_month(make_snapshot, ask_one):
    make_snapshot(data_date=YEAR_END, **CROWD)
    found = ask_one("burden_by_unit", FUZHOU, as_of="2022-12-31")
    assert found["tasks_per_county_month"] * 12 * 12 == pytest.approx(5)


@pytest.mark.parametrize("name", ["cleaned_cells", "warnings_by_rule"])
def test_file_of_two_sheets_is_one_file(make_snapshot, ask, name):
    make_snapshot(**CROWD)
    assert [row["file_count"] for row in ask(name)] == [1]


def test_item_outside_the_list_stands_in_the_task(make_snapshot, ask):
    item = {"task_no": "T1", "entity_id": 1, "item_code": "Z99"}
    make_snapshot(task_rows=[{"entity_id": 1}], result_items=[item])
    assert [row["item_code"] for row in ask("task_items", task_no="T1")] == ["Z99"]


def test_sunday_of_this_week_is_due_this_week(make_snapshot, ask):
    row = {"entity_id": 1, "inspected_on": "2022-08-15", "results": ["R4"], "needs_disposal": True}
    make_snapshot(
        data_date=YEAR_END, task_rows=[row | {"check_office": "福州局", "disposal_state": "处理中"}]
    )
    due = {str(one["due_on"]) for one in ask("due_rows", as_of="2022-12-31")}
    for day in due:
        assert ask("due_rows", as_of=day), day
        assert sum(one["due_week_count"] for one in ask("due_by_office", as_of=day)) > 0, day
    assert due


def test_quarter_of_firms_is_the_median_only_from_half_of_them_on(make_snapshot, ask_one):
    make_snapshot(
        entities=[{"entity_id": 1}, {"entity_id": 2}],
        class_periods=[
            {"entity_id": 1, "valid_from": "2022-09-01", "risk_class": "A"},
            {"entity_id": 2, "valid_from": "2022-01-01", "risk_class": "A"},
        ],
    )
    assert ask_one("class_age_by_unit", FUZHOU)["median_age_days"] == 8


def test_nine_of_ten_firms_are_the_ninth_decile(make_snapshot, ask_one):
    make_snapshot(
        entities=[{"entity_id": one} for one in range(10)],
        class_periods=[
            {"entity_id": one, "valid_from": f"2022-01-{20 - one}", "risk_class": "A"}
            for one in range(10)
        ],
    )
    assert str(ask_one("class_age_by_unit", FUZHOU)["oldest_on"]) == "2022-01-11"
    assert ask_one("class_age_by_unit", FUZHOU)["p90_age_days"] == 240


def test_recusal_holds_on_its_last_day(make_snapshot, ask):
    make_snapshot(
        data_date=YEAR_END,
        entities=[{"entity_id": 1, "uscc": "913501011"}],
        inspectors=[{"inspector_id": "福州-0001", "state": "有效", **FUZHOU}],
        recusals=[{"inspector_id": "福州-0001", "entity_id": 1, "valid_to": "2022-09-09"}],
    )
    assert len(ask("draw_recusals", as_of="2022-09-09")) == 1
    assert not ask("draw_recusals", as_of="2022-09-10")


def test_second_visit_of_an_a_firm_is_the_first_repeat(make_snapshot, ask_one):
    rows = [
        {"entity_id": 1, "task_no": task, "class_at_draw": "A", **VISIT} for task in ("T1", "T2")
    ]
    make_snapshot(task_rows=rows)
    assert ask_one("burden_by_unit", FUZHOU)["repeated_a_count"] == 1


@pytest.mark.parametrize("ends", [("2019-03-10", "2022-10-31"), ("2022-03-10", "2029-10-31")])
def test_year_stands_whose_campaign_leaves_the_calendar(make_snapshot, ask, ends):
    first, last = ends
    make_snapshot(
        ref_periods=[
            {"period": "year", "from_on": "2022-01-01", "until_on": "2022-12-31"},
            {"period": "campaign", "from_on": first, "until_on": last},
        ],
    )
    assert len(ask("data_badge")) == 1


def test_rows_of_a_task_count_whose_entities_no_file_has(make_snapshot, ask):
    make_snapshot(alone=[], task_rows=[{"entity_id": 1, **VISIT}])
    assert ask("filter_plans") == []
    assert ask("overlap_totals")[0]["entity_count"] == 0
    assert [row["row_count"] for row in ask("task_list", units=["福州"])] == [1]


@pytest.mark.parametrize("metric", ["已抽取户数", "已检查户数", "已公示户数"])
def test_reported_figure_counts_a_firm_of_two_counties_once_on_its_day(
    make_snapshot, ask_one, metric
):
    day = "2022-09-09"
    done = {"drawn_on": day, "inspected_on": day, "published_on": day, "pub_state": "已公示"}
    make_snapshot(
        task_rows=[
            {"entity_id": 1, "task_no": task, "county_code": county, "results": ["R1"], **done}
            for task, county in (("T1", "350102"), ("T2", "350104"))
        ],
        reported_figures=[
            {"unit": "福州", "county": None, "as_of": day, "metric": metric, "reported_count": 2.0}
        ],
    )
    assert ask_one("reported_difference", FUZHOU)["counted_count"] == 1
