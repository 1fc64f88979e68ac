"""Shares of one whole per unit, side by side in one bar."""

from typing import Any, NamedTuple

import pyarrow as pa

from inspection.charts.figure import (
    Figure,
    axis,
    columns,
    figure,
    height_of,
    list_axis,
    named,
    rate_of,
    share,
)
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, GROUND, MEASURE, TEXT
from inspection.charts.withheld import hidden_key
from inspection.text import text

# Where the rates stand, in shares of the whole.
RATES_AT = 1.22
BLANK = {"color": BANDS[0], "pattern": {"shape": "/", "fgcolor": CONTEXT}}


class Definition(NamedTuple):
    """Columns of one definition of integration: what meets it, what is unknown, of what."""

    met: str
    unknown: str | None
    whole: str
    rate: str


DEFINITIONS = {
    "tasks": Definition("used_count", "unknown_count", "task_count", "integration_rate"),
    "rows": Definition("class_led_count", None, "row_count", "class_led_rate"),
    "effect": Definition("effective_count", "thin_count", "used_count", "effective_rate"),
}


@coloured
def integration_shares(rows: pa.Table, lang: str, *, definition: str) -> Figure:
    """What meets the definition, what does not, what is unknown; the rate at the end."""
    chosen = DEFINITIONS[definition]
    units, whole = rows["unit"].to_pylist(), rows[chosen.whole].to_pylist()
    labels = [named(row) for row in rows.to_pylist()]
    hidden = [None in pair for pair in zip(rows[chosen.met].to_pylist(), whole, strict=True)]
    parts = [
        _part(text(f"charts.{definition}_{name}", lang), labels, units, counts, whole, marker, lang)
        for name, counts, marker in _counts(rows, chosen)
    ]
    return figure(
        [
            *parts,
            *_withheld(labels, hidden, lang),
            _rates(labels, rows[chosen.rate].to_pylist(), hidden, lang),
        ],
        barmode="stack",
        height=height_of(len(units)),
        xaxis=axis(range=[0, RATES_AT], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%"),
        yaxis=list_axis(labels),
    )


def _counts(rows: pa.Table, chosen: Definition) -> list[tuple[str, list[int], dict[str, Any]]]:
    """Name, counts and marker of each part of the bars."""
    met = rows[chosen.met].to_pylist()
    unknown = rows[chosen.unknown].to_pylist() if chosen.unknown else [0] * len(met)
    whole = rows[chosen.whole].to_pylist()
    unmet = [
        None if None in (n, m, u) else n - m - u
        for n, m, u in zip(whole, met, unknown, strict=True)
    ]
    found = [("met", met, {"color": MEASURE}), ("unmet", unmet, {"color": BANDS[2]})]
    return [*found, ("unknown", unknown, BLANK)] if chosen.unknown else found


def _part(
    name: str,
    labels: list[str],
    units: list[str],
    counts: list[int],
    whole: list[int],
    marker: dict[str, Any],
    lang: str,
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": labels,
        "x": [share(n, d) for n, d in zip(counts, whole, strict=True)],
        "width": 0.62,
        "marker": {**marker, "line": {"width": 0.5, "color": GROUND}},
        "customdata": columns(units, counts, whole),
        "hovertemplate": text("charts.integration_hover", lang),
    }


def _withheld(labels: list[str], hidden: list[bool], lang: str) -> list[dict[str, Any]]:
    """A hatched bar for a unit whose counts the reader may not see."""
    own = [label for label, one in zip(labels, hidden, strict=True) if one]
    bar = {**hidden_key(lang), "orientation": "h", "width": 0.62, "base": [0] * len(own)}
    return [{**bar, "y": own, "x": [1] * len(own), "hoverinfo": "skip"}] if own else []


def _rates(
    labels: list[str], rates: list[float | None], hidden: list[bool], lang: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "y": labels,
        "x": [RATES_AT] * len(labels),
        "text": [
            text("charts.withheld", lang) if one else rate_of(rate, lang)
            for rate, one in zip(rates, hidden, strict=True)
        ],
        "textposition": "middle left",
        "textfont": {"color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }
