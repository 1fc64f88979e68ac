"""Whom a row speaks of: the entity of a name, the inspector of a name, the place of a code."""

import pytest

from ingest.files import FIRM_A

NAME = {"name": "甲公司", "name_key": "甲公司"}
GULOU, CANGSHAN = "鼓楼区市场监管局", "仓山区市场监管局"


def test_one_code_in_two_places_is_still_the_only_bearer_of_its_name(bench):
    bench.put("staged_register", uscc=FIRM_A, county_text="鼓楼区", **NAME)
    bench.put("staged_inspection_results", task_no="T1", uscc=FIRM_A, **NAME)
    bench.put("staged_publicity", task_no="T2", **NAME)
    bench.resolve()
    [row] = bench.load("entities")
    assert (row["entity_id"], row["uscc"]) == (1, FIRM_A)
    assert [row["entity_id"] for row in bench.read("ids_publicity")] == [1]


def test_name_without_a_code_belongs_to_the_entity_known_before(bench):
    bench.put("known_entities", entity_id=7, uscc=FIRM_A, name_key="甲公司")
    bench.put("staged_publicity", task_no="T1", **NAME)
    bench.resolve()
    assert [row["entity_id"] for row in bench.read("ids_publicity")] == [7]


def test_code_of_a_county_names_it_and_its_unit(bench):
    bench.put("staged_events", unit_text="350102")
    bench.resolve("places")
    [place] = bench.read("places")
    assert (place["unit"], place["county_code"], place["level"]) == ("福州", "350102", "县级")


@pytest.mark.parametrize("column", ["item_result", "object_result"])
def test_word_written_in_two_ways_in_one_cell_is_one_meaning_and_one_warning(bench, column):
    cells = {column: "存在问题，存在 问题"}
    bench.put("staged_inspection_results", task_no="T1", uscc=FIRM_A, **cells)
    bench.resolve()
    assert [row["result_code"] for row in bench.read("meanings")] == ["R8"]
    assert [row["rule_code"] for row in bench.load("warnings")] == ["result_broad"]


def inspectors_of(bench, *rosters, offices):
    """The persons of one entity that 测试甲 inspected in the name of these offices."""
    for emp_no, place in rosters:
        bench.put("staged_inspectors", emp_no=emp_no, name="测试甲", **place)
    for office in offices:
        cells = {"check_org": office, "inspector_names": ["测试甲"]}
        bench.put("staged_inspection_results", task_no="T1", uscc=FIRM_A, **cells)
    bench.resolve()
    bench.load("inspectors")
    bench.resolve("rosters", "row_inspectors")
    return [row["inspector_ids"] for row in bench.read("row_inspectors")]


OF_GULOU, OF_CANGSHAN = {"county_text": "鼓楼区"}, {"county_text": "仓山区"}


def test_inspector_of_two_offices_is_one_person(bench):
    offices = [GULOU, "福州市市场监管局"]
    assert inspectors_of(bench, ("0010", OF_GULOU), offices=offices) == [["福州-0010"]]


def test_only_bearer_of_a_name_in_the_unit_is_known_outside_the_county(bench):
    assert inspectors_of(bench, ("0010", OF_GULOU), offices=[CANGSHAN]) == [["福州-0010"]]


def test_of_two_bearers_of_a_name_in_the_unit_the_one_of_the_county_is_meant(bench):
    rosters = ("0010", OF_GULOU), ("0011", OF_CANGSHAN)
    assert inspectors_of(bench, *rosters, offices=[CANGSHAN]) == [["福州-0011"]]


def test_of_two_bearers_of_a_name_in_the_county_nobody_is_meant(bench):
    rosters = ("0010", OF_GULOU), ("0011", OF_GULOU)
    assert inspectors_of(bench, *rosters, offices=[GULOU]) == []
