"""Burn-up: what is done, what should be, and where the pace leads, with events marked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, CONTEXT, FAINT_TEXT, GRID, MEASURE, SECOND, TEXT
from inspection.text import text

DAY_MS = 86_400_000
HEIGHT = 340
# Levels nearer to each other than this share of the higher one would write over each other.
NEAR = 0.06
# A value, its name and colour.
Level = tuple[int, str, str]


@coloured
def burn_up(rows: pa.Table, lang: str, *, events: pa.Table, as_of: date) -> Figure:
    """Lines by day from the first of January to the deadline."""
    first = rows["day_on"][0].as_py()
    target = rows["target_count"][0].as_py()
    drawn = rows["drawn_count"][0].as_py()
    line = _Lines(rows, first, lang)
    drawn_lines = [
        line.draw("plan", CONTEXT, dash="dash", width=1.5),
        line.draw("time", CONTEXT, dash="dot", width=1.2),
        line.draw("short", AMBER, dash="dash", width=1.8),
        line.draw("long", SECOND, dash="dash", width=1.8),
        line.draw("checked", MEASURE, width=2.6),
    ]
    # What has no figure on any day – a pace after the deadline – has no line and no key.
    traces = [one for one in drawn_lines if any(value is not None for value in one["y"])]
    levels = [
        (value, text(f"charts.{kind}_level", lang, count=f"{value:,}"), color)
        for kind, value, color in (("target", target, TEXT), ("drawn", drawn, FAINT_TEXT))
        if value
    ]
    marked = _events(events, lang)
    return figure(
        [*traces, marked],
        height=HEIGHT,
        hovermode="x unified",
        shapes=[*(_level(value, color) for value, _, color in levels), _today(as_of)],
        annotations=[
            *(_level_name(value, name, color) for value, name, color in _named(levels)),
            *_reached(rows),
        ],
        xaxis=axis(
            type="date",
            tickformat=text("charts.month_ticks", lang),
            dtick="M1",
            showgrid=False,
            hoverformat="%Y-%m-%d",
        ),
        yaxis=axis(tickformat=",d", rangemode="tozero", nticks=6),
    )


def _named(levels: Sequence[Level]) -> list[Level]:
    """A name for each line; two that lie almost on each other share one."""
    values = [value for value, *_ in levels]
    if len(levels) < 2 or max(values) - min(values) > NEAR * max(values):
        return list(levels)
    (_, name, color), (_, other, _) = levels
    return [(max(values), f"{name} · {other}", color)]


class _Lines:
    """Lines that share their days: the first day and the step say it all."""

    def __init__(self, rows: pa.Table, first: date, lang: str) -> None:
        self.rows, self.first, self.lang = rows, first, lang

    def draw(self, kind: str, color: str, *, width: float, dash: str = "solid") -> dict[str, Any]:
        """The line of one column."""
        values = self.rows[f"{kind}_count"].to_pylist()
        return {
            "type": "scatter",
            "mode": "lines",
            "x0": self.first.isoformat(),
            "dx": DAY_MS,
            "y": [None if value is None else round(value, 1) for value in values],
            "name": text(f"charts.line_{kind}", self.lang),
            "line": {"color": color, "width": width, "dash": dash},
            "hovertemplate": "%{y:,.0f}",
        }


def _reached(rows: pa.Table) -> list[dict[str, Any]]:
    """What is inspected on the last day known, beside the end of its line."""
    pairs = zip(rows["day_on"].to_pylist(), rows["checked_count"].to_pylist(), strict=True)
    known = [(day, count) for day, count in pairs if count is not None]
    return [
        {
            "text": f"<b>{count:,}</b>",
            "x": day.isoformat(),
            "y": count,
            "xanchor": "right",
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 12, "color": MEASURE},
        }
        for day, count in known[-1:]
    ]


def _level(value: int, color: str) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": color, "width": 1},
    }


def _level_name(value: int, name: str, color: str) -> dict[str, Any]:
    return {
        "text": name,
        "xref": "paper",
        "x": 0,
        "y": value,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": color},
    }


def _today(as_of: date) -> dict[str, Any]:
    return {
        "type": "line",
        "yref": "paper",
        "x0": as_of.isoformat(),
        "x1": as_of.isoformat(),
        "y0": 0,
        "y1": 1,
        "line": {"color": GRID, "width": 6},
        "layer": "below",
    }


def _events(events: pa.Table, lang: str) -> dict[str, Any]:
    """Events as marks on the time axis, those of one day together."""
    by_day: dict[date, list[str]] = {}
    for row in events.to_pylist():
        where = row["unit"] or text("frame.province", lang)
        by_day.setdefault(row["happened_on"], []).append(f"{where}：{row['event']}")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat() for day in by_day],
        "y": [0] * len(by_day),
        "name": text("charts.events", lang),
        "marker": {"symbol": "triangle-up", "size": 9, "color": FAINT_TEXT},
        "customdata": [["<br>".join(lines)] for lines in by_day.values()],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
        "cliponaxis": False,
    }
