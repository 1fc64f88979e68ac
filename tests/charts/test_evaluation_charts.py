"""Figures of 成效评估: ratios over the year, and places under other weights."""

from datetime import date
from math import log10

import pyarrow as pa

from inspection import charts
from inspection.charts.palette import PRINT
from inspection.report.drawing import draw

WIDTH = 640


def tasks(units=("福州", "福州"), **own):
    columns = {
        "unit": list(units),
        "name": ["甲", "乙"],
        "task_no": ["T1", "T2"],
        "drawn_on": [date(2022, 5, 9), date(2022, 7, 4)],
        "a_ratio": [0.01, 0.02],
        "b_ratio": [0.0, 0.05],
        "c_ratio": [None, 0.1],
        "d_ratio": [0.2, 0.4],
    }
    return pa.table(columns | own)


def test_ratios_of_one_unit_are_joined_and_a_ratio_of_nothing_has_no_place():
    made = charts.ratio_moves(tasks(), "zh").to_dict()
    by_class = {one["name"]: one for one in made["data"]}
    assert list(by_class) == ["A类", "B类", "C类", "D类"]
    assert [one["y"] for one in by_class.values()] == [[0.01, 0.02], [0.05], [0.1], [0.2, 0.4]]
    assert by_class["B类"]["x"] == ["2022-07-04"]
    assert {one["mode"] for one in made["data"]} == {"lines+markers"}
    low, high = made["layout"]["yaxis"]["range"]
    assert low < log10(0.01) < log10(0.4) < high


def test_tasks_of_several_units_are_not_joined():
    made = charts.ratio_moves(tasks(("福州", "厦门")), "zh").to_dict()
    assert {one["mode"] for one in made["data"]} == {"markers"}
    assert made["data"][3]["customdata"] == [["福州", "甲", "T1"], ["厦门", "乙", "T2"]]


def test_withheld_ratios_draw_nothing_and_break_nothing():
    nothing = {f"{letter}_ratio": pa.nulls(2, pa.float64()) for letter in "abcd"}
    made = charts.ratio_moves(tasks(**nothing), "en").to_dict()
    assert [one["y"] for one in made["data"]] == [[]] * 4


def places():
    return pa.table(
        {
            "unit": ["福州", "厦门", "平潭"],
            "trial_total_value": [80.0, 70.0, None],
            "low_place_order": [1, 2, None],
            "high_place_order": [1, 3, None],
            "placed_unit_count": [2, 2, None],
        }
    )


def test_spans_reach_from_the_best_to_the_last_place_and_what_is_unknown_says_so():
    made = charts.place_spans(places(), "zh").to_dict()
    line, ends = made["data"]
    assert line["x"] == [1, 1, None, 2, 3, None]
    assert list(zip(ends["y"], ends["x"], strict=True)) == [("福州", 1), ("厦门", 2), ("厦门", 3)]
    assert made["layout"]["yaxis"]["categoryarray"] == ["福州", "厦门", "平潭"]
    assert [one["y"] for one in made["layout"]["annotations"]] == ["平潭"]


def test_both_are_drawn_without_a_browser():
    for figure, rows in ((charts.ratio_moves, tasks()), (charts.place_spans, places())):
        svg = draw(figure(rows, "zh", palette=PRINT).to_dict(), WIDTH)
        assert svg.startswith("<svg")
        assert svg.count("<circle") >= 2
        assert "nan" not in svg
