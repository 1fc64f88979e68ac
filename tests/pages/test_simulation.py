"""The page 抽取模拟 run from the entry script: plans, trials, comparisons, and who may see what."""

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from pages_seen import charts, everything, tiles
from streamlit.testing.v1 import AppTest

from inspection.data import audit, warehouse
from inspection.data.access import LOCAL, Scope
from inspection.text import text
from inspection.view import opening

DRAW, COMPARE, CHECK = "模拟抽取", "政策比较", "核验"
WARNING = "模拟结果，不作为检查依据，不得据此开展检查或告知企业"
# The small demo of 平潭 holds few enterprises: a little more keeps its floor.
PLACE = {"unit": "平潭", "simulation__tab": DRAW, "simulation__c": 30.0}
LAY, EXAMPLE, RUN = "组成名录", "用口令生成一组演示号码", "运行模拟抽取"
ADOPT = "采用此方案"


def tile(app: AppTest, label: str) -> str:
    return next(tile.value for tile in tiles(app) if tile.label == label)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


@pytest.fixture
def trial(open_page) -> Callable[..., AppTest]:
    """`trial(simulation__seed="7")`: a trial of 平潭, run."""

    def run(**values: object) -> AppTest:
        app = press(open_page("simulation", **PLACE | values), LAY)
        return press(press(app, EXAMPLE), RUN)

    return run


def test_one_plan_has_one_figure_on_every_tab(open_page):
    plan = {one.label: one for one in tiles(open_page("simulation"))}
    compared = {one.label: one for one in tiles(open_page("simulation", simulation__tab=COMPARE))}
    visits = re.search(r"预期抽取 [\d,.]+ 户", plan["Σ 占比×比例"].beside)
    assert visits[0] in compared["本方案预期发现"].beside
    assert plan["预期发现"].value == compared["本方案预期发现"].value


def test_only_the_open_tab_runs(open_page):
    plan, draw = open_page("simulation"), open_page("simulation", simulation__tab=DRAW)
    assert charts(plan)
    assert not charts(draw)
    assert {tile.label for tile in tiles(plan)} & {tile.label for tile in tiles(draw)} == set()


def test_share_times_ratio_follows_the_sliders(open_page):
    stock = warehouse.answer("class_stock_by_county", scope=LOCAL).to_pylist()
    base = warehouse.answer("planning_by_unit", scope=LOCAL)["base_count"].to_pylist()
    app = open_page("simulation", **{f"simulation__{name}": 10.0 for name in "abcd"})
    visits = sum(row["entity_count"] for row in stock if row["risk_class"] in "ABCD") / 10
    assert tile(app, "Σ 占比×比例") == f"{visits / sum(base):.1%}"


def test_ratios_below_the_floor_are_short_and_said_so(open_page):
    app = open_page("simulation", **{f"simulation__{name}": 0.1 for name in "abcd"})
    assert tile(app, "多于目标（负为不足）").startswith("-")
    assert any("低于下限" in warning.value for warning in app.warning)


def test_zero_ratio_is_told_in_words(open_page):
    app = open_page("simulation", simulation__a=0.0)
    assert any("比例为0" in caption.value for caption in app.caption)


def test_solution_is_adopted_into_the_link_and_stays(open_page):
    app = press(open_page("simulation", simulation__solve=True), ADOPT)
    own = app.session_state["simulation.own"]
    assert re.match(r"[^.~]+(\.\d+){4}~", own)
    assert next(button for button in app.button if button.label == ADOPT).disabled
    again = open_page("simulation", **{"simulation__own": own})
    assert tile(again, "预期发现") == tile(app, "预期发现")


def test_infeasible_limits_are_explained_by_how_much(open_page):
    tight = {f"simulation__high_{name}": 2.5 for name in "abcd"}
    app = open_page("simulation", simulation__solve=True, **tight)
    assert any("没有满足全部约束的方案" in warning.value for warning in app.warning)
    lines = [text for text in everything(app) if text.startswith("- ")]
    assert any(re.search(r"由 [\d,]+ 户降到 [\d,]+ 户", line) for line in lines)


def test_limits_that_contradict_themselves_are_named_and_left_out(open_page):
    app = open_page("simulation", simulation__high_a=0.5)
    assert "下限 ≤ 上限" in app.error[0].value
    assert tile(app, "Σ 占比×比例") == tile(open_page("simulation"), "Σ 占比×比例")


def test_own_ratios_that_cannot_be_read_are_named(open_page):
    app = open_page("simulation", **{"simulation__own": "福州.1.2"})
    assert any("无法识别" in warning.value for warning in app.warning)
    assert not app.exception


def test_trial_shows_counts_and_the_link_names_it(trial):
    app = trial()
    assert not app.error
    assert int(tile(app, "抽中户数").replace(",", "")) > 0
    assert re.fullmatch("[0-9a-f]{16}", app.session_state["simulation.drawn"])
    drawn = [chart for chart in charts(app) if "抽中" in chart.alt]
    assert len(drawn) >= 2


def test_same_settings_draw_the_same_and_0007_is_not_7(trial):
    marks = [trial(simulation__seed=seed).session_state["simulation.drawn"] for seed in SEEDS]
    assert marks[0] == marks[1] != marks[2]


SEEDS = ("0007", "0007", "7")


def test_link_of_another_draw_shows_none_and_says_so(open_page, trial):
    drawn = trial()
    kept = {
        key.replace(".", "__"): drawn.session_state[key]
        for key in ("simulation.public", "simulation.framed", "simulation.drawn")
    }
    other = open_page("simulation", **PLACE | kept | {"simulation__d": 41.0})
    assert any("请重新运行" in caption.value for caption in other.caption)
    assert not tiles(other)
    same = open_page("simulation", **PLACE | kept)
    assert tile(same, "抽中户数") == tile(drawn, "抽中户数")


def test_frame_is_made_when_asked_for_and_again_after_a_change(open_page):
    app = open_page("simulation", **PLACE)
    assert RUN not in [button.label for button in app.button]
    framed = press(app, LAY).session_state["simulation.framed"]
    assert RUN in [button.label for button in app.button]
    again = open_page("simulation", **PLACE | {"simulation__framed": framed})
    assert RUN in [button.label for button in again.button]
    again.number_input(key="simulation.recent").set_value(30).run()
    assert RUN not in [button.label for button in again.button]


def test_run_waits_for_enough_entropy(open_page):
    app = press(open_page("simulation", **PLACE, simulation__public="1.2.3./"), LAY)
    assert next(button for button in app.button if button.label == RUN).disabled


def test_plan_below_its_floor_is_refused_before_any_draw(open_page):
    low = {f"simulation__{name}": 1.0 for name in "abcd"}
    app = press(open_page("simulation", **PLACE | low), LAY)
    assert "平潭：方案至少抽取" in app.warning[-1].value
    assert RUN not in [button.label for button in app.button]


def test_list_is_shown_on_demand_and_logged(trial, monkeypatch):
    logged = []
    monkeypatch.setattr(audit, "record_export", lambda *told: logged.append(told))
    app = trial()
    before = len(app.dataframe)
    app.toggle(key="simulation_list").set_value(True).run()
    assert len(app.dataframe) == before + 1
    ((question, told, scope, _),) = logged
    assert (question, scope.role) == ("trial_list", "local")
    assert told == {"draw_id": "2022-001", "units": "平潭"}


def scoped(monkeypatch: pytest.MonkeyPatch, **rights: bool) -> None:
    monkeypatch.setattr(opening, "current_user", lambda _address: Scope("city", **rights))


def test_draw_needs_the_right_to_names_and_the_rest_does_not(open_page, monkeypatch):
    scoped(monkeypatch, may_see_names=False)
    app = open_page("simulation", simulation__tab=DRAW)
    assert any("需要查看主体和分类的权限" in caption.value for caption in app.caption)
    assert not app.text_input
    for tab in ("方案测算", COMPARE, CHECK):
        assert not open_page("simulation", simulation__tab=tab).exception


def test_without_the_right_to_classes_only_verification_is_open(open_page, monkeypatch):
    scoped(monkeypatch, may_see_class=False)
    app = open_page("simulation", simulation__tab=DRAW)
    assert not app.exception
    assert any("需要查看分类的权限" in caption.value for caption in app.caption)
    assert [tab.label for tab in app.tabs] == [CHECK]


def test_full_package_is_for_auditors(open_page, monkeypatch):
    scoped(monkeypatch)
    app = press(open_page("simulation", **PLACE), LAY)
    app = press(press(app, EXAMPLE), RUN)
    assert not app.exception
    labels = [button.label for button in app.get("download_button")]
    assert "公开名单 zip" in labels
    assert "完整批次 zip" not in labels


def test_schemes_and_blind_draw_can_be_compared(open_page):
    app = open_page("simulation", simulation__tab=COMPARE)
    assert tile(app, "本方案发现更多的概率").endswith("%")
    options = app.selectbox(key="simulation.scheme").options
    assert any("河南2021" in option for option in options)
    for option in options:
        app.selectbox(key="simulation.scheme").set_value(option).run()
        assert not app.exception


def test_joint_questions_wait_for_the_button(open_page):
    app = open_page("simulation", simulation__tab=COMPARE)
    before = len(app.dataframe)
    app = press(app, "计算")
    assert len(app.dataframe) == before + 1


@pytest.mark.parametrize("tab", ["方案测算", DRAW, COMPARE, CHECK])
def test_every_tab_says_what_it_is(open_page, tab):
    app = open_page("simulation", simulation__tab=tab)
    assert WARNING in app.warning[0].value
    # Once on the page, and on every picture that leaves it.
    assert sum(WARNING in one for one in everything(app)) == 1
    feet = [json.loads(one.spec)["layout"]["title"]["text"] for one in charts(app)]
    assert all("模拟结果" in foot for foot in feet)
    assert bool(feet) == (tab in ("方案测算", COMPARE))


def test_reader_of_one_unit_is_not_told_of_rates_of_the_province(open_page, monkeypatch):
    mine = replace(LOCAL, role="unit", units=("平潭",))
    monkeypatch.setattr(opening, "current_user", lambda _arrival: mine)
    told = [one.value for one in open_page("simulation").caption]
    assert any("您可见范围内的同类" in one for one in told)
    assert not any("全省同类" in one for one in told)


def test_nothing_is_foretold_where_no_inspection_tells_a_rate(open_page):
    said = text("simulation.no_findings")
    app = open_page("simulation", as_of="2022-01-01")
    assert said in everything(app)
    assert {"预期发现", "同样户次不分类时"}.isdisjoint(one.label for one in tiles(app))
    assert not any("借用全省同类" in one.value for one in app.caption)
    assert len(charts(app)) == 1
    compared = open_page("simulation", as_of="2022-01-01", simulation__tab=COMPARE)
    assert said in everything(compared)
    assert not tiles(compared)
    assert not charts(compared)


def test_card_says_it_does_not_follow_what_none_of_its_sources_follows(open_page):
    app = open_page("simulation", unit="平潭")
    assert "未随报告单位筛选" not in [one.value for one in app.caption]
    assert "“历史发现率”未随报告单位筛选。" in [one.value for one in app.caption]
    app = open_page("simulation", kind="个体工商户")
    assert "未随对象类型筛选" in [one.value for one in app.caption]


def test_selection_without_enterprises_leaves_verification(open_page):
    app = open_page("simulation", unit="平潭", county="鼓楼区")
    assert not app.exception
