"""Where each pace leads by the deadline, as a share of the target."""

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.palette import AMBER, CONTEXT, SECOND, TEXT
from inspection.text import text

SCENARIOS = {
    "short": ("circle", AMBER),
    "long": ("square", SECOND),
    "plan": ("line-ns", CONTEXT),
}


def forecast_dots(rows: pa.Table, lang: str) -> Figure:
    """One row per unit, one mark per scenario; the line is the target."""
    records = [row for row in rows.to_pylist() if row["target_count"]]
    units = list(dict.fromkeys(row["unit"] for row in records))
    traces = []
    for scenario, (symbol, color) in SCENARIOS.items():
        own = [row for row in records if row["scenario"] == scenario]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": text(f"value.scenario_{scenario}", lang),
                "x": [row["forecast_count"] / row["target_count"] for row in own],
                "y": [row["unit"] for row in own],
                "marker": {
                    "symbol": symbol,
                    "size": 16 if symbol == "line-ns" else 10,
                    "color": color,
                    "line": {"width": 2 if symbol == "line-ns" else 1, "color": CONTEXT},
                },
                "customdata": columns(
                    [row["unit"] for row in own],
                    [row["forecast_count"] for row in own],
                    [row["target_count"] for row in own],
                    [row["shortfall_count"] for row in own],
                ),
                "hovertemplate": text("charts.forecast_hover", lang),
            }
        )
    return figure(
        traces,
        height=height_of(len(units)),
        shapes=[
            {
                "type": "line",
                "x0": 1,
                "x1": 1,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": TEXT, "width": 1.5},
                "layer": "below",
            }
        ],
        xaxis=axis(tickformat=".0%"),
        yaxis=list_axis(units),
    )
