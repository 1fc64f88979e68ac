"""From class to class: a square of counts, shaded by share of the row."""

import pyarrow as pa

from inspection.charts.dots import class_name
from inspection.charts.figure import Figure, axis, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import STEPS, TEXT, class_colours
from inspection.data.columns import written
from inspection.text import text

# Pixels of a row.
CELL = 46


@coloured
def class_matrix(rows: pa.Table, lang: str) -> Figure:
    """Enterprises by class before (rows) and since (columns); who stayed is not shaded."""
    place = {(row["from_class"], row["to_class"]): row for row in rows.to_pylist()}
    names = [class_name(letter, lang) for letter in class_colours()]
    cells = [[place[before, since] for since in class_colours()] for before in class_colours()]
    shares = [[None if _stayed(row) else row["move_share"] for row in line] for line in cells]
    largest = max((share for line in shares for share in line if share), default=0.0)
    trace = {
        "type": "heatmap",
        "x": [text("charts.since", lang, name=name) for name in names],
        "y": [text("charts.before", lang, name=name) for name in names],
        "z": shares,
        "zmin": 0,
        "zmax": largest or 1.0,
        "colorscale": [[0, STEPS[0]], [1, STEPS[4]]],
        "text": [["" if _untinted(row) else _cell(row, lang) for row in line] for line in cells],
        "texttemplate": "%{text}",
        "hoverongaps": False,
        "hoverinfo": "skip",
        "xgap": 2,
        "ygap": 2,
        "showscale": False,
    }
    return figure(
        [trace],
        height=len(class_colours()) * CELL + 30,
        xaxis=axis(side="top", showgrid=False),
        yaxis=axis(autorange="reversed", showgrid=False),
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 4},
        annotations=[
            _beside_scale(row, across, down, lang)
            for down, line in enumerate(cells)
            for across, row in enumerate(line)
            if _untinted(row)
        ],
    )


def _stayed(row: dict) -> bool:
    return row["from_class"] == row["to_class"]


def _untinted(row: dict) -> bool:
    """Whether a cell has no shade: who stayed, and what the reader may not see."""
    return _stayed(row) or row["move_share"] is None


def _beside_scale(row: dict, across: int, down: int, lang: str) -> dict:
    """Text on the ground itself: the chart engine has no colour for a cell without shade."""
    return {
        "x": across,
        "y": down,
        "text": _cell(row, lang),
        "showarrow": False,
        "font": {"color": TEXT},
    }


def _cell(row: dict, lang: str) -> str:
    """Count and share, or words for what a reader may not see."""
    if row["entity_count"] is None:
        return text("charts.withheld", lang)
    count, share = (written(name, row[name]) for name in ("entity_count", "move_share"))
    return count if row["move_share"] is None else f"{count}<br>{share}"
