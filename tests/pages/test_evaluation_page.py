"""成效评估: the page says what the questions answer, and whose weights they are."""

import json
from dataclasses import replace
from datetime import date

import pytest
from pages_seen import everything

from inspection.data import reference, warehouse
from inspection.data.access import LOCAL
from inspection.data.snapshots import MANIFEST
from inspection.showing import evaluation, trial_total
from inspection.text import text

EXAMPLE = "示例权重，未经省局确定"


@pytest.fixture
def open_tab(open_page):
    """`open_tab("total")`: the page with this tab open."""
    return lambda tab, **query: open_page(
        "evaluation", evaluation__tab=text(f"evaluation.tab_{tab}"), **query
    )


def ask(name, scope=LOCAL, **params):
    return warehouse.answer(name, scope=scope, **params).to_pylist()


def table(app, heading):
    """The first table with this column."""
    return next(one.value for one in app.dataframe if heading in one.value.columns)


def test_what_is_missing_stands_before_the_indicators(open_tab):
    app = open_tab("indicators")
    said = everything(app)
    missing = ask("missing_inputs")
    assert evaluation.say_missing(missing, "zh") in said
    first, second, third = (one.value for one in app.dataframe)
    assert len(first) == len(missing)
    assert list(second["indicator"])[:2] == ["完成率", "抽取充足率"]
    assert list(third["unit"])[-1] == "合计"
    whole = ask("indicators_by_unit")[-1]
    assert second["top_count"].iloc[0] == whole["checked_count"]
    assert any("不比较上年同期" in one for one in said)


def test_one_unit_is_shown_alone_with_its_change_since_the_month_before(open_tab):
    app = open_tab("indicators", unit="福州")
    own = ask("indicators_by_unit", units=["福州"])[0]
    then = ask("indicators_by_unit", units=["福州"], as_of="2022-08-31")[0]
    line = table(app, "indicator").iloc[0]
    assert line["top_count"] == own["checked_count"]
    change = 100 * (own["completion_rate"] - then["completion_rate"])
    assert line["month_change_points"] == pytest.approx(change, abs=0.051)


def test_trial_total_says_whose_weights_they_are_and_follows_those_of_the_link(
    open_tab, monkeypatch
):
    app = open_tab("total")
    assert sum(EXAMPLE in one for one in everything(app)) >= 4
    before = table(app, "trial_total_value")["trial_total_value"].tolist()
    rest = {f"evaluation__{one['indicator']}": 0.0 for one in ask("evaluation_rules")}
    app = open_tab("total", **rest | {"evaluation__on_time": 1.0})
    after = table(app, "trial_total_value")["trial_total_value"].tolist()
    rates = [100 * row["on_time_rate"] for row in ask("indicators_by_unit")[:-1]]
    assert after == pytest.approx(rates, abs=0.051)
    assert after != before
    assert any("所有权重都是0" in one for one in everything(open_tab("total", **rest)))
    monkeypatch.setattr(trial_total, "is_told", lambda rules: False)
    assert any("早于试算总分的参数" in one for one in everything(open_tab("total")))


def test_other_filters_leave_the_figures_out_and_say_so(open_tab):
    app = open_tab("indicators", office="省局价格监督处")
    assert not [one for one in app.dataframe if "indicator" in one.value.columns]
    assert not app.exception


def opened(app):
    """Labels of what opens."""
    return {one.proto.popover.label for one in app.get("popover")}


def test_change_is_told_against_a_look_back_where_there_is_no_other_snapshot(open_tab):
    app = open_tab("why", evaluation__figure=text("evaluation.figure_checked"))
    parts = table(app, "moved_later_count").iloc[-1]
    total = ask("pace_totals")[0]["checked_count"]
    assert parts["moved_later_count"] == total
    assert (
        parts["moved_earlier_count"] + parts["moved_new_count"] + parts["moved_late_count"] == total
    )
    assert "moved_withdrawn_count" not in parts
    assert any("没有更早的快照" in one for one in everything(app))
    assert text("evaluation.rows_open") in opened(app)
    drawn = open_tab("why", evaluation__figure=text("evaluation.figure_drawn"))
    assert "moved_late_count" not in table(drawn, "moved_later_count")
    assert any("这个数没有录入日" in one for one in everything(drawn))
    assert not any("补录 0" in one for one in everything(drawn))


def test_two_snapshots_are_compared_and_what_other_rules_moved_is_told_apart(
    make_snapshot, open_served
):
    rows = [
        {"entity_id": n, "inspected_on": f"2022-07-{day}", "results": ["R1"], "county_code": place}
        for n, (day, place) in enumerate(
            (("01", "350102"), ("15", "350102"), ("15", "350102")), start=1
        )
    ]
    before = make_snapshot(data_date=date(2022, 8, 5), task_rows=rows)
    clocks = reference.load("clocks").to_pylist()
    shorter = [one | {"limit_days": one["limit_days"] and 10} for one in clocks]
    now = make_snapshot(data_date=date(2022, 8, 12), task_rows=rows, ref_clocks=shorter)
    for snapshot, version in ((before, "1"), (now, "2")):
        told = snapshot.manifest | {"reference": {"clocks": {"version": version}}}
        (snapshot.folder / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    query = {
        "evaluation__tab": text("evaluation.tab_why"),
        "evaluation__figure": text("evaluation.figure_due"),
    }
    app = open_served("evaluation", **query)
    assert not app.exception
    whole = table(app, "moved_later_count").iloc[-1]
    assert (whole["moved_earlier_count"], whole["moved_later_count"]) == (1, 3)
    assert (whole["moved_corrected_in_count"], whole["moved_new_count"]) == (2, 0)
    assert any("尚未分出" in one for one in everything(app))
    app = app.button(key="evaluation_rule_apart").click().run()
    whole = table(app, "moved_later_count").iloc[-1]
    assert (whole["moved_ruled_in_count"], whole["moved_corrected_in_count"]) == (2, 0)
    assert any("已单列为口径变动" in one for one in everything(app))


def test_moves_and_orders_are_those_of_the_questions(open_tab):
    app = open_tab("ratios")
    assert len(app.dataframe) == 2
    assert any("由此不能得出" in one or "没有可比的" in one for one in everything(app))
    app = open_tab("orders")
    total = ask("orders_by_unit")[-1]
    assert table(app, "order_count")["order_count"].iloc[-1] == total["order_count"]
    assert any(f"责令改正 {total['order_count']} 户次" in one for one in everything(app))
    assert len(table(app, "order_state")) == total["order_count"]
    rest = total["order_count"] - total["closed_count"] - total["unstated_count"]
    late = f"其中超过 {total['long_after_days']} 个工作日 {total['open_long_count']}"
    assert any(f"未完结 {rest}（{late}）" in one for one in everything(app))
    assert "long_after_days" not in table(app, "order_count").columns


def test_sentences_name_all_that_is_chosen_and_titles_no_place_that_is_not_followed(open_tab):
    office = "省局价格监督处"
    total = ask("orders_by_unit", offices=[office])[-1]
    said = [one for one in everything(open_tab("orders", office=office)) if "责令改正" in one]
    if total["order_count"]:
        assert any(f"（处室/部门：{office}）责令改正 {total['order_count']}" in one for one in said)
    else:
        assert any(f"（处室/部门：{office}）没有责令改正的检查" in one for one in said)
    titles = [
        one for one in everything(open_tab("indicators", county="晋江市")) if "：各项指标" in one
    ]
    assert [one.strip("*") for one in titles] == ["全省：各项指标"]


def test_reader_without_names_sees_no_firm(open_tab, visitor):
    assert not [one for one in open_tab("orders").dataframe if "name" in one.value.columns]
    assert text("evaluation.rows_open") not in opened(open_tab("why"))


def test_reader_of_one_unit_sees_only_it(open_tab, monkeypatch):
    mine = replace(LOCAL, role="unit", units=("福州",))
    monkeypatch.setattr("inspection.view.opening.current_user", lambda _arrival: mine)
    shown = table(open_tab("indicators"), "completion_rate")
    assert list(shown["unit"]) == ["福州", "合计"]
    assert {*table(open_tab("orders"), "name")["unit"]} <= {"福州"}
