"""Colours are an argument: a figure is painted for print in a process without a screen."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pyarrow as pa

from inspection import charts
from inspection.charts.palette import PRINT, SCREEN
from inspection.settings import ROOT

OTHER = {
    *("PRINT", "SCREEN", "Figure", "Palette", "class_name", "config", "halves_of", "painted"),
    "signed",
    # Drawn by another engine, in the plain colours of a palette that it is given.
    *("DECK_HEIGHT", "county_deck", "deck_key", "origin"),
}


def test_every_chart_is_drawn_in_plain_colours_without_streamlit(small_demo):
    program = Path(__file__).with_name("printing.py")
    ran = subprocess.run(
        [sys.executable, program],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "INSPECTION_DATA": str(small_demo)},
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert set(told["slots"]) == set(charts.__all__) - OTHER
    assert [name for name, left in told["slots"].items() if left] == []
    assert told["streamlit"] is False


def test_slots_are_those_that_the_theme_of_the_screen_fills():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartCategoricalColors"]) == len(SCREEN.categorical)
        assert len(theme[mode]["chartSequentialColors"]) == len(SCREEN.sequential)
        assert len(theme[mode]["chartDivergingColors"]) >= len(SCREEN.diverging)
    assert len(set(SCREEN.colours())) == len(SCREEN.colours()) == len(PRINT.colours())


def test_print_has_the_colours_of_the_light_theme():
    light = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"][
        "light"
    ]
    assert list(PRINT.categorical) == light["chartCategoricalColors"]
    assert list(PRINT.sequential) == light["chartSequentialColors"]


def test_painted_figure_stands_on_its_own_ground():
    rows = pa.table({"visit_value": [9.0], "find_value": [1.0], "is_plan": [False]})
    made = charts.frontier(rows, "zh", palette=PRINT)
    assert made.layout.paper_bgcolor == made.layout.plot_bgcolor == PRINT.ground
    assert made.layout.font.color == PRINT.text
    assert made.data[0].line.color == PRINT.categorical[0]
