"""Headers, values and result codes as exports write them."""

import re
import unicodedata

import pytest
from every import for_each

from inspection.data import reference

DOMAINS = [
    "entity_kind",
    "reg_status",
    "risk_class",
    "draw_kind",
    "joint",
    "source_system",
    "entry_state",
    "pub_state",
    "disposal_state",
    "bool",
    "level",
    "item_level",
    "inspector_state",
    "case_state",
    "draw_method",
    "method",
    "disposal",
]
TABLES = [
    "register",
    "class_history",
    "stock_table",
    "inspectors",
    "recusals",
    "plans",
    "tasks",
    "inspection_results",
    "publicity",
    "duties",
    "cases",
    "reported_figures",
    "events",
    "penalties",
    "listings",
    "items",
]
PROBLEMS = {"R2", "R2a", "R2b", "R3", "R4", "R5", "R6", "R8"}
NOT_FOUND = {"R7", "R9", "R10"}


def rows(name: str) -> list[dict]:
    return reference.load(name).to_pylist()


def normal(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def column(table: str, header: str) -> str:
    found = {
        (row["table_name"], row["header"]): row["column_name"] for row in rows("header_synonyms")
    }
    return found[table, header]


def value(domain: str, raw: str, system: str = "*") -> str:
    found = {
        (row["domain"], row["source_system"], row["raw_value"]): row["value"]
        for row in rows("value_synonyms")
    }
    return found[domain, system, raw]


def result(raw: str, system: str = "*", version: str = "*") -> str:
    found = {
        (row["source_system"], row["version"], row["raw_value"]): row["result_code"]
        for row in rows("result_codes")
    }
    return found[system, version, raw]


def test_every_table_has_headers():
    assert {row["table_name"] for row in rows("header_synonyms")} == set(TABLES)


def test_header_names_one_column_whatever_its_case():
    seen: dict[tuple[str, str], str] = {}
    for row in rows("header_synonyms"):
        key = row["table_name"], row["header"].lower()
        assert seen.setdefault(key, row["column_name"]) == row["column_name"]


def test_headers_are_stored_as_they_are_compared():
    for row in rows("header_synonyms"):
        assert row["header"] == normal(row["header"])


def test_bracketed_header_is_known_with_and_without_the_remark():
    assert column("register", "企业(机构)名称") == column("register", "企业名称") == "name"
    assert column("stock_table", "县(市、区)") == column("stock_table", "县") == "county"


def test_result_of_the_item_and_of_the_object_are_two_columns():
    assert column("inspection_results", "检查结果") == "item_result"
    assert column("inspection_results", "检查结果(主体)") == "object_result"


@pytest.mark.parametrize("header", ["法定代表人", "联系电话", "LXDH", "身份证号", "手机号"])
def test_personal_columns_are_dropped(header):
    assert column("register", header) == "drop_personal"


@for_each("domain", DOMAINS)
def test_every_value_is_a_synonym_of_itself(domain):
    listed = [row for row in rows("value_synonyms") if row["domain"] == domain]
    assert listed
    if domain != "bool":
        raws = {row["raw_value"] for row in listed}
        assert {normal(row["value"]).upper() for row in listed} <= raws


def test_values_and_results_are_stored_as_they_are_compared():
    for row in rows("value_synonyms") + rows("result_codes"):
        assert row["raw_value"] == normal(row["raw_value"]).upper()


def test_class_words_of_the_exports():
    assert {value("risk_class", raw) for raw in ("B", "B类", "B级", "信用风险一般", "2")} == {"B"}


def test_directed_draw_has_another_number_in_the_own_system():
    assert value("draw_kind", "1", "协同监管平台") == "定向"
    assert value("draw_kind", "1", "自有系统") == "不定向"


def test_canonical_results_and_their_kinds():
    listed = {row["result_code"]: row for row in rows("results")}
    assert {code for code, row in listed.items() if row["is_problem"]} == PROBLEMS
    assert {code for code, row in listed.items() if row["is_found"] is False} == NOT_FOUND
    assert {code for code, row in listed.items() if row["is_applicable"]} == PROBLEMS | {"R1"}
    assert {row["parent_code"] for code, row in listed.items() if code in ("R2a", "R2b")} == {"R2"}


def test_main_result_precedence():
    ranked = sorted(
        (row["main_precedence"], row["result_code"])
        for row in rows("results")
        if row["main_precedence"] is not None and row["result_code"] not in ("R2a", "R2b", "RX")
    )
    assert " ".join(code for _, code in ranked) == "R6 R4 R3 R2 R8 R5 R9 R10 R7 R1"


def test_unrecognised_result_is_never_the_clean_one():
    ranks = {row["result_code"]: row["main_precedence"] for row in rows("results")}
    assert ranks["RX"] < ranks["R1"]
    assert ranks["R0"] is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("未发现违法行为", "R1"),
        ("正常", "R1"),
        ("查无下落", "R4"),
        ("通过登记的住所(经营场所)无法联系", "R4"),
        ("发现问题经责令已改正", "R5"),
        ("责令整改", "R5"),
        ("不予配合情节严重", "R6"),
        ("未录入", "R0"),
    ],
)
def test_result_words(word, code):
    assert result(word) == code


def test_vague_words_are_a_problem_with_a_warning():
    warned = {
        row["raw_value"]: row["result_code"] for row in rows("result_codes") if row["has_warning"]
    }
    assert {"存在问题", "异常", "发现问题"} <= set(warned)
    assert set(warned.values()) == {"R5", "R6", "R8"}


def test_same_number_means_another_result_by_system_and_version():
    assert result("5", "协同监管平台", "2021") == "R5"
    assert result("5", "协同监管平台", "2017") == "R4"
    assert result("5", "自有系统", "2019") == "R7"


def test_each_code_is_read_in_one_version_per_system_when_the_file_names_none():
    current = {
        (row["source_system"], row["version"]) for row in rows("result_codes") if row["is_current"]
    }
    systems = [system for system, _ in current]
    assert sorted(systems) == sorted(set(systems))


def test_every_result_code_is_canonical():
    canonical = {row["result_code"] for row in rows("results")}
    assert {row["result_code"] for row in rows("result_codes")} <= canonical
