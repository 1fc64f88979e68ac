"""The class gain per unit: how many times a class-blind draw's finding rate was reached."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    columns,
    figure,
    height_of,
    list_axis,
    named,
    valued,
)
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, MEASURE, TEXT
from inspection.text import text

# A draw blind to the classes would reach this.
BLIND = 1.0
LEAST_END = 2.0
# Forms by what the interval says.
SYMBOLS = {"sure": "circle", "unsure": "circle-open", "thin": "diamond-open"}
SHOWN = ("finding_rate", "blind_rate", "task_count", "class_gain_low", "class_gain_high")


@coloured
def class_gains(rows: pa.Table, lang: str) -> Figure:
    """Gain with its 95 % interval, the whole first; filled where the interval leaves 1 out."""
    records = [row for row in rows.to_pylist() if row["class_gain"] is not None]
    measured = [row for row in records if row["class_gain_low"] is not None]
    thin = [row for row in records if row["class_gain_low"] is None]
    labels = [_label(row, lang) for row in records]
    suffix = text("charts.times_tick", lang)
    end = max([LEAST_END, *(row["class_gain_high"] or row["class_gain"] for row in records)])
    return figure(
        [
            *(_measured(measured, is_significant, lang) for is_significant in (True, False)),
            _gains(thin, "thin", lang),
        ],
        height=height_of(len(records), row=38),
        xaxis=axis(
            range=[-0.04 * end, 1.05 * end],
            tickformat=".1f",
            ticksuffix=suffix,
        ),
        yaxis=list_axis(labels),
        shapes=[
            {
                "type": "line",
                "x0": BLIND,
                "x1": BLIND,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": TEXT, "width": 1, "dash": "dot"},
            }
        ],
    )


def _label(row: dict[str, Any], lang: str) -> str:
    return named(row) if row["unit"] else text("charts.whole", lang)


def _measured(records: list[dict[str, Any]], is_significant: bool, lang: str) -> dict[str, Any]:
    """Gains with an interval that leaves out 100 %, or holds it."""
    own = [row for row in records if row["is_significant"] is is_significant]
    kind = "sure" if is_significant else "unsure"
    return _gains(own, kind, lang) | {"error_x": _intervals(own)}


def _gains(records: list[dict[str, Any]], kind: str, lang: str) -> dict[str, Any]:
    gains = [row["class_gain"] for row in records]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text(f"charts.gain_{kind}", lang),
        **valued(gains),
        "text": [text("charts.times", lang, times=f"{gain:.2f}") for gain in gains],
        "textposition": "top center",
        "x": [row["class_gain"] for row in records],
        "y": [_label(row, lang) for row in records],
        "marker": {"size": 10, "symbol": SYMBOLS[kind], "color": MEASURE},
        "customdata": columns(
            (row["unit"] for row in records),
            *([row[name] for row in records] for name in SHOWN),
        ),
        "hovertemplate": text("charts.gain_hover", lang),
    }


def _intervals(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Both ends of each interval, as distances from the gain."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [row["class_gain_high"] - row["class_gain"] for row in records],
        "arrayminus": [row["class_gain"] - row["class_gain_low"] for row in records],
        "color": CONTEXT,
        "thickness": 1.5,
        "width": 4,
    }
