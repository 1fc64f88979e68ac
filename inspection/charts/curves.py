"""How fast rows are published: one small curve per unit, the others grey behind it."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure
from inspection.charts.multiples import ACROSS, CELL_HEIGHT, cell_domain, half_of, heading
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, MEASURE, STEPS
from inspection.text import text

# The axis ends here or with the longest curve, whichever comes first, in working days.
LONGEST = 60

Curves = Mapping[str, list[dict[str, Any]]]


@coloured
def publication_curves(
    rows: pa.Table, lang: str, *, limit_days: int, half: int | None = None
) -> Figure:
    """Share published by working day and unit, with its interval; the line is the limit."""
    curves: dict[str, list[dict[str, Any]]] = {}
    for row in rows.to_pylist():
        if row["workday_count"] <= LONGEST:
            curves.setdefault(row["unit"], []).append(row)
    units = half_of(list(curves), half)
    across = max(min(ACROSS, len(units)), 1)
    down = -(-len(units) // across)
    last = max(row["workday_count"] for points in curves.values() for row in points)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": []}
    for index, unit in enumerate(units):
        suffix = "" if index == 0 else str(index + 1)
        x, y = cell_domain(index, across, down)
        is_last, is_first = index + across >= len(units), index % across == 0
        layout[f"xaxis{suffix}"] = _days_axis(x, suffix, last, is_last=is_last)
        layout[f"yaxis{suffix}"] = _share_axis(y, suffix, is_first=is_first)
        layout["annotations"].append(heading(unit, x, y))
        traces += _cell(unit, curves, limit_days, suffix, lang)
    return figure(
        traces,
        height=down * CELL_HEIGHT + 12,
        showlegend=False,
        margin={"l": 0, "r": 4, "t": 16, "b": 0, "pad": 2},
        **layout,
    )


def _days_axis(domain: list[float], suffix: str, last: int, *, is_last: bool) -> dict[str, Any]:
    return axis(
        domain=domain,
        anchor=f"y{suffix}",
        range=[0, last],
        tickvals=[0, 20, 40, 60],
        showticklabels=is_last,
        showgrid=False,
    )


def _share_axis(domain: list[float], suffix: str, *, is_first: bool) -> dict[str, Any]:
    return axis(
        domain=domain,
        anchor=f"x{suffix}",
        range=[0, 1.02],
        tickvals=[0, 0.5, 1],
        tickformat=".0%",
        showticklabels=is_first,
    )


def _cell(unit: str, curves: Curves, limit_days: int, suffix: str, lang: str) -> list[dict]:
    """The other units in grey, the interval, the limit, then the unit itself."""
    others = [row for name, points in curves.items() if name != unit for row in [*points, {}]]
    own = curves[unit]
    band = [row for row in own if row["share_low"] is not None]
    line = {"shape": "hv", "width": 1}
    return [
        _line(others, suffix, {**line, "color": BANDS[1]}),
        _line(band, suffix, {**line, "width": 0}, "share_low"),
        _line(band, suffix, {**line, "width": 0}, "share_high")
        | {"fill": "tonexty", "fillcolor": STEPS[2]},
        {
            **_line([], suffix, {"color": CONTEXT, "width": 1, "dash": "dot"}),
            "x": [limit_days, limit_days],
            "y": [0, 1],
        },
        _line(own, suffix, {"shape": "hv", "color": MEASURE, "width": 2})
        | {
            "hoverinfo": "all",
            "customdata": [[unit, row["at_risk_count"]] for row in own],
            "hovertemplate": text("charts.curve_hover", lang),
        },
    ]


def _line(
    rows: list[dict[str, Any]], suffix: str, line: dict[str, Any], column: str = "done_share"
) -> dict[str, Any]:
    """Steps through the rows; an empty row parts two curves."""
    return {
        "type": "scatter",
        "mode": "lines",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "x": [row.get("workday_count") for row in rows],
        "y": [row.get(column) for row in rows],
        "line": line,
        "hoverinfo": "skip",
    }
