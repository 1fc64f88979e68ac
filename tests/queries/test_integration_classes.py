"""M16: coverage, age and migration of classes; D enterprises that nobody has drawn."""

from datetime import date

import pytest
from readers import NAMELESS

from inspection.data import warehouse
from inspection.errors import NotAllowed

FUZHOU = {"unit": "福州"}


def since(entity_id, letter, valid_from="2022-01-01"):
    return {"entity_id": entity_id, "valid_from": valid_from, "risk_class": letter}


def firms(count, **more):
    return [{"entity_id": number, **more} for number in range(count)]


def test_age_counts_from_the_day_of_the_class_in_force(make_snapshot, ask_one):
    make_snapshot(
        entities=firms(4),
        class_periods=[
            since(0, "A"),
            since(1, "A"),
            since(1, "B", "2022-08-30"),
            since(2, "C", "2022-09-08"),
        ],
    )
    found = ask_one("class_age_by_unit", FUZHOU)
    assert (found["classified_count"], found["median_age_days"]) == (3, 10)
    assert found["p90_age_days"] == 251
    assert (found["oldest_on"], found["newest_on"]) == (date(2022, 1, 1), date(2022, 9, 8))
    assert ask_one("class_age_by_unit", FUZHOU, as_of="2022-08-29")["median_age_days"] == 240


def moves(ask, **params):
    rows = ask("class_migration", **params)
    assert len(rows) == 16
    return {row["from_class"] + row["to_class"]: row["entity_count"] for row in rows}


MOVING = [
    since(0, "A"),
    since(0, "B", "2022-09-01"),
    since(1, "A"),
    since(2, "D"),
    since(2, "C", "2022-05-01"),
    since(3, "A", "2022-09-02"),
]


def test_moves_of_the_month_and_of_the_year(make_snapshot, ask):
    make_snapshot(entities=firms(4), class_periods=MOVING)
    month = moves(ask)
    assert (month["AB"], month["AA"], month["CC"], month["DC"]) == (1, 1, 1, 0)
    assert sum(month.values()) == 3
    year = moves(ask, period="year")
    assert (year["AB"], year["DC"], year["CC"]) == (1, 1, 0)
    august = moves(ask, as_of="2022-08-31")
    assert (august["AB"], august["AA"], august["CC"]) == (0, 2, 1)


def test_share_of_a_move_is_of_its_row(make_snapshot, ask_one):
    make_snapshot(entities=firms(4), class_periods=MOVING)
    found = ask_one("class_migration", {"from_class": "A", "to_class": "B"})
    assert (found["from_count"], found["move_share"]) == (2, 0.5)
    nothing = ask_one("class_migration", {"from_class": "B", "to_class": "A"})
    assert (nothing["from_count"], nothing["move_share"]) == (0, None)


def undrawn(ask, **params):
    total, *units = ask("undrawn_d_by_unit", **params)
    assert total["unit"] == "合计"
    return (total["d_count"], total["drawn_count"], total["undrawn_count"]), units


def test_d_firm_waits_until_its_first_draw_of_the_year(make_snapshot, ask):
    make_snapshot(
        entities=[*firms(3), {"entity_id": 3, "reg_status": "注销"}],
        class_periods=[since(number, "D") for number in range(4)],
        tasks=[
            {"task_no": "T1", "drawn_on": "2022-04-01"},
            {"task_no": "T2", "drawn_on": "2021-12-01"},
        ],
        task_rows=[
            {"entity_id": 0, "task_no": "T1", "unit": "厦门", "county_code": "350203"},
            {"entity_id": 1, "task_no": "T2"},
        ],
    )
    assert undrawn(ask)[0] == (3, 1, 2)
    assert undrawn(ask, as_of="2022-04-01")[0] == (3, 1, 2)
    assert undrawn(ask, as_of="2022-03-31")[0] == (3, 0, 3)
    assert [unit["unit"] for unit in undrawn(ask)[1]] == ["福州"]


def test_class_decides_on_the_day(make_snapshot, ask):
    make_snapshot(entities=firms(1), class_periods=[since(0, "D"), since(0, "B", "2022-06-01")])
    assert undrawn(ask, as_of="2022-05-31")[0] == (1, 0, 1)
    assert undrawn(ask, as_of="2022-06-01")[0] == (0, 0, 0)


POOL = {"pool_count": 9, "pool_a": 2, "pool_b": 2, "pool_c": 2}


def test_firms_drawn_and_rows_drawn_from_pools_are_reconciled(make_snapshot, ask):
    """0 twice, 1 in class C, 2 no longer D, 3 by a task without a pool, 4 and 5 never."""
    make_snapshot(
        entities=firms(6),
        class_periods=[since(n, "D") for n in range(6)] + [since(2, "B", "2022-09-01")],
        tasks=[
            {"task_no": "T1", "pool_d": 6} | POOL,
            {"task_no": "T2", "pool_d": 3, "drawn_on": "2022-09-01"} | POOL,
            {"task_no": "T3", "draw_kind": "定向"},
            {"task_no": "T4", "pool_d": 50, "drawn_on": "2022-09-10"} | POOL,
        ],
        task_rows=[
            {"entity_id": 0, "class_at_draw": "D"},
            {"entity_id": 0, "class_at_draw": "D", "task_no": "T2", "drawn_on": "2022-09-01"},
            {"entity_id": 1, "class_at_draw": "C"},
            {"entity_id": 2, "class_at_draw": "D"},
            {"entity_id": 3, "class_at_draw": "D", "task_no": "T3"},
        ],
    )
    (row,) = ask("drawn_d_reconciled")
    assert (row["d_count"], row["drawn_count"], row["undrawn_count"]) == (5, 3, 2)
    assert (row["task_count"], row["pool_count"], row["pool_row_count"]) == (2, 9, 3)
    assert (row["drawn_rate"], row["applied_ratio"]) == (3 / 5, 3 / 9)
    parts = ("pool_entity_count", "still_d_count", "no_longer_d_count", "otherwise_drawn_count")
    assert [row[name] for name in parts] == [2, 1, 1, 2]
    (before,) = ask("drawn_d_reconciled", as_of="2022-08-31")
    assert (before["d_count"], before["task_count"], before["pool_row_count"]) == (6, 1, 2)
    assert [before[name] for name in parts] == [2, 2, 0, 2]
    assert as_visitor("drawn_d_reconciled")[0]["d_count"] is None
    (nowhere,) = ask("drawn_d_reconciled", units=["厦门"])
    assert (nowhere["d_count"], nowhere["pool_count"], nowhere["applied_ratio"]) == (0, 0, None)


def test_list_names_those_that_are_counted(make_snapshot, ask):
    entities = [{"entity_id": n, "name": f"示例{n}号"} for n in range(3)]
    make_snapshot(
        entities=entities,
        class_periods=[since(0, "D"), since(1, "D"), since(2, "C")],
        task_rows=[{"entity_id": 1}],
    )
    listed = ask("undrawn_d_list")
    assert [(row["name"], row["county"]) for row in listed] == [("示例0号", "鼓楼区")]


@pytest.mark.parametrize(
    "question", ["undrawn_d_list", "finding_counts_by_task", "class_stock_by_unit"]
)
def test_visitor_may_not_ask_for_classes(make_snapshot, question):
    make_snapshot()
    with pytest.raises(NotAllowed):
        warehouse.answer(question, scope=NAMELESS)


def as_visitor(question, **params):
    return warehouse.answer(question, scope=NAMELESS, **params).to_pylist()


def test_what_is_asked_never_widens_what_is_seen(make_snapshot):
    make_snapshot(entities=firms(1), class_periods=[since(0, "D")])
    rows = as_visitor("undrawn_d_by_unit", sees_class=True)
    assert {row["undrawn_count"] for row in rows} == {None}


def test_no_number_by_class_is_for_readers_without_the_right(make_snapshot, ask):
    pools = {"pool_a": 40, "pool_d": 40}
    usual = {"inspected_on": "2022-05-06", "results": ["R4"]}
    letters = "AAAAADDDD"
    make_snapshot(
        entities=firms(len(letters)),
        class_periods=[since(number, letter) for number, letter in enumerate(letters)],
        tasks=[{"task_no": "T1", "drawn_on": "2022-04-01", "class_used": True, **pools}],
        task_rows=[
            {"entity_id": number, "class_at_draw": letter, **usual}
            for number, letter in enumerate(letters)
        ],
    )
    for question in BY_CLASS:
        numbers = [value for row in ask(question) for value in row.values() if is_number(value)]
        assert numbers, question
        for row in as_visitor(question):
            assert not [value for value in row.values() if is_number(value)], question


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


BY_CLASS = (
    *("class_coverage_by_unit", "class_migration", "class_ratio_by_unit"),
    *("finding_rate_by_class", "effect_by_task", "drawn_d_reconciled"),
)
