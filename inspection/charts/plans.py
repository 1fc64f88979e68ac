"""A plan of ratios: what each unit would draw against its floor, and what each class would find."""

from typing import Any

import pyarrow as pa

from inspection.charts.dots import class_name, symbols
from inspection.charts.figure import Figure, axis, columns, figure, height_of
from inspection.charts.painting import coloured
from inspection.charts.palette import AMBER, CONTEXT, FAINT_TEXT, MEASURE, TEXT, class_colours
from inspection.text import text

MARGIN = {"l": 0, "r": 8, "t": 26, "b": 0, "pad": 4}


@coloured
def plan_ratios(rows: pa.Table, lang: str) -> Figure:
    """One bar per unit: share of the frozen stock surely drawn; a tick at the floor."""
    units = rows["unit"].to_pylist()
    base = rows["base_count"].to_pylist()
    guaranteed = rows["guaranteed_count"].to_pylist()
    missed = [status == "missed" for status in rows["floor_status"].to_pylist()]
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": text("charts.plan_ratio", lang),
        "y": units,
        "x": [
            count / stock if stock else None for count, stock in zip(guaranteed, base, strict=True)
        ],
        "width": 0.55,
        "marker": {"color": [AMBER if below else MEASURE for below in missed]},
        "customdata": columns(units, guaranteed, base, rows["target_count"].to_pylist()),
        "hovertemplate": text("charts.plan_ratio_hover", lang),
    }
    right = 1.32 * max(filter(None, bars["x"]), default=0.05)
    told = ["" if share is None else f"{share:.2%}" for share in bars["x"]]
    return figure(
        [bars, *_floors(rows, lang), _told(units, told, missed, right, lang)],
        height=height_of(len(units)),
        xaxis=axis(tickformat=".1%", range=[0, right]),
        yaxis=axis(autorange="reversed", tickfont={"color": TEXT}),
    )


def _told(
    units: list[str], shares: list[str], missed: list[bool], right: float, lang: str
) -> dict[str, Any]:
    """The share of each unit at the right edge, and in words where the floor is missed."""
    below = text("charts.plan_missed", lang)
    return {
        "type": "scatter",
        "mode": "text",
        "y": units,
        "x": [right] * len(units),
        "text": [f"{below} {s}" if m else s for s, m in zip(shares, missed, strict=True)],
        "textposition": "middle left",
        "textfont": {"color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _floors(rows: pa.Table, lang: str) -> list[dict[str, Any]]:
    """Ticks: bold where the notice names the unit, faint where the floor is for reference."""
    records = rows.to_pylist()
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": text(f"charts.plan_floor_{kind}", lang),
            "y": [row["unit"] for row in records if row["is_judged"] is judged],
            "x": [row["floor_rate"] for row in records if row["is_judged"] is judged],
            "marker": {
                "symbol": "line-ns",
                "size": 18,
                "line": {"width": 2.5 if judged else 1.2, "color": TEXT if judged else FAINT_TEXT},
            },
            "hovertemplate": "%{x:.1%}<extra></extra>",
        }
        for kind, judged in (("judged", True), ("reference", False))
    ]


@coloured
def plan_finds(rows: pa.Table, lang: str) -> Figure:
    """Expected finds per class with interval; a hollow mark for as many visits without classes."""
    classes = rows["risk_class"].to_pylist()
    labels = [class_name(name, lang) for name in classes]
    found = rows["find_value"].to_pylist()
    least, most = rows["least_find_count"].to_pylist(), rows["most_find_count"].to_pylist()
    blind = rows["blind_find_value"].to_pylist()
    dots = {
        "type": "scatter",
        "mode": "markers",
        "name": text("charts.plan_finds", lang),
        "x": found,
        "y": labels,
        "error_x": interval_bars(found, least, most),
        "marker": {
            "size": 12,
            "symbol": [symbols()[name] for name in classes],
            "color": [class_colours()[name] for name in classes],
            "line": {"width": 1, "color": CONTEXT},
        },
        "customdata": columns(labels, least, most, rows["visit_value"].to_pylist(), blind),
        "hovertemplate": text("charts.plan_finds_hover", lang),
    }
    hollow = {
        "type": "scatter",
        "mode": "markers",
        "name": text("charts.plan_blind", lang),
        "x": blind,
        "y": labels,
        "marker": {"size": 11, "symbol": "x-thin", "line": {"width": 2, "color": TEXT}},
        "hovertemplate": "%{x:,.1f}<extra></extra>",
    }
    return figure(
        [dots, hollow],
        height=height_of(len(classes), row=48),
        xaxis=axis(tickformat=",d", rangemode="tozero"),
        yaxis=axis(autorange="reversed", tickfont={"color": TEXT}),
        margin=MARGIN,
    )


def interval_bars(
    middle: list[float], low: list[float], high: list[float], color: str = CONTEXT
) -> dict[str, Any]:
    """An interval as error bars."""
    return {
        "type": "data",
        "symmetric": False,
        "array": [top - value for top, value in zip(high, middle, strict=True)],
        "arrayminus": [value - bottom for value, bottom in zip(middle, low, strict=True)],
        "color": color,
        "thickness": 1.5,
        "width": 5,
    }
