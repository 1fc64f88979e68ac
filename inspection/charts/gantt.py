"""Windows of tasks on a calendar: how far each is, and what is past its date."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, MEASURE, RED, TEXT
from inspection.text import text

# Tasks that fit a screen; the table below the figure has them all.
MOST_TASKS = 24
ROW = 34
MILLISECONDS = 86_400_000
LONGEST_LABEL = 26
YEAR = re.compile(r"^20\d\d\D")


@coloured
def task_windows(rows: pa.Table, lang: str, *, as_of: date) -> Figure:
    """One bar per task with a window, filled by rows inspected; most overdue first."""
    known = [row for row in rows.to_pylist() if row["window_from_on"] and row["window_to_on"]]
    tasks = known[:MOST_TASKS]
    places = list(range(len(tasks)))
    return figure(
        [
            _windows(tasks, places, lang),
            _done(tasks, places, lang),
            _undone(tasks, places, lang),
            _days(tasks, places, "drawn_on", "diamond-open", lang),
            _days(tasks, places, "last_inspected_on", "line-ns", lang),
            _names(tasks, places, lang),
        ],
        barmode="overlay",
        height=height_of(len(tasks), row=ROW),
        xaxis=axis(type="date", tickformat="%m-%d"),
        yaxis=axis(range=[len(tasks) - 0.6, -0.75], visible=False),
        shapes=[_today(as_of)],
    )


def short(label: str, most: int = LONGEST_LABEL) -> str:
    """A label that leaves room for the plot."""
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _names(tasks: list[dict], places: list[int], lang: str) -> dict[str, Any]:
    """Names above the bars, from the left edge on, with what is overdue."""
    first = min((row["drawn_on"] or row["window_from_on"] for row in tasks), default=None)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [first] * len(tasks),
        "y": [place - 0.4 for place in places],
        "text": [_label(row, lang) for row in tasks],
        "textposition": "middle right",
        "textfont": {"color": TEXT, "size": 11},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _label(row: dict, lang: str) -> str:
    """Name without the year, after the unit where the name does not say it."""
    name = YEAR.sub("", row["name"] or row["task_no"])
    label = short(name if row["unit"] in name else f"{row['unit']} {name}")
    return label + (text("charts.task_overdue", lang, **row) if row["overdue_count"] else "")


def _windows(tasks: list[dict], places: list[int], lang: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": text("charts.task_window", lang),
        "y": places,
        "base": [row["window_from_on"] for row in tasks],
        "x": [_length(row) for row in tasks],
        "width": 0.4,
        "marker": {"color": BANDS[1], "line": {"width": 0}},
        "customdata": _told(tasks),
        "hovertemplate": text("charts.task_hover", lang),
    }


def _done(tasks: list[dict], places: list[int], lang: str) -> dict[str, Any]:
    """The inspected share of each bar."""
    return {
        **_part(text("charts.task_done", lang), MEASURE),
        "y": places,
        "base": [row["window_from_on"] for row in tasks],
        "x": [_length(row) * (row["inspection_rate"] or 0) for row in tasks],
    }


def _undone(tasks: list[dict], places: list[int], lang: str) -> dict[str, Any]:
    """What is not inspected of the bars of tasks with overdue rows."""
    own = [at for at in places if tasks[at]["overdue_count"]]
    rates = [tasks[at]["inspection_rate"] or 0 for at in own]
    lengths = [_length(tasks[at]) for at in own]
    begun = [length * rate for length, rate in zip(lengths, rates, strict=True)]
    starts = [tasks[at]["window_from_on"] for at in own]
    pairs = zip(starts, begun, strict=True)
    return {
        **_part(text("charts.task_late", lang), RED),
        "y": own,
        "base": [_after(start, length) for start, length in pairs],
        "x": [length - part for length, part in zip(lengths, begun, strict=True)],
    }


def _after(day: date, milliseconds: float) -> str:
    moment = datetime(day.year, day.month, day.day) + timedelta(milliseconds=milliseconds)
    return moment.isoformat(sep=" ", timespec="minutes")


def _part(name: str, color: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "width": 0.22,
        "marker": {"color": color, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _days(
    tasks: list[dict], places: list[int], column: str, symbol: str, lang: str
) -> dict[str, Any]:
    own = [at for at in places if tasks[at][column]]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(f"charts.task_{column}", lang),
        "x": [tasks[at][column] for at in own],
        "y": own,
        # The colour of a line without a body is that of its outline.
        "marker": {
            "symbol": symbol,
            "size": 9,
            "color": CONTEXT,
            "line": {"width": 1.5, "color": TEXT},
        },
        "hovertemplate": "%{x|%Y-%m-%d}<extra></extra>",
    }


def _length(row: dict) -> float:
    """Milliseconds of the window, its last day included."""
    return ((row["window_to_on"] - row["window_from_on"]).days + 1) * MILLISECONDS


def _told(tasks: list[dict]) -> list[list]:
    names = ("task_no", "name", "lead_office", "state", "inspected_count", "row_count")
    return columns(*([row[name] for row in tasks] for name in (*names, "window_to_on")))


def _today(as_of: date) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": as_of,
        "x1": as_of,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": TEXT, "width": 1},
    }
