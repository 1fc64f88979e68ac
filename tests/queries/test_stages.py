"""Task rows through their stages, offices, filters, publicity."""

from datetime import date

import pytest

FUZHOU = {"unit": "福州"}


def inspected(entity_id, **more):
    return {"entity_id": entity_id, "inspected_on": "2022-05-06", "results": ["R1"], **more}


def published(entity_id, **more):
    usual = {"entered_on": "2022-05-09", "pub_state": "已公示", "published_on": "2022-05-20"}
    return inspected(entity_id, **(usual | more))


@pytest.mark.parametrize(
    ("as_of", "stages"),
    [
        ("2022-04-01", [1, 0, 0, 0, 0]),
        ("2022-05-06", [1, 1, 0, 0, 0]),
        ("2022-05-09", [1, 1, 1, 0, 0]),
        ("2022-05-20", [1, 1, 1, 1, 1]),
    ],
)
def test_what_needs_no_disposal_is_closed_once_published(make_snapshot, ask_one, as_of, stages):
    make_snapshot(task_rows=[published(1)])
    row = ask_one("stage_funnel_by_unit", FUZHOU, as_of=as_of)
    assert [row[f"{stage}_count"] for stage in STAGES] == stages


STAGES = ("drawn", "inspected", "entered", "published", "closed")


def test_what_needs_disposal_is_closed_on_its_own_day(make_snapshot, ask_one):
    row = published(1, needs_disposal=True, disposal_state="已完结", closed_on="2022-06-01")
    open_row = published(2, needs_disposal=True, disposal_state="未完结")
    make_snapshot(task_rows=[row, open_row])
    assert ask_one("stage_funnel_by_unit", FUZHOU, as_of="2022-05-31")["closed_count"] == 0
    assert ask_one("stage_funnel_by_unit", FUZHOU, as_of="2022-06-01")["closed_count"] == 1


def test_entered_without_a_date_counts_at_the_data_date(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1)])
    assert ask_one("stage_funnel_by_unit", FUZHOU, as_of="2022-09-08")["entered_count"] == 0
    assert ask_one("stage_funnel_by_unit", FUZHOU)["entered_count"] == 1
    assert ask_one("undated_facts", {"stage": "entered"})["row_count"] == 1


def test_rows_to_review_are_a_stage_of_their_own(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1, entered_on="2022-05-09", entry_state="待审核")])
    assert ask_one("stage_funnel_by_unit", FUZHOU)["to_review_count"] == 1


def test_the_same_firm_in_two_tasks_is_two_rows(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1), inspected(1, task_no="T2")])
    assert ask_one("stage_funnel_by_unit", FUZHOU)["inspected_count"] == 2


def test_several_results_do_not_multiply_a_row(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1, results=["R2a", "R2b", "R5"])])
    assert ask_one("stage_funnel_by_unit", FUZHOU)["inspected_count"] == 1


FILTERS = {
    "counties": (["350103"], {"county_code": "350103"}, {}, {}),
    "offices": (["登记注册处"], {}, {"lead_office": "登记注册处"}, {}),
    "kinds": (["个体工商户"], {}, {}, {"entity_kind": "个体工商户"}),
    "sources": (["自有系统"], {}, {"source_system": "自有系统"}, {}),
    "plans": (["P2"], {}, {"plan_no": "P2"}, {}),
    "joints": (["跨部门"], {}, {"joint": "跨部门"}, {}),
    "draw_kinds": (["定向"], {}, {"draw_kind": "定向"}, {}),
    "one_plus_x": (True, {}, {"one_plus_x": True}, {}),
    "tag": ("自贸片区", {}, {}, {"tags": ["重点", "自贸片区"]}),
}


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("question", ["stage_funnel_by_unit", "contribution", "completion_rates"])
def test_each_filter_keeps_the_row_that_has_it(make_snapshot, ask, name, question):
    choice, row, task, entity = FILTERS[name]
    make_snapshot(
        entities=[{"entity_id": 2, **entity}],
        tasks=[{"task_no": "T2", **task}],
        task_rows=[inspected(1), inspected(2, task_no="T2", **row)],
    )
    counted = "row_count" if question == "contribution" else "inspected_count"
    units = [row for row in ask(question) if row.get("part") != "合计"]
    assert sum(row[counted] for row in units) == 2
    chosen = [row for row in ask(question, **{name: choice}) if row.get("part") != "合计"]
    assert sum(row[counted] for row in chosen) == 1


def test_without_one_plus_x_keeps_what_the_export_does_not_say(make_snapshot, ask):
    make_snapshot(tasks=[{"task_no": "T1", "one_plus_x": None}], task_rows=[inspected(1)])
    assert ask("contribution", one_plus_x=False)[0]["row_count"] == 1


def test_work_done_before_the_year_is_no_row_of_the_year(make_snapshot, ask, ask_one):
    task = {"task_no": "T1", "drawn_on": "2021-12-13", "window_to": "2022-01-28"}
    done_before = inspected(1, inspected_on="2021-12-31")
    make_snapshot(tasks=[task], task_rows=[done_before, inspected(2, inspected_on="2022-01-01")])
    office, _total = ask("completion_rates", by="office")
    assert (office["row_count"], office["inspected_count"], office["overdue_count"]) == (1, 1, 0)
    assert ask_one("stage_funnel_by_unit", FUZHOU)["drawn_count"] == 1


EVERY_UNIT = (
    "checked_itemised",
    "class_coverage_by_unit",
    "contribution",
    "publicity_by_unit",
    "stage_funnel_by_unit",
)


@pytest.mark.parametrize("name", EVERY_UNIT)
def test_every_unit_has_a_row_also_with_nothing_in_it(make_snapshot, ask, name):
    make_snapshot(task_rows=[inspected(1, unit="未映射", county_code=None)])
    units = [row["unit"] for row in ask(name)]
    assert (units[0], len(units[:10])) == ("福州", 10)
    assert units[10:] in ([], ["未映射"])


def test_office_is_judged_on_its_own_rows(make_snapshot, ask):
    make_snapshot(
        tasks=[
            {"task_no": "T1", "window_to": "2022-08-31"},
            {"task_no": "T2", "lead_office": None},
        ],
        task_rows=[inspected(1), {"entity_id": 2}, {"entity_id": 3, "task_no": "T2"}],
    )
    named, unnamed, _total = ask("completion_rates", by="office", as_of="2022-09-01")
    assert (named["part"], named["row_count"], named["overdue_count"]) == (
        "信用监管处",
        2,
        1,
    )
    assert named["inspection_completion_rate"] == 0.5
    assert unnamed["part"] == "未注明处室"


def test_a_row_is_overdue_the_day_after_the_task_ends(make_snapshot, ask):
    make_snapshot(
        tasks=[{"task_no": "T1", "window_to": "2022-08-31"}], task_rows=[{"entity_id": 1}]
    )
    days = ("2022-08-31", "2022-09-01")
    rows = [ask("completion_rates", by="office", as_of=day)[0] for day in days]
    assert [row["overdue_count"] for row in rows] == [0, 1]


def test_publicity_is_due_twenty_working_days_after_the_inspection(make_snapshot, ask_one):
    # Inspected Monday 31 October: due Monday 28 November.
    rows = [inspected(1, inspected_on="2022-10-31")]
    make_snapshot(data_date=date(2022, 12, 31), task_rows=rows)
    before = ask_one("publicity_by_unit", FUZHOU, as_of="2022-11-27")
    due = ask_one("publicity_by_unit", FUZHOU, as_of="2022-11-28")
    after = ask_one("publicity_by_unit", FUZHOU, as_of="2022-11-29")
    assert (before["due_count"], before["on_time_rate"]) == (0, None)
    assert (due["due_count"], due["due_today_count"], due["on_time_rate"]) == (0, 1, None)
    assert (after["due_count"], after["overdue_count"], after["on_time_rate"]) == (1, 1, 0)


def test_published_without_a_date_is_in_the_rate_and_not_in_time(make_snapshot, ask_one):
    make_snapshot(task_rows=[published(1, published_on=None), published(2)])
    row = ask_one("publicity_by_unit", FUZHOU)
    assert (row["publicity_rate"], row["undated_count"]) == (1, 1)
    assert (row["due_count"], row["on_time_count"]) == (1, 1)


def test_withheld_with_a_reason_leaves_the_rate(make_snapshot, ask_one):
    with_reason = inspected(1, pub_state="不予公示", not_public_reason="涉及国家秘密")
    make_snapshot(task_rows=[with_reason, inspected(2, pub_state="不予公示"), published(3)])
    row = ask_one("publicity_by_unit", FUZHOU)
    assert (row["withheld_count"], row["publicity_rate"]) == (1, 0.5)


def test_rate_without_any_inspection_is_unknown(make_snapshot, ask_one):
    with_reason = inspected(1, pub_state="不予公示", not_public_reason="涉及国家秘密")
    make_snapshot(task_rows=[with_reason])
    assert ask_one("publicity_by_unit", FUZHOU)["publicity_rate"] is None
