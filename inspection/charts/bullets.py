"""The list of units against their targets: one Cartesian figure of bullet rows."""

from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, counted, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, FAINT_TEXT, SIGNALS, TEXT
from inspection.text import text

# Ends of the grey bands, as shares of the target.
BAND_ENDS = (0.5, 0.8, 1.0)
TICKS = (0, 0.25, 0.5, 0.75, 1)
# The axis ends here, or beyond the best unit; the gaps stand right of it.
LEAST_END = 1.05
# Width of the whole figure in those of the axis.
WIDTH = 1.5
GAP_AT = 1.35
# What a colour says, for those who do not see it.
MARKS = {"red": " ■", "amber": " ▲", "neutral": "", "done": " ✓"}
SHOWN = ("unit", "checked_count", "target_count", "gap_count", "completion_rate")


@coloured
def unit_bullets(rows: pa.Table, lang: str) -> Figure:
    """Checked against target per unit, by own gap: bands, bar, target, yardstick, drawn."""
    rows = rows.sort_by([("gap_count", "descending"), ("unit", "ascending")])
    records = rows.to_pylist()
    units = [unit_label(row, lang) for row in records]
    completion = rows["completion_rate"].to_pylist()
    sufficiency = rows["sufficiency_rate"].to_pylist()
    end = max([LEAST_END, *(value * 1.05 for value in completion + sufficiency if value)])
    traces = [
        *_bands(units),
        *_measures(records, lang),
        _mark(units, sufficiency, "diamond-open", 9, CONTEXT, text("charts.drawn", lang)),
        *_yardsticks(units, records, lang),
        _mark(units, [1.0] * len(units), "line-ns", 22, TEXT, text("charts.target", lang)),
        _beside(units, _gap_labels(records, lang), end * GAP_AT),
        _beside(units, [_added(row["week_count"]) for row in records], end * WIDTH),
    ]
    return figure(
        traces,
        barmode="overlay",
        height=height_of(len(units)),
        annotations=[
            _heading(end * GAP_AT, text("charts.gap", lang)),
            _heading(end * WIDTH, text("charts.week", lang)),
        ],
        xaxis=axis(range=[0, end * WIDTH], tickformat=".0%", tickvals=TICKS, showgrid=False),
        yaxis=list_axis(units),
        margin={"l": 0, "r": 0, "t": 30, "b": 0, "pad": 4},
    )


def unit_label(row: dict[str, Any], lang: str) -> str:
    """The unit with its floor; key cities bold; a floor that is only a reference says so."""
    name = f"<b>{row['unit']}</b>" if row["is_key_city"] else row["unit"]
    key = "charts.floor_judged" if row["is_judged"] else "charts.floor_reference"
    return text(key, lang, unit=name, floor=f"{row['floor_rate'] * 100:g}%")


def _bands(units: list[str]) -> list[dict[str, Any]]:
    """Three greys behind the bar, the widest first."""
    ends = reversed(list(zip(BAND_ENDS, reversed(BANDS), strict=True)))
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": units,
            "x": [end] * len(units),
            "width": 0.72,
            "marker": {"color": color, "line": {"width": 0}},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for end, color in ends
    ]


def _measures(rows: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """The bars, one trace per signal in use, so that the key explains the colours."""
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": [unit_label(row, lang) for row in rows if signal_of(row) == signal],
            "x": [row["completion_rate"] for row in rows if signal_of(row) == signal],
            "width": 0.34,
            "marker": {"color": color, "line": {"width": 0}},
            "name": text(f"charts.checked_{signal}", lang),
            "customdata": [
                [row[name] for name in SHOWN] for row in rows if signal_of(row) == signal
            ],
            "hovertemplate": text("charts.bullet_hover", lang),
        }
        for signal, color in SIGNALS.items()
        if any(signal_of(row) == signal for row in rows)
    ]


def signal_of(row: dict[str, Any]) -> str:
    """The colour of a unit; none where its figures are withheld from the reader."""
    return row["signal"] or "neutral"


def _yardsticks(units: list[str], rows: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """What is due by now, under the name of the yardstick in force for the unit."""
    found = {}
    for kind, is_by_plan in (("plan", True), ("time", False)):
        dues = [row["yardstick_rate"] if row["is_by_plan"] is is_by_plan else None for row in rows]
        found[kind] = dues
    return [
        _mark(units, dues, "line-ns", 16, CONTEXT, text(f"charts.line_{kind}", lang))
        for kind, dues in found.items()
        if any(due is not None for due in dues)
    ]


def _mark(
    units: list[str], values: list[float | None], symbol: str, size: int, color: str, name: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": units,
        "x": values,
        "name": name,
        "marker": {
            "symbol": symbol,
            "size": size,
            "color": color,
            "line": {"width": 2, "color": color},
        },
        "hovertemplate": f"{name} %{{x:.1%}}<extra></extra>",
    }


def _beside(units: list[str], labels: list[str], x: float) -> dict[str, Any]:
    """A column of texts right of the bars."""
    return {
        "type": "scatter",
        "mode": "text",
        "y": units,
        "x": [x] * len(units),
        "text": labels,
        "textposition": "middle left",
        "textfont": {"color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _gap_labels(rows: list[dict[str, Any]], lang: str) -> list[str]:
    """The gap in figures with the word of its status and the mark of its colour."""
    return [
        text(
            f"charts.gap_{row['status'] or 'unknown'}",
            lang,
            gap=counted(row["gap_count"]),
            mark=MARKS[signal_of(row)],
            floor="" if row["floor_rate"] is None else f"{row['floor_rate'] * 100:g}%",
        )
        for row in rows
    ]


def _added(count: int | None) -> str:
    """What the week brought."""
    return counted(count) if count is None else f"+{count:,}"


def _heading(x: float, words: str) -> dict[str, Any]:
    """The heading of a column of texts."""
    return {
        "text": words,
        "x": x,
        "y": 0,
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 11, "color": FAINT_TEXT},
    }
