"""Ratios by class over the tasks of the year: whether they were adjusted as it went on."""

from math import ceil, floor, log10
from typing import Any

import pyarrow as pa

from inspection.charts.dots import LOG_TICKS, class_name, symbols
from inspection.charts.figure import Figure, axis, columns, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, class_colours
from inspection.data.classes import column
from inspection.text import text

HEIGHT = 300
# Free room above and below the dots, in powers of ten.
ROOM = 0.1
# Marks are smaller where there are many.
SIZE, SMALL, MANY = 9, 6, 100
SHOWN = ("unit", "name", "task_no")


@coloured
def ratio_moves(rows: pa.Table, lang: str) -> Figure:
    """Each task at its day with the ratio of every class; of one unit alone lines join them.

    A ratio of 0 has no place on the logarithmic axis: the table has it.
    """
    records = rows.to_pylist()
    is_one = len({row["unit"] for row in records}) == 1
    return figure(
        [_dots(records, letter, lang, is_joined=is_one) for letter in class_colours()],
        height=HEIGHT,
        xaxis=axis(type="date", tickformat="%-m-%d", showgrid=False),
        yaxis=axis(type="log", range=_span(records), tickvals=LOG_TICKS, tickformat=".2~%"),
    )


def _dots(
    records: list[dict[str, Any]], risk_class: str, lang: str, *, is_joined: bool
) -> dict[str, Any]:
    own = [row for row in records if row[column(risk_class, "ratio")]]
    return {
        "type": "scatter",
        "mode": "lines+markers" if is_joined else "markers",
        "name": class_name(risk_class, lang),
        "x": [row["drawn_on"].isoformat() for row in own],
        "y": [row[column(risk_class, "ratio")] for row in own],
        "line": {"width": 1.5, "color": class_colours()[risk_class]},
        "marker": {
            "symbol": symbols()[risk_class],
            "size": SIZE if len(records) <= MANY else SMALL,
            "color": class_colours()[risk_class],
            "line": {"width": 1, "color": CONTEXT},
        },
        "customdata": columns(*([row[name] for row in own] for name in SHOWN)),
        "hovertemplate": text("charts.moves_hover", lang),
    }


def _span(records: list[dict[str, Any]]) -> list[float]:
    """From the least to the largest ratio in powers of ten; without any from 0.1 % to all."""
    names = [column(one, "ratio") for one in class_colours()]
    found = [log10(row[name]) for row in records for name in names if row[name]]
    if not found:
        return [-3.0, 0.0]
    # To the next half power, so that marks of the axis lie within.
    low, high = (floor(2 * min(found)) / 2, ceil(2 * max(found)) / 2)
    return [low - ROOM, high + ROOM]
