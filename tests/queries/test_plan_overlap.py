"""N4, M19, M20: the same firm in two tasks, before and after the visit; joint inspections."""

from datetime import date

import pytest

YEAR_END = date(2022, 12, 31)

WAITING = {"window_from": "2022-09-01", "window_to": "2022-10-31"}
VISITED = {"results": ["R1"]}


def task(number, **more):
    return {"task_no": f"T{number}", **WAITING, **more}


def row(entity, number=1, **more):
    return {"entity_id": entity, "task_no": f"T{number}", **more}


def items(*numbers, entity=1, code="A01"):
    return [{"task_no": f"T{n}", "entity_id": entity, "item_code": code} for n in numbers]


def test_firm_waiting_in_two_tasks_saves_one_visit(make_snapshot, ask):
    make_snapshot(tasks=[task(1), task(2)], task_rows=[row(1), row(1, 2), row(2)])
    (found,) = ask("overlap_totals")
    assert (found["entity_count"], found["saved_visit_count"]) == (1, 1)


def test_firm_in_three_tasks_saves_two_visits_of_one_entity(make_snapshot, ask):
    make_snapshot(tasks=[task(n) for n in (1, 2, 3)], task_rows=[row(1, n) for n in (1, 2, 3)])
    (found,) = ask("overlap_totals")
    assert (found["entity_count"], found["saved_visit_count"]) == (1, 2)
    (pair,) = ask("overlap_by_office_pair")
    assert (pair["task_pair_count"], pair["entity_count"]) == (3, 1)
    assert len(ask("overlap_proposals")) == 3


@pytest.mark.parametrize(
    ("as_of", "count"),
    [("2022-09-04", 0), ("2022-09-05", 1), ("2022-09-06", 1), ("2022-09-07", 0)],
)
def test_overlap_lasts_from_the_second_draw_to_the_first_visit(make_snapshot, ask, as_of, count):
    make_snapshot(
        tasks=[task(1), task(2, drawn_on="2022-09-05")],
        task_rows=[row(1, inspected_on="2022-09-07", **VISITED), row(1, 2)],
    )
    assert ask("overlap_totals", as_of=as_of)[0]["entity_count"] == count
    assert sum(p["entity_count"] for p in ask("overlap_by_office_pair", as_of=as_of)) == count
    assert len(ask("overlap_proposals", as_of=as_of)) == count
    assert len(ask("overlap_entities", as_of=as_of)) == count


def test_visit_for_the_second_task_ends_the_overlap_too(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1), task(2, drawn_on="2022-09-05")],
        task_rows=[row(1), row(1, 2, inspected_on="2022-09-07", **VISITED)],
    )
    for name in ("overlap_by_office_pair", "overlap_proposals", "overlap_entities"):
        assert (len(ask(name, as_of="2022-09-06")), len(ask(name))) == (1, 0)
    assert ask("overlap_totals")[0]["entity_count"] == 0


@pytest.mark.parametrize(("start", "found"), [("2022-09-28", 1), ("2022-09-29", 0)])
def test_windows_may_lie_ninety_days_apart(make_snapshot, ask, start, found):
    make_snapshot(
        tasks=[
            task(1, window_from="2022-06-01", window_to="2022-06-30"),
            task(2, window_from=start, window_to="2022-10-31"),
        ],
        task_rows=[row(1), row(1, 2)],
    )
    assert ask("overlap_totals")[0]["entity_count"] == found
    assert ask("overlap_totals", days=30)[0]["entity_count"] == 0
    assert ask("overlap_totals", days=30)[0]["window_days"] == 30


def test_order_of_two_windows_does_not_matter(make_snapshot, ask):
    make_snapshot(
        tasks=[
            task(1, window_from="2022-10-20", window_to="2022-10-31"),
            task(2, window_from="2022-06-01", window_to="2022-06-30"),
        ],
        task_rows=[row(1), row(1, 2)],
    )
    assert ask("overlap_totals")[0]["entity_count"] == 0


def test_tasks_without_windows_are_no_overlap(make_snapshot, ask):
    make_snapshot(tasks=[{"task_no": "T1"}, {"task_no": "T2"}], task_rows=[row(1), row(1, 2)])
    assert ask("overlap_totals")[0]["entity_count"] == 0


def test_offices_levels_and_systems_of_a_pair(make_snapshot, ask):
    make_snapshot(
        tasks=[
            task(1, lead_office="乙处", level="省级", source_system="自有系统"),
            task(2, lead_office="甲处", level="县级"),
        ],
        task_rows=[row(1), row(1, 2)],
        result_items=items(1, 2),
    )
    (pair,) = ask("overlap_by_office_pair")
    assert {pair["first_office"]: pair["first_level"]} | {
        pair["second_office"]: pair["second_level"]
    } == {"乙处": "省级", "甲处": "县级"}
    assert pair["is_across_systems"]
    (total,) = ask("overlap_totals")
    assert (total["across_offices_count"], total["across_systems_count"]) == (1, 1)
    assert (total["same_item_count"], pair["same_item_count"]) == (1, 1)


def test_one_office_and_one_system_is_neither(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1, source_system="自有系统"), task(2, source_system="自有系统")],
        task_rows=[row(1), row(1, 2)],
        result_items=items(1) + items(2, code="A02"),
    )
    (total,) = ask("overlap_totals")
    assert (total["across_offices_count"], total["across_systems_count"]) == (0, 0)
    assert total["same_item_count"] == 0


def test_two_orders_of_offices_are_one_pair(make_snapshot, ask):
    make_snapshot(
        tasks=[
            task(1, lead_office="甲处"),
            task(2, lead_office="乙处", drawn_on="2022-04-02"),
            task(3, lead_office="甲处", drawn_on="2022-04-03"),
        ],
        task_rows=[row(1), row(1, 2), row(2, 2), row(2, 3)],
    )
    (pair,) = ask("overlap_by_office_pair")
    assert (pair["task_pair_count"], pair["entity_count"]) == (2, 2)


def test_office_that_is_not_named_is_told(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1, lead_office=None), task(2, lead_office="丁处")],
        task_rows=[row(1), row(1, 2)],
    )
    (pair,) = ask("overlap_by_office_pair")
    assert {pair["first_office"], pair["second_office"]} == {"未注明处室", "丁处"}


def test_proposal_says_what_is_saved_and_when_one_visit_serves_both(make_snapshot, ask):
    make_snapshot(
        data_date=YEAR_END,
        tasks=[
            task(1, name="甲", window_from="2022-08-01", window_to="2022-10-15"),
            task(2, name="乙", window_from="2022-09-20", window_to="2022-10-31"),
        ],
        task_rows=[row(1), row(2), row(3), row(4), row(1, 2), row(2, 2)],
        result_items=items(1, 2),
    )
    (found,) = ask("overlap_proposals", as_of="2022-09-09")
    assert (found["saved_visit_count"], found["shared_share"]) == (2, 1.0)
    assert (str(found["joint_from_on"]), str(found["joint_to_on"])) == ("2022-09-20", "2022-10-15")
    assert (found["first_name"], found["second_name"]) == ("甲", "乙")
    assert found["same_item_count"] == 1
    assert str(ask("overlap_proposals", as_of="2022-10-01")[0]["joint_from_on"]) == "2022-10-01"


def test_windows_that_only_lie_near_have_no_joint_days(make_snapshot, ask):
    make_snapshot(
        tasks=[
            task(1, window_from="2022-08-01", window_to="2022-08-31"),
            task(2, window_from="2022-09-20", window_to="2022-10-31"),
        ],
        task_rows=[row(1), row(1, 2)],
    )
    (found,) = ask("overlap_proposals")
    assert (found["joint_from_on"], found["joint_to_on"]) == (None, None)


PAIR_FILTERS = {
    "units": ["厦门"],
    "counties": ["350203"],
    "offices": ["计量处"],
    "sources": ["自有系统"],
    "plans": ["L2"],
    "joints": ["跨部门"],
    "draw_kinds": ["定向"],
}


@pytest.mark.parametrize("name", PAIR_FILTERS)
@pytest.mark.parametrize("side", [1, 2])
def test_pair_belongs_to_a_selection_when_one_side_does(make_snapshot, ask, name, side):
    other = {
        "lead_office": "计量处",
        "source_system": "自有系统",
        "plan_no": "L2",
        "joint": "跨部门",
        "draw_kind": "定向",
    }
    there = {"unit": "厦门", "county_code": "350203"}
    make_snapshot(
        tasks=[task(n, **other if n == side else {}) for n in (1, 2)],
        task_rows=[row(1, n, **there if n == side else {}) for n in (1, 2)],
    )
    for question in ("overlap_by_office_pair", "overlap_proposals", "overlap_entities"):
        assert len(ask(question, **{name: PAIR_FILTERS[name]})) == 1
        assert ask(question, **{name: ["别的"]}) == []
    assert ask("overlap_totals", **{name: PAIR_FILTERS[name]})[0]["entity_count"] == 1


def test_pair_follows_kind_and_flag(make_snapshot, ask):
    make_snapshot(tasks=[task(1), task(2, one_plus_x=True)], task_rows=[row(1), row(1, 2)])
    for kept, dropped in (
        ({"kinds": ["企业"]}, {"kinds": ["个体工商户"]}),
        ({"one_plus_x": True}, {"one_plus_x": False}),
    ):
        for question in ("overlap_by_office_pair", "overlap_proposals", "overlap_entities"):
            assert (len(ask(question, **kept)), len(ask(question, **dropped))) == (1, 0)
        assert ask("overlap_totals", **dropped)[0]["entity_count"] == 0


def test_list_names_the_firms(make_snapshot, ask):
    make_snapshot(
        entities=[
            {"entity_id": 1, "uscc": "91350100MA00000155", "name": "福州示例一号商贸有限公司"}
        ],
        tasks=[task(1), task(2)],
        task_rows=[row(1), row(1, 2)],
    )
    (found,) = ask("overlap_entities")
    assert (found["uscc"], found["first_task_no"]) == ("91350100MA00000155", "T1")


def repeats(ask_one, unit="福州", **params):
    found = ask_one("repeats_by_unit", {"unit": unit}, **params)
    names = ("inspected_entity_count", "repeated_entity_count", "same_item_count")
    return tuple(found[name] for name in names)


@pytest.mark.parametrize(
    ("second", "repeated"), [("2022-05-01", 1), ("2022-07-30", 1), ("2022-07-31", 0)]
)
def test_repeat_is_within_ninety_days_the_same_day_too(make_snapshot, ask_one, second, repeated):
    make_snapshot(
        tasks=[task(1), task(2)],
        task_rows=[
            row(1, inspected_on="2022-05-01", **VISITED),
            row(1, 2, inspected_on=second, **VISITED),
        ],
    )
    assert repeats(ask_one) == (1, repeated, 0)
    assert repeats(ask_one, days=10)[1] == (second == "2022-05-01")


def test_repeat_is_known_from_the_later_visit_on(make_snapshot, ask_one):
    make_snapshot(
        tasks=[task(1), task(2, drawn_on="2022-04-02")],
        task_rows=[
            row(1, inspected_on="2022-06-01", **VISITED),
            row(1, 2, inspected_on="2022-05-01", **VISITED),
        ],
    )
    assert repeats(ask_one, as_of="2022-05-31") == (1, 0, 0)
    assert repeats(ask_one, as_of="2022-06-01") == (1, 1, 0)


def test_same_item_is_one_checked_both_times(make_snapshot, ask_one):
    visits = [
        row(entity, n, inspected_on=f"2022-05-0{n}", **VISITED) for entity in (1, 2) for n in (1, 2)
    ]
    unchecked = {"task_no": "T2", "entity_id": 2, "item_code": "A01", "is_checked": False}
    make_snapshot(
        tasks=[task(1), task(2)],
        task_rows=visits,
        result_items=[*items(1, 2), *items(1, entity=2), unchecked],
    )
    found = ask_one("repeats_by_unit", {"unit": "福州"})
    assert (found["repeated_entity_count"], found["same_item_count"]) == (2, 1)
    assert (found["other_item_count"], found["repeat_rate"]) == (1, 1.0)


def test_repeat_by_another_office_counts_for_each(make_snapshot, ask_one):
    there = {"unit": "厦门", "county_code": "350203"}
    make_snapshot(
        tasks=[task(1, lead_office="甲处"), task(2, lead_office="乙处")],
        task_rows=[
            row(1, inspected_on="2022-05-01", **VISITED),
            row(1, 2, inspected_on="2022-05-02", **VISITED, **there),
            row(2, 2, inspected_on="2022-05-02", **VISITED, **there),
        ],
    )
    assert repeats(ask_one, offices=["甲处"]) == (1, 1, 0)
    assert repeats(ask_one, "厦门") == (2, 1, 0)
    assert repeats(ask_one, "合计") == (2, 1, 0)


def test_unit_without_inspections_has_no_repeat_rate(make_snapshot, ask_one):
    make_snapshot()
    found = ask_one("repeats_by_unit", {"unit": "福州"})
    assert (found["inspected_entity_count"], found["repeat_rate"]) == (0, None)


def test_joint_share_of_tasks_and_of_rows(make_snapshot, ask_one):
    make_snapshot(
        tasks=[
            task(1, joint="跨部门", one_plus_x=True),
            task(2, joint="部门内"),
            task(3),
            task(4),
        ],
        task_rows=[row(1), row(2), row(3, 2), row(4, 3), row(5, 4)],
    )
    found = ask_one("joint_share_by_unit", {"unit": "福州"})
    assert (found["joint_task_share"], found["joint_row_share"]) == (0.25, 0.4)
    assert (found["inner_task_count"], found["one_plus_x_task_count"]) == (1, 1)
    assert found["one_plus_x_row_count"] == 2
    assert ask_one("joint_share_by_unit", {"unit": "厦门"})["joint_task_share"] is None
    assert ask_one("joint_share_by_unit", {"unit": "厦门"})["joint_row_share"] is None


def test_joint_task_in_two_units_counts_once_in_total(make_snapshot, ask, ask_one):
    there = {"unit": "厦门", "county_code": "350203"}
    make_snapshot(
        tasks=[task(1, joint="跨部门", drawn_on="2022-04-02")],
        task_rows=[row(1), row(2, **there), row(3, unit="未映射", county_code=None)],
    )
    rows = ask("joint_share_by_unit")
    assert [one["unit"] for one in rows[-2:]] == ["未映射", "合计"]
    assert (rows[-1]["task_count"], rows[-1]["row_count"]) == (1, 3)
    assert ask_one("joint_share_by_unit", {"unit": "厦门"})["joint_task_count"] == 1
    before = ask("joint_share_by_unit", as_of="2022-04-01")[-1]
    assert (before["task_count"], before["joint_task_share"], before["joint_row_share"]) == (
        0,
        None,
        None,
    )
