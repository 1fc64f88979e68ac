"""Every page, in both languages: it runs, it says numbers, it says nothing odd."""

import json
import re

import pytest
from pages_seen import PAGES, charts, everything, tab_links, tiles

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.columns import written
from inspection.settings import ROOT
from inspection.text import table, text

PAGES_FOLDER = ROOT / "pages"
ODD = re.compile(r"\b(nan|None|NaN|NaT|Traceback|undefined)\b")
HAN = re.compile(r"[\u4e00-\u9fff]")


# A code of a metric, a result, a unit or a test: not one in brackets behind its words, not a
# result's before them, not what a chart fills in.
CODE = re.compile(
    r"(?<![\w.-])(?:M\d{1,2}[abc]?|R\d{1,2}[ab]?|RX|ppm|KS|ssj1|z)(?![\w.-])", re.ASCII
)
WITH_WORDS = re.compile(r"\w ?[（(](?:R\d{1,2}[ab]?|ssj1)[）)]|\bR\d+[ab]? \w|%{[^}]*}")
# Columns whose code has its words in the next one; those that hold what a source says.
NUMBERED = {"metric", "result_code", "industry_code"}
AS_SENT = {"cells", "raw_value", "clean_value", "samples"}
# How a chart names a step of its axis.
STEPS = {"dtick"}


# Pages that tests of this file only look at.
_opened: dict[tuple, object] = {}


@pytest.fixture
def look_at(open_page):
    """As `open_page`; a page that another test looked at is not opened again."""

    def find(name, **query):
        key = name, *sorted(query.items())
        if key not in _opened:
            _opened[key] = open_page(name, **query)
        return _opened[key]

    return find


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_runs_and_says_nothing_odd(look_at, name, lang):
    for link in tab_links(name, lang):
        app = look_at(name, lang=lang, **link)
        assert not app.exception
        assert not app.error
        assert not [text for text in everything(app) if ODD.search(text)]


@pytest.mark.parametrize("name", PAGES)
def test_every_chart_has_marks_a_key_and_an_alternative_text(look_at, name):
    for link in tab_links(name, "zh"):
        for chart in charts(look_at(name, lang="zh", **link)):
            assert chart.alt
            assert any(has_marks(trace) for trace in json.loads(chart.spec)["data"])


def has_marks(trace: dict) -> bool:
    drawn = [trace.get(name) for name in ("x", "y", "z", "locations", "lon")]
    return any(values and (isinstance(values, dict) or values != [None]) for values in drawn)


@pytest.mark.parametrize("name", PAGES)
def test_english_page_has_no_chinese_words_of_the_product(look_at, name):
    chinese = {words.zh for words in table().values() if HAN.search(words.zh)}
    pages = [look_at(name, lang="en", **link) for link in tab_links(name, "en")]
    said = {text for app in pages for text in everything(app) if text in chinese}
    assert not said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_code_stands_without_its_words(look_at, name, lang):
    """Sentences, helps, headings, cells and charts."""
    told = set()
    for link in tab_links(name, lang):
        app = look_at(name, lang=lang, **link)
        told |= {*everything(app), *helps(app), *cells(app)}
        told |= {text for chart in charts(app) for text in strings(json.loads(chart.spec)["data"])}
        told |= {
            text for chart in charts(app) for text in strings(json.loads(chart.spec)["layout"])
        }
    assert len(told) > 10
    assert not sorted(text for text in told if CODE.search(WITH_WORDS.sub("", text)))


def helps(app) -> set[str]:
    """What opens beside figures and controls."""
    found = (*app.markdown, *app.selectbox, *app.multiselect, *app.toggle, *app.number_input)
    return {element.proto.help for element in found if element.proto.help}


def cells(app) -> set[str]:
    """Headings and texts of the tables."""
    found = set()
    for drawn in app.dataframe:
        settings = json.loads(drawn.proto.columns)
        found |= {setting["label"] for setting in settings.values() if "label" in setting}
        for column in set(drawn.value.columns) - NUMBERED - AS_SENT:
            found |= {value for value in drawn.value[column] if isinstance(value, str)}
    return found


def strings(value) -> set[str]:
    """Every text of a chart, at whatever depth."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        value = [part for key, part in value.items() if key not in STEPS]
    return set().union(*map(strings, value)) if isinstance(value, list) else set()


def test_questions_are_offered_by_title_with_the_name_they_are_asked_by(open_page):
    app = open_page("metrics", metrics__tab=text("metrics.tab_questions"))
    offered = app.selectbox(key="metrics.question").options
    assert "提示规则 alert_rules" in offered
    assert next(iter(app.dataframe[0].value.columns)) == "title"
    assert not app.exception


def test_overview_opens_with_where_the_province_stands(open_page):
    app = open_page("overview")
    totals = warehouse.answer("pace_totals", scope=LOCAL).to_pylist()[0]
    lead = app.header[0].value
    assert f"{totals['checked_count']:,}户" in lead
    assert written("completion_rate", totals["completion_rate"], "zh") in lead


def test_link_with_unit_and_date_shows_that_unit_at_that_date(open_page):
    app = open_page("progress", unit="龙岩", as_of="2022-08-31")
    expected = warehouse.answer(
        "pace_totals", scope=LOCAL, units=["龙岩"], as_of="2022-08-31"
    ).to_pylist()[0]
    assert tiles(app)[0].value == f"{expected['checked_count']:,}"
    assert f"{expected['target_count']:,}" in tiles(app)[0].beside


def test_values_of_a_link_that_nobody_offers_are_named(open_page):
    app = open_page("progress", unit=["龙岩", "台北"], office="无此处室", as_of="2023-01-01")
    notice = app.warning[0].value
    assert all(value in notice for value in ("台北", "无此处室", "2023-01-01"))
    assert "龙岩" not in notice
    assert app.multiselect(key="unit").value == ["龙岩"]


def test_link_that_can_be_honoured_brings_no_notice(open_page):
    assert not open_page("progress", unit="龙岩", county="新罗区").warning


def test_filters_survive_a_change_of_page(open_page):
    app = open_page("progress", unit="龙岩")
    app.switch_page(str(PAGES_FOLDER / "integration.py")).run()
    assert app.multiselect(key="unit").value == ["龙岩"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("office", None),
        ("kind", "个体工商户"),
        ("source", "新平台"),
        ("plan", None),
        ("joint", "跨部门"),
        ("draw_kind", "定向"),
        ("one_plus_x", "true"),
    ],
)
def test_filter_the_base_cannot_follow_leaves_its_figures_out_and_names_them(
    open_page, name, value
):
    app = open_page("progress", **{name: value or offered(name)})
    assert not app.warning
    assert tiles(app) == []
    left = next(one.value for one in app.caption if "不显示" in one.value)
    assert table()["progress.tile_needed"].zh in left
    assert table()[f"filter.{name}"].zh in left
    assert any(table()[f"filter.{name}"].zh in info.value for info in app.info)
    assert any("贡献户数" in text for text in everything(app))


def offered(name: str) -> str:
    """The first choice that a filter offers, as the link writes it."""
    (row, *_) = warehouse.answer(f"filter_{name}s", scope=LOCAL).to_pylist()
    return row["lead_office"] if name == "office" else f"{row['name']}（{row['plan_no']}）"


def test_only_enterprises_is_no_filter_beyond_the_base(open_page):
    assert tiles(open_page("progress", kind="企业"))[0].value != "—"


def test_figure_of_nothing_is_a_sentence(open_page):
    rows = warehouse.answer("cases_by_unit", scope=LOCAL).to_pylist()
    without = next(row["unit"] for row in rows if row["case_count"] == 0)
    app = open_page("cases", unit=without)
    assert any("所选范围内没有记录" in caption.value for caption in app.caption)


def test_counties_offered_follow_the_unit(open_page):
    offered = open_page("progress", unit="平潭").multiselect(key="county").options
    assert offered == ["平潭县"]


def test_that_the_year_before_is_missing_is_said_once_on_its_own_tab(open_page):
    said = everything(open_page("progress", progress__tab=text("progress.tab_years")))
    missing = text("progress.same_period_missing", earlier_year=2021)
    assert said.count(missing) == 1
    assert missing in everything(open_page("progress"))
