"""The list of units, or counties of one, against their targets: one figure of bullet rows."""

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, counted, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, FAINT_TEXT, SIGNALS, TEXT
from inspection.data.columns import written
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
# What a click picks, what the row is called, and its figures.
SHOWN = ("pick", "unit", "checked_count", "target_count", "gap_count", "completion_rate")
# Pixels of a row: a line of figures above the bar.
ROW = 40
LINE = 14
# The status of what is only compared with a floor.
REFERENCE = "reference"
Record = dict[str, Any]


@coloured
def unit_bullets(rows: pa.Table, lang: str, *, whole: Mapping[str, Any] | None = None) -> Figure:
    """Checked against target per unit, by own gap, below the `whole` of them."""
    rows = rows.sort_by([("gap_count", "descending"), ("unit", "ascending")])
    records = [row | {"pick": row["unit"]} for row in rows.to_pylist()]
    return _bullets(_with_whole(records, whole), lang)


@coloured
def county_bullets(rows: pa.Table, lang: str, *, whole: Mapping[str, Any]) -> Figure:
    """The same of the counties of one unit, for reference, below the unit itself."""
    rows = rows.sort_by([("gap_count", "descending"), ("county_code", "ascending")])
    records = [_county(row, whole) for row in rows.to_pylist()]
    return _bullets(_with_whole(records, whole), lang)


def _with_whole(records: Sequence[Record], whole: Mapping[str, Any] | None) -> list[Record]:
    return [*([{"pick": whole["unit"], **whole, "is_key_city": True}] if whole else []), *records]


def _county(row: Record, unit: Mapping[str, Any]) -> Record:
    """A county as a row of its unit: nobody judges it, and it has no yardstick of its own."""
    unknown = dict.fromkeys(("yardstick_rate", "is_by_plan", "week_count", "signal"))
    return {
        **row,
        **unknown,
        "pick": row["county_code"],
        "unit": row["county"],
        "is_key_city": False,
        "is_judged": False,
        "floor_rate": unit["floor_rate"],
        "status": None if row["gap_count"] is None else "reference",
    }


def _bullets(records: list[Record], lang: str) -> Figure:
    """Bands, bar, target, yardstick, drawn; the figures above each bar."""
    units = [unit_label(row, lang) for row in records]
    completion = [row["completion_rate"] for row in records]
    sufficiency = [row["sufficiency_rate"] for row in records]
    end = max([LEAST_END, *(value * 1.05 for value in completion + sufficiency if value)])
    traces = [
        *_bands(units),
        *_measures(records, lang),
        _mark(units, sufficiency, "diamond-open", 9, CONTEXT, text("charts.drawn", lang)),
        *_yardsticks(units, records, lang),
        _mark(units, [1.0] * len(units), "line-ns", 22, TEXT, text("charts.target", lang)),
    ]
    added = [_added(row["week_count"]) for row in records]
    return figure(
        traces,
        barmode="overlay",
        height=height_of(len(units), row=ROW),
        annotations=[
            _heading(end * GAP_AT, text("charts.gap", lang)),
            _heading(end * WIDTH, text("charts.week", lang)),
            *(_figures(unit, row, lang) for unit, row in zip(units, records, strict=True)),
            *map(_beside, units, _gap_labels(records, lang), repeat(end * GAP_AT)),
            *map(_beside, units, added, repeat(end * WIDTH)),
        ],
        xaxis=axis(range=[0, end * WIDTH], tickformat=".0%", tickvals=TICKS, showgrid=False),
        yaxis=list_axis(units),
        margin={"l": 0, "r": 0, "t": 30, "b": 0, "pad": 4},
    )


def _figures(unit: str, row: Record, lang: str) -> dict[str, Any]:
    """Inspected of the target, and the rate, above the bar of the row."""
    names = ("checked_count", "target_count", "completion_rate")
    said = text("charts.bullet_figures", lang, **{n: written(n, row[n], lang) for n in names})
    return _above(unit, said, 0) | {"xanchor": "left"}


def _beside(unit: str, said: str, x: float) -> dict[str, Any]:
    """A word of a column right of the bars: above the marks, which may stand as far right."""
    return _above(unit, said, x) | {"xanchor": "right"}


def _above(unit: str, said: str, x: float) -> dict[str, Any]:
    """A text on the line above the bar of a row."""
    return {
        "text": said,
        "x": x,
        "y": unit,
        "yshift": LINE,
        "showarrow": False,
        "font": {"size": 11, "color": TEXT},
    }


def unit_label(row: dict[str, Any], lang: str) -> str:
    """The unit with its floor; key cities bold; a floor that is only a reference says so."""
    name = f"<b>{row['unit']}</b>" if row["is_key_city"] else row["unit"]
    if row["floor_rate"] is None:
        return name
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


def _gap_labels(rows: list[dict[str, Any]], lang: str) -> list[str]:
    """The gap in figures with the word of its status and the mark of its colour."""
    return [
        text(
            f"charts.gap_{_gap_word(row)}",
            lang,
            gap=counted(row["gap_count"]),
            mark=MARKS[signal_of(row)],
            floor="" if row["floor_rate"] is None else f"{row['floor_rate'] * 100:g}%",
        )
        for row in rows
    ]


def _gap_word(row: Record) -> str:
    """The word of a status; what nobody judges and has no gap has reached its reference."""
    is_met = row["status"] == REFERENCE and row["gap_count"] == 0
    return f"{REFERENCE}_met" if is_met else str(row["status"] or "unknown")


def _added(count: int | None) -> str:
    """What the week brought."""
    return "" if count is None else f"+{count:,}"


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
