"""Reasons by weight: how much each makes up, and how few of them make up most."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, MEASURE, TEXT
from inspection.data.columns import said, written
from inspection.text import text

# Where the axis ends, in shares of the whole: room for the labels behind the line.
END = 1.5
# Pixels of a reason; its name stands above its bar, so that a narrow screen has room for both.
REASON = 46
ABOVE = 0.42


@coloured
def reject_reasons(rows: pa.Table, lang: str) -> Figure:
    """A bar per table and reason, in shares of all refused rows; a line adds them up."""
    records = rows.to_pylist()
    names, told = [_name(row, lang) for row in records], [_told(row, lang) for row in records]
    return figure(
        [_bars(records, names, told, lang), _line(records, told, lang), _names(names)],
        height=height_of(len(records), row=REASON),
        xaxis=axis(range=[0, END], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
        yaxis=axis(range=[len(records) - 0.5, -0.8], visible=False),
    )


def _bars(records: list[dict], names: list[str], told: list[str], lang: str) -> dict[str, Any]:
    whole = sum(row["row_count"] for row in records)
    return {
        "type": "bar",
        "orientation": "h",
        "name": text("charts.pareto_share", lang),
        "y": list(range(len(records))),
        "x": [row["row_count"] / whole for row in records],
        "width": 0.4,
        "marker": {"color": MEASURE},
        "customdata": columns(names, told),
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
    }


def _line(records: list[dict], told: list[str], lang: str) -> dict[str, Any]:
    """The cumulative share, with both numbers at its marks."""
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": text("charts.pareto_cumulative", lang),
        "y": list(range(len(records))),
        "x": [row["cumulative_share"] for row in records],
        "text": told,
        "textposition": "middle right",
        "textfont": {"color": TEXT},
        "cliponaxis": False,
        "line": {"color": CONTEXT, "width": 1.5},
        "marker": {"color": CONTEXT, "size": 7},
        "hoverinfo": "skip",
    }


def _names(names: list[str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "showlegend": False,
        "y": [place - ABOVE for place in range(len(names))],
        "x": [0] * len(names),
        "text": names,
        "textposition": "middle right",
        "textfont": {"color": TEXT},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _name(row: dict, lang: str) -> str:
    """Table and reason, as there are several of either."""
    table, reason = (said(name, row[name], lang) for name in ("table_name", "reason_code"))
    return text("charts.pareto_reason", lang, table=table, reason=reason)


def _told(row: dict, lang: str) -> str:
    return text(
        "charts.pareto_label",
        lang,
        count=written("row_count", row["row_count"]),
        share=written("cumulative_share", row["cumulative_share"], lang),
    )
