"""The solver's answers as rows, and the files of a plan."""

import io
import json
from dataclasses import replace

import openpyxl
import pytest

from inspection.rehearsal import WARNING
from inspection.rehearsal.ground import make_problem
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.ratios.files import rates_file, ratio_workbook
from inspection.rehearsal.ratios.solutions import (
    find_frontier,
    frontier_table,
    gap_table,
    own_rows,
    price_table,
    solution_table,
    solve,
)
from inspection.rehearsal.ratios.standing import evaluate_table

from ..conftest import LIMITS, TABLE


@pytest.fixture
def problem(ground):
    return make_problem(ground, LIMITS)


def test_solution_finds_at_least_as_much_for_no_more_visits(problem):
    figures = evaluate_table(problem, TABLE)
    found = solve(problem, figures.province.expected.visit_count)
    rows = solution_table(problem, found.ratios).to_pylist()
    assert [row["unit"] for row in rows] == ["福州", "龙岩", "全省"]
    assert rows[-1]["a_ratio"] is None
    assert rows[-1]["visit_value"] <= figures.province.expected.visit_count + 1
    assert rows[-1]["find_value"] >= figures.province.expected.find_value
    adopted = RatioTable(TABLE.common).with_own(own_rows(problem, found.ratios))
    assert adopted.rows(["福州", "龙岩"]) == found.ratios


def test_infeasible_plan_says_which_limit_would_have_to_give_way_by_how_much(ground):
    low = replace(LIMITS, upper_ppm=(10_000,) * 4)
    tight = make_problem(ground, replace(low, holds_reference=False))
    found = solve(tight)
    assert found.ratios is None
    rows = [row for remedy in found.remedies for row in gap_table(remedy.gaps).to_pylist()]
    floors = [row for row in rows if row["plan_rule"] == "floor"]
    assert {row["unit"] for row in floors} == {"龙岩", "全省"}
    assert all(row["gap_value"] > 0 for row in rows)


def test_every_unit_is_held_to_its_floor_unless_the_reader_says_otherwise(ground):
    held, free = (
        make_problem(ground, replace(LIMITS, **more)) for more in ({}, {"holds_reference": False})
    )
    assert [unit.target_count for unit in held.units] == [4, 2]
    assert [unit.target_count for unit in free.units] == [None, 2]


def test_solution_names_the_classes_whose_history_is_too_short(problem):
    rows = solution_table(problem, solve(problem).ratios).to_pylist()
    # 福州 was inspected 100 times in each class, 龙岩 never.
    assert [row["thin_classes"] for row in rows] == [None, "A、B、C、D", None]


def test_frontier_ends_with_the_present_plan(problem):
    figures = evaluate_table(problem, TABLE)
    rows = frontier_table(find_frontier(problem), figures).to_pylist()
    assert [row["is_plan"] for row in rows].count(True) == 1
    assert rows[-1]["visit_value"] == pytest.approx(27)
    finds = [row["find_value"] for row in rows[:-1]]
    assert finds == sorted(finds)


def test_prices_stand_dearest_first(problem):
    found = solve(make_problem_of(problem))
    gains = price_table(found.prices)["gain_value"].to_pylist()
    assert gains == sorted(gains, reverse=True)


def make_problem_of(problem):
    return replace(problem, units=tuple(replace(u, capacity_days=5.0) for u in problem.units))


def test_plan_table_has_the_headers_in_use_and_says_it_is_a_simulation(problem):
    data = ratio_workbook(problem, TABLE, [("说明", WARNING)])
    book = openpyxl.load_workbook(io.BytesIO(data))
    title, mark, *rows = book["比例测算"].values
    assert (title[0], mark[0]) == ("比例测算", WARNING)
    assert rows[0][:5] == ("责任单位", "抽查基数", "抽查比例", "抽查目标数", "信用风险分类监管要求")
    assert rows[1][:5] == ("福州", 100, "18%", 18, "按A类10%、B类20%、C类50%、D类100%")
    assert WARNING in [cell for row in book["口径"].values for cell in row]


def test_rates_file_holds_what_plan_json_wants(problem):
    content = json.loads(rates_file(problem, TABLE))
    assert content["warning"] == WARNING
    assert content["rate_ppm"]["龙岩"] == dict(zip("ABCD", TABLE.common, strict=True))
