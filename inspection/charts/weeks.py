"""Weekly small multiples: each unit's running completion, the others grey behind it."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure
from inspection.charts.multiples import ACROSS, CELL_HEIGHT, cell_domain, half_of, heading
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, MEASURE
from inspection.data.columns import written
from inspection.text import text


@coloured
def weekly_multiples(rows: pa.Table, lang: str, *, half: int | None = None) -> Figure:
    """One small plot per unit on the same axes; half 0 or 1 draws half of the units.

    Two halves side by side fill a wide screen and stack on a narrow one.
    """
    everyone = list(dict.fromkeys(rows["unit"].to_pylist()))
    weeks = list(dict.fromkeys(rows["week_on"].to_pylist()))
    shares = rows["completion_rate"].to_numpy().reshape(len(everyone), len(weeks))
    units = half_of(everyone, half)
    across = max(min(ACROSS, len(units)), 1)
    down = -(-len(units) // across)
    top = max(1.1, float(np.nan_to_num(shares).max()))
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": []}
    for index, unit in enumerate(units):
        suffix = "" if index == 0 else str(index + 1)
        x, y = cell_domain(index, across, down)
        is_last = index + across >= len(units)
        layout[f"xaxis{suffix}"] = _weeks_axis(x, suffix, weeks, lang, is_last=is_last)
        layout[f"yaxis{suffix}"] = _share_axis(y, suffix, top, is_first=index % across == 0)
        layout["annotations"].append(heading(_last(unit, shares[everyone.index(unit)], lang), x, y))
        traces += _cell(unit, everyone.index(unit), shares, weeks, suffix, lang)
    return figure(
        traces,
        height=down * CELL_HEIGHT + 12,
        showlegend=False,
        margin={"l": 0, "r": 4, "t": 16, "b": 0, "pad": 2},
        **layout,
    )


def _last(unit: str, shares: np.ndarray, lang: str) -> str:
    """The unit with its last share."""
    last = float(shares[-1])
    said = text("charts.map_unknown", lang) if np.isnan(last) else written("completion_rate", last)
    return f"{unit} {said}"


def _weeks_axis(
    domain: list[float], suffix: str, weeks: list[date], lang: str, *, is_last: bool
) -> dict[str, Any]:
    """Weeks by number; a label where a quarter of the year begins."""
    starts = [
        number
        for number, week in enumerate(weeks)
        if week.month in (1, 4, 7, 10) and (number == 0 or weeks[number - 1].month != week.month)
    ]
    return axis(
        domain=domain,
        anchor=f"y{suffix}",
        matches="x" if suffix else None,
        showticklabels=is_last,
        showgrid=False,
        tickvals=starts,
        ticktext=[text("charts.month", lang, month=weeks[number]) for number in starts],
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


def _cell(
    unit: str, index: int, shares: np.ndarray, weeks: list[date], suffix: str, lang: str
) -> list[dict]:
    """The other units in grey, then the target, then the unit itself."""
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "type": "scatter", "mode": "lines"}
    numbers = np.arange(len(weeks), dtype="int16")
    others = np.delete(shares, index, axis=0)
    # A missing value at the end of each row parts the lines of one trace.
    behind = np.pad(others, ((0, 0), (0, 1)), constant_values=np.nan).astype("float32")
    return [
        {
            **axes,
            "x": np.tile(np.append(numbers, numbers[-1:]), len(others)),
            "y": behind.ravel(),
            "line": {"color": BANDS[1], "width": 1},
            "hoverinfo": "skip",
        },
        {
            **axes,
            "x": numbers[[0, -1]],
            "y": [1, 1],
            "line": {"color": CONTEXT, "width": 1, "dash": "dot"},
            "hoverinfo": "skip",
        },
        {
            **axes,
            "x": numbers,
            "y": shares[index].astype("float32"),
            "line": {"color": MEASURE, "width": 2},
            "customdata": [[unit, week.isoformat()] for week in weeks],
            "hovertemplate": text("charts.week_hover", lang),
        },
    ]
