"""Drawn against expected: what one trial brought, beside what the ratios promise."""

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import MEASURE, TEXT
from inspection.text import text


@coloured
def drawn_against_expected(rows: pa.Table, lang: str, *, row_height: int = 30) -> Figure:
    """One bar per row of `label`, a tick where the expectation lies."""
    labels = rows["label"].to_pylist()
    drawn = rows["drawn_count"].to_pylist()
    expected = rows["expected_value"].to_pylist()
    stock = rows["stock_count"].to_pylist()
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": labels,
        "x": drawn,
        "width": 0.55,
        "marker": {"color": MEASURE},
        "name": text("charts.drawn_now", lang),
        "customdata": columns(labels, stock, expected),
        "hovertemplate": text("charts.drawn_hover", lang),
    }
    ticks = {
        "type": "scatter",
        "mode": "markers",
        "y": labels,
        "x": expected,
        "name": text("charts.expected", lang),
        "marker": {
            "symbol": "line-ns",
            "size": min(16, row_height - 6),
            "line": {"width": 2, "color": TEXT},
        },
        "hovertemplate": "%{x:,.1f}<extra></extra>",
    }
    return figure(
        [bars, ticks],
        height=height_of(len(labels), row=row_height),
        xaxis=axis(tickformat=",d", rangemode="tozero"),
        yaxis=list_axis(labels),
    )
