"""Every rule leaves a trace: counted where it only reformats, listed where it changes meaning."""

import pytest

from ingest.files import FIRM_A, FIRM_B, FIRM_C, NUMBER_A, TRADER
from inspection.ingest import alike

HEADER = ("统一社会信用代码/注册号", "企业名称", "成立日期", "县(市、区)")


@pytest.fixture(params=["each cell", "each text once"])
def way(request, monkeypatch):
    """Rows of small sheets are cleaned cell by cell, of large ones every text once."""
    if request.param == "each text once":
        monkeypatch.setattr(alike, "LEAST_ROWS", 1)
        monkeypatch.setattr(alike, "ROWS_PER_TEXT", 1)


def test_reformatting_is_counted_with_samples(way, take, export, rows):
    take(
        export(
            HEADER,
            (FIRM_A.lower(), "甲公司", "2016/5/31", "鼓楼区"),
            (f" {FIRM_B}", "乙公司\u3000", "20160531", "思明区"),
            (FIRM_C, " 丙公司", "2016-05-31", "平潭县"),
            (NUMBER_A, "丁公司", "—", "鼓楼区"),
        )
    )
    found = {(c["column_name"], c["rule_code"]): c for c in rows("cleaning")}
    assert {key: c["cell_count"] for key, c in found.items()} == {
        ("id_raw", "code_form"): 2,
        ("name", "edge_space"): 2,
        ("established_on", "date_form"): 2,
        ("established_on", "placeholder"): 1,
    }
    assert found["established_on", "date_form"]["samples"] == ["2016/5/31", "20160531"]
    # A number without a kind: not counted among enterprises.
    assert [(w["source_row"], w["rule_code"]) for w in rows("warnings")] == [(5, "kind_unknown")]


def test_at_most_ten_samples_are_kept(take, export, rows):
    codes = [(f"3501{i:011d}", f"公司{i}", f"2016/5/{i}", "鼓楼区") for i in range(1, 20)]
    take(export(HEADER, *codes))
    [trace] = [c for c in rows("cleaning") if c["rule_code"] == "date_form"]
    assert trace["cell_count"] == 19
    assert len(trace["samples"]) == 10


def test_change_of_meaning_is_listed_cell_by_cell(way, take, export, rows):
    take(
        export(
            HEADER,
            (FIRM_A, "甲公司", "22-5-31", "鼓楼区"),
            (FIRM_B[:-1] + "B", "乙公司", "2016-05-31", "思明区"),
            (TRADER, "丙店", "昨天", "某处"),
            ("", "丁公司", "长期", "鼓楼区"),
        )
    )
    found = {
        (w["source_row"], w["column_name"], w["rule_code"], w["raw_value"], w["clean_value"])
        for w in rows("warnings")
    }
    assert found == {
        (2, "established_on", "date_two_digit_year", "22-5-31", "2022-05-31"),
        (3, "uscc", "code_check_digit", FIRM_B[:-1] + "B", FIRM_B[:-1] + "B"),
        (4, "established_on", "date_unreadable", "昨天", None),
        (4, "local_adm", "place_unknown", "某处", "未映射"),
        (5, "uscc", "code_missing", None, None),
        (5, "entity_kind", "kind_unknown", "丁公司", "未知"),
        (5, "established_on", "date_long_term", "长期", None),
    }


def test_traces_of_older_files_stay(take, export, rows):
    take(export(HEADER, (FIRM_A, "甲公司", "昨天", "鼓楼区"), name="甲"))
    take(export(HEADER, (FIRM_B, "乙公司", "20160531", "思明区"), ("", "", "", ""), name="乙"))
    assert [w["file"] for w in rows("warnings")] == ["甲_20220909.csv"]
    assert [c["file"] for c in rows("cleaning")] == ["乙_20220909.csv"]
