"""What a simulation asks: base and people, history of entities, who keeps away from whom."""

import pytest
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL, Scope
from inspection.errors import NotAllowed


def base(unit, county, count):
    return {"unit": unit, "county_code": county, "stock_count": count}


def person(name, **more):
    usual = {"unit": "福州", "county_code": "350102", "state": "有效", "qualifications": []}
    return {"inspector_id": name, "cert_valid_to": "2022-12-31", **usual, **more}


def checked(entity_id, task, day, **more):
    usual = {"inspected_on": day, "results": ["R1"], "class_at_draw": "A"}
    return {"entity_id": entity_id, "task_no": task, **usual, **more}


def test_base_floor_and_valid_certificates_stand_together(make_snapshot, ask_one):
    make_snapshot(
        stock=[base("龙岩", "350802", 101)],
        inspectors=[
            person("a", unit="龙岩"),
            person("b", unit="龙岩", cert_valid_to="2022-09-09"),
            person("c", unit="龙岩", cert_valid_to="2022-09-08"),
            person("d", unit="龙岩", state="失效"),
        ],
    )
    row = ask_one("planning_by_unit", {"unit": "龙岩"})
    assert (row["base_count"], row["floor_ppm"], row["target_count"]) == (101, 40_000, 5)
    assert (row["is_judged"], row["province_floor_ppm"], row["inspector_count"]) == (
        True,
        35_000,
        2,
    )
    assert row["visit_days"] == 0.5


def test_provincial_floor_holds_for_the_whole_province_only(make_snapshot, ask):
    make_snapshot(stock=[base("龙岩", "350802", 100)])
    rows = ask("planning_by_unit", units=["龙岩"])
    assert [row["province_floor_ppm"] for row in rows] == [None]


def test_history_counts_up_to_the_day_and_draws_back_from_it(make_snapshot, ask_one):
    make_snapshot(
        tasks=[
            {"task_no": "T1", "drawn_on": "2022-03-01"},
            {"task_no": "T2", "drawn_on": "2022-06-01"},
            {"task_no": "T3", "drawn_on": "2022-09-08"},
        ],
        task_rows=[
            checked(1, "T1", "2022-03-05"),
            checked(1, "T3", "2022-09-09"),
            checked(2, "T2", "2022-06-05"),
        ],
        entities=[
            {"entity_id": 1, "uscc": "X1"},
            {"entity_id": 2, "uscc": "X2"},
            {"entity_id": 3, "uscc": "X3"},
        ],
    )
    early = ask_one("draw_frame", {"uscc": "X1"}, as_of="2022-08-31")
    assert (early["inspected_count"], early["draws_ago"]) == (1, 1)
    assert str(early["inspected_on"]) == "2022-03-05"
    late = ask_one("draw_frame", {"uscc": "X1"})
    assert (late["inspected_count"], late["draws_ago"]) == (2, 0)
    never = ask_one("draw_frame", {"uscc": "X3"})
    assert (never["inspected_count"], never["inspected_on"], never["draws_ago"]) == (0, None, None)


def test_frame_holds_enterprises_in_existence_and_names_who_has_no_code(make_snapshot, ask):
    make_snapshot(
        entities=[
            {"entity_id": 1, "uscc": "X1"},
            {"entity_id": 2, "name": "示例无码企业"},
            {"entity_id": 3, "uscc": "X3", "reg_status": "注销"},
            {"entity_id": 4, "uscc": "X4", "entity_kind": "个体工商户"},
            {"entity_id": 5, "uscc": "X5", "in_register": False},
        ]
    )
    assert [row["entity"] for row in ask("draw_frame")] == ["X1", "示例无码企业"]
    assert [row["entity"] for row in ask("draw_frame", kinds=["个体工商户"])] == ["X4"]


def test_frame_can_be_narrowed_by_industry_class_and_tag(make_snapshot, ask):
    make_snapshot(
        entities=[
            {"entity_id": 1, "uscc": "X1", "industry_code": "F51", "tags": ["自贸片区"]},
            {"entity_id": 2, "uscc": "X2", "industry_code": "G54"},
        ],
        class_periods=[{"entity_id": 2, "valid_from": "2022-01-01", "risk_class": "D"}],
    )
    assert [row["entity"] for row in ask("draw_frame", industry="F")] == ["X1"]
    assert [row["entity"] for row in ask("draw_frame", classes=["D"])] == ["X2"]
    assert [row["entity"] for row in ask("draw_frame", tag="自贸片区")] == ["X1"]


def test_recusals_are_declared_ones_in_force_and_the_last_visitors(make_snapshot, ask):
    make_snapshot(
        inspectors=[person("a"), person("b"), person("c")],
        entities=[{"entity_id": 1, "uscc": "X1"}],
        recusals=[
            {"inspector_id": "a", "station": "甲所"},
            {"inspector_id": "b", "entity_id": 1, "valid_to": "2022-09-08"},
        ],
        task_rows=[
            checked(1, "T1", "2022-03-05", inspector_ids=["a", "b"]),
            checked(1, "T2", "2022-04-05", inspector_ids=["b", "c"]),
        ],
    )
    rows = ask("draw_recusals")
    found = [(row["inspector"], row["id"], row["station"], row["basis"]) for row in rows]
    assert found == [
        ("a", None, "甲所", "回避登记"),
        ("b", "X1", None, "上次检查过该对象"),
        ("c", "X1", None, "上次检查过该对象"),
    ]


def test_of_two_visits_on_one_day_always_the_same_one_counts(make_snapshot, ask):
    make_snapshot(
        inspectors=[person(name) for name in "abcd"],
        entities=[{"entity_id": 1, "uscc": "X1"}],
        task_rows=[
            checked(1, "T1", "2022-03-05", inspector_ids=["c", "d"]),
            checked(1, "T2", "2022-03-05", inspector_ids=["a", "b"]),
        ],
    )
    assert [row["inspector"] for row in ask("draw_recusals")] == ["a", "b"]


def test_roster_leaves_out_who_has_no_county(make_snapshot, ask):
    make_snapshot(inspectors=[person("a"), person("b", county_code=None)])
    assert [row["inspector"] for row in ask("draw_roster")] == ["a"]


def test_past_findings_come_from_undirected_draws_of_enterprises(make_snapshot, ask_one):
    make_snapshot(
        tasks=[{"task_no": "T1"}, {"task_no": "T2", "draw_kind": "定向"}],
        entities=[{"entity_id": 3, "entity_kind": "个体工商户"}],
        task_rows=[
            checked(1, "T1", "2022-03-05"),
            checked(2, "T2", "2022-03-05", results=["R4"]),
            checked(3, "T1", "2022-03-05", results=["R4"]),
        ],
    )
    row = ask_one("findings_by_class_and_unit", {"unit": "福州"})
    assert (row["problem_count"], row["applicable_count"]) == (0, 1)


def test_schemes_have_four_classes(make_snapshot, ask):
    make_snapshot()
    rows = ask("ratio_schemes")
    assert {row["scheme"] for row in rows} == {"示例方案", "河南2021", "巴彦淖尔2022"}
    assert all(row["a_ppm"] <= row["d_ppm"] for row in rows)


@pytest.mark.parametrize("name", ["draw_frame", "draw_roster", "draw_recusals"])
def test_who_may_not_see_names_gets_no_frame(make_snapshot, name):
    make_snapshot()
    with pytest.raises(NotAllowed):
        warehouse.answer(name, scope=NAMELESS)
    nothing = Scope("city", units=("厦门",))
    assert warehouse.answer(name, scope=nothing).num_rows == 0
    assert warehouse.answer(name, scope=LOCAL).num_rows == 0
