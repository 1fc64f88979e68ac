"""Old and new platform as one series: a small plot per unit, its switch marked."""

from datetime import date
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, columns, figure, legend
from inspection.charts.multiples import ACROSS, CELL_HEIGHT, cell_domain, half_of, heading
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CONTEXT, MEASURE, SECOND, THIRD
from inspection.text import text

# Pixels above the cells, and those of a heading.
MARGIN, HEADING = 44, 20
PLATFORMS = {"old": SECOND, "new_platform": MEASURE, "own": THIRD, "unknown": BANDS[2]}


@coloured
def platform_months(rows: pa.Table, lang: str, *, half: int | None = None) -> Figure:
    """Rows inspected each month by platform; the line is the unit's switch date."""
    everyone = list(dict.fromkeys(rows["unit"].to_pylist()))
    units = half_of(everyone, half)
    across = max(min(ACROSS, len(units)), 1)
    down = -(-len(units) // across)
    records = rows.to_pylist()
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": [], "shapes": []}
    for index, unit in enumerate(units):
        own = [row for row in records if row["unit"] == unit]
        suffix = "" if index == 0 else str(index + 1)
        x, y = cell_domain(index, across, down)
        layout[f"xaxis{suffix}"] = _months_axis(x, suffix, own, lang, index + across >= len(units))
        layout[f"yaxis{suffix}"] = axis(
            domain=y, anchor=f"x{suffix}", nticks=3, tickformat=",d", rangemode="tozero"
        )
        layout["annotations"].append(heading(unit, x, y))
        layout["shapes"] += _switch(own, suffix)
        traces += _bars(own, suffix, lang, is_first=index == 0)
    height = down * CELL_HEIGHT
    return figure(
        traces,
        barmode="stack",
        bargap=0.25,
        height=height + MARGIN,
        margin={"l": 0, "r": 4, "t": MARGIN, "b": 0, "pad": 2},
        # The key stands above the headings of the first cells.
        legend=legend() | {"y": 1 + HEADING / height},
        **layout,
    )


def _months_axis(
    domain: list[float], suffix: str, rows: list[dict], lang: str, is_last: bool
) -> dict[str, Any]:
    starts = [number for number, row in enumerate(rows) if row["month_on"].month in (1, 4, 7, 10)]
    names = [text("charts.month", lang, month=rows[number]["month_on"]) for number in starts]
    return axis(
        domain=domain,
        anchor=f"y{suffix}",
        showticklabels=is_last,
        showgrid=False,
        tickvals=starts,
        ticktext=names,
    )


def _bars(rows: list[dict], suffix: str, lang: str, *, is_first: bool) -> list[dict[str, Any]]:
    """One trace per platform; the first cell carries the key."""
    return [
        {
            "type": "bar",
            "xaxis": f"x{suffix}",
            "yaxis": f"y{suffix}",
            "x": list(range(len(rows))),
            "y": [row[f"{platform}_count"] for row in rows],
            "name": text(f"charts.platform_{platform}", lang),
            "legendgroup": platform,
            "showlegend": is_first,
            "marker": {"color": color, "line": {"width": 0}},
            "customdata": columns(
                [row["unit"] for row in rows],
                [row["month_on"].strftime("%Y-%m") for row in rows],
            ),
            "hovertemplate": text("charts.platform_hover", lang),
        }
        for platform, color in PLATFORMS.items()
        if is_first or any(row[f"{platform}_count"] for row in rows)
    ]


def _switch(rows: list[dict], suffix: str) -> list[dict[str, Any]]:
    """A line where the unit changed to the new platform."""
    switched_on = rows[0]["switched_on"]
    place = None if switched_on is None else month_place(rows[0]["month_on"], switched_on)
    if place is None or place > len(rows) - 0.5:
        return []
    return [
        {
            "type": "line",
            "xref": f"x{suffix}",
            "yref": f"y{suffix} domain",
            "x0": place,
            "x1": place,
            "y0": 0,
            "y1": 1,
            "line": {"color": CONTEXT, "width": 1.5, "dash": "dot"},
        }
    ]


def month_place(first: date, day: date) -> float:
    """Where a day lies on an axis of months that are one wide and centred on whole numbers."""
    months = (day.year - first.year) * 12 + day.month - first.month
    return months - 0.5 + (day.day - 1) / 31
