"""From drawn to closed: how far the rows of each unit have come."""

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis, share
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, MEASURE, SECOND, STEPS
from inspection.text import text

STAGES = ("drawn", "inspected", "entered", "published", "closed")
COLORS = (CONTEXT, SECOND, STEPS[5], MEASURE, STEPS[9])


@coloured
def stage_bars(rows: pa.Table, lang: str) -> Figure:
    """One line of dots per unit: the share of the drawn rows that reached each stage."""
    units = rows["unit"].to_pylist()
    drawn = rows["drawn_count"].to_pylist()
    traces = []
    for stage, color in zip(STAGES[1:], COLORS[1:], strict=True):
        reached = rows[f"{stage}_count"].to_pylist()
        traces.append(
            {
                "type": "bar",
                "name": text(f"charts.stage_{stage}", lang),
                "y": units,
                "x": [share(n, d) for n, d in zip(reached, drawn, strict=True)],
                "orientation": "h",
                "marker": {"color": color},
                "customdata": columns(units, reached, drawn),
                "hovertemplate": text("charts.stage_hover", lang),
            }
        )
    return figure(
        traces,
        barmode="group",
        bargap=0.25,
        bargroupgap=0.1,
        height=height_of(len(units), row=44),
        xaxis=axis(range=[0, 1], tickformat=".0%"),
        yaxis=list_axis(units),
    )
