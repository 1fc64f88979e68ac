"""Policies side by side, a year of draws, joint events."""

import pytest

from inspection.rehearsal.comparison.joint import joint_table
from inspection.rehearsal.comparison.policies import (
    apply_ratios,
    blind_row,
    distribution_table,
    finds_table,
    gain_line,
)
from inspection.rehearsal.comparison.yearly import safe_table, skip_table, year_table, years
from inspection.rehearsal.ground import make_problem
from inspection.rehearsal.ratio_table import RatioTable
from inspection.rehearsal.ratios.standing import evaluate_table

from ..conftest import LIMITS, TABLE


@pytest.fixture
def policies(ground):
    plan = apply_ratios(ground, TABLE)
    return {"plan": plan, "other": apply_ratios(ground, RatioTable(blind_row(ground, plan)))}


def test_class_blind_policy_draws_as_many(ground, policies):
    drawn = {name: int(policy.population.drawn_count.sum()) for name, policy in policies.items()}
    assert drawn["plan"] == 27
    assert abs(drawn["other"] - 27) <= 8


def test_probabilities_add_up(policies):
    rows = distribution_table(policies).to_pylist()
    for name in policies:
        mass = sum(row["probability_rate"] for row in rows if row["policy"] == name)
        assert mass == pytest.approx(1, abs=1e-3)


def test_whole_is_the_sum_of_the_classes(policies):
    rows = [row for row in finds_table(policies).to_pylist() if row["policy"] == "plan"]
    whole, *classes = rows
    assert whole["finds_part"] == "all"
    assert whole["drawn_count"] == sum(row["drawn_count"] for row in classes) == 27
    assert whole["find_value"] == pytest.approx(sum(row["find_value"] for row in classes))


def test_plan_and_comparison_show_one_figure_for_one_policy(ground):
    ratios = RatioTable((33_333, 71_111, 123_457, 456_789))
    figures = evaluate_table(make_problem(ground, LIMITS), ratios)
    policy = apply_ratios(ground, ratios)
    compared = {row["finds_part"]: row for row in finds_table({"plan": policy}).to_pylist()}
    planned = {"all": figures.province.expected, **figures.classes}
    for part, expected in planned.items():
        row = compared[part]
        assert row["find_value"] == pytest.approx(expected.find_value)
        interval = (row["least_find_count"], row["most_find_count"])
        assert interval == (expected.find_low, expected.find_high)
    line = gain_line({"plan": policy, "other": apply_ratios(ground, RatioTable((20_000,) * 4))})
    assert line["plan_visit_value"] == pytest.approx(figures.province.expected.visit_count)
    assert line["plan_find_value"] == pytest.approx(figures.province.expected.find_value)
    assert line["gain_value"] == pytest.approx(line["plan_find_value"] - line["other_find_value"])


def test_policy_against_itself_gains_nothing(policies):
    line = gain_line({"plan": policies["plan"], "other": policies["plan"]})
    assert (line["gain_value"], line["more_rate"], line["extra_visit_value"]) == (0, 0, 0)


def test_rules_save_repeats_and_make_enterprises_safe(policies):
    found = years(policies["plan"].population, 3, 1)
    rows = {row["history_rule"]: row for row in year_table(found).to_pylist()}
    assert {row["visit_count"] for row in rows.values()} == {27}
    assert rows["within_year"]["saved_value"] >= rows["cool_down"]["saved_value"] >= 0
    safe = safe_table(found).to_pylist()
    assert [row["after_draw_count"] for row in safe] == [1, 2] * 3


def test_skip_number_draw_has_few_samples_and_a_blind_tail(ground, policies):
    row = skip_table(ground, policies["plan"].population).to_pylist()[0]
    # 福州 draws 18 of 100: every fifth, five samples, and the last ten can never be drawn.
    assert (row["drawn_count"], row["sample_count"], row["blind_count"]) == (18, 5, 10)
    assert (row["neighbour_pair_count"], row["possible_pair_count"]) == (2, 6)
    assert row["digit_value"] > 15


def test_joint_figures_come_with_their_error(ground, policies):
    rows = joint_table(ground, policies, 200).to_pylist()
    assert len(rows) == 9
    for row in rows:
        assert row["low"] <= row["estimate"] <= row["high"]
        assert row["error"] > 0
        assert row["replicate_count"] == 200
