"""Both ends of a year, a year without a notice, rules that travel, days beyond the calendar."""

from datetime import date

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.preparing import years_before
from inspection.errors import BadInput
from inspection.ingest.publish import import_files

from .exports import RULES_2023, YEAR_2022, write_rules, write_year

SWITCHES = "year,unit,switched_on,source\n"
NEXT_YEAR = {
    "task_rows": [
        {"entity_id": 1, "inspected_on": "2022-06-10", "results": ["R1"]},
        {"entity_id": 2, "task_no": "T9", "inspected_on": "2023-01-10", "results": ["R1"]},
        {"entity_id": 3, "inspected_on": "2023-01-05", "results": ["R1"]},
    ],
    "tasks": [
        {"task_no": "T1", "drawn_on": "2022-05-10", "class_used": True},
        {"task_no": "T9", "drawn_on": "2023-01-05", "class_used": False},
    ],
    "stock": [
        {"year_end": "2021-12-31", "unit": "福州", "county_code": "350102", "stock_count": 1000}
    ],
}


def fuzhou(**params):
    rows = warehouse.answer("completion_by_unit", scope=LOCAL, **params).to_pylist()
    return next(row for row in rows if row["unit"] == "福州")


def integration(day):
    rows = warehouse.answer("integration_totals", scope=LOCAL, as_of=day).to_pylist()
    return next((r["used_count"], r["task_count"]) for r in rows if r["period"] == "year")


@pytest.fixture
def january(make_snapshot):
    return make_snapshot(data_date=date(2023, 1, 31), **NEXT_YEAR)


def test_a_year_ends_on_its_last_day(january):
    assert january.years == (2022, 2023)
    row = fuzhou(as_of="2022-12-31")
    assert (row["drawn_count"], row["checked_count"], row["target_count"]) == (2, 1, 35)
    assert (integration("2022-12-31"), integration("2023-01-31")) == ((1, 1), (0, 1))


def test_a_row_drawn_in_one_year_and_inspected_in_the_next_counts_in_each(january):
    row = fuzhou()
    assert (row["drawn_count"], row["checked_count"]) == (1, 2)


def test_time_limits_hold_until_a_later_year_changes_them(january):
    rows = warehouse.answer("clock_states_by_unit", scope=LOCAL).to_pylist()
    limits = {row["clock"]: row["limit_days"] for row in rows}
    assert limits["publication"] == 20


def test_a_year_without_a_notice_has_no_target_and_says_so(january):
    row = fuzhou()
    measures = ("stock_count", "target_count", "completion_rate", "check_ratio", "gap_count")
    assert {row[name] for name in measures} == {None}
    badge = warehouse.answer("data_badge", scope=LOCAL).to_pylist()[0]
    assert (badge["notice_on"], badge["deadline_on"], badge["workdays_left_count"]) == (None,) * 3
    itemised = warehouse.answer("checked_itemised", scope=LOCAL).to_pylist()
    assert {row["late_count"] for row in itemised} == {None}
    pace = warehouse.answer("pace_totals", scope=LOCAL).to_pylist()[0]
    forecasts = ("time_progress", "needed_per_day", "short_forecast_count", "long_forecast_count")
    assert {pace[name] for name in forecasts} == {None}


# What remembers earlier years on purpose: who was where before, and who inspected whom.
REMEMBER = {"entity_timeline", "entity_classes"}
OVER = {
    **{"drawn_on": "2021-03-01", "inspected_on": "2021-04-01", "entered_on": "2021-04-02"},
    **{"pub_state": "已公示", "published_on": "2021-04-20", "results": ["R4"], "class_led": True},
    **{"needs_disposal": True, "disposal_state": "已完结", "closed_on": "2021-05-01"},
    **{"collected_on": "2021-04-30", "class_at_draw": "D"},
}


def test_what_was_over_before_the_year_began_changes_none_of_its_answers(make_snapshot):
    before = NEXT_YEAR | {
        "task_rows": [
            *NEXT_YEAR["task_rows"],
            {"entity_id": 1, "task_no": "T0", **OVER},
            {"entity_id": 2, "task_no": "T0", **OVER},
        ],
        "tasks": [
            *NEXT_YEAR["tasks"],
            {"task_no": "T0", "drawn_on": "2021-03-01", "source_system": "自有系统"},
        ],
    }
    days = ("2022-01-01", "2022-06-30", "2022-12-31", "2023-01-31")
    made = [make_snapshot(data_date=date(2023, 1, 31), **tables) for tables in (NEXT_YEAR, before)]
    changed = {
        one.name
        for one in warehouse.questions()
        for day in days
        if len({repr(rows_of(one, snapshot, day)) for snapshot in made}) > 1
    }
    assert changed <= REMEMBER


def rows_of(question, snapshot, day):
    taken = {"task_no": "T1", "entity_id": 1, "threshold": 0, "by": "unit", "floor_ppm": 35_000}
    given = {name: value for name, value in taken.items() if name in question.params}
    return warehouse.answer(
        question.name, scope=LOCAL, snapshot=snapshot, as_of=day, **given
    ).to_pylist()


def test_what_was_left_over_from_the_year_before_makes_no_year(make_snapshot):
    rows = [{"entity_id": 1, "drawn_on": "2021-12-20", "inspected_on": "2022-01-10"}]
    assert make_snapshot(task_rows=rows).years == (2022,)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2024, 2, 29), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 4, date(2020, 2, 29)),
        (date(2023, 2, 28), 1, date(2022, 2, 28)),
        (date(2023, 6, 30), 0, date(2023, 6, 30)),
    ],
)
def test_the_same_day_of_an_earlier_year(day, count, before):
    assert years_before(day, count) == before


def test_a_year_between_two_that_is_not_held_is_refused_by_name(make_snapshot):
    rows = [
        {"entity_id": 1, "drawn_on": "2022-04-01"},
        {"entity_id": 2, "drawn_on": "2024-04-01", "task_no": "T2"},
    ]
    snapshot = make_snapshot(data_date=date(2024, 6, 30), task_rows=rows)
    assert snapshot.years == (2022, 2024)
    with pytest.raises(BadInput, match="数据中没有2023年"):
        fuzhou(years_back=1)
    assert fuzhou(years_back=2)["drawn_count"] == 1


def test_an_answer_that_rests_on_estimated_working_days_says_so(make_snapshot):
    make_snapshot(data_date=date(2027, 6, 30), task_rows=[{"entity_id": 1}])
    badge = warehouse.answer("data_badge", scope=LOCAL).to_pylist()[0]
    assert badge["has_estimated_workdays"]
    make_snapshot(task_rows=[{"entity_id": 1}])
    badge = warehouse.answer("data_badge", scope=LOCAL).to_pylist()[0]
    assert not badge["has_estimated_workdays"]


def test_rules_are_accounted_and_kept_by_later_imports(warehouse_folder, tmp_path):
    files = write_year(tmp_path / "2022", YEAR_2022)
    rules = write_rules(tmp_path / "rules", {"notices": RULES_2023["notices"]})
    report = import_files([files, rules])
    account = next(file for file in report["files"] if file["table"] == "rules")
    assert (account["read"], account["loaded"]) == (1, 1)
    assert warehouse.current().data_date == date(2022, 9, 9)
    import_files([])
    kept = warehouse.current().manifest["rules"]
    assert [(one["table"], one["years"], one["version"]) for one in kept] == [
        ("notices", [2023], "2023-02-20")
    ]


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("periods", "year,period\n2023,base\n", "表头是 year,period"),
        ("units", "unit\n福州\n", "“units”不是按年的参考表"),
        (
            "switch_dates",
            "year,unit,switched_on,source\n2023,福州,昨天,甲\n",
            "数据第1行 switched_on",
        ),
        ("switch_dates", f"{SWITCHES},福州,2023-01-01,甲\n", "没有年度"),
        ("switch_dates", SWITCHES, "只有表头"),
        ("switch_dates", f"{SWITCHES}2023,福州\n", "数据第1行"),
    ],
)
def test_a_bad_file_of_rules_is_refused_with_its_place(
    warehouse_folder, tmp_path, table, text, told
):
    with pytest.raises(BadInput, match=told):
        import_files([write_rules(tmp_path / "rules", {table: text})])
    assert warehouse.current() is None


def test_rules_alone_make_no_snapshot(warehouse_folder, tmp_path):
    with pytest.raises(BadInput, match="只有规则文件"):
        import_files([write_rules(tmp_path / "rules", RULES_2023)])
