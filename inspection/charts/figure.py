"""What all figures share: size, margins, axes, number formats. graph_objects only."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from inspection.charts.palette import FAINT_TEXT, GRID

Layout = Mapping[str, Any]

# Heights in pixels.
ROW = 30
HEAD = 46
FONT = 12
TRANSPARENT = "rgba(0,0,0,0)"


def figure(traces: Sequence[Mapping[str, Any]], **layout: Any) -> go.Figure:
    """A figure of plain traces under the shared layout, which `layout` overrides."""
    shared: dict[str, Any] = {
        "margin": {"l": 0, "r": 8, "t": 26, "b": 0, "pad": 4},
        "font": {"size": FONT},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "hoverlabel": {"align": "left", "font": {"size": FONT}},
        "legend": legend(),
        "dragmode": False,
        "separators": ".,",
    }
    return go.Figure(data=list(traces), layout={**shared, **layout})


def legend() -> dict[str, Any]:
    """One line above the plot, left."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": FONT - 1},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }


def axis(**own: Any) -> dict[str, Any]:
    """A quiet axis: faint grid, no zero line, automatic margin."""
    shared = {
        "gridcolor": GRID,
        "zeroline": False,
        "automargin": True,
        "tickfont": {"size": FONT - 1, "color": FAINT_TEXT},
        "title": {"font": {"size": FONT - 1, "color": FAINT_TEXT}},
        "fixedrange": True,
    }
    title = own.pop("title", None)
    if title is not None:
        shared["title"] = {**shared["title"], "text": title}
    return {**shared, **own}


def listed(*rows: Any) -> list[list[Any]]:
    """Columns side by side as customdata rows."""
    return [list(row) for row in zip(*rows, strict=True)]


def height_of(rows: int, *, row: int = ROW, head: int = HEAD, least: int = 120) -> int:
    """Pixels for a list of so many rows."""
    return max(least, rows * row + head)
