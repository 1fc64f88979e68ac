"""A year of draws: enterprises that become safe, and what a skip-number draw cannot reach."""

import pyarrow as pa
import pyarrow.compute as pc

from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, CONTEXT, MEASURE, SECOND, TEXT, THIRD
from inspection.text import text

HEIGHT = 260
# Colour, dash and symbol of each rule.
RULES = {
    "independent": (CONTEXT, "dot", "circle"),
    "cool_down": (MEASURE, "solid", "square"),
    "within_year": (THIRD, "dash", "diamond"),
}


@coloured
def safe_by_draw(rows: pa.Table, lang: str) -> Figure:
    """After each draw: enterprises that know they are not drawn again this year, per rule."""
    traces = []
    for name, (color, dash, symbol) in RULES.items():
        own = rows.filter(pc.equal(rows["history_rule"], name))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": text(f"value.history_rule_{name}", lang),
                "x": own["after_draw_count"].to_pylist(),
                "y": own["safe_count"].to_pylist(),
                "line": {"color": color, "width": 2, "dash": dash},
                "marker": {"size": 8, "symbol": symbol, "color": color},
                "hovertemplate": text("charts.safe_hover", lang),
            }
        )
    return figure(
        traces,
        height=HEIGHT,
        xaxis=axis(text("charts.safe_draws", lang), dtick=1, tickformat="d"),
        yaxis=axis(text("charts.safe_entities", lang), tickformat=",d", rangemode="tozero"),
    )


@coloured
def blind_tail(rows: pa.Table, lang: str) -> Figure:
    """Share of each unit's list that a skip-number draw reaches, and the tail it never draws."""
    units = rows["unit"].to_pylist()
    blind = [share or 0.0 for share in rows["blind_share"].to_pylist()]
    told = columns(units, rows["blind_count"].to_pylist(), rows["sample_count"].to_pylist())
    parts = (
        ("reached", [1 - share for share in blind], {"color": SECOND}),
        ("blind", blind, {"color": AMBER, "pattern": {"shape": "/", "fgcolor": TEXT}}),
    )
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": text(f"charts.skip_{name}", lang),
            "y": units,
            "x": shares,
            "width": 0.6,
            "marker": marker,
            "customdata": told,
            "hovertemplate": text("charts.skip_hover", lang),
        }
        for name, shares, marker in parts
    ]
    return figure(
        traces,
        barmode="stack",
        height=height_of(len(units), row=26),
        xaxis=axis(range=[0, 1], tickformat=".0%"),
        yaxis=axis(autorange="reversed", tickfont={"color": TEXT}),
    )
