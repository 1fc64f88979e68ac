"""A row whose words and places nobody knows is loaded all the same; what is unknown is null."""

import pytest

from ingest.files import FIRM_A

# What a row without any word or place of its own says of them.
UNKNOWN = {
    "cases": {"unit": "未映射", "state": "线索", "case_year": 2022},
    "inspectors": {"unit": "未映射", "county_code": None, "state": "有效"},
    "items": {"item_level": None},
    "plans": {
        "level": None,
        "unit": None,
        "draw_kind": None,
        "joint": None,
        "item_level": None,
        "is_professional": None,
    },
    "reported_figures": {"unit": "未映射", "county": None},
    "stock": {
        "unit": "未映射",
        "county_code": None,
        "entity_kind": "企业",
        "is_approved": False,
    },
    "tasks": {"unit": "未映射", "source_system": None, "draw_kind": None, "object_kinds": []},
}
KEYS = {"inspectors": {"emp_no": "0010"}}
STAGED = {"stock": "staged_stock_table"}


@pytest.mark.parametrize("table", UNKNOWN)
def test_row_without_words_and_places_is_loaded(bench, table):
    bench.put(STAGED.get(table, f"staged_{table}"), **KEYS.get(table, {}))
    bench.resolve()
    [row] = bench.load(table)
    assert {name: row[name] for name in UNKNOWN[table]} == UNKNOWN[table]


def test_kind_of_objects_that_nobody_knows_stays_as_written(bench):
    bench.put("staged_tasks", task_no="T1", object_kind_texts=["企业", "摊贩"])
    bench.resolve()
    [task] = bench.load("tasks")
    assert task["object_kinds"] == ["企业", "摊贩"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["企业"], True),
        (["公司", "私营企业"], True),
        (["企业", "个体工商户"], False),
        (["摊贩"], False),
        ([], None),
        (None, None),
    ],
)
def test_plan_is_of_enterprises_where_every_object_is_one(bench, words, found):
    bench.put("staged_plans", plan_no="P1", object_kind_texts=words)
    bench.resolve()
    [plan] = bench.load("plans")
    assert plan["is_of_enterprises"] is found


def test_station_recused_in_the_roster_is_no_entity(bench):
    bench.put("staged_inspectors", emp_no="0010", recusal_ref="温泉所")
    bench.resolve()
    bench.load("inspectors")
    [row] = bench.load("recusals")
    assert (row["inspector_id"], row["entity_id"]) == ("未映射-0010", None)
    assert row["station"] == "温泉所"


def test_recusal_without_a_unit_is_kept_under_the_number(bench):
    bench.put("staged_recusals", inspector_text="0010", recusal_ref="温泉所")
    bench.resolve()
    [row] = bench.load("recusals")
    assert (row["inspector_id"], row["station"]) == ("未映射-0010", "温泉所")


def test_item_without_a_result_or_a_mark_is_an_item(bench):
    bench.put("staged_inspection_results", task_no="T1", uscc=FIRM_A, item_code="A08")
    bench.resolve()
    [row] = bench.load("result_items")
    assert (row["item_code"], row["is_checked"], row["result_code"]) == ("A08", None, None)


def test_publicity_without_a_state_is_joined(bench):
    bench.put("staged_publicity", task_no="T1", uscc=FIRM_A, not_public_reason="涉密")
    bench.resolve()
    bench.load("entities")
    bench.resolve("rosters", "row_inspectors")
    [row] = bench.load("task_rows")
    assert (row["pub_state"], row["not_public_reason"]) == (None, "涉密")


def test_unknown_word_of_a_task_without_a_system_is_a_warning(bench):
    bench.put("staged_tasks", task_no="T1", draw_kind_text="抓阄")
    bench.resolve()
    [row] = bench.load("warnings")
    assert (row["column_name"], row["rule_code"]) == ("draw_kind", "value_unknown")
    assert (row["raw_value"], row["clean_value"]) == ("抓阄", None)
