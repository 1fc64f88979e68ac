"""Results of inspections: rows by main result, and every result they bear."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, GROUND, MEASURE, TEXT
from inspection.charts.withheld import hidden_key
from inspection.text import text

CLEAN = "R1"


@coloured
def result_counts(rows: pa.Table, lang: str) -> Figure:
    """One bar per result but the clean one, which would dwarf the others; ticks: multi-count."""
    records = [
        row for row in rows.to_pylist() if row["multi_count"] != 0 and row["result_code"] != CLEAN
    ]
    names = [result_label(row, lang) for row in records]
    end = max((row["multi_count"] or 0 for row in records), default=1) * 1.4 or 1
    hidden = [row for row in records if None in (row["main_count"], row["multi_count"])]
    marks = [_bars(records, names, lang), _ticks(records, names, lang), _not_found(lang)]
    return figure(
        [*marks, *_withheld(hidden, end / 1.4, lang)],
        barmode="overlay",
        height=height_of(len(names), row=28),
        xaxis=axis(range=[0, end], tickformat=",d"),
        yaxis=list_axis(names),
    )


def _bars(records: list[dict], names: list[str], lang: str) -> dict[str, Any]:
    """Rows by main result; what was not found is hatched."""
    shares = [(row["main_count"], row["multi_count"], row["main_share"]) for row in records]
    return {
        "type": "bar",
        "orientation": "h",
        "name": text("charts.result_main", lang),
        "y": names,
        "x": [row["main_count"] for row in records],
        "width": 0.56,
        "marker": {
            "color": [_color(row) for row in records],
            "pattern": {
                "shape": ["" if row["is_found"] else "/" for row in records],
                "bgcolor": BANDS[0],
                "fgcolor": CONTEXT,
                "size": 5,
            },
            "line": {"width": 0.5, "color": GROUND},
        },
        "customdata": [[name, *share] for name, share in zip(names, shares, strict=True)],
        "hovertemplate": text("charts.result_hover", lang),
    }


def _not_found(lang: str) -> dict[str, Any]:
    """The entry of the key for bars of those who were not found."""
    pattern = {"shape": "/", "bgcolor": BANDS[0], "fgcolor": CONTEXT, "size": 5}
    return {
        "type": "bar",
        "x": [None],
        "y": [None],
        "name": text("charts.state_not_found", lang),
        "marker": {"color": BANDS[1], "pattern": pattern},
    }


def _withheld(rows: list[dict], end: float, lang: str) -> list[dict[str, Any]]:
    """A hatched bar for results whose count the reader may not see."""
    if not rows:
        return []
    bar = {**hidden_key(lang), "orientation": "h", "width": 0.56, "hoverinfo": "skip"}
    said = [text("charts.withheld", lang)] * len(rows)
    names = [result_label(row, lang) for row in rows]
    return [{**bar, "y": names, "x": [end] * len(rows), "text": said, "textposition": "inside"}]


def _ticks(records: list[dict], names: list[str], lang: str) -> dict[str, Any]:
    """Every result a row bears, with both counts beside the tick."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": text("charts.result_multi", lang),
        "y": names,
        "x": [row["multi_count"] for row in records],
        "text": [_label(row["main_count"], row["multi_count"]) for row in records],
        "textposition": "middle right",
        "textfont": {"color": TEXT},
        "cliponaxis": False,
        "marker": {"symbol": "line-ns", "size": 14, "line": {"width": 2, "color": TEXT}},
        "hoverinfo": "skip",
    }


def _label(main: int | None, multi: int | None) -> str:
    if main is None or multi is None:
        return ""
    return f"{main:,}" if main == multi else f"{main:,} / {multi:,}"


def result_label(row: dict, lang: str) -> str:
    """Code and short name."""
    return f"{row['result_code']} {row['name'] if lang == 'zh' else row['name_en']}"


def _color(row: dict) -> str:
    if not row["is_found"]:
        return BANDS[1]
    return MEASURE if row["is_problem"] else CONTEXT
