"""Figures of the bulletin: what is withheld is hatched and said in words."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.charts.figure import Figure, axis, columns, figure, height_of, list_axis
from inspection.charts.painting import coloured
from inspection.charts.palette import MEASURE, TEXT
from inspection.charts.withheld import hidden_key, hidden_marker
from inspection.data.columns import written
from inspection.data.disclosure import TOTAL
from inspection.text import text

# The axis ends beyond all: room for the figures of a full bar.
LEAST_END, ROOM = 1.0, 1.25


@coloured
def bulletin_bars(rows: pa.Table, lang: str) -> Figure:
    """Completion by unit, the province first; as long as the target where it is withheld."""
    units = [_place(unit, lang) for unit in rows["unit"].to_pylist()]
    rates = rows["completion_rate"].to_pylist()
    counts, targets = (rows[f"{name}_count"].to_pylist() for name in ("checked", "target"))
    hidden = [count is None for count in counts]
    end = max([LEAST_END, *(rate for rate in rates if rate is not None)])
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": units,
        "x": [1.0 if gone else rate for rate, gone in zip(rates, hidden, strict=True)],
        "width": 0.6,
        "marker": hidden_marker(MEASURE, hidden),
        "text": _told("completion_rate", rates, hidden, lang),
        "textposition": "outside",
        "textfont": {"color": TEXT},
        "cliponaxis": False,
        "showlegend": False,
        "customdata": columns(
            units,
            _told("checked_count", counts, hidden, lang),
            [written("target_count", target, lang) for target in targets],
        ),
        "hovertemplate": text("charts.bulletin_hover", lang),
    }
    return figure(
        [bars, *([hidden_key(lang)] if any(hidden) else [])],
        height=height_of(len(units), row=26),
        xaxis=axis(range=[0, end * ROOM], tickformat=".0%"),
        yaxis=list_axis(units),
    )


@coloured
def bulletin_weeks(rows: pa.Table, lang: str) -> Figure:
    """First inspections of the province by week; withheld ones as high as the least that is not."""
    own = rows.filter(pc.equal(rows["unit"], TOTAL))
    counts = own["checked_count"].to_pylist()
    weeks = [week.isoformat() for week in own["week_on"].to_pylist()]
    hidden = [count is None for count in counts]
    shown = [count for count in counts if count]
    low = min(shown, default=1)
    bars = {
        "type": "bar",
        "x": weeks,
        "y": [low if gone else count for count, gone in zip(counts, hidden, strict=True)],
        "marker": hidden_marker(MEASURE, hidden),
        "showlegend": False,
        "customdata": columns(weeks, _told("checked_count", counts, hidden, lang)),
        "hovertemplate": text("charts.bulletin_week_hover", lang),
    }
    return figure(
        [bars, *([hidden_key(lang)] if any(hidden) else [])],
        height=220,
        bargap=0.15,
        xaxis=axis(type="category", nticks=8, showgrid=False),
        yaxis=axis(tickformat=",d", rangemode="tozero"),
    )


def _place(unit: str, lang: str) -> str:
    return text("frame.province", lang) if unit == TOTAL else unit


def _told(name: str, values: Sequence[Any], hidden: Sequence[bool], lang: str) -> list[str]:
    """Every value as text; what is withheld by that word."""
    word = text("frame.withheld", lang)
    return [
        word if gone else written(name, value, lang)
        for value, gone in zip(values, hidden, strict=True)
    ]
