"""What stands alone stands: a row without its result, its place, its plan or its file."""

from dataclasses import replace
from datetime import date

import pytest
from rows import ALONE, DATA_DATE, write_snapshot

from .friday import with_limits

NOWHERE = {"unit": "未映射", "county_code": None}
SUNDAY = "2022-10-30"
VISIT = {"inspected_on": "2022-08-12", "entry_state": "已公示"}
TABLES = {
    ALONE: [],
    # Judging of integration has no period, and the campaign ends on a day off.
    "ref_periods": [
        {"period": "base", "until_on": "2021-12-31"},
        {"period": "campaign", "from_on": "2022-03-10", "until_on": SUNDAY},
    ],
    "ref_parameters": with_limits(pace_short_weeks=20),
    "stock": [{"unit": "福州", "county_code": "350102", "stock_count": 1000}],
    "entities": [
        {"entity_id": 1},
        {"entity_id": 2, "entity_kind": "个体工商户"},
        {"entity_id": 3, "entity_kind": "分支机构"},
    ],
    "plans": [
        {"plan_no": "P0", "level": "省级", "unit": None, "name": "全省抽查"},
        {"plan_no": "P1", "level": "县级", "county_code": "350102", "name": "本县抽查"},
        {"plan_no": "P2", "planned_count": 10, "window_from": SUNDAY, "window_to": SUNDAY},
    ],
    "tasks": [
        {"task_no": "T1"},
        {"task_no": "T2"},
        {"task_no": "T3", "unit": None, "pool_a": 40, "pool_d": 40},
    ],
    "task_rows": [
        VISIT | {"entity_id": 1, "results": ["RX"], "inspector_ids": ["X-1", "X-2"]},
        VISIT | {"entity_id": 1, "task_no": "T2"},
        {"entity_id": 3, "task_no": "T2"},
        NOWHERE | {"entity_id": 1, "task_no": "T3"},
        NOWHERE | {"entity_id": 2, "task_no": "T3"},
        {"entity_id": 7, "task_no": "T8"},
    ],
    "inspectors": [NOWHERE | {"inspector_id": f"X-{n}", "state": "有效"} for n in (1, 2)],
}
FUZHOU = {"unit": "福州"}


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The snapshot of rows without partners, as what is asked."""
    root = tmp_path_factory.mktemp("alone")
    return {"snapshot": write_snapshot(root, "20220909T000000-00000003", DATA_DATE, TABLES)}


def known_until_the_end(alone):
    """The same facts, known until the end of the year."""
    return {"snapshot": replace(alone["snapshot"], data_date=date(2022, 12, 31))}


@pytest.mark.parametrize(
    ("name", "count_name"),
    [
        ("class_ratio_by_unit", "task_count"),
        ("completion_by_county", "drawn_count"),
        ("kind_panel", "drawn_count"),
        ("pair_concentration", "inspector_count"),
    ],
)
def test_place_of_no_unit_is_listed(ask, alone, name, count_name):
    found = [row for row in ask(name, **alone) if row["unit"] == "未映射"]
    assert any(row[count_name] for row in found)


def test_kind_that_no_list_has_is_listed_last(ask, alone):
    found = [row for row in ask("kind_panel", **alone) if row["unit"] == "福州"]
    assert (found[-1]["entity_kind"], found[-1]["drawn_count"]) == ("分支机构", 1)


def test_plan_of_the_county_s_own_is_a_plan_that_takes_nothing_up(ask, ask_one, alone):
    found = ask_one("uptake_by_unit", FUZHOU, **alone)
    assert (found["planned_county_count"], found["taken_up_count"]) == (1, 0)
    (missing,) = ask("plans_not_taken_up", threshold=1, **alone)
    assert (missing["subject"], missing["missing_count"]) == ("鼓楼区", 1)


def test_unreadable_result_leaves_the_notice_without_a_text(ask_one, alone):
    assert ask_one("result_notice", {"task_no": "T1"}, **alone)["result_text"] is None


def test_visit_without_a_result_stands_in_the_timeline(ask_one, alone):
    visit = {"task_no": "T2", "stage": "inspected"}
    assert ask_one("entity_timeline", visit, entity_id=1, **alone)["detail"] is None


def test_months_without_a_row_stand_between(ask, alone):
    rows = [row for row in ask("platform_rows_by_month", **alone) if row["unit"] == "福州"]
    assert [row["row_count"] for row in rows] == [0, 0, 0, 0, 0, 0, 0, 1, 0]


def test_county_without_a_base_has_months_without_a_target(ask, alone):
    rows = ask("completion_by_county_and_month", **alone)
    assert len(rows) == 83 * 9
    assert {row["target_count"] for row in rows if row["county"] == "台江区"} == {None}


def test_without_a_month_of_judging_integration_is_in_progress(ask, alone):
    found = ask("integration_totals", as_of="2022-12-31", **known_until_the_end(alone))
    assert [row["verdict"] for row in found] == ["progress", "progress"]


def test_pace_from_before_the_year_counts_from_nothing(ask, alone):
    found = ask("short_by_deadline", as_of="2022-04-01", threshold=0, **alone)
    assert [(row["unit"], row["short_count"]) for row in found] == [("福州", 35)]


def test_task_of_firms_that_no_file_has_is_drawn_by_the_data_date(ask_one, alone):
    found = ask_one("task_list", {"task_no": "T8"}, **alone)
    assert (found["row_count"], found["drawn_on"]) == (1, DATA_DATE)


def test_window_on_the_last_day_off_still_comes(ask_one, alone):
    asked = FUZHOU | {"scenario": "plan"}
    found = ask_one("forecast_by_unit", asked, as_of="2022-10-27", **known_until_the_end(alone))
    assert found["pace_per_day"] == 10
