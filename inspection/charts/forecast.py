"""Where each pace leads by the deadline, as a share of the target."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    bands,
    figure,
    height_of,
    lane,
    lane_axis,
    valued,
)
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, CONTEXT, SECOND, TEXT
from inspection.charts.withheld import hidden_note
from inspection.text import text

SCENARIOS = {
    "short": ("circle", AMBER),
    "long": ("square", SECOND),
    "plan": ("line-ns", CONTEXT),
}
# Marks beside each other in a row, and its pixels.
LANES, ROW = 4, 64


@coloured
def forecast_dots(rows: pa.Table, lang: str) -> Figure:
    """One row per unit, one mark per scenario and what is drawn; the line is the target."""
    records = [row for row in rows.to_pylist() if row["target_count"]]
    units = list(dict.fromkeys(row["unit"] for row in records))
    withheld = {
        row["unit"]
        for row in records
        if row["scenario"] == "short" and None in (row["drawn_count"], row["forecast_count"])
    }
    places = {unit: place for place, unit in enumerate(units)}
    traces = [
        _scenario([row for row in records if row["scenario"] == name], name, places, lang)
        for name in SCENARIOS
    ]
    traces.append(_drawn([row for row in records if row["scenario"] == "short"], places, lang))
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
        height=height_of(len(units), row=ROW),
        shapes=[line, *bands(len(units))],
        annotations=[hidden_note(places[unit], lang) for unit in units if unit in withheld],
        xaxis=axis(tickformat=".0%"),
        yaxis=lane_axis(units),
    )


def _drawn(rows: list[dict], places: Mapping[str, int], lang: str) -> dict[str, Any]:
    """The limit beside the paces: what is drawn."""
    known = [row for row in rows if row["drawn_count"]]
    shares = [row["drawn_count"] / row["target_count"] for row in known]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text("charts.drawn", lang),
        "x": shares,
        "y": [places[row["unit"]] + lane(len(SCENARIOS), LANES) for row in known],
        **valued(shares),
        "marker": {"symbol": "diamond-open", "size": 10, "color": CONTEXT},
        "hovertemplate": f"{text('charts.drawn', lang)} %{{x:.1%}}<extra></extra>",
    }


def _scenario(
    rows: list[dict], scenario: str, places: Mapping[str, int], lang: str
) -> dict[str, Any]:
    """The marks of one scenario."""
    symbol, color = SCENARIOS[scenario]
    is_line = symbol == "line-ns"
    shown = ("unit", "forecast_count", "target_count", "shortfall_count")
    own = lane(list(SCENARIOS).index(scenario), LANES)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text(f"value.scenario_{scenario}", lang),
        "x": [_share(row) for row in rows],
        "y": [places[row["unit"]] + own for row in rows],
        **valued([_share(row) for row in rows]),
        "marker": {
            "symbol": symbol,
            "size": 11 if is_line else 9,
            "color": color,
            "line": {"width": 2 if is_line else 1, "color": CONTEXT},
        },
        "customdata": [[row[name] for name in shown] for row in rows],
        "hovertemplate": text("charts.forecast_hover", lang),
    }


def _share(row: dict) -> float | None:
    """The forecast as a share of the target; none where it is withheld."""
    return None if row["forecast_count"] is None else row["forecast_count"] / row["target_count"]
