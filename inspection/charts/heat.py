"""County × month: how the running share of the target grew."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import GROUND, STEPS, TEXT
from inspection.text import text

# The scale ends at the target: everything beyond is as dark as done.
DONE = 1.0
CELL = 19


@coloured
def county_months(rows: pa.Table, lang: str) -> Figure:
    """One row per county, grouped by unit, one column per month."""
    counties = _distinct(rows, "county")
    months = _distinct(rows, "month_on")
    place = {
        (row["county"], row["month_on"]): (row["completion_rate"], row["cumulative_count"])
        for row in rows.to_pylist()
    }
    cells = [[place.get((county, month), (None, None)) for month in months] for county in counties]
    unit_of = dict(zip(rows["county"].to_pylist(), rows["unit"].to_pylist(), strict=True))
    trace: dict[str, Any] = {
        "type": "heatmap",
        "x": [text("charts.month", lang, month=month) for month in months],
        "y": columns((unit_of[county] for county in counties), counties),
        "z": [[rate for rate, _ in row] for row in cells],
        "customdata": [
            [[unit_of[county], county, count] for _, count in row]
            for county, row in zip(counties, cells, strict=True)
        ],
        "zmin": 0,
        "zmax": DONE,
        "colorscale": [[step / 9, color] for step, color in enumerate(STEPS)],
        "texttemplate": "%{z:.0%}",
        "textfont": {"size": 10},
        "xgap": 1,
        "ygap": 1,
        "showscale": False,
        "hovertemplate": text("charts.heat_hover", lang),
    }
    trace["y"] = [list(level) for level in zip(*trace["y"], strict=True)]
    return figure(
        [trace],
        height=height_of(len(counties), row=CELL, head=30),
        xaxis=axis(side="top", showgrid=False),
        yaxis=axis(
            autorange="reversed",
            showgrid=False,
            tickfont={"color": TEXT, "size": 11},
            dividercolor=GROUND,
        ),
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 2},
    )


def _distinct(rows: pa.Table, name: str) -> list:
    return list(dict.fromkeys(rows[name].to_pylist()))
