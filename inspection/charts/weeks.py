"""Weekly small multiples: each unit's running completion, the others grey behind it."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure
from inspection.charts.palette import BANDS, CONTEXT, MEASURE, TEXT
from inspection.text import text

ACROSS = 4
CELL_HEIGHT = 128
# Share of a cell's width and height that stays empty between cells.
GAP_X, GAP_Y = 0.14, 0.3


def weekly_multiples(rows: pa.Table, lang: str) -> Figure:
    """One small plot per unit on the same axes, with the target line at 100 %."""
    lines: dict[str, tuple[list, list]] = {}
    for row in rows.to_pylist():
        weeks, shares = lines.setdefault(row["unit"], ([], []))
        weeks.append(row["week_on"])
        shares.append(row["completion_rate"])
    across = min(ACROSS, len(lines))
    down = -(-len(lines) // across)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": []}
    top = max([1.1, *(share for _, shares in lines.values() for share in shares if share)])
    for index, unit in enumerate(lines):
        suffix = "" if index == 0 else str(index + 1)
        x, y = _domain(index, across, down)
        layout[f"xaxis{suffix}"] = _weeks_axis(x, suffix, is_last=index + across >= len(lines))
        layout[f"yaxis{suffix}"] = _share_axis(y, suffix, top, is_first=index % across == 0)
        layout["annotations"].append(_heading(unit, x, y))
        traces += _cell(lines, unit, suffix, lang)
    return figure(
        traces,
        height=down * CELL_HEIGHT + 12,
        showlegend=False,
        margin={"l": 0, "r": 4, "t": 16, "b": 0, "pad": 2},
        **layout,
    )


def _domain(index: int, across: int, down: int) -> tuple[list[float], list[float]]:
    """Where a cell lies, in shares of the plot, from the top left."""
    column, row = index % across, index // across
    left = column / across
    top = 1 - row / down
    return [left, left + (1 - GAP_X) / across], [top - (1 - GAP_Y) / down, top]


def _weeks_axis(domain: list[float], suffix: str, *, is_last: bool) -> dict[str, Any]:
    return axis(
        domain=domain,
        anchor=f"y{suffix}",
        matches="x" if suffix else None,
        showticklabels=is_last,
        showgrid=False,
        tickformat="%-m/%-d",
        nticks=4,
    )


def _share_axis(domain: list[float], suffix: str, top: float, *, is_first: bool) -> dict[str, Any]:
    return axis(
        domain=domain,
        anchor=f"x{suffix}",
        range=[0, top],
        tickvals=[0, 0.5, 1],
        tickformat=".0%",
        showticklabels=is_first,
    )


def _heading(unit: str, x: list[float], y: list[float]) -> dict[str, Any]:
    return {
        "text": unit,
        "x": x[0],
        "y": y[1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": TEXT},
    }


def _cell(lines: dict[str, tuple[list, list]], unit: str, suffix: str, lang: str) -> list[dict]:
    """The other units in grey, then the target, then the unit itself."""
    weeks, shares = lines[unit]
    behind_x: list = []
    behind_y: list = []
    for other, (days, values) in lines.items():
        if other != unit:
            behind_x += [*days, None]
            behind_y += [*values, None]
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "type": "scatter", "mode": "lines"}
    return [
        {
            **axes,
            "x": behind_x,
            "y": behind_y,
            "line": {"color": BANDS[1], "width": 1},
            "hoverinfo": "skip",
        },
        {
            **axes,
            "x": [weeks[0], weeks[-1]],
            "y": [1, 1],
            "hoverinfo": "skip",
            "line": {"color": CONTEXT, "width": 1, "dash": "dot"},
        },
        {
            **axes,
            "x": weeks,
            "y": shares,
            "line": {"color": MEASURE, "width": 2},
            "customdata": [[unit]] * len(weeks),
            "hovertemplate": text("charts.week_hover", lang),
        },
    ]
