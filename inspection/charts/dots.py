"""Dots by risk class: the ratio applied per unit, and the finding rate with its interval."""

from collections.abc import Mapping
from math import log10
from typing import Any

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    columns,
    figure,
    height_of,
    lane,
    lane_axis,
    list_axis,
    named,
    valued,
)
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, BANDS, CONTEXT, MEASURE, class_colours
from inspection.charts.withheld import hidden_note
from inspection.data.classes import name_of
from inspection.text import text

# A form per class, so that the classes part without colour.
FORMS = ("circle", "square", "diamond", "triangle-up", "cross", "star")
# Pixels of a row with four marks above each other.
ROW = 60
# Pixels of a row with two dots and a label on either side of them.
FINDING_ROW = 76
# Powers of ten between 0.1 % and 100 %; where a ratio is lower, the scale follows it.
LOG_RANGE = (-3.2, 0.1)
ROOM = 0.15
LOG_TICKS = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
RATIO_SHOWN = ("unit", "risk_class", "drawn_count", "pool_count", "frequency")


def symbols() -> dict[str, str]:
    """The form of each class, from the lowest risk up."""
    return dict(zip(class_colours(), FORMS, strict=False))


@coloured
def class_ratios(rows: pa.Table, lang: str) -> Figure:
    """Ratio applied per class and unit on a log scale; a line joins the classes of a unit."""
    records = [row | {"label": named(row)} for row in rows.to_pylist()]
    labels = list(dict.fromkeys(row["label"] for row in records))
    shown = [row for row in records if row["applied_ratio"]]
    span = _log_range([row["applied_ratio"] for row in shown])
    places = {label: place for place, label in enumerate(labels)}
    traces = [_span(shown, label, places[label]) for label in labels]
    traces += [_class_dots(shown, letter, places, lang) for letter in class_colours()]
    if any(row["is_thin"] for row in shown):
        traces.append(_hollow(lang))
    return figure(
        traces,
        height=height_of(len(labels), row=ROW),
        xaxis=axis(type="log", range=span, tickvals=LOG_TICKS, tickformat=".2~%"),
        yaxis=lane_axis(labels),
        annotations=[
            _inverted(row, span[1], places[row["label"]], lang)
            for row in records
            if row["is_inverted"] and row["is_significant"]
        ]
        + [
            hidden_note(place, lang, names)
            for label, place in places.items()
            if (names := _withheld(records, label, lang))
        ],
    )


def _withheld(records: list[dict], label: str, lang: str) -> list[str]:
    """Names of the classes of a unit whose counts the reader may not see."""
    own = [row for row in records if row["label"] == label and row["drawn_count"] is None]
    known = class_colours()
    return [class_name(row["risk_class"], lang) for row in own if row["risk_class"] in known]


def _hollow(lang: str) -> dict[str, Any]:
    """The entry of the key for hollow marks."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text("charts.class_thin", lang),
        "x": [None],
        "y": [None],
        "marker": {"symbol": "circle-open", "size": 9, "color": CONTEXT},
    }


def _class_dots(
    shown: list[dict], risk_class: str, places: Mapping[str, int], lang: str
) -> dict[str, Any]:
    """The dots of one class; hollow where the pool is too small to say anything."""
    own = [row for row in shown if row["risk_class"] == risk_class]
    symbol = symbols()[risk_class]
    beside = lane(list(symbols()).index(risk_class), len(symbols()))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": class_name(risk_class, lang),
        "x": [row["applied_ratio"] for row in own],
        "y": [places[row["label"]] + beside for row in own],
        **valued([row["applied_ratio"] for row in own], "applied_ratio"),
        "marker": {
            "symbol": [f"{symbol}-open" if row["is_thin"] else symbol for row in own],
            "size": 9,
            "color": class_colours()[risk_class],
            "line": {"width": 1, "color": CONTEXT},
        },
        "customdata": [[row[name] for name in RATIO_SHOWN] for row in _named(own, lang)],
        "hovertemplate": text("charts.class_ratio_hover", lang),
    }


def _named(rows: list[dict], lang: str) -> list[dict]:
    """The same rows with the words of their class."""
    return [row | {"risk_class": name_of(row["risk_class"], lang)} for row in rows]


def _span(shown: list[dict], label: str, place: int) -> dict[str, Any]:
    """The line under the dots of one unit, from its smallest to its largest ratio."""
    ratios = [row["applied_ratio"] for row in shown if row["label"] == label]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [min(ratios), max(ratios)] if ratios else [],
        "y": [place] * (2 if ratios else 0),
        "line": {"color": BANDS[2], "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _log_range(ratios: list[float]) -> list[float]:
    """Powers of ten at both ends: room for a word at the right, and for lower ratios."""
    ends = [log10(ratio) for ratio in ratios]
    least = min([LOG_RANGE[0], *(end - ROOM for end in ends)])
    return [least, min([LOG_RANGE[1], *([max(ends) + 3 * ROOM] if ends else [])])]


def _inverted(row: dict, end: float, place: int, lang: str) -> dict[str, Any]:
    """A word at the end of the line: this class got less than a lower one."""
    return {
        "text": text("charts.inverted", lang, high=row["risk_class"], low=row["compared_class"]),
        "x": end,
        "y": place,
        "xanchor": "right",
        "showarrow": False,
        "font": {"color": AMBER, "size": 11},
    }


@coloured
def finding_rates(rows: pa.Table, lang: str) -> Figure:
    """Finding rate per class with its 95 % interval, all problems and those beyond R5."""
    classes = rows["risk_class"].to_pylist()
    ends = [
        rate for name in ("high", "beyond_r5_high") for rate in rows[f"{name}_rate"].to_pylist()
    ]
    end = max((rate for rate in ends if rate), default=1.0)
    return figure(
        [_finding_dots(rows, lang, prefix) for prefix in ("", "beyond_r5_")],
        height=height_of(len(classes), row=FINDING_ROW),
        scattermode="group",
        annotations=[
            hidden_note(class_name(row["risk_class"], lang), lang)
            for row in rows.to_pylist()
            if None in (row["problem_count"], row["applicable_count"])
        ],
        xaxis=axis(tickformat=".0%", range=[-0.04 * end, 1.04 * end]),
        yaxis=list_axis([class_name(name, lang) for name in classes]),
    )


def _finding_dots(rows: pa.Table, lang: str, prefix: str) -> dict[str, Any]:
    """Filled dots for all problems, hollow ones for those that were more than set right."""
    classes = rows["risk_class"].to_pylist()
    rates = rows[f"{prefix or 'finding_'}rate"].to_pylist()
    low, high = (rows[f"{prefix}{end}_rate"].to_pylist() for end in ("low", "high"))
    count = rows[f"{prefix}count" if prefix else "problem_count"].to_pylist()
    return {
        "type": "scatter",
        "mode": "markers+text",
        **valued(rates, "finding_rate"),
        # Away from the other dots of the class, so that no label lies on their interval.
        "textposition": "bottom center" if prefix else "top center",
        "orientation": "h",
        "name": text(f"charts.finding_{prefix or 'all'}", lang),
        "x": rates,
        "y": [class_name(name, lang) for name in classes],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _differences(high, rates),
            "arrayminus": _differences(rates, low),
            "color": CONTEXT,
            "thickness": 1.5,
            "width": 5,
        },
        "marker": {
            "size": 11,
            "symbol": [symbols().get(name, "circle") + "-open" * bool(prefix) for name in classes],
            "color": [class_colours().get(name, MEASURE) for name in classes],
            "line": {"width": 1.5 if prefix else 1, "color": CONTEXT},
        },
        "customdata": columns(count, rows["applicable_count"].to_pylist(), low, high),
        "hovertemplate": text("charts.finding_hover", lang),
    }


def class_name(risk_class: str, lang: str) -> str:
    """A class for the reader; what is no class keeps its own name."""
    return name_of(risk_class, lang)


def _differences(upper: list[float | None], lower: list[float | None]) -> list[float | None]:
    """Upper minus lower, nothing where either is missing."""
    return [
        None if high is None or low is None else high - low
        for high, low in zip(upper, lower, strict=True)
    ]
