"""Figures without a browser: nothing beyond the edge, lengths true, the same text each time."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from inspection import charts
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.report.drawing import draw
from inspection.report.drawing.scales import formatted
from inspection.report.drawing.svg import width_of
from inspection.report.portable import MISSING, picture, printable

DAY = date(2022, 9, 9)
WIDTH = 640
SVG = "{http://www.w3.org/2000/svg}"
QUESTIONS = {
    "class_ratios": "class_ratio_by_unit",
    "closure_ages": "closure_by_unit",
    "finding_rates": "finding_rate_by_class",
    "result_shares": "results_by_unit",
    "stage_bars": "stage_funnel_by_unit",
    "unit_bullets": "standing_by_unit",
}


def rows(question: str):
    return warehouse.answer(question, scope=LOCAL, as_of=DAY)


def figures():
    for name, question in QUESTIONS.items():
        yield name, getattr(charts, name)(rows(question), "zh", palette=charts.PRINT)
    own = {"events": rows("event_list"), "as_of": DAY, "palette": charts.PRINT}
    yield "burn_up", charts.burn_up(rows("burn_up"), "zh", **own)


def boxes(svg: str):
    """Left and right end of every text and box."""
    for one in ElementTree.fromstring(svg).iter():
        if one.tag == f"{SVG}text":
            wide = width_of(one.text or "", float(one.attrib["font-size"]))
            before = {"start": 0.0, "middle": wide / 2, "end": wide}[one.attrib["text-anchor"]]
            left = float(one.attrib["x"]) - before
            yield left, left + wide, float(one.attrib["y"])
        elif one.tag == f"{SVG}rect" and "x" in one.attrib:
            left, top = float(one.attrib["x"]), float(one.attrib["y"])
            yield left, left + float(one.attrib["width"]), top


def test_every_figure_lies_within_its_picture(small_demo):
    for name, figure in figures():
        svg = draw(figure.to_dict(), WIDTH)
        high = float(re.search(r'height="([\d.]+)"', svg)[1])
        assert svg == draw(figure.to_dict(), WIDTH), name
        found = list(boxes(svg))
        assert len(found) > 5, name
        for left, right, y in found:
            assert -1 <= left <= right <= WIDTH + 1, (name, left, right)
            assert -1 <= y <= high + 1, (name, y)


def test_bars_are_as_long_as_their_shares():
    bar = {"type": "bar", "orientation": "h", "y": ["甲", "乙"], "x": [0.25, 0.5], "width": 0.5}
    layout = {"height": 200, "xaxis": {"range": [0, 1]}, "yaxis": {"type": "category"}}
    svg = draw({"data": [bar], "layout": layout}, WIDTH)
    wide = [float(one.attrib["width"]) for one in ElementTree.fromstring(svg).iter(f"{SVG}rect")]
    first, second = wide[1:]
    assert second == pytest.approx(2 * first, abs=0.02)


def test_stacked_bars_stand_end_to_end():
    bars = [
        {"type": "bar", "orientation": "h", "y": ["甲"], "x": [share], "name": name}
        for name, share in (("一", 0.2), ("二", 0.3))
    ]
    layout = {"barmode": "stack", "height": 150, "xaxis": {"range": [0, 1]}}
    svg = draw({"data": bars, "layout": layout}, WIDTH)
    found = [
        one.attrib for one in ElementTree.fromstring(svg).iter(f"{SVG}rect") if "x" in one.attrib
    ]
    first, second = found[-2:]
    end = float(first["x"]) + float(first["width"])
    assert float(second["x"]) == pytest.approx(end, abs=0.02)


@pytest.mark.parametrize(
    ("value", "told", "said"),
    [
        (0.25, ".0%", "25%"),
        (1234.0, ",d", "1,234"),
        (0.003, ".2~%", "0.3%"),
        (0.1, ".2~%", "10%"),
        (2.5, "", "2.5"),
    ],
)
def test_numbers_of_axes_are_told_as_on_the_screen(value, told, said):
    assert formatted(value, told) == said


def test_a_picture_is_a_png_and_the_same_each_time():
    line = {"type": "scatter", "mode": "lines", "x": [1, 2], "y": [1, 3]}
    svg = draw({"data": [line], "layout": {"height": 120}}, WIDTH)
    assert picture(svg).startswith(b"\x89PNG")
    assert picture(svg) == picture(svg)


def test_a_character_that_the_fonts_lack_is_marked():
    assert printable("鲤城区㵟口") == f"鲤城区{MISSING}口"
