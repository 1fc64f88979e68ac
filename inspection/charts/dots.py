"""Dots by risk class: the ratio applied per unit, and the finding rate with its interval."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.palette import CLASSES, CONTEXT, MEASURE
from inspection.text import text

# A form per class, so that the classes part without colour.
SYMBOLS = {"A": "circle", "B": "square", "C": "diamond", "D": "triangle-up"}
# Powers of ten between 0.1 % and 100 %.
LOG_RANGE = (-3.2, 0.1)
LOG_TICKS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)


def class_ratios(rows: pa.Table, lang: str) -> Figure:
    """Ratio applied per class and unit on a log scale; a line joins the classes of a unit."""
    units = list(dict.fromkeys(rows["unit"].to_pylist()))
    records = rows.to_pylist()
    traces: list[dict[str, Any]] = [_span(records, unit) for unit in units]
    for risk_class, color in CLASSES.items():
        own = [row for row in records if row["risk_class"] == risk_class and row["applied_ratio"]]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": class_name(risk_class, lang),
                "x": [row["applied_ratio"] for row in own],
                "y": [row["unit"] for row in own],
                "marker": {
                    "symbol": SYMBOLS[risk_class],
                    "size": 11,
                    "color": color,
                    "line": {"width": 1, "color": CONTEXT},
                },
                "customdata": [
                    [row["unit"], risk_class, row["drawn_count"], row["pool_count"]] for row in own
                ],
                "hovertemplate": text("charts.class_ratio_hover", lang),
            }
        )
    return figure(
        traces,
        height=height_of(len(units)),
        xaxis=axis(type="log", range=list(LOG_RANGE), tickvals=list(LOG_TICKS), tickformat=".1~%"),
        yaxis=list_axis(units),
    )


def _span(records: list[dict], unit: str) -> dict[str, Any]:
    """The line under the dots of one unit, from its smallest to its largest ratio."""
    ratios = [
        row["applied_ratio"] for row in records if row["unit"] == unit and row["applied_ratio"]
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [min(ratios), max(ratios)] if ratios else [],
        "y": [unit] * (2 if ratios else 0),
        "line": {"color": CONTEXT, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def finding_rates(rows: pa.Table, lang: str) -> Figure:
    """Finding rate per class with its 95 % interval."""
    classes = rows["risk_class"].to_pylist()
    rates = rows["finding_rate"].to_pylist()
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": rates,
        "y": [class_name(name, lang) for name in classes],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": _differences(rows["high_rate"].to_pylist(), rates),
            "arrayminus": _differences(rates, rows["low_rate"].to_pylist()),
            "color": CONTEXT,
            "thickness": 1.5,
            "width": 5,
        },
        "marker": {
            "size": 12,
            "symbol": [SYMBOLS.get(name, "circle-open") for name in classes],
            "color": [CLASSES.get(name, MEASURE) for name in classes],
            "line": {"width": 1, "color": CONTEXT},
        },
        "customdata": columns(
            rows["problem_count"].to_pylist(),
            rows["applicable_count"].to_pylist(),
            rows["low_rate"].to_pylist(),
            rows["high_rate"].to_pylist(),
        ),
        "hovertemplate": text("charts.finding_hover", lang),
        "showlegend": False,
    }
    return figure(
        [trace],
        height=height_of(len(classes), row=40),
        xaxis=axis(tickformat=".0%", rangemode="tozero"),
        yaxis=list_axis([class_name(name, lang) for name in classes]),
        margin={"l": 0, "r": 8, "t": 6, "b": 0, "pad": 4},
    )


def class_name(risk_class: str, lang: str) -> str:
    """A class for the reader; what is no class keeps its own name."""
    return (
        text("charts.class", lang, risk_class=risk_class) if risk_class in CLASSES else risk_class
    )


def _differences(upper: list[float | None], lower: list[float | None]) -> list[float | None]:
    """Upper minus lower, nothing where either is missing."""
    return [
        None if high is None or low is None else high - low
        for high, low in zip(upper, lower, strict=True)
    ]
