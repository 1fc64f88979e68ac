"""Shares of one whole per unit, side by side in one bar."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.palette import BANDS, CONTEXT, GROUND, MEASURE, TEXT
from inspection.text import text


def integration_shares(rows: pa.Table, lang: str, *, period: str) -> Figure:
    """Tasks of the period that used classes, did not, or do not say; the rate at the end."""
    units = rows["unit"].to_pylist()
    tasks = rows[f"{period}_task_count"].to_pylist()
    used = rows[f"{period}_used_count"].to_pylist()
    unknown = rows[f"{period}_unknown_count"].to_pylist()
    unused = [t - u - n for t, u, n in zip(tasks, used, unknown, strict=True)]
    parts = (
        ("used", used, {"color": MEASURE}),
        ("unused", unused, {"color": BANDS[2]}),
        ("unknown", unknown, {"color": BANDS[0], "pattern": {"shape": "/", "fgcolor": CONTEXT}}),
    )
    traces = [_part(name, units, counts, tasks, marker, lang) for name, counts, marker in parts]
    rates = [
        f"{rate:.1%}" if rate is not None else "—" for rate in rows[f"{period}_rate"].to_pylist()
    ]
    return figure(
        [*traces, _rates(units, rates)],
        barmode="stack",
        height=height_of(len(units)),
        xaxis=axis(range=[0, 1.14], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
        yaxis=list_axis(units),
    )


def _part(
    name: str,
    units: list[str],
    counts: list[int],
    tasks: list[int],
    marker: dict[str, Any],
    lang: str,
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": text(f"charts.integration_{name}", lang),
        "y": units,
        "x": [n / d if d else None for n, d in zip(counts, tasks, strict=True)],
        "width": 0.62,
        "marker": {**marker, "line": {"width": 0.5, "color": GROUND}},
        "customdata": columns(units, counts, tasks),
        "hovertemplate": text("charts.integration_hover", lang),
    }


def _rates(units: list[str], rates: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": units,
        "x": [1.14] * len(units),
        "text": rates,
        "textposition": "middle left",
        "textfont": {"color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }
