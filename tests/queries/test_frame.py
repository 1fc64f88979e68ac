"""Choices of the filters, and what the badge says."""

from datetime import date

ROW = {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}


def test_choices_are_what_the_rows_have(make_snapshot, ask):
    make_snapshot(
        entities=[{"entity_id": 1, "tags": ["自贸片区"]}],
        plans=[{"plan_no": "P1", "name": "示例计划"}],
        tasks=[{"task_no": "T1", "plan_no": "P1"}],
        task_rows=[ROW],
    )
    assert ask("filter_offices") == [
        {"lead_office": "信用监管处", "task_count": 1, "units": ["福州"]}
    ]
    assert ask("filter_sources") == [{"source_system": "新平台", "row_count": 1}]
    assert ask("filter_plans") == [{"plan_no": "P1", "name": "示例计划", "row_count": 1}]
    choices = {row["filter_name"]: row["choice"] for row in ask("filter_values")}
    assert choices == {
        "draw_kinds": "不定向",
        "joints": "否",
        "kinds": "企业",
        "tag": "自贸片区",
    }


def test_unmapped_can_be_chosen_where_rows_have_no_unit(make_snapshot, ask):
    make_snapshot(task_rows=[ROW | {"unit": "未映射"}])
    assert len(ask("filter_units")) == 11
    assert ask("filter_units", units=["福州"])[0]["full_name"] == "福州市"


def test_counties_follow_the_units(make_snapshot, ask):
    make_snapshot()
    assert len(ask("filter_counties")) == 83
    assert [row["county_code"] for row in ask("filter_counties", units=["平潭"])] == ["350128"]


def test_badge_says_how_fresh_and_on_which_base(make_snapshot, ask_one):
    make_snapshot(files=[{"exported_on": date(2022, 9, 9), "read_count": 5, "rejected_count": 1}])
    badge = ask_one("data_badge", {})
    assert (badge["data_date"], badge["is_synthetic"]) == (date(2022, 9, 9), True)
    assert (badge["is_base_approved"], badge["is_base_imported"]) == (False, False)
    assert (badge["read_count"], badge["rejected_count"]) == (5, 1)


def test_events_after_the_as_of_date_have_not_happened(make_snapshot, ask):
    make_snapshot(events=[{"happened_on": "2022-09-05", "event": "系统切换"}])
    assert ask("event_list", as_of="2022-09-04") == []
    assert ask("event_list", as_of="2022-09-05", units=["福州"])[0]["event"] == "系统切换"


def test_rejects_are_counted_by_reason(make_snapshot, ask):
    make_snapshot(
        rejects=[{"table_name": "tasks", "reason_code": "no_key", "reason": "缺少编号"}] * 2
    )
    assert ask("rejects_by_reason")[0]["row_count"] == 2
    assert ask("files_read")[0]["is_synthetic"] is True
