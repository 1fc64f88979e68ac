"""Where each pace leads by the deadline, as a share of the target."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, CONTEXT, SECOND, TEXT
from inspection.text import text

SCENARIOS = {
    "short": ("circle", AMBER),
    "long": ("square", SECOND),
    "plan": ("line-ns", CONTEXT),
}


@coloured
def forecast_dots(rows: pa.Table, lang: str) -> Figure:
    """One row per unit, one mark per scenario and what is drawn; the line is the target."""
    records = [row for row in rows.to_pylist() if row["target_count"]]
    units = list(dict.fromkeys(row["unit"] for row in records))
    traces = [
        _scenario([row for row in records if row["scenario"] == name], name, lang)
        for name in SCENARIOS
    ]
    traces.append(_drawn([row for row in records if row["scenario"] == "short"], lang))
    line = {
        "type": "line",
        "x0": 1,
        "x1": 1,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": TEXT, "width": 1.5},
        "layer": "below",
    }
    return figure(
        traces,
        height=height_of(len(units)),
        shapes=[line],
        xaxis=axis(tickformat=".0%"),
        yaxis=list_axis(units),
    )


def _drawn(rows: list[dict], lang: str) -> dict[str, Any]:
    """The limit beside the paces: what is drawn."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text("charts.drawn", lang),
        "x": [row["drawn_count"] / row["target_count"] for row in rows if row["drawn_count"]],
        "y": [row["unit"] for row in rows if row["drawn_count"]],
        "marker": {"symbol": "diamond-open", "size": 10, "color": CONTEXT},
        "hovertemplate": f"{text('charts.drawn', lang)} %{{x:.1%}}<extra></extra>",
    }


def _scenario(rows: list[dict], scenario: str, lang: str) -> dict[str, Any]:
    """The marks of one scenario."""
    symbol, color = SCENARIOS[scenario]
    is_line = symbol == "line-ns"
    shown = ("unit", "forecast_count", "target_count", "shortfall_count")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(f"value.scenario_{scenario}", lang),
        "x": [_share(row) for row in rows],
        "y": [row["unit"] for row in rows],
        "marker": {
            "symbol": symbol,
            "size": 16 if is_line else 10,
            "color": color,
            "line": {"width": 2 if is_line else 1, "color": CONTEXT},
        },
        "customdata": [[row[name] for name in shown] for row in rows],
        "hovertemplate": text("charts.forecast_hover", lang),
    }


def _share(row: dict) -> float | None:
    """The forecast as a share of the target; none where it is withheld."""
    return None if row["forecast_count"] is None else row["forecast_count"] / row["target_count"]
