"""Rates of a unit side by side, and pairs of offices by how many firms they share."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    bands,
    columns,
    figure,
    height_of,
    lane,
    lane_axis,
    valued,
)
from inspection.charts.gantt import short
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, MEASURE, SECOND, TEXT, THIRD
from inspection.charts.withheld import hidden_note
from inspection.text import text

# The three completion rates, each with a form and a colour of its own.
RATES = {
    "plan": ("diamond", THIRD, "done_plan_count", "known_plan_count"),
    "task": ("square", SECOND, "done_task_count", "task_count"),
    "inspection": ("circle", MEASURE, "inspected_count", "row_count"),
}
TICKS = (0, 0.2, 0.4, 0.6, 0.8, 1)
# Pixels of a row with three marks above each other.
ROW = 40
MOST_PAIRS = 12
PAIR_ROW = 44
LONGEST_PAIR = 34
# Below so many firms every whole number has a tick.
FEW = 8


@coloured
def completion_dots(rows: pa.Table, lang: str) -> Figure:
    """One row per part, one mark per rate; the counts stand in the hover and the table."""
    parts = rows["part"].to_pylist()
    traces = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "name": text(f"charts.rate_{name}", lang),
            "x": rows[f"{name}_completion_rate"].to_pylist(),
            "y": [place + lane(number, len(RATES)) for place in range(len(parts))],
            **valued(rows[f"{name}_completion_rate"].to_pylist()),
            "marker": {
                "symbol": symbol,
                "size": 9,
                "color": color,
                "line": {"width": 1, "color": CONTEXT},
            },
            "customdata": columns(parts, rows[done].to_pylist(), rows[whole].to_pylist()),
            "hovertemplate": text("charts.rate_hover", lang),
        }
        for number, (name, (symbol, color, done, whole)) in enumerate(RATES.items())
    ]
    return figure(
        traces,
        height=height_of(len(parts), row=ROW),
        xaxis=axis(range=[-0.02, 1.1], tickvals=TICKS, tickformat=".0%"),
        yaxis=lane_axis(parts),
        shapes=bands(len(parts)),
        annotations=[
            hidden_note(place, lang, names)
            for place, row in enumerate(rows.to_pylist())
            if (names := _withheld(row, lang))
        ],
    )


def _withheld(row: Mapping[str, Any], lang: str) -> list[str]:
    """Names of the rates whose counts the reader may not see."""
    return [
        text(f"charts.rate_{name}", lang)
        for name, (_, _, done, whole) in RATES.items()
        if None in (row[done], row[whole])
    ]


@coloured
def office_pairs(rows: pa.Table, lang: str) -> Figure:
    """Pairs of offices with the most firms waiting in tasks of both; labels above the bars."""
    pairs = rows.slice(0, MOST_PAIRS).to_pylist()
    counts = [row["entity_count"] for row in pairs]
    most = max((count for count in counts if count), default=1)
    places = list(range(len(pairs)))
    labels = [
        short(f"{row['first_office']} × {row['second_office']}", LONGEST_PAIR) for row in pairs
    ]
    told = ("first_office", "second_office", "entity_count", "task_pair_count", "same_item_count")
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": places,
        "x": counts,
        "width": 0.3,
        "marker": {"color": MEASURE},
        "text": counts,
        "textposition": "outside",
        "textfont": {"color": TEXT},
        "cliponaxis": False,
        "showlegend": False,
        "customdata": columns(*([row[name] for row in pairs] for name in told)),
        "hovertemplate": text("charts.pair_hover", lang),
    }
    names = {
        "type": "scatter",
        "mode": "text",
        "x": [0] * len(pairs),
        "y": [place - 0.36 for place in places],
        "text": labels,
        "textposition": "middle right",
        "textfont": {"color": TEXT, "size": 11},
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return figure(
        [bars, names],
        height=height_of(len(pairs), row=PAIR_ROW, head=16),
        xaxis=axis(range=[0, most * 1.15], dtick=1 if most < FEW else None),
        yaxis=axis(range=[len(pairs) - 0.6, -0.75], visible=False),
        margin={"l": 0, "r": 8, "t": 4, "b": 0, "pad": 0},
    )
