"""Figures as pure functions of hand-made rows."""

import json
from datetime import date, timedelta

import pyarrow as pa
import pytest

from inspection import charts
from inspection.charts import bullets
from inspection.charts.classes import borders, place
from inspection.charts.palette import AMBER, MEASURE, SIGNALS
from inspection.charts.shares import DEFINITIONS as SHARES
from inspection.geo import boundaries
from inspection.text import text

STATUSES = (
    *("unknown", "reference", "done", "neutral", "behind", "short", "undrawn", "short_undrawn"),
    *("on_time", "done_late", "missed"),
)


def standing(**own) -> pa.Table:
    """Two units: one that is judged and behind, one for reference."""
    columns = {
        "unit": ["福州", "龙岩"],
        "floor_rate": [0.035, 0.04],
        "is_judged": [False, True],
        "is_key_city": [True, False],
        "target_count": [100, 50],
        "drawn_count": [120, 40],
        "checked_count": [40, 45],
        "gap_count": [60, 5],
        "completion_rate": [0.4, 0.9],
        "sufficiency_rate": [1.2, 0.8],
        "yardstick_rate": [0.8, 0.8],
        "week_count": [3, 4],
        "is_by_plan": [True, False],
        "status": ["reference", "behind"],
        "signal": ["neutral", "amber"],
    }
    return pa.table(columns | own)


def traces(figure: charts.Figure, kind: str) -> list[dict]:
    return [trace for trace in figure.to_dict()["data"] if trace["type"] == kind]


def test_bullets_stand_in_the_order_of_the_gap():
    rows = standing(gap_count=[5, 60])
    labels = charts.unit_bullets(rows, "zh").layout.yaxis.categoryarray
    assert [label.replace("<b>", "")[:2] for label in labels] == ["龙岩", "福州"]


def test_status_is_said_in_colour_and_in_words():
    figure = charts.unit_bullets(standing(), "zh")
    measures = [bar for bar in traces(figure, "bar") if bar.get("customdata") is not None]
    assert [bar["marker"]["color"] for bar in measures] == [AMBER, MEASURE]
    words = [note.text for note in figure.layout.annotations]
    assert {"落后 ▲ 5", "参照差60"} <= set(words)


def test_key_city_is_bold_and_a_reference_floor_says_so():
    labels = charts.unit_bullets(standing(), "zh").layout.yaxis.categoryarray
    assert labels == ("<b>福州</b> 参照3.5%", "龙岩 4%")


def test_click_on_a_bar_carries_its_unit():
    bars = traces(charts.unit_bullets(standing(), "zh"), "bar")
    assert bars[-1]["customdata"][0][0] == "福州"


def test_unknown_rates_draw_nothing_and_break_nothing():
    nothing = pa.nulls(2, pa.float64())
    rows = standing(completion_rate=nothing, sufficiency_rate=nothing, yardstick_rate=nothing)
    assert charts.unit_bullets(rows, "en").data


def test_every_status_has_a_colour_and_words():
    for status in STATUSES:
        assert text(f"charts.gap_{status}", gap=1, mark="", floor="")
        assert text(f"value.status_{status}")
    for signal in SIGNALS:
        assert text(f"charts.checked_{signal}")
        assert text(f"value.signal_{signal}")


def test_bullets_without_figures_say_that_nothing_can_be_judged():
    nothing = pa.nulls(2, pa.string())
    figure = charts.unit_bullets(standing(status=nothing, signal=nothing), "zh")
    words = [note.text for note in figure.layout.annotations]
    assert "无法判断" in words


def test_bars_carry_their_figures_and_begin_with_the_whole():
    whole = standing().to_pylist()[0] | {"unit": "全省", "pick": None, "checked_count": 85}
    figure = charts.unit_bullets(standing(), "zh", whole=whole | {"completion_rate": 0.5667})
    assert figure.layout.yaxis.categoryarray[0] == "<b>全省</b> 参照3.5%"
    notes = figure.layout.annotations
    told = {note.y: note.text for note in notes if note.yshift and note.xanchor == "left"}
    assert told == {
        "<b>全省</b> 参照3.5%": "85 / 100 · 56.7%",
        "<b>福州</b> 参照3.5%": "40 / 100 · 40.0%",
        "龙岩 4%": "45 / 50 · 90.0%",
    }


def test_counties_of_a_unit_stand_below_it_for_reference_and_are_picked_by_code():
    unit = standing().to_pylist()[1]
    rows = pa.table(
        {
            "unit": ["龙岩"] * 3,
            "county_code": ["350802", "350803", "350821"],
            "county": ["新罗区", "永定区", "长汀县"],
            "target_count": [30, 20, None],
            "drawn_count": [25, 15, 3],
            "checked_count": [30, 15, 2],
            "completion_rate": [1.0, 0.75, None],
            "sufficiency_rate": [0.83, 0.75, None],
            "gap_count": [0, 5, None],
        }
    )
    figure = charts.county_bullets(rows, "zh", whole=unit)
    labels = figure.layout.yaxis.categoryarray
    assert labels == ("<b>龙岩</b> 4%", "永定区 参照4%", "新罗区 参照4%", "长汀县 参照4%")
    picks = [row[0] for bar in figure.data if bar.customdata is not None for row in bar.customdata]
    assert sorted(map(str, picks)) == ["350802", "350803", "350821", "龙岩"]
    words = [note.text for note in figure.layout.annotations]
    assert {"参照差5", "无法判断"} <= set(words)


def test_due_marks_name_the_yardstick_in_force():
    figure = charts.unit_bullets(standing(), "zh")
    marks = traces(figure, "scatter")
    dues = {one["name"]: tuple(one["x"]) for one in marks if "应达" in one.get("name", "")}
    assert dues == {"按计划应达": (0.8, None), "按时间应达": (None, 0.8)}


def test_burn_up_has_no_line_of_a_pace_after_the_deadline():
    nothing = pa.nulls(3, pa.float64())
    rows = burn_up_rows()
    for name in ("short_count", "long_count"):
        rows = rows.set_column(rows.column_names.index(name), name, nothing)
    events = pa.table({"happened_on": pa.array([], pa.date32()), "unit": [], "event": []})
    figure = charts.burn_up(rows, "zh", events=events, as_of=date(2022, 9, 2))
    assert not [trace.name for trace in figure.data if trace.name and "速度" in trace.name]


@pytest.mark.parametrize(
    ("drawn", "names"),
    [(9, {"目标 10", "已抽取 9"}), (10, {"目标 10 · 已抽取 10"})],
)
def test_names_of_levels_do_not_lie_on_each_other(drawn, names):
    rows = burn_up_rows()
    for name, value in (("target_count", 10), ("drawn_count", drawn)):
        rows = rows.set_column(rows.column_names.index(name), name, pa.array([value] * 3))
    events = pa.table({"happened_on": pa.array([], pa.date32()), "unit": [], "event": []})
    figure = charts.burn_up(rows, "zh", events=events, as_of=date(2022, 9, 2))
    assert {note.text for note in figure.layout.annotations} == names | {"<b>2</b>"}


def burn_up_rows() -> pa.Table:
    days = [date(2022, 9, 1) + timedelta(days=n) for n in range(3)]
    return pa.table(
        {
            "day_on": days,
            "checked_count": [1, 2, None],
            "time_count": [1.0, 2.0, 3.0],
            "plan_count": pa.nulls(3, pa.float64()),
            "short_count": [None, 2.0, 4.0],
            "long_count": [None, 2.0, 3.0],
            "drawn_count": [9, 9, 9],
            "target_count": [8, 8, 8],
        }
    )


def test_burn_up_puts_events_of_one_day_together():
    events = pa.table(
        {
            "happened_on": [date(2022, 9, 1)] * 2,
            "unit": pa.array([None, "泉州"]),
            "event": ["国庆", "停检"],
        }
    )
    figure = charts.burn_up(burn_up_rows(), "zh", events=events, as_of=date(2022, 9, 2))
    marks = traces(figure, "scatter")[-1]
    assert marks["customdata"] == [["全省：国庆<br>泉州：停检"]]


def test_burn_up_without_plan_or_target_is_drawn():
    nothing = pa.nulls(3, pa.int64())
    rows = burn_up_rows()
    for name in ("target_count", "drawn_count"):
        rows = rows.set_column(rows.column_names.index(name), name, nothing)
    events = pa.table({"happened_on": pa.array([], pa.date32()), "unit": [], "event": []})
    assert charts.burn_up(rows, "zh", events=events, as_of=date(2022, 9, 2)).data


def week_rows(units: int) -> pa.Table:
    rows = [
        {
            "unit": f"单位{u}",
            "week_on": date(2022, 1, 3) + timedelta(weeks=w),
            "completion_rate": u * w / 10,
        }
        for u in range(units)
        for w in range(3)
    ]
    return pa.Table.from_pylist(rows)


def test_halves_of_the_weekly_plots_hold_every_unit_once():
    found = [
        note.text
        for half in (0, 1)
        for note in charts.weekly_multiples(week_rows(5), "zh", half=half).layout.annotations
    ]
    assert found == [f"单位{u} {u * 0.2:.1%}" for u in range(5)]


def test_weekly_plot_of_one_unit_is_drawn():
    assert charts.halves_of(week_rows(1)) == (None,)
    assert charts.weekly_multiples(week_rows(1), "zh").data


@pytest.mark.parametrize(
    ("rates", "edges"),
    [
        ([], []),
        ([1.0, 1.3, None], []),
        ([0.985, 0.991, 1.2], [98, 99, 100]),
        ([0.43, 0.91], [40, 60, 80, 100]),
        ([0.0, 0.999], [0, 25, 50, 75, 100]),
        ([0.5, 0.52], [50, 51, 52, 53]),
        ([0.5], [50, 51]),
    ],
)
def test_classes_of_the_map_fit_the_data(rates, edges):
    assert borders(rates) == edges


@pytest.mark.parametrize(
    ("rate", "expected"), [(None, None), (0.5, 0), (0.749, 0), (0.75, 1), (0.999, 1), (1.0, 2)]
)
def test_class_of_a_completion_rate(rate, expected):
    assert place(rate, [50, 75, 100]) == expected


def key_of(figure: charts.Figure) -> list[str]:
    return [trace["name"] for trace in figure.to_dict()["data"] if trace.get("showlegend")]


def test_unit_without_figures_is_grey_on_the_map():
    figure = charts.unit_map(standing(), "zh", boundaries=boundaries("unit"))
    grey = traces(figure, "choropleth")[0]
    assert grey["name"] == "不纳入统计"
    assert "金门" in grey["locations"]
    assert "福州" not in grey["locations"]


def test_key_of_the_map_names_every_colour_and_the_picture_says_that_it_is_a_sketch():
    figure = charts.unit_map(standing(), "zh", boundaries=boundaries("unit"))
    areas = traces(figure, "choropleth")
    assert {trace["geojson"] for trace in areas} == {"/geo/unit.geojson"}
    assert key_of(figure) == ["不纳入统计", "40%–60%", "60%–80%", "80%–100%", "已达目标"]
    assert [note.text for note in figure.layout.annotations] == ["示意图，不是行政区域界线"]


def withheld() -> pa.Table:
    """As a visitor is answered: the counts of 福州 are too small."""
    return standing(checked_count=[None, 45], completion_rate=[None, 0.9], gap_count=[None, 5])


def test_withheld_unit_is_hatched_and_named_on_the_map_and_on_tiles():
    figure = charts.unit_map(withheld(), "zh", boundaries=boundaries("unit"))
    assert "▨ 依规隐去" in key_of(figure)
    [hidden] = [t for t in traces(figure, "choropleth") if t["name"] == "▨ 依规隐去"]
    assert hidden["locations"] == ["福州"]
    lines, labels = traces(figure, "scattergeo")
    assert len(lines["lon"]) > 30
    assert "<b>福州</b><br>依规隐去" in labels["text"]
    tiles = pa.table(
        {"unit": ["福州", "龙岩"], "tile_row_order": [1, 2], "tile_column_order": [1, 1]}
    )
    figure = charts.tile_grid(withheld(), "zh", tiles=tiles)
    [tile] = [t for t in traces(figure, "bar") if t["name"] == "▨ 依规隐去"]
    assert tile["marker"]["pattern"]["shape"] == "x"
    assert tile["text"] == ["<b>福州</b><br>依规隐去"]


def test_click_on_a_framed_unit_gives_the_unit_as_one_on_its_area_does():
    figure = charts.unit_map(standing(), "zh", boundaries=boundaries("unit"), chosen=["龙岩"])
    drawn = [t for t in traces(figure, "choropleth") if "龙岩" in t["locations"]]
    assert [trace["customdata"][0][0] for trace in drawn] == ["龙岩", "龙岩"]


def county_rows(**own) -> pa.Table:
    """Two counties of 龙岩, and rows of it without a county."""
    columns = {
        "unit": ["龙岩"] * 3,
        "county_code": ["350802", "350881", None],
        "county": ["新罗区", "漳平市", "未映射"],
        "checked_count": [5, 10, 1],
        "target_count": [10, 10, None],
        "gap_count": [5, 0, None],
        "completion_rate": [0.5, 1.0, None],
    }
    return pa.table(columns | own)


def test_counties_of_one_unit_fill_the_map_and_a_click_gives_the_code():
    figure = charts.county_map(county_rows(), "zh", boundaries=boundaries("county"))
    areas = [t for t in traces(figure, "choropleth") if t["locations"]]
    assert [(t["name"], t["locations"]) for t in areas] == [
        ("50%–51%", ["新罗区"]),
        ("已达目标", ["漳平市"]),
    ]
    assert [t["customdata"][0][0] for t in areas] == ["350802", "350881"]
    west, east = figure.layout.geo.lonaxis.range
    assert 116.4 < west < 117.05 < 117.4 < east < 118


def test_flat_map_of_the_counties_reaches_for_nothing_outside():
    rows = county_rows(checked_count=[5, None, 1], completion_rate=[0.5, None, None])
    own = {"boundaries": boundaries("county"), "palette": charts.PRINT}
    spec = json.loads(charts.county_deck(rows, "zh", **own).to_json())
    assert "http" not in json.dumps(spec)
    assert spec.get("mapProvider") is None
    ground, areas, lines, names = spec["layers"]
    assert (len(ground["data"]["features"]), ground["pickable"]) == (82, False)
    told = {f["properties"]["told"] for f in areas["data"]["features"]}
    assert told == {
        "<b>龙岩 新罗区</b><br>已检查 5 / 目标 10 户<br>完成率 50.0% · 差 5 户",
        "<b>龙岩 漳平市</b><br>▨ 依规隐去",
    }
    assert len(lines["data"]) > 3
    assert {one["name"] for one in names["data"]} == {"新罗区", "漳平市"}
    key = charts.deck_key(rows, "zh", **own)
    assert all(word in key for word in ("50%–51%", "已达目标", "依规隐去"))


def test_map_in_english_finds_its_areas_and_a_click_gives_the_place_of_the_filter():
    rows = standing(unit=["Fuzhou", "Longyan"])
    figure = charts.unit_map(rows, "en", boundaries=boundaries("unit"), chosen=["龙岩"])
    drawn = [t for t in traces(figure, "choropleth")[1:] if t["locations"]]
    areas = {t["locations"][0]: t["customdata"][0][0] for t in drawn}
    assert areas == {"福州": "福州", "龙岩": "龙岩"}
    assert traces(figure, "scattergeo")[-1]["text"][0].startswith("<b>Fuzhou</b>")


def test_tile_of_a_chosen_unit_has_a_frame():
    tiles = pa.table(
        {"unit": ["福州", "龙岩"], "tile_row_order": [1, 2], "tile_column_order": [1, 1]}
    )
    figure = charts.tile_grid(standing(), "zh", tiles=tiles, chosen=("龙岩",))
    framed = {
        t["customdata"][0][0]: t["marker"]["line"]["width"]
        for t in traces(figure, "bar")
        if t["customdata"]
    }
    assert framed == {"福州": [0.5], "龙岩": [2.5]}


def test_classes_differ_in_form_as_well_as_in_colour():
    rows = pa.table(
        {
            "unit": ["福州"] * 4,
            "is_key_city": [True] * 4,
            "risk_class": list("ABCD"),
            "applied_ratio": [0.01, 0.02, 0.1, 0.0001],
            "drawn_count": [1, 2, 3, 4],
            "pool_count": [100, 100, 30, 13],
            "frequency": [1.0] * 4,
            "is_thin": [False] * 3 + [True],
            "is_inverted": [False] * 3 + [True],
            "is_significant": [False] * 3 + [True],
            "compared_class": [None] * 3 + ["C"],
        }
    )
    figure = charts.class_ratios(rows, "zh")
    marks = [t for t in traces(figure, "scatter") if t["mode"] == "markers+text"]
    assert [t["marker"]["symbol"][0] for t in marks] == [
        *("circle", "square", "diamond", "triangle-up-open")
    ]
    assert [t["text"][0] for t in marks] == ["1.00%", "2.00%", "10.00%", "0.01%"]
    assert len({t["y"][0] for t in marks}) == 4
    assert "D<C" in figure.layout.annotations[0].text
    assert figure.layout.xaxis.range[0] < -4


def test_gain_is_filled_only_where_the_interval_excludes_none():
    rows = pa.table(
        {
            "unit": [None, "厦门", "龙岩", "平潭"],
            "is_key_city": [False, True, False, False],
            "task_count": [9, 3, 3, 3],
            "finding_rate": [0.2, 0.2, 0.2, None],
            "blind_rate": [0.1, 0.1, 0.1, None],
            "class_gain": [2.0, 1.5, 1.2, None],
            "class_gain_low": [1.5, 0.9, None, None],
            "class_gain_high": [2.5, 2.1, None, None],
            "is_significant": [True, False, False, False],
        }
    )
    sure, unsure, thin = traces(charts.class_gains(rows, "zh"), "scatter")
    assert (list(sure["y"]), sure["marker"]["symbol"]) == (["合计"], "circle")
    assert (list(unsure["y"]), unsure["marker"]["symbol"]) == (["<b>厦门</b>"], "circle-open")
    assert (list(thin["y"]), thin.get("error_x")) == (["龙岩"], None)
    assert [t["name"] for t in (sure, unsure, thin)] == [
        *("区间不含1倍", "区间含1倍", "户次过少，无区间")
    ]
    assert [*sure["text"], *unsure["text"], *thin["text"]] == ["2.00倍", "1.50倍", "1.20倍"]
    assert traces(charts.class_gains(rows, "en"), "scatter")[0]["text"] == ["2.00×"]


def test_who_stayed_in_the_class_is_told_but_not_shaded():
    pairs = [(before, since) for before in "ABCD" for since in "ABCD"]
    rows = pa.table(
        {
            "from_class": [before for before, _ in pairs],
            "to_class": [since for _, since in pairs],
            "entity_count": [90 if one == other else 2 for one, other in pairs],
            "move_share": [0.9375 if one == other else 0.0208 for one, other in pairs],
        }
    )
    figure = charts.class_matrix(rows, "zh")
    trace = traces(figure, "heatmap")[0]
    assert trace["z"][0][0] is None
    assert figure.layout.annotations[0].text == "90<br>93.75%"
    assert trace["text"][0][1] == "2<br>2.08%"


def test_finding_rate_without_interval_is_drawn():
    rows = pa.table(
        {
            "risk_class": ["A", "未分类"],
            "finding_rate": [0.1, None],
            "low_rate": [0.05, None],
            "high_rate": [0.2, None],
            "problem_count": [1, 0],
            "applicable_count": [10, 0],
            "beyond_r5_count": [0, 0],
            "beyond_r5_rate": [0.0, None],
            "beyond_r5_low_rate": [0.0, None],
            "beyond_r5_high_rate": [0.1, None],
        }
    )
    drawn = traces(charts.finding_rates(rows, "zh"), "scatter")
    assert [list(trace["y"]) for trace in drawn] == [["A类", "未分类"]] * 2
    assert [list(trace["x"]) for trace in drawn] == [[0.1, None], [0.0, None]]


@pytest.mark.parametrize(("definition", "count"), [("tasks", 3), ("rows", 2), ("effect", 3)])
def test_share_of_no_task_is_nothing_not_zero(definition, count):
    rows = pa.table(
        {
            "unit": ["福州"],
            "is_key_city": [True],
            **{name: [0] for names in SHARES.values() for name in names[:3] if name},
            **{names[3]: pa.nulls(1, pa.float64()) for names in SHARES.values()},
        }
    )
    bars = traces(charts.integration_shares(rows, "zh", definition=definition), "bar")
    assert [list(bar["x"]) for bar in bars] == [[None]] * count


def test_unit_without_a_case_is_told_in_words():
    rows = pa.table(
        {
            "unit": ["泉州"],
            **{
                f"{state}_count": [0]
                for state in (
                    "clue",
                    "draft",
                    "submitted",
                    "adopted",
                    "publicised",
                    "case",
                    "counting",
                )
            },
            "is_required": [True],
            "is_fulfilled": [False],
        }
    )
    board = charts.case_board(rows, "zh")
    assert traces(board, "scatter")[-1]["text"] == ["▲ 尚无案例"]
    # Six columns from 0 on: the last has more room than half a column at its right.
    assert board.layout.xaxis.range[1] > 5.5


def test_chart_engine_has_no_way_out_and_speaks_chinese():
    options = charts.config("zh")
    assert options["topojsonURL"].startswith("/")
    assert not options["showSendToCloud"]
    assert not options["displaylogo"]
    assert options["locales"]["zh-CN"]["format"]["months"][8] == "9月"


@pytest.mark.parametrize(("lang", "said"), [("zh", "9月"), ("en", "Sep")])
def test_month_is_short_in_both_languages(lang, said):
    assert text("charts.month", lang, month=date(2022, 9, 1)) == said


def test_reasons_are_bars_in_shares_of_the_whole_and_a_line_that_adds_them_up():
    rows = pa.table(
        {
            "table_name": ["inspection_results", "register", "register"],
            "reason_code": ["key_missing", "key_missing", "date_unreadable"],
            "row_count": [6, 3, 1],
            "cumulative_share": [0.6, 0.9, 1.0],
        }
    )
    figure = charts.reject_reasons(rows, "zh")
    (bars,), (line, names) = traces(figure, "bar"), traces(figure, "scatter")
    assert list(bars["x"]) == [0.6, 0.3, 0.1]
    assert list(line["x"]) == [0.6, 0.9, 1.0]
    assert list(line["text"]) == ["6行，累计60.0%", "3行，累计90.0%", "1行，累计100.0%"]
    assert names["text"][0] == "检查结果：缺少编号、名称等主键"
    assert len(set(names["text"])) == len(set(bars["y"])) == 3


def stage_rows(**own) -> pa.Table:
    columns = {
        "unit": ["福州", "平潭"],
        "drawn_count": [10, 8],
        "inspected_count": [9, 6],
        "entered_count": [9, 6],
        "published_count": [8, 6],
        "closed_count": [7, 5],
    }
    return pa.table(columns | own)


def test_stages_that_are_equal_for_every_unit_are_one_bar_with_its_figures():
    bars = traces(charts.stage_bars(stage_rows(), "zh"), "bar")
    assert [bar["name"] for bar in bars] == ["已检查＝已录入", "已公示", "已完结"]
    assert [list(bar["text"]) for bar in bars] == [
        ["90% · 9", "75% · 6"],
        ["80% · 8", "75% · 6"],
        ["70% · 7", "62% · 5"],
    ]


def test_withheld_stage_is_a_hatched_bar_that_says_so():
    bars = traces(charts.stage_bars(stage_rows(closed_count=[7, None]), "zh"), "bar")
    assert list(bars[-1]["text"]) == ["70% · 7", "依规隐去"]
    assert list(bars[-1]["x"]) == [0.7, 1.0]
    assert list(bars[-1]["marker"]["pattern"]["shape"]) == ["", "x"]


def test_marks_of_one_row_do_not_hide_each_other():
    rows = pa.Table.from_pylist(
        [
            {
                "unit": "福州",
                "scenario": scenario,
                "target_count": 10,
                "drawn_count": 10,
                "forecast_count": 10,
                "shortfall_count": 0,
            }
            for scenario in ("short", "long", "plan")
        ]
    )
    marks = traces(charts.forecast_dots(rows, "zh"), "scatter")
    assert len({mark["y"][0] for mark in marks}) == len(marks) == 4
    assert {mark["text"][0] for mark in marks} == {"100.0%"}


def month_rows(**own) -> pa.Table:
    columns = {
        "unit": ["福州"] * 4,
        "county_code": ["350102"] * 2 + ["350103"] * 2,
        "county": ["鼓楼区"] * 2 + ["台江区"] * 2,
        "month_on": [date(2022, 1, 1), date(2022, 2, 1)] * 2,
        "cumulative_count": [0, 5, 5, 12],
        "completion_rate": [0.0, 0.5, 0.5, 1.2],
    }
    return pa.table(columns | own)


def test_cells_of_the_months_can_be_clicked_and_their_colours_are_in_the_key():
    figure = charts.county_months(month_rows(), "zh")
    bars = traces(figure, "bar")
    assert [bar["name"] for bar in bars] == ["0%–15%", "15%–30%", "30%–45%", "45%–60%", "已达目标"]
    told = {
        tuple(told[:3]): sign
        for bar in bars
        for told, sign in zip(bar["customdata"], bar["text"], strict=True)
    }
    assert told == {("350102", "福州", "鼓楼区"): "50%", ("350103", "福州", "台江区"): "120%"}
    assert list(figure.layout.yaxis.ticktext) == ["<b>福州</b> 鼓楼区", "台江区"]


def test_withheld_month_is_a_hatched_cell():
    rows = month_rows(cumulative_count=[0, None, 5, 12], completion_rate=[0.0, None, 0.5, 1.2])
    [hidden] = [
        bar for bar in traces(charts.county_months(rows, "zh"), "bar") if "隐去" in bar["name"]
    ]
    assert (list(hidden["x"]), list(hidden["text"])) == ([1], [""])
    assert hidden["marker"]["pattern"]["shape"] == "x"


def uptake(**own) -> dict:
    return {
        "unit": "福州",
        "county_code": "350102",
        "county": "鼓楼区",
        "plan_no": "P1",
        "plan_name": "计划",
        "state": "taken",
        "local_plan_no": "L1",
        "has_plan": True,
        "drawn_count": 3,
        "inspected_count": 1,
    } | own


def test_withheld_cell_of_the_grid_is_not_drawn_as_nothing_drawn():
    rows = pa.Table.from_pylist([uptake(), uptake(plan_no="P2", drawn_count=None)])
    bars = {bar["name"]: bar for bar in traces(charts.uptake_grid(rows, "zh"), "bar")}
    assert list(bars["数字：已抽取户次"]["text"]) == ["3"]
    assert list(bars["▨ 依规隐去"]["x"]) == [1]
    assert list(bars["○ 已承接未抽取"]["x"]) == [None]


def test_shares_of_withheld_rows_are_hatched_and_said():
    rows = pa.table(
        {
            "unit": ["福州", "平潭"],
            "is_key_city": [True, False],
            "class_led_count": [6, None],
            "row_count": [10, None],
            "class_led_rate": [0.6, None],
        }
    )
    figure = charts.integration_shares(rows, "zh", definition="rows")
    [hatched] = [bar for bar in traces(figure, "bar") if "隐去" in bar["name"]]
    assert list(hatched["y"]) == ["平潭"]
    assert list(traces(figure, "scatter")[0]["text"]) == ["60.0%", "依规隐去"]


def test_result_that_is_withheld_keeps_its_line():
    rows = pa.table(
        {
            "result_code": ["R2", "R3", "R4"],
            "name": ["甲", "乙", "丙"],
            "name_en": ["a", "b", "c"],
            "is_found": [True] * 3,
            "is_problem": [True] * 3,
            "main_count": [7, None, 0],
            "multi_count": [9, None, 0],
            "main_share": [1.0, None, 0.0],
        }
    )
    figure = charts.result_counts(rows, "zh")
    [hatched] = [bar for bar in traces(figure, "bar") if "隐去" in bar["name"]]
    assert (list(hatched["y"]), list(hatched["text"])) == (["R3 乙"], ["依规隐去"])
    assert "未实际查到" in key_of(figure) + [bar["name"] for bar in traces(figure, "bar")]


def test_state_bars_have_figures_and_hatch_what_is_withheld():
    states = (
        "in_time",
        "early",
        "done_late",
        "not_due",
        "due_today",
        "overdue",
        "no_start",
        "undated",
        "waived",
    )
    counts = {f"{state}_count": [0, 0] for state in states}
    rows = pa.table(
        {
            "unit": ["福州", "平潭"],
            "row_count": [10, 9],
            **counts,
            "in_time_count": [9, 7],
            "overdue_count": [1, None],
        }
    )
    figure = charts.clock_states(rows, "zh")
    hatched, in_time = traces(figure, "bar")[:2]
    assert (list(hatched["y"]), list(hatched["text"])) == (["平潭"], ["依规隐去"])
    assert list(in_time["text"]) == ["9", "7"]


def test_camera_has_room_of_its_own_on_every_chart():
    assert charts.unit_map(standing(), "zh", boundaries=boundaries("unit")).layout.margin.r >= 34
    assert charts.stage_bars(stage_rows(), "zh").layout.margin.r >= 34


def test_row_that_nobody_judges_and_has_no_gap_has_reached_its_reference():
    own = {"status": "reference", "floor_rate": 0.035, "signal": "neutral"}
    labels = bullets._gap_labels([own | {"gap_count": 0}, own | {"gap_count": 13}], "zh")
    assert labels == ["已达参照", "参照差13"]
