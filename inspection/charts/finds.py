"""What two policies would find: exact distributions, and intervals by class."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.charts.dots import class_name
from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import CONTEXT, MEASURE, TEXT
from inspection.charts.plans import interval_bars
from inspection.text import text

HEIGHT = 280
# Colour, dash and symbol of each policy: they part without colour.
POLICIES = {"plan": (MEASURE, "solid", "circle"), "other": (CONTEXT, "dash", "square-open")}


@coloured
def finds_distribution(rows: pa.Table, lang: str) -> Figure:
    """Probability of each number of finds, one line per policy."""
    traces = []
    for name, (color, dash, _) in POLICIES.items():
        own = rows.filter(pc.equal(rows["policy"], name))
        steps = own["step_count"].to_pylist()
        chances = own["probability_rate"].to_pylist()
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": text(f"value.policy_{name}", lang),
                "x": own["find_count"].to_pylist(),
                "y": [chance / step for chance, step in zip(chances, steps, strict=True)],
                "line": {"color": color, "width": 2, "dash": dash},
                "fill": "tozeroy" if name == "plan" else "none",
                "hovertemplate": text("charts.finds_hover", lang),
            }
        )
    return figure(
        traces,
        height=HEIGHT,
        xaxis=axis(text("charts.finds_axis", lang), tickformat=",d"),
        yaxis=axis(text("charts.finds_chance", lang), tickformat=".1%", rangemode="tozero"),
    )


@coloured
def finds_by_class(rows: pa.Table, lang: str) -> Figure:
    """Expected finds per class under both policies, with 95 % intervals."""
    own = rows.filter(pc.not_equal(rows["finds_part"], "all"))
    classes = list(dict.fromkeys(own["finds_part"].to_pylist()))
    traces = [_policy(own.filter(pc.equal(own["policy"], name)), name, lang) for name in POLICIES]
    return figure(
        traces,
        height=height_of(len(classes), row=52),
        scattermode="group",
        scattergap=0.55,
        xaxis=axis(tickformat=",d", rangemode="tozero"),
        yaxis=axis(autorange="reversed", tickfont={"color": TEXT}),
    )


def _policy(rows: pa.Table, name: str, lang: str) -> dict[str, Any]:
    color, _, symbol = POLICIES[name]
    labels = [class_name(part, lang) for part in rows["finds_part"].to_pylist()]
    found = rows["find_value"].to_pylist()
    least, most = rows["least_find_count"].to_pylist(), rows["most_find_count"].to_pylist()
    return {
        "type": "scatter",
        "mode": "markers",
        "name": text(f"value.policy_{name}", lang),
        "orientation": "h",
        "x": found,
        "y": labels,
        "error_x": interval_bars(found, least, most, color),
        "marker": {"size": 10, "symbol": symbol, "color": color, "line": {"width": 1.5}},
        "customdata": columns(labels, least, most, rows["drawn_count"].to_pylist()),
        "hovertemplate": text("charts.finds_class_hover", lang),
    }
