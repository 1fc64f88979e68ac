"""N5: launching offices finish by the date and hand in their account."""

from datetime import date

import pytest

YEAR_END = date(2022, 12, 31)

PROVINCIAL = {"level": "省级", "lead_office": "广告处"}
REPORT = {"duty": "年度抽查工作情况", "subject": "广告处", "unit": "省局本级"}


def row(entity, number=1, **more):
    return {"entity_id": entity, "task_no": f"T{number}", **more}


def test_office_with_plan_or_task_owes_a_report(make_snapshot, ask):
    make_snapshot(
        plans=[{"plan_no": "P1", "unit": None, **PROVINCIAL}],
        tasks=[
            {"task_no": "T1", **PROVINCIAL | {"lead_office": "计量处"}, "window_to": "2022-06-30"},
            {"task_no": "T2", "lead_office": "市局科"},
        ],
        task_rows=[row(1, inspected_on="2022-05-06", results=["R1"]), row(2), row(3, 2)],
    )
    rows = ask("office_duties")
    assert [one["lead_office"] for one in rows] == ["计量处", "广告处"]
    first, second = rows
    assert (first["task_count"], first["row_count"], first["open_count"]) == (1, 2, 1)
    assert (first["inspected_count"], first["overdue_count"]) == (1, 1)
    assert first["inspection_completion_rate"] == 0.5
    assert (second["known_plan_count"], second["inspection_completion_rate"]) == (1, None)
    assert ask("office_duties", as_of="2022-05-05")[0]["inspected_count"] == 0
    assert ask("office_duties", as_of="2022-05-06")[0]["inspected_count"] == 1
    assert ask("office_duties", as_of="2022-06-30")[0]["overdue_count"] == 0
    assert ask("office_duties", as_of="2022-03-31")[0]["row_count"] == 0
    assert [one["lead_office"] for one in ask("office_duties", offices=["广告处"])] == ["广告处"]


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2022-10-19", "未报送"), ("2022-10-20", "已报送"), ("2022-11-01", "已报送")],
)
def test_report_counts_from_the_day_it_was_received(make_snapshot, ask, as_of, state):
    make_snapshot(
        data_date=YEAR_END,
        plans=[{"plan_no": "P1", "unit": None, **PROVINCIAL}],
        duties=[REPORT | {"state": "已收到", "received_on": "2022-10-20"}],
    )
    (found,) = ask("office_duties", as_of=as_of)
    assert found["report_state"] == state
    assert (found["report_received_on"] is None) == (state == "未报送")


def test_report_that_is_missing_after_the_date_is_overdue(make_snapshot, ask):
    make_snapshot(
        data_date=YEAR_END,
        plans=[{"plan_no": "P1", "unit": None, **PROVINCIAL}],
        duties=[REPORT | {"state": "未收到"}],
    )
    assert ask("office_duties", as_of="2022-10-31")[0]["report_state"] == "未报送"
    assert ask("office_duties", as_of="2022-11-01")[0]["report_state"] == "逾期未报送"


def test_received_without_a_date_counts_from_the_export_on(make_snapshot, ask):
    make_snapshot(
        plans=[{"plan_no": "P1", "unit": None, **PROVINCIAL}],
        duties=[REPORT | {"state": "已收到", "exported_on": "2022-09-09"}],
    )
    assert ask("office_duties", as_of="2022-09-08")[0]["report_state"] == "未知"
    assert ask("office_duties", as_of="2022-09-09")[0]["report_state"] == "已报送"
