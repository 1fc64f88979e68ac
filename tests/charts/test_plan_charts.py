"""Figures of plans, tasks and people, as pure functions of hand-made rows."""

from datetime import date

import pyarrow as pa
import pytest

from inspection import charts
from inspection.charts.gantt import MOST_TASKS, short
from inspection.charts.palette import MEASURE, RED
from inspection.charts.workforce import MOST_TEAMS

TASK = {
    "task_no": "T1",
    "name": "2022年福州价格收费行为检查",
    "unit": "福州",
    "lead_office": "价格处",
    "state": "进行中",
    "drawn_on": date(2022, 5, 16),
    "window_from_on": date(2022, 6, 1),
    "window_to_on": date(2022, 6, 10),
    "last_inspected_on": None,
    "row_count": 10,
    "inspected_count": 5,
    "inspection_rate": 0.5,
    "overdue_count": 0,
}
DAY = 86_400_000


def traces(figure: charts.Figure, kind: str) -> list[dict]:
    return [trace for trace in figure.to_dict()["data"] if trace["type"] == kind]


def windows(*tasks: dict) -> charts.Figure:
    rows = pa.Table.from_pylist([TASK | own for own in tasks])
    return charts.task_windows(rows, "zh", as_of=date(2022, 9, 9))


def test_window_ends_with_its_last_day_and_is_filled_by_the_share_inspected():
    whole, done, late = traces(windows({}), "bar")
    assert list(whole["x"]) == [10 * DAY]
    assert (list(done["x"]), done["marker"]["color"]) == ([5 * DAY], MEASURE)
    assert list(late["x"]) == []


def test_overdue_task_is_red_and_says_so():
    figure = windows({"overdue_count": 3})
    _, done, late = traces(figure, "bar")
    assert (list(done["x"]), done["marker"]["color"]) == ([5 * DAY], MEASURE)
    assert (list(late["base"]), list(late["x"])) == (["2022-06-06 00:00"], [5 * DAY])
    assert late["marker"]["color"] == RED
    names = next(trace for trace in traces(figure, "scatter") if trace["mode"] == "text")
    assert names["text"] == ["福州价格收费行为检查 ■ 超期3"]


def test_name_says_its_unit_once_and_no_year():
    figure = windows({"name": "2022年价格检查"}, {"name": None, "task_no": "福州T9"})
    names = next(trace for trace in traces(figure, "scatter") if trace["mode"] == "text")
    assert names["text"] == ["福州 价格检查", "福州T9"]


def test_task_without_a_window_is_left_to_the_table():
    assert list(traces(windows({"window_to_on": None}), "bar")[0]["x"]) == []


def test_figure_stops_at_what_fits_a_screen():
    assert len(traces(windows(*[{}] * (MOST_TASKS + 5)), "bar")[0]["x"]) == MOST_TASKS


def test_long_label_ends_with_an_ellipsis():
    assert short("一二三四五", 4) == "一二三…"
    assert short("一二三四", 4) == "一二三四"


def cell(county: str, plan: str, **own) -> dict:
    known = {
        "unit": "福州",
        "county_code": "350102",
        "plan_name": plan,
        "state": "已承接",
        "local_plan_no": "L1",
        "has_plan": True,
        "drawn_count": 0,
        "inspected_count": 0,
    }
    return {"county": county, "plan_no": plan} | known | own


def test_four_states_differ_in_sign_as_well_as_in_colour():
    rows = [
        cell("鼓楼区", "P1", drawn_count=1234),
        cell("鼓楼区", "P2"),
        cell("台江区", "P1", local_plan_no=None),
        cell("台江区", "P2", local_plan_no=None, has_plan=False),
    ]
    bars = traces(charts.uptake_grid(pa.Table.from_pylist(rows), "zh"), "bar")
    drawn = {(b["x"][0], b["base"][0] + 0.48): (b["text"][0], b["name"]) for b in bars}
    assert drawn == {
        (0, 0): ("1,234", "数字：已抽取户次"),
        (1, 0): ("○", "○ 已承接未抽取"),
        (0, 1): ("×", "× 未承接"),
        (1, 1): ("—", "— 该县无计划"),
    }
    assert len({bar["marker"]["color"] for bar in bars}) == 4
    assert {bar["customdata"][0][0] for bar in bars} == {"350102"}


def test_counties_of_one_name_have_rows_of_their_own():
    rows = [
        cell("Licheng District", "P1", unit="莆田", drawn_count=2),
        cell("Licheng District", "P1", unit="泉州", drawn_count=7),
    ]
    *_, drawn = traces(charts.uptake_grid(pa.Table.from_pylist(rows), "en"), "bar")
    assert [round(base + 0.48) for base in drawn["base"]] == [0, 1]
    assert drawn["text"] == ["2", "7"]


def test_empty_field_is_marked():
    known = {"row_count": 0, "inspected_count": 0, "problem_count": 0}
    rows = [
        {"unit": "福州", "risk_field": field, "task_count": n, "is_empty": not n, **known}
        for field, n in (("禁毒", 2), ("质量", 0))
    ]
    bars = traces(charts.field_grid(pa.Table.from_pylist(rows), "zh"), "bar")
    assert [(bar["name"], *bar["text"]) for bar in bars] == [
        *(("缺：没有该领域的任务", "缺"), ("1个任务",)),
        *(("2个任务", "2"), ("3个及以上",)),
    ]


def test_three_rates_differ_in_form():
    names = ("plan", "task", "inspection")
    counts = ("done_plan_count", "known_plan_count", "done_task_count", "task_count")
    rows = {"part": ["福州"]} | {f"{name}_completion_rate": [0.5] for name in names}
    rows |= {name: [1] for name in (*counts, "inspected_count", "row_count")}
    marks = traces(charts.completion_dots(pa.table(rows), "zh"), "scatter")
    assert len({mark["marker"]["symbol"] for mark in marks}) == 3


def test_pairs_of_offices_carry_their_names_above_the_bars():
    rows = {
        "first_office": ["甲处"],
        "second_office": ["乙处"],
        "entity_count": [4],
        "task_pair_count": [1],
        "same_item_count": [0],
    }
    figure = charts.office_pairs(pa.table(rows), "zh")
    assert traces(figure, "scatter")[0]["text"] == ["甲处 × 乙处"]
    assert figure.layout.xaxis.dtick == 1


@pytest.mark.parametrize("counts", [[2, 1], [7, None], [None, None]])
def test_few_rows_overdue_have_ticks_at_whole_numbers_only(counts):
    ages = ("days_5", "days_10", "days_20", "days_more")
    rows = {"unit": ["福州", "厦门"], "overdue_count": counts, "days_5_count": counts}
    rows |= {f"{age}_count": [count and 0 for count in counts] for age in ages[1:]}
    axis = charts.overdue_ages(pa.table(rows), "zh").layout.xaxis
    assert (axis.dtick, axis.tickformat) == (1, ",d")


def team(name: str, **own) -> dict:
    known = {
        "unit": "福州",
        "row_count": 20,
        "top_pair_count": 4,
        "top_pair_share": 0.2,
        "expected_share": 0.2,
        "low_share": 0.15,
        "high_share": 0.3,
        "chance_rate": 0.5,
    }
    return {"team": name} | known | own


def test_unlikely_pair_has_another_form_and_team_of_two_is_left_out():
    rows = [team("甲", chance_rate=0.0001), team("乙"), team("丙", expected_share=None)]
    figure = charts.pair_shares(pa.Table.from_pylist(rows), "zh")
    seen, odd = traces(figure, "scatter")[1:]
    assert (list(seen["y"]), list(odd["y"])) == (["福州 乙"], ["福州 甲"])
    assert seen["marker"]["symbol"] != odd["marker"]["symbol"]


def test_teams_stop_at_what_fits_a_screen():
    rows = pa.Table.from_pylist([team(f"队{n}") for n in range(MOST_TEAMS + 3)])
    assert len(traces(charts.pair_shares(rows, "zh"), "bar")[0]["y"]) == MOST_TEAMS


def test_matrix_is_symmetric_and_empty_where_never():
    rows = {
        "first_label": ["鼓楼区-01", "鼓楼区-01"],
        "second_label": ["鼓楼区-02", "鼓楼区-03"],
        "row_count": [5, 1],
    }
    (trace,) = traces(charts.pair_matrix(pa.table(rows), "zh"), "heatmap")
    cells = [list(line) for line in trace["z"]]
    assert cells == [[None, 5, 1], [5, None, None], [1, None, None]]
    assert list(trace["x"]) == ["01", "02", "03"]


def test_load_of_a_unit_without_visits_is_drawn():
    rows = {"unit": ["福州"], "most_visits_count": [0]}
    names = ("low_load_value", "median_load_value", "high_load_value", "gini_rate")
    empty = {name: pa.nulls(1, pa.float64()) for name in names}
    figure = charts.load_spread(pa.table(rows | empty), "zh")
    assert traces(figure, "bar")[0]["x"] == [None]


def test_columns_of_the_grid_leave_out_what_all_plans_begin_with():
    cell = {"unit": "福州", "county": "鼓楼区", "county_code": "350102", "local_plan_no": "L1"}
    cell |= {"has_plan": True, "drawn_count": 3, "inspected_count": 1, "state": "已承接"}
    plans = (("P1", "2022年度价格检查"), ("P2", "2022年度广告检查"))
    rows = [cell | {"plan_no": number, "plan_name": name} for number, name in plans]
    drawn = charts.uptake_grid(pa.Table.from_pylist(rows), "zh").to_dict()
    assert list(drawn["layout"]["xaxis"]["ticktext"]) == ["价格检查", "广告检查"]
