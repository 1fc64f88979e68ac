"""Rows of each unit by their state: bars of shares or of counts, with one figure at the end."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    columns,
    figure,
    hatch,
    height_of,
    list_axis,
    rate_of,
    share,
)
from inspection.charts.painting import coloured
from inspection.charts.palette import (
    AMBER,
    BANDS,
    CONTEXT,
    GROUND,
    MEASURE,
    RED,
    SECOND,
    STEPS,
    TEXT,
)
from inspection.text import text

Marker = Mapping[str, Any]
# Below so many rows every whole number has a tick.
FEW = 8
# The least share of a bar that a figure has room in; a smaller one is told by the pointer.
ROOM = 0.05
# How much of a part its stripes cover.
THIN = 0.15


class Part(NamedTuple):
    """A state: its name among columns and words, and how it is drawn."""

    name: str
    marker: Marker


def _striped(color: str, stripe: str, shape: str = "/") -> Marker:
    """Thin stripes: the figure on them is read."""
    pattern = {"shape": shape, "bgcolor": color, "fgcolor": stripe, "size": 6, "solidity": THIN}
    return {"color": color, "pattern": pattern}


CLOCK = (
    Part("in_time", {"color": MEASURE}),
    Part("early", _striped(MEASURE, GROUND, ".")),
    Part("done_late", _striped(SECOND, MEASURE)),
    Part("not_due", {"color": BANDS[2]}),
    Part("due_today", {"color": AMBER}),
    Part("overdue", {"color": RED}),
    Part("no_start", _striped(BANDS[0], CONTEXT, "x")),
    Part("undated", _striped(BANDS[0], CONTEXT)),
    Part("waived", {"color": BANDS[0]}),
)
RESULTS = (
    Part("clean", {"color": SECOND}),
    Part("problem", {"color": MEASURE}),
    Part("not_found", _striped(BANDS[1], CONTEXT)),
    Part("unreadable", {"color": BANDS[2]}),
)
CLOSURE = (
    Part("closed", {"color": MEASURE}),
    Part("open_short", {"color": STEPS[2]}),
    Part("open_middle", {"color": CONTEXT}),
    Part("open_long", _striped(CONTEXT, TEXT)),
)
AGES = (
    Part("days_5", {"color": STEPS[2]}),
    Part("days_10", {"color": STEPS[4]}),
    Part("days_20", {"color": STEPS[6]}),
    Part("days_more", {"color": STEPS[8]}),
)


@coloured
def clock_states(rows: pa.Table, lang: str) -> Figure:
    """What became of each unit's rows under one time limit; what is overdue at the end."""
    ends = [
        text("charts.state_overdue_end", lang, count=f"{count:,}") if count else ""
        for count in rows["overdue_count"].to_pylist()
    ]
    return _shares(rows, lang, CLOCK, "row_count", ends)


@coloured
def result_shares(rows: pa.Table, lang: str) -> Figure:
    """Main results of each unit's rows; the share really found at the end."""
    return _shares(rows, lang, RESULTS, "inspected_count", _percent(rows, "valid_rate", lang))


@coloured
def closure_ages(rows: pa.Table, lang: str) -> Figure:
    """Follow-up closed, and the age of what is open; the closure rate at the end."""
    return _shares(rows, lang, CLOSURE, "disposal_count", _percent(rows, "closure_rate", lang))


@coloured
def overdue_ages(rows: pa.Table, lang: str) -> Figure:
    """Rows overdue by unit, and for how long."""
    units = rows["unit"].to_pylist()
    counts = {part.name: rows[f"{part.name}_count"].to_pylist() for part in AGES}
    total = rows["overdue_count"].to_pylist()
    traces = [_bar(part, units, counts[part.name], total, lang) for part in AGES]
    most = max((count for count in total if count), default=1)
    dtick = 1 if most < FEW else None
    return _stacked(
        [*_withheld(units, total, most, lang), *traces],
        units,
        axis(tickformat=",d", rangemode="tozero", dtick=dtick),
    )


def _shares(
    rows: pa.Table, lang: str, parts: Sequence[Part], whole: str, ends: Sequence[str]
) -> Figure:
    units = rows["unit"].to_pylist()
    wholes = rows[whole].to_pylist()
    traces = []
    for part in parts:
        counts = rows[f"{part.name}_count"].to_pylist()
        if any(counts):
            shares = [share(n, d) for n, d in zip(counts, wholes, strict=True)]
            traces.append(_bar(part, units, counts, wholes, lang) | {"x": shares})
    ticks = axis(range=[0, 1.17], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%")
    hidden = [_known(rows, parts, whole, at) for at in range(len(units))]
    return _stacked([*_withheld(units, hidden, 1, lang), *traces, _ends(units, ends)], units, ticks)


def _known(rows: pa.Table, parts: Sequence[Part], whole: str, at: int) -> int | None:
    """The whole of a unit; None where it or one of its parts is withheld."""
    counts = [rows[name][at].as_py() for name in (whole, *(f"{p.name}_count" for p in parts))]
    return None if None in counts else counts[0]


def _withheld(
    units: list[str], known: Sequence[int | None], end: float, lang: str
) -> list[dict[str, Any]]:
    """A hatched bar that says so, behind what may be shown of a unit."""
    own = [unit for unit, count in zip(units, known, strict=True) if count is None]
    if not own:
        return []
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": text("charts.map_withheld", lang),
            "y": own,
            "x": [end] * len(own),
            "base": [0] * len(own),
            "width": 0.62,
            "marker": {"color": BANDS[0], "pattern": hatch(), "line": {"width": 0}},
            "text": [text("charts.withheld", lang)] * len(own),
            "textposition": "inside",
            "insidetextanchor": "end",
            "textfont": {"color": TEXT},
            "hoverinfo": "skip",
        }
    ]


def _stacked(traces: list[dict], units: list[str], xaxis: dict[str, Any]) -> Figure:
    return figure(
        traces,
        barmode="stack",
        height=height_of(len(units), head=64),
        margin={"l": 0, "r": 8, "t": 44, "b": 0, "pad": 4},
        xaxis=xaxis,
        yaxis=list_axis(units),
    )


def _bar(
    part: Part, units: list[str], counts: list[int], wholes: list[int], lang: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": text(f"charts.state_{part.name}", lang),
        "y": units,
        "x": counts,
        "width": 0.62,
        "marker": {**part.marker, "line": {"width": 0.5, "color": GROUND}},
        "text": [_written(n, d) for n, d in zip(counts, wholes, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textfont": {"size": 10},
        "textangle": 0,
        "customdata": columns(units, counts, wholes),
        "hovertemplate": text("charts.state_hover", lang),
    }


def _written(count: int | None, whole: int | None) -> str:
    """The count, where its part of the bar has room for it."""
    return f"{count:,}" if count and whole and count / whole >= ROOM else ""


def _ends(units: list[str], ends: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": units,
        "x": [1.17] * len(units),
        "text": list(ends),
        "textposition": "middle left",
        "textfont": {"color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _percent(rows: pa.Table, name: str, lang: str) -> list[str]:
    return [rate_of(rate, lang) for rate in rows[name].to_pylist()]
