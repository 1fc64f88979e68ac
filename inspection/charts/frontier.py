"""The efficient frontier: most finds that so many visits can bring, and where the plan stands."""

import pyarrow as pa
import pyarrow.compute as pc

from inspection.charts.figure import Figure, axis, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import MEASURE, TEXT
from inspection.text import text

HEIGHT = 300


@coloured
def frontier(rows: pa.Table, lang: str) -> Figure:
    """A line of finds against visits, with a mark for the present plan."""
    line = rows.filter(pc.invert(rows["is_plan"]))
    plan = rows.filter(rows["is_plan"])
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": text("charts.frontier", lang),
            "x": line["visit_value"].to_pylist(),
            "y": line["find_value"].to_pylist(),
            "line": {"color": MEASURE, "width": 2},
            "marker": {"size": 5, "color": MEASURE},
            "hovertemplate": text("charts.frontier_hover", lang),
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": text("charts.frontier_plan", lang),
            "x": plan["visit_value"].to_pylist(),
            "y": plan["find_value"].to_pylist(),
            "marker": {"size": 12, "symbol": "diamond", "color": TEXT},
            "hovertemplate": text("charts.frontier_hover", lang),
        },
    ]
    return figure(
        traces,
        height=HEIGHT,
        xaxis=axis(text("charts.frontier_visits", lang), tickformat=",d", rangemode="tozero"),
        yaxis=axis(text("charts.frontier_finds", lang), tickformat=",d", rangemode="tozero"),
    )
