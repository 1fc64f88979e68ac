"""M22, N16: risk fields, items, objects; the trace of one task."""

import pytest

VISITED = {"inspected_on": "2022-05-06", "results": ["R1"]}
FOUND = {"inspected_on": "2022-05-06", "results": ["R4"]}


def row(entity, number=1, **more):
    return {"entity_id": entity, "task_no": f"T{number}", **more}


def item(entity, code="A01", number=1, **more):
    return {"task_no": f"T{number}", "entity_id": entity, "item_code": code, **more}


def cell(ask_one, unit="福州", field="禁毒", **params):
    return ask_one("field_coverage", {"unit": unit, "risk_field": field}, **params)


def test_cell_is_covered_by_a_task_with_rows_in_the_unit(make_snapshot, ask, ask_one):
    make_snapshot(
        tasks=[{"task_no": "T1", "risk_fields": ["禁毒", "质量"]}, {"task_no": "T2"}],
        task_rows=[row(1, **FOUND), row(2), row(3, 2)],
    )
    found = cell(ask_one)
    assert (found["task_count"], found["row_count"], found["is_empty"]) == (1, 2, False)
    assert (found["inspected_count"], found["problem_count"]) == (1, 1)
    assert not cell(ask_one, field="质量")["is_empty"]
    assert cell(ask_one, unit="厦门")["is_empty"]
    assert len(ask("field_coverage")) == 7 * 10
    assert len(ask("field_coverage", units=["厦门"])) == 7
    # Of a county its unit alone: of the others it says nothing.
    assert {row["unit"] for row in ask("field_coverage", counties=["350102"])} == {"福州"}


def test_field_counts_on_the_day_and_in_the_selection(make_snapshot, ask_one):
    make_snapshot(tasks=[{"task_no": "T1", "risk_fields": ["禁毒"]}], task_rows=[row(1, **FOUND)])
    assert cell(ask_one, as_of="2022-03-31")["is_empty"]
    before = cell(ask_one, as_of="2022-05-05")
    assert (before["row_count"], before["inspected_count"], before["problem_count"]) == (1, 0, 0)
    assert before["last_inspected_on"] is None
    assert str(cell(ask_one, as_of="2022-05-06")["last_inspected_on"]) == "2022-05-06"
    assert cell(ask_one, offices=["别的处"])["is_empty"]


def test_only_tasks_of_a_field_can_be_chosen_the_fullest_first(make_snapshot, ask):
    tasks = [{"task_no": f"T{n}", "risk_fields": ["禁毒", "质量"]} for n in (1, 2)]
    make_snapshot(
        tasks=[*tasks, {"task_no": "T3"}],
        task_rows=[row(1, 1), row(1, 2, **FOUND), row(1, 3)],
    )
    rows = ask("field_tasks")
    assert [one["task_no"] for one in rows] == ["T2", "T1"]
    assert (rows[0]["inspected_count"], rows[0]["problem_count"]) == (1, 1)
    assert ask("field_tasks", as_of="2022-05-05")[0]["inspected_count"] == 0
    assert ask("field_tasks", as_of="2022-03-31") == []


LISTED = [
    {"item_code": "A01", "issuer": "甲", "name": "公示信息", "item_level": "一般"},
    {"item_code": "A01", "issuer": "乙", "name": "公示信息", "item_level": "一般"},
    {"item_code": "A02", "issuer": "甲", "name": "登记事项"},
]


def test_item_counts_where_it_was_checked(make_snapshot, ask, ask_one):
    make_snapshot(
        items=LISTED,
        task_rows=[row(1, **FOUND), row(2, **VISITED), row(3)],
        result_items=[
            item(1, result_code="R4"),
            item(2, is_checked=False),
            item(2, "X9"),
            item(3),
        ],
    )
    rows = ask("item_coverage")
    assert [one["item_code"] for one in rows] == ["A01", "A02", "X9"]
    assert [one["checked_count"] for one in rows] == [1, 0, 1]
    assert (rows[0]["problem_count"], rows[0]["unit_count"], rows[0]["is_empty"]) == (1, 1, False)
    assert (rows[1]["is_empty"], rows[2]["is_listed"]) == (True, False)
    assert ask_one("item_coverage", {"item_code": "A01"}, as_of="2022-05-05")["is_empty"]
    assert ask_one("item_coverage", {"item_code": "A01"}, units=["厦门"])["is_empty"]
    assert ask_one("item_coverage", {"item_code": "A01"}, counties=["350103"])["is_empty"]


def test_item_has_the_date_of_its_own_check(make_snapshot, ask_one):
    make_snapshot(
        items=LISTED,
        task_rows=[row(1, **VISITED)],
        result_items=[item(1, inspected_on="2022-05-02", is_checked=True)],
    )
    assert ask_one("item_coverage", {"item_code": "A01"}, as_of="2022-05-02")["checked_count"] == 1


def test_share_of_items_and_of_cells(make_snapshot, ask, ask_one):
    make_snapshot(
        items=LISTED,
        entities=[
            {"entity_id": 1, "industry_code": "F51"},
            {"entity_id": 2, "industry_code": "F52"},
            {"entity_id": 3, "industry_code": "C13"},
            {"entity_id": 4, "industry_code": "C13", "reg_status": "注销"},
            {"entity_id": 5, "industry_code": "A01", "entity_kind": "农民专业合作社"},
            {"entity_id": 6, "industry_code": "B06", "in_register": False},
            {"entity_id": 7, "industry_code": None},
        ],
        task_rows=[row(1, **VISITED)],
        result_items=[item(1), item(1, "X9")],
    )
    found = ask_one("coverage_by_unit", {"unit": "福州"})
    assert (found["item_count"], found["used_item_count"], found["item_coverage_rate"]) == (
        2,
        1,
        0.5,
    )
    assert (found["cell_count"], found["visited_cell_count"]) == (2, 1)
    assert (found["object_coverage_rate"], found["unvisited_entity_count"]) == (0.5, 1)
    total = ask("coverage_by_unit")[-1]
    assert (total["unit"], total["cell_count"], total["used_item_count"]) == ("合计", 2, 1)
    before = ask_one("coverage_by_unit", {"unit": "福州"}, as_of="2022-05-05")
    assert (before["used_item_count"], before["visited_cell_count"]) == (0, 0)
    assert before["unvisited_entity_count"] == 3
    other = ask_one("coverage_by_unit", {"unit": "福州"}, counties=["350103"])
    assert (other["used_item_count"], other["cell_count"]) == (0, 0)
    (empty,) = ask("unvisited_cells")
    assert (empty["county"], empty["industry"], empty["entity_count"]) == ("鼓楼区", "C", 1)
    assert len(ask("unvisited_cells", as_of="2022-05-05")) == 2
    assert ask("unvisited_cells", units=["厦门"]) == []
    assert ask("unvisited_cells", counties=["350103"]) == []


@pytest.mark.parametrize(
    ("as_of", "cells", "unvisited"), [("2022-05-31", 1, 1), ("2022-06-01", 2, 3)]
)
def test_cells_are_those_of_the_register_of_the_day(
    make_snapshot, ask_one, ask, as_of, cells, unvisited
):
    make_snapshot(
        entities=[
            {"entity_id": 1, "industry_code": "F51", "established_on": None},
            {"entity_id": 2, "industry_code": "F52", "established_on": "2022-06-01"},
            {"entity_id": 3, "industry_code": "C13", "established_on": "2022-06-01"},
        ],
    )
    found = ask_one("coverage_by_unit", {"unit": "福州"}, as_of=as_of)
    assert (found["cell_count"], found["unvisited_entity_count"]) == (cells, unvisited)
    assert sum(one["entity_count"] for one in ask("unvisited_cells", as_of=as_of)) == unvisited


def test_without_list_and_register_coverage_is_unknown(make_snapshot, ask_one):
    make_snapshot()
    found = ask_one("coverage_by_unit", {"unit": "福州"})
    assert (found["item_coverage_rate"], found["object_coverage_rate"]) == (None, None)


TRACED = {
    "items": LISTED,
    "entities": [
        {"entity_id": 1, "uscc": "91350100MA00000155", "name": "福州示例一号商贸有限公司"}
    ],
    "tasks": [{"task_no": "T1", "name": "禁毒检查", "window_to": "2022-06-30"}],
    "task_rows": [
        row(1, **FOUND, pub_state="已公示", published_on="2022-05-20"),
        row(2),
        row(3, unit="厦门", county_code="350203"),
    ],
    "result_items": [
        item(1, result_code="R4", problem="查无下落", disposal="列入经营异常名录", is_checked=True),
        item(1, "A02", is_checked=False),
        item(2),
        item(2, number=2),
    ],
}


def test_items_of_a_task_from_list_to_follow_up(make_snapshot, ask):
    make_snapshot(**TRACED)
    first, second = ask("task_items", task_no="T1")
    assert (first["item_code"], first["name"], first["listed_count"]) == ("A01", "公示信息", 2)
    counts = [first[f"{name}_count"] for name in ("checked", "problem", "handled")]
    assert counts == [1, 1, 1]
    assert str(first["first_checked_on"]) == str(first["last_checked_on"]) == "2022-05-06"
    assert (second["listed_count"], second["checked_count"]) == (1, 0)
    assert second["first_checked_on"] is None
    assert ask("task_items", task_no="T1", as_of="2022-05-05")[0]["checked_count"] == 0
    assert ask("task_items", task_no="T1", as_of="2022-03-31") == []
    assert ask("task_items", task_no="T1", units=["厦门"]) == []


def test_problem_without_a_disposal_is_not_handled(make_snapshot, ask):
    make_snapshot(task_rows=[row(1, **FOUND)], result_items=[item(1, result_code="R4")])
    (found,) = ask("task_items", task_no="T1")
    assert (found["problem_count"], found["handled_count"]) == (1, 0)


def test_evidence_names_firm_item_result_and_origin(make_snapshot, ask):
    make_snapshot(**TRACED)
    rows = ask("task_trace", task_no="T1")
    assert len(rows) == 4
    first = next(one for one in rows if one["uscc"] and one["item_code"] == "A01")
    assert (first["is_checked"], first["result_name"][-4:]) == (True, "无法联系")
    assert (first["problem"], first["disposal"]) == ("查无下落", "列入经营异常名录")
    assert (first["check_state"], str(first["published_on"])) == ("已检查", "2022-05-20")
    assert first["source_file"] == "演示数据.csv"
    waiting = next(one for one in rows if one["item_code"] is None)
    assert (waiting["check_state"], waiting["is_checked"]) == ("超期未查", False)
    assert len(ask("task_trace", task_no="T1", units=["厦门"])) == 1


def test_evidence_leaves_out_what_came_later(make_snapshot, ask):
    make_snapshot(**TRACED)
    before = ask("task_trace", task_no="T1", as_of="2022-05-05")
    assert {one["check_state"] for one in before} == {"未检查"}
    told = ("inspected_on", "result_code", "problem", "disposal", "published_on", "closed_on")
    assert {one[name] for one in before for name in told} == {None}
    on_the_day = ask("task_trace", task_no="T1", as_of="2022-05-06")
    assert sum(one["is_checked"] for one in on_the_day) == 1
    assert {one["pub_state"] for one in on_the_day} == {None}
    assert ask("task_trace", task_no="T1", as_of="2022-03-31") == []
