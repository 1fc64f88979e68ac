"""Words of the data in English: offices part by part, documents of places, remarks, grounds."""

import re

import pyarrow as pa
import pytest

from inspection.data import reference
from inspection.showing.english import grounds, listed, named, placed_rows


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("福州市市场监督管理局计量科", "Fuzhou Market Supervision Bureau, Metrology Division"),
        (
            "三明市三元区市场监管局信用监管股",
            "Sanyuan District Market Supervision Bureau, Credit Supervision Section",
        ),
        ("省局价格监督处", "Provincial Bureau, Price Supervision Department"),
        ("福建省市场监督管理局", "Fujian Market Supervision Bureau"),
        # What has an unknown part stays whole.
        ("福州市市场监督管理局基建科", "福州市市场监督管理局基建科"),
        ("某地市场监督管理局", "某地市场监督管理局"),
        ("石狮市本级计划", "Own inspection plan of Shishi City"),
        ("典型案例（2022-12-31）", "Typical case (2022-12-31)"),
        ("某公司（福州）", "某公司（福州）"),
        ("案例：某事", "案例：某事"),
        (
            "省局价格监督处：典型案例",
            "Provincial Bureau, Price Supervision Department: Typical case",
        ),
    ],
)
def test_word_of_the_data_in_english(name, english):
    assert named(name, "en") == english
    assert named(name, "zh") == name


def test_words_in_a_row_are_parted_as_the_language_does_it():
    assert listed("福州、莆田", "en") == "Fuzhou, Putian"
    assert listed("福州、莆田", "zh") == "福州、莆田"
    # A name of which no part is known is left alone.
    assert listed("甲、乙公司", "en") == "甲、乙公司"


def test_grounds_and_thresholds_of_every_rule_are_told_in_english():
    """A document keeps its own number, whatever the language."""
    for rule in reference.load("alerts").to_pylist():
        assert named(rule["threshold_text"], "en").isascii()
    assert grounds("M23；双随机要求", "en") == "M23; double-random rule"
    assert grounds("M9、M35", "en") == "M9, M35"
    for table in ("clocks", "duties"):
        for row in reference.load(table).to_pylist():
            assert named(row["basis"], "en") != row["basis"] or row["basis"].startswith("闽市监信")


def test_a_basis_that_holds_a_list_is_one_word():
    basis = "无统一天数；按0–10、11–30、30以上工作日分档显示"
    assert not re.search("[一-鿿]", listed(basis, "en"))
    assert listed("福州、厦门", "en") == "Fuzhou, Xiamen"
    assert listed("某号 三（二）：及时归集，未规定天数", "en").endswith("no number of days")


def test_marks_of_a_figure_are_labelled_in_the_readers_language():
    told = {
        "unit": "福州",
        "part": "合计",
        "team": "长汀县",
        "first_office": "漳州市市场监督管理局信用监管科",
        "risk_field": "禁毒",
        "risk_class": "未分类",
    }
    (shown,) = placed_rows(pa.Table.from_pylist([told]), "en").to_pylist()
    assert (shown["unit"], shown["part"]) == ("Fuzhou", "Total")
    assert not re.search("[一-鿿]", "".join(shown.values()))
    assert placed_rows(pa.Table.from_pylist([told]), "zh").to_pylist() == [told]
