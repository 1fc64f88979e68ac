"""Indicators as lines and sentences: changes, references, what is unknown; trial totals."""

from datetime import date

import pytest
from readers import NAMELESS

from inspection.data.access import LOCAL
from inspection.showing import evaluation, trial_total
from inspection.showing.evaluation import INDICATORS, Evaluation, indicator_rows

FIRST, TODAY = date(2022, 8, 31), date(2022, 9, 9)
COLUMNS = {name for one in INDICATORS for name in (one.rate, one.top, one.base)}


def unit_row(unit, **known):
    """Nothing known but what is given."""
    return {"unit": unit, "yardstick_rate": 0.8, **dict.fromkeys(COLUMNS), **known}


def line(found, name):
    (row,) = [one for one in found.to_pylist() if one["indicator"] == name]
    return row


NOW = [
    unit_row("厦门"),
    unit_row("福州", completion_rate=0.5, checked_count=50, target_count=100, finding_rate=0.1),
    unit_row("合计", completion_rate=0.6, finding_rate=0.2, duties_rate=1.0),
]


def test_changes_are_against_the_month_end_and_the_year_before_as_far_as_known():
    month = [unit_row("福州", completion_rate=0.4)]
    year = [unit_row("福州"), unit_row("合计", completion_rate=0.7)]
    own = line(indicator_rows(Evaluation(NOW, month, year), "福州"), "completion")
    assert own["month_change_points"] == pytest.approx(0.1)
    assert (own["month_rate"], own["year_change_points"]) == (0.4, None)
    whole = line(indicator_rows(Evaluation(NOW, month, year)), "completion")
    assert whole["month_change_points"] is None
    assert whole["year_change_points"] == pytest.approx(-0.1)
    said = evaluation.say_indicator(own, "zh")
    assert said == "完成率 50.0%（50 / 100），应达进度 80.0%，较上月末 +10.0 个百分点。"


def test_reference_is_the_yardstick_before_the_deadline_the_whole_for_findings_and_none_for_none():
    rows = indicator_rows(Evaluation(NOW, [], []), "福州")
    found = {
        one["indicator"]: (one["reference_kind"], one["reference_rate"]) for one in rows.to_pylist()
    }
    assert found["completion"] == ("yardstick", 0.8)
    assert found["finding"] == ("whole", 0.2)
    assert found["closure"] == ("none", None)
    over = indicator_rows(Evaluation(NOW, [], []), "福州", is_over=True)
    assert line(over, "completion")["reference_rate"] == 1.0
    for rows, unit in ((NOW, "合计"), (NOW[1:], "福州")):
        alone = line(indicator_rows(Evaluation(rows, [], []), unit), "finding")
        assert (alone["reference_kind"], alone["reference_rate"]) == ("none", None)


def test_below_its_reference_is_only_what_is_known_the_furthest_first():
    rows = indicator_rows(Evaluation(NOW, [], []), "福州")
    below = [one["indicator"] for one in evaluation.below_reference(rows)]
    assert below == ["completion", "finding"]
    assert "未知" in evaluation.say_indicator(line(rows, "duties"), "zh")


def test_days_compared_lie_in_the_year_and_in_the_snapshot(make_snapshot):
    snapshot = make_snapshot(data_date=TODAY)
    assert evaluation.month_before(TODAY) == FIRST
    assert evaluation.month_before(date(2022, 1, 31)) is None
    assert evaluation.year_before(TODAY, snapshot) is None
    found = evaluation.evaluate(LOCAL, snapshot, TODAY, ["福州"])
    assert [row["unit"] for row in found.now] == ["福州", "合计"]
    assert (len(found.month), found.year) == (2, [])


def test_missing_inputs_are_told_with_who_owes_them(make_snapshot):
    snapshot = make_snapshot(data_date=date(2022, 11, 1))
    rows = evaluation.missing_inputs(LOCAL, snapshot, date(2022, 11, 1), ["福州"])
    late = [row for row in rows if row["is_overdue"]]
    assert [row["duty"] for row in late] == ["年度抽查工作情况"]
    said = evaluation.say_missing(rows, "zh")
    assert "其中已过期限 1 份：年度抽查工作情况（福州）" in said
    assert said.endswith("；本周没有缺报的数据表。")
    waiting = evaluation.missing_inputs(LOCAL, snapshot, date(2022, 10, 1), ["福州"])
    said = evaluation.say_missing(waiting, "zh")
    assert f"未交的材料 {len(waiting)} 份，没有已过期限的" in said
    table = {"input_kind": "table", "unit": "福州", "is_overdue": False}
    said = evaluation.say_missing([table], "zh")
    assert said == "应交材料没有未交的；本周没有报来的数据表 1 张，涉及 1 个单位。"
    assert evaluation.say_missing([], "zh") == "所选单位的材料和数据表都已报来。"


RULES = [
    {
        "indicator": name,
        "example_weight": 50.0,
        "full_rate": full,
        "concentration": 20.0,
        "draw_count": 500,
        "seed": 1,
        "interval_share": 0.9,
    }
    for name, full in (("completion", 1.0), ("closure", 0.5))
]


def test_trial_total_leaves_out_what_does_not_apply_and_is_unknown_where_a_score_is():
    rows = [
        unit_row("福州", completion_rate=1.2, target_count=10, closure_rate=0.25, disposal_count=4),
        unit_row("厦门", completion_rate=0.5, target_count=10, disposal_count=0),
        unit_row("莆田", completion_rate=0.5, target_count=10, disposal_count=None),
        unit_row("合计", completion_rate=0.9, target_count=30, disposal_count=4),
    ]
    weights = trial_total.example_weights(RULES)
    found = {
        row["unit"]: row for row in trial_total.trial_totals(rows, RULES, weights, "zh").to_pylist()
    }
    assert list(found) == ["福州", "厦门", "莆田"]
    assert found["福州"]["trial_total_value"] == pytest.approx(75)
    assert found["厦门"]["trial_total_value"] == pytest.approx(50)
    assert found["厦门"]["other_indicators"] == "后续处置完结率"
    assert (found["莆田"]["trial_total_value"], found["莆田"]["low_place_order"]) == (None, None)
    assert found["莆田"]["unknown_indicators"] == "后续处置完结率"
    assert found["福州"]["placed_unit_count"] == 2
    only = trial_total.trial_totals(rows, RULES, {"completion": 1.0, "closure": 0.0}, "zh")
    assert only["trial_total_value"].to_pylist() == pytest.approx([100, 50, 50])


def test_sentence_of_trial_totals_says_that_nobody_set_the_weights():
    rows = [
        unit_row("福州", completion_rate=1.0, target_count=10, disposal_count=0),
        unit_row("厦门", completion_rate=0.5, target_count=10, disposal_count=0),
        unit_row("莆田", target_count=10, disposal_count=0),
    ]
    weights = trial_total.example_weights(RULES)
    said = trial_total.say_totals(trial_total.trial_totals(rows, RULES, weights, "zh"), "zh")
    assert said.startswith(
        "示例权重，未经省局确定：2 个单位可以试算，总分 50.0 至 100.0；其中 2 个"
    )
    assert "另有 1 个单位有未知的指标" in said
    none = trial_total.trial_totals(rows[2:], RULES, weights, "zh")
    assert "没有单位可以试算" in trial_total.say_totals(none, "zh")


def test_reader_without_names_is_not_told_a_small_numerator(make_snapshot):
    row = {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}
    snapshot = make_snapshot(data_date=TODAY, task_rows=[row])
    for scope, told in ((LOCAL, 1), (NAMELESS, None)):
        found = evaluation.evaluate(scope, snapshot, TODAY)
        assert line(indicator_rows(found, "福州"), "valid")["top_count"] == told
