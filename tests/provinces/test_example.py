"""An invented province is a profile and nothing else: import, figures, alerts and every page.

示例省 has twelve units, five classes, floors of its own, a deadline of its own and a half-yearly
one besides. It is looked at in a process of its own, as a server of that province is.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inspection.settings import ROOT
from provinces import exports

PROFILE = "example"
# What only the other province has: places, codes, classes, days.
OF_FUJIAN = re.compile(
    r"福建|Fujian|福州|厦门|平潭|(?<!\d)35\d{4}(?!\d)|[A-D]类|[Cc]lass [A-D]\b|10月31日"
)
CODES = ("1级", "2级", "3级", "4级", "5级")
UNFILLED = re.compile(r"\[(worst|best|low|high|each|name|short)")
FLOORS = {"甲城": 8, "乙城": 8}
STOCK = 200


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> dict[str, Any]:
    """What `shown.py` prints of the province."""
    folder: Path = tmp_path_factory.mktemp("example")
    files = exports.write(folder)
    own = {"INSPECTION_PROFILE": PROFILE, "INSPECTION_DATA": str(folder / "warehouse")}
    path = f"{ROOT / 'tests'}{os.pathsep}{ROOT}"
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("shown.py")), *map(str, files)],
        env={**os.environ, **own, "PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr.decode()[-2_000:]
    return json.loads(run.stdout)


def answer(shown: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return shown["answers"][name]


def test_every_row_of_the_exports_is_loaded_and_placed(shown):
    rows = (len(exports.firms()), len(exports.UNITS), 12 * 44, 12 * 22)
    assert sorted(one["loaded"] for one in shown["report"]["files"]) == sorted(rows)
    for one in shown["report"]["files"]:
        assert (one["rejected"], one["unplaced"], one["doubts"]) == (0, 0, {}), one["path"]


def test_completion_is_measured_against_the_floors_of_the_province(shown):
    rows = answer(shown, "completion_by_unit")
    units = [row for row in rows if row["unit"] in exports.UNITS]
    assert [row["unit"] for row in units] == list(exports.UNITS)
    for row in units:
        target = STOCK * FLOORS.get(row["unit"], 5) // 100
        assert (row["stock_count"], row["target_count"]) == (STOCK, target)
        assert row["drawn_count"] == exports.DRAWN_OF_UNIT
        assert row["checked_count"] == exports.CHECKED_OF_UNIT
        assert row["completion_rate"] == pytest.approx(exports.CHECKED_OF_UNIT / target)


def test_year_is_that_of_the_notice_of_the_province(shown):
    [year] = answer(shown, "year_terms")
    assert (year["notice_on"], year["deadline_on"]) == ("2022-02-15", "2022-11-15")
    assert year["floor_rate"] == 0.05


def test_every_class_is_counted(shown):
    found = answer(shown, "finding_rate_by_class")
    counted = [12 * 2 * drawn // 2 for drawn in exports.DRAWN]
    assert [row["risk_class"] for row in found] == list(CODES)
    assert [row["applicable_count"] for row in found] == counted
    assert [row["problem_count"] for row in found] == [0, 0, 0, 0, counted[-1]]
    for row in answer(shown, "class_coverage_by_unit"):
        by_class = [row[f"{letter}_count"] for letter in "abcde"]
        assert by_class == [2 * exports.OF_A_CLASS] * 5
        assert "f_count" not in row


def test_ratios_rest_on_the_pools_of_all_five_classes(shown):
    rows = answer(shown, "class_ratio_by_unit")
    own = [row for row in rows if row["unit"] == "丙城"]
    assert [row["risk_class"] for row in own] == list(CODES)
    assert [row["pool_count"] for row in own] == [20] * 5
    assert [row["applied_ratio"] for row in own] == [drawn / 10 for drawn in exports.DRAWN]
    assert all(row["is_estimated"] for row in own)
    [task] = [row for row in answer(shown, "effect_by_task") if row["unit"] == "丙城"]
    assert [task[f"{c}_ratio"] for c in "abcde"] == [drawn / 10 for drawn in exports.DRAWN]
    assert task["status"] == "rising"


def test_the_worst_class_is_the_fifth(shown):
    whole = answer(shown, "undrawn_d_by_unit")[0]
    assert whole["d_count"] == 12 * 2 * exports.OF_A_CLASS
    assert whole["drawn_count"] == 12 * 2 * exports.DRAWN[-1]


def test_schemes_and_migration_have_five_classes(shown):
    [scheme] = answer(shown, "ratio_schemes")
    ppm = [scheme[f"{letter}_ppm"] for letter in "abcde"]
    assert ppm == [20_000, 40_000, 80_000, 200_000, 500_000]
    assert len(answer(shown, "class_migration")) == 25
    assert [row["risk_class"] for row in answer(shown, "bulletin_classes")] == ["合计", *CODES]


def test_alerts_are_of_the_duties_and_days_of_the_province(shown):
    said = [one["said"]["zh"] for one in shown["alerts"]]
    assert "甲城未交半年抽查工作情况，2022-06-30已到期" in said
    assert not [text for text in said if OF_FUJIAN.search(text) or UNFILLED.search(text)]


def test_every_page_opens_without_an_exception(shown):
    assert {one["page"] for one in shown["pages"]} >= {"overview", "integration", "simulation"}
    assert len(shown["pages"]) > 100
    assert not [(one["page"], one["query"], one["wrong"]) for one in shown["pages"] if one["wrong"]]


def test_pages_say_nothing_of_another_province(shown):
    told = {text for one in shown["pages"] for text in [*one["said"], *one["columns"]]}
    assert not sorted(text for text in told if OF_FUJIAN.search(text) or UNFILLED.search(text))


def test_words_of_five_classes_are_on_the_screen(shown):
    own = [one for one in shown["pages"] if one["page"] == "simulation"]
    said = {text for one in own if one["query"]["lang"] == "zh" for text in one["said"]}
    assert {"1级（优）", "5级（劣）", "5级下限（%）"} <= said
    english = {text for one in own if one["query"]["lang"] == "en" for text in one["said"]}
    assert {"Grade 1 (best)", "Grade 5 at most (%)"} <= english
    assert any("ssj1" in text and "四类" in text for text in said)
    classes = [one for one in shown["pages"] if one["page"] == "integration"]
    assert any("5级企业240户" in text for one in classes for text in one["said"])
    assert any("e_count" in one["columns"] for one in classes)
    words = {"a_count": "1级", "e_ratio": "5级比例", "high_ratio": "4、5级比例"}
    assert shown["words"] == words
