"""Places under other weights: how much of an order is the weights' doing."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import FONT, Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, FAINT_TEXT, MEASURE
from inspection.data.columns import written
from inspection.text import text

# Free room at both ends of the axis, in places.
ROOM = 0.6
Record = dict[str, Any]


@coloured
def place_spans(rows: pa.Table, lang: str) -> Figure:
    """A line from the best to the last place of each unit, in the order of the rows."""
    records = rows.to_pylist()
    known = [row for row in records if row["low_place_order"] is not None]
    last = max([1, *(row["placed_unit_count"] for row in known)])
    return figure(
        [_line(known), _ends(known, lang)],
        height=height_of(len(records)),
        showlegend=False,
        annotations=[_unknown(row, lang) for row in records if row not in known],
        xaxis=axis(
            text("charts.place_axis", lang),
            range=[1 - ROOM, last + ROOM],
            tickvals=list(range(1, last + 1)),
        ),
        yaxis=list_axis([row["unit"] for row in records]),
    )


def _line(known: list[Record]) -> Record:
    """One trace, parted by gaps."""
    x: list[int | None] = []
    y: list[str | None] = []
    for row in known:
        x += [row["low_place_order"], row["high_place_order"], None]
        y += [row["unit"], row["unit"], None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": CONTEXT, "width": 4},
        "hoverinfo": "skip",
    }


def _ends(known: list[Record], lang: str) -> Record:
    """Both ends of each line; one mark where the place does not change."""
    ends = [(row, name) for row in known for name in _names(row)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row[name] for row, name in ends],
        "y": [row["unit"] for row, _ in ends],
        "marker": {"symbol": "circle", "size": 10, "color": MEASURE},
        "customdata": columns(
            (written("trial_total_value", row["trial_total_value"], lang) for row, _ in ends),
            (row["low_place_order"] for row, _ in ends),
            (row["high_place_order"] for row, _ in ends),
        ),
        "hovertemplate": text("charts.place_hover", lang),
    }


def _names(row: Record) -> list[str]:
    is_firm = row["low_place_order"] == row["high_place_order"]
    return ["low_place_order"] if is_firm else ["low_place_order", "high_place_order"]


def _unknown(row: Record, lang: str) -> Record:
    """A word in the place of a line."""
    return {
        "text": text("charts.place_unknown", lang),
        "x": 1,
        "y": row["unit"],
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": FONT - 1, "color": FAINT_TEXT},
    }
