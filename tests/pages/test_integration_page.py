"""风险分类融合: the page says what the questions answer; classes only for the entitled."""

import json
from dataclasses import replace

import pytest
from pages_seen import charts, everything, tab_links, tiles
from readers import NAMELESS

from inspection.data import access, warehouse
from inspection.data.access import LOCAL
from inspection.text import text
from inspection.view.tables import HARDLY_MORE, LISTED_ROWS


@pytest.fixture
def open_tab(open_page):
    """`open_tab("findings")`: the page with this tab open."""
    return lambda tab, **query: open_page(
        "integration", integration__tab=text(f"integration.tab_{tab}"), **query
    )


def ask(name, scope=LOCAL, **params):
    return warehouse.answer(name, scope=scope, **params).to_pylist()


def test_month_and_year_stand_beside_each_other_in_three_definitions(open_tab):
    app = open_tab("rates")
    shown = [tile.value for tile in tiles(app)]
    expected = []
    for row in ask("integration_totals"):
        expected += [f"{row['integration_rate']:.1%}", f"{row['unknown_count']:,}"]
        expected += [f"{row['class_led_rate']:.1%}", f"{row['effective_rate']:.1%}"]
    assert shown == expected


def test_before_december_it_is_progress_and_other_work_is_not_covered(open_tab):
    said = everything(open_tab("rates"))
    assert sum("进展，12月判定" in words for words in said) == 2
    assert any("本系统未覆盖" in words for words in said)


def test_definition_chosen_changes_the_bars(open_page):
    bars = set()
    for name in ("tasks", "rows", "effect"):
        app = open_page("integration", integration__by=text(f"integration.by_{name}"))
        assert not app.exception
        bars.add(charts(app)[0].spec)
    assert len(bars) == 3


def test_month_without_tasks_is_a_sentence(open_tab):
    app = open_tab("rates", as_of="2022-01-01")
    assert not charts(app)
    assert any("没有记录" in caption.value for caption in app.caption)


def test_key_cities_are_bold(open_tab):
    for tab in ("rates", "ratios"):
        drawn = json.loads(charts(open_tab(tab))[0].spec)
        labels = {label for mark in drawn["data"] for label in mark["y"]}
        labels |= set(drawn["layout"]["yaxis"].get("ticktext", ()))
        labels = {label for label in labels if isinstance(label, str)}
        assert {label for label in labels if label.startswith("<b>")} == {
            "<b>福州</b>",
            "<b>厦门</b>",
        }


def test_gain_starts_with_the_whole(open_tab):
    gain = json.loads(charts(open_tab("findings"))[-1].spec)["data"][0]
    assert gain["y"][0] == "合计"


def test_list_of_d_firms_is_for_the_entitled(open_tab, monkeypatch):
    app, count = open_tab("undrawn"), ask("undrawn_d_by_unit")[0]["undrawn_count"]
    _, listed = app.dataframe
    assert len(listed.value) == LISTED_ROWS < HARDLY_MORE < count
    told = text("frame.listed", first=LISTED_ROWS, count=count)
    assert any(told in caption.value for caption in app.caption)
    monkeypatch.setattr(access, "LOCAL", replace(NAMELESS, role="local"))
    app = open_tab("undrawn")
    assert not app.exception
    assert not app.dataframe
    assert any("名单仅对有权限的用户显示" in caption.value for caption in app.caption)
    assert any("对无权查看分类者依规隐去" in caption.value for caption in app.caption)


@pytest.mark.parametrize("link", tab_links("integration", "zh"), ids=str)
def test_page_serves_readers_who_may_not_see_classes(open_page, monkeypatch, link):
    monkeypatch.setattr(access, "LOCAL", NAMELESS)
    assert not open_page("integration", **link).exception
