"""How many of the inspected were gone, in firms and in visits, and what each needs."""

import pytest

FUZHOU = {"unit": "福州"}
XIAMEN = {"unit": "厦门", "county_code": "350203"}
NEEDS = ("check_scope_count", "check_register_count", "registered_count", "unregistered_count")


def visit(entity_id, result, day="2022-05-06", task="T1", **more):
    row = {"entity_id": entity_id, "task_no": task, "inspected_on": day, "results": [result]}
    return row | more


ENTITIES = [
    {"entity_id": 3, "reg_status": "注销"},
    {"entity_id": 4, "in_register": False},
    {"entity_id": 5, "reg_status": None},
    {"entity_id": 8, "entity_kind": "个体工商户"},
]
ROWS = [
    # Not carrying on the business; closed; struck off; not in the register; state unknown.
    visit(1, "R7"),
    visit(2, "R9"),
    visit(3, "R10"),
    visit(4, "R10"),
    visit(5, "R9"),
    # Found a month later.
    visit(6, "R9"),
    visit(6, "R1", "2022-06-01", "T2"),
    # Twice gone: one firm, two visits; the later one decides.
    visit(7, "R7"),
    visit(7, "R9", "2022-06-01", "T2"),
    visit(8, "R9"),
    # A problem beside it, or no such result at all.
    visit(9, "R4"),
    visit(10, "R1"),
    # Gone for one unit, found by another.
    visit(11, "R9", **XIAMEN),
    visit(11, "R1", task="T2"),
]


@pytest.fixture
def world(make_snapshot):
    return make_snapshot(entities=ENTITIES, task_rows=ROWS)


def figures(row):
    return (row["not_found_entity_count"], row["not_found_row_count"], row["found_again_count"])


def test_firms_and_visits_are_two_figures(world, ask):
    found = {row["unit"]: row for row in ask("gone_by_unit", kinds=["企业"])}
    assert list(found)[:3] == ["合计", "福州", "厦门"]
    assert len(found) == 11
    assert figures(found["福州"]) == (6, 8, 1)
    assert figures(found["厦门"]) == (1, 1, 0)
    # 11 was found by the other unit, so the province does not miss it.
    assert figures(found["合计"]) == (6, 9, 2)
    assert figures(found["平潭"]) == (0, 0, 0)
    codes = [found["福州"][f"{code}_count"] for code in ("r7", "r9", "r10")]
    assert codes == [2, 4, 2]


def test_what_follows_is_told_by_the_register(world, ask_one):
    row = ask_one("gone_by_unit", FUZHOU, kinds=["企业"])
    assert [row[name] for name in NEEDS] == [1, 3, 1, 1]
    before = ask_one("gone_by_unit", FUZHOU, kinds=["企业"], as_of="2022-05-31")
    assert figures(before) == (7, 7, 0)
    assert [before[name] for name in NEEDS] == [2, 3, 1, 1]
    assert figures(ask_one("gone_by_unit", FUZHOU, as_of="2022-05-05")) == (0, 0, 0)
    assert figures(ask_one("gone_by_unit", FUZHOU)) == (7, 9, 1)


def test_it_says_the_same_as_the_composition_of_the_figure(world, ask_one):
    """Enterprises not found, and rows without a valid inspection."""
    itemised = ask_one("checked_itemised", FUZHOU)
    row = ask_one("gone_by_unit", FUZHOU, kinds=["企业"])
    assert row["not_found_entity_count"] == itemised["not_found_count"]
    rows = ask_one("results_by_unit", FUZHOU, kinds=["企业"])
    assert row["not_found_row_count"] == rows["not_found_count"]


def test_each_visit_stands_in_the_list(world, ask):
    listed = ask("gone_list", units=["福州"], kinds=["企业"])
    assert len(listed) == 8
    again = [row for row in listed if row["is_found_again"]]
    assert [row["result_name"] for row in again] == ["已关闭停业或正在组织清算"]
    assert {row["gone_follow_up"] for row in listed} == {
        *("check_scope", "check_register", "registered", "unregistered"),
    }


def test_rows_of_no_unit_are_listed_where_there_are_any(make_snapshot, ask):
    make_snapshot(task_rows=[visit(1, "R9", unit="未映射", county_code=None)])
    found = ask("gone_by_unit")
    assert found[-1]["unit"] == "未映射"
    assert figures(found[-1]) == figures(found[0]) == (1, 1, 0)
