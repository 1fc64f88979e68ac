"""Who has taken up what: counties by provincial plan, units by risk field."""

from collections.abc import Sequence
from os.path import commonprefix
from typing import Any

import pyarrow as pa

from inspection.charts.figure import Figure, axis, figure, height_of
from inspection.charts.gantt import short
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, NO_DATA, STEPS, TEXT
from inspection.text import text

CELL = 19
WIDE_CELL = 28
# Cells of the county grid from missing to drawn: colour and sign.
NO_PLAN, MISSING, TAKEN_UP, DRAWN = range(4)
COLORS = (NO_DATA, BANDS[2], STEPS[1], STEPS[3])
COLUMN_LABEL = 12
# Room for slanted labels above the cells, in pixels.
HEAD = 118


@coloured
def uptake_grid(rows: pa.Table, lang: str) -> Figure:
    """One row per county, one column per provincial plan: drawn, taken up, missing, no plan."""
    records = rows.to_pylist()
    counties = list(dict.fromkeys((row["unit"], row["county"]) for row in records))
    plans = list(dict.fromkeys((row["plan_no"], row["plan_name"]) for row in records))
    at = {(row["county"], row["plan_no"]): row for row in records}
    cells = [[at[county, number] for number, _ in plans] for _, county in counties]
    trace = {
        **_heatmap(),
        "x": list(range(len(plans))),
        "y": [[unit for unit, _ in counties], [county for _, county in counties]],
        "z": [[_level(cell) for cell in line] for line in cells],
        "text": [[_sign(cell, lang) for cell in line] for line in cells],
        "zmin": -0.5,
        "zmax": 3.5,
        "colorscale": [
            [(place + end) / 4, color] for place, color in enumerate(COLORS) for end in (0, 1)
        ],
        "customdata": [[_told(cell) for cell in line] for line in cells],
        "hovertemplate": text("charts.uptake_hover", lang),
    }
    return figure(
        [trace],
        height=height_of(len(counties), row=CELL, head=HEAD),
        xaxis=_top_axis(_heads([name or number for number, name in plans]), -60),
        yaxis=axis(autorange="reversed", showgrid=False, tickfont={"color": TEXT, "size": 11}),
        margin={"l": 0, "r": 0, "t": 0, "b": 0, "pad": 2},
    )


def _heads(names: Sequence[str]) -> list[str]:
    """Short names of columns: what all begin with says nothing, with what they end they differ."""
    begun = len(commonprefix(names)) if len(names) > 1 else 0  # noqa: RUF071 - characters are meant
    return [short(name[begun:], COLUMN_LABEL) for name in names]


def _level(cell: dict) -> int:
    if cell["local_plan_no"]:
        return DRAWN if cell["drawn_count"] else TAKEN_UP
    return MISSING if cell["has_plan"] else NO_PLAN


def _sign(cell: dict, lang: str) -> str:
    level = _level(cell)
    if level == DRAWN:
        return f"{cell['drawn_count']:,}"
    return text(f"charts.uptake_{('none', 'missing', 'taken')[level]}", lang)


def _told(cell: dict) -> list:
    names = ("county_code", "unit", "county", "plan_name", "state", "drawn_count")
    return [cell[name] for name in (*names, "inspected_count")]


@coloured
def field_grid(rows: pa.Table, lang: str) -> Figure:
    """One row per unit, one column per risk field: tasks; an empty cell is marked."""
    records = rows.to_pylist()
    units = list(dict.fromkeys(row["unit"] for row in records))
    fields = list(dict.fromkeys(row["risk_field"] for row in records))
    at = {(row["unit"], row["risk_field"]): row for row in records}
    cells = [[at[unit, field] for field in fields] for unit in units]
    most = max((row["task_count"] for row in records), default=0)
    told = ("unit", "risk_field", "task_count", "row_count", "inspected_count", "problem_count")
    trace = {
        **_heatmap(),
        "x": list(range(len(fields))),
        "y": units,
        "z": [[cell["task_count"] for cell in line] for line in cells],
        "text": [
            [
                text("charts.field_empty", lang) if cell["is_empty"] else str(cell["task_count"])
                for cell in line
            ]
            for line in cells
        ],
        "zmin": 0,
        "zmax": max(most, 1),
        "colorscale": [[0, BANDS[2]], [1e-6, STEPS[1]], [1, STEPS[4]]],
        "customdata": [[[cell[name] for name in told] for cell in line] for line in cells],
        "hovertemplate": text("charts.field_hover", lang),
    }
    return figure(
        [trace],
        height=height_of(len(units), row=WIDE_CELL, head=64),
        xaxis=_top_axis(fields, -30),
        yaxis=axis(autorange="reversed", showgrid=False, tickfont={"color": TEXT}),
        margin={"l": 0, "r": 30, "t": 0, "b": 0, "pad": 2},
    )


def _heatmap() -> dict[str, Any]:
    return {
        "type": "heatmap",
        "texttemplate": "%{text}",
        "textfont": {"size": 10, "color": TEXT},
        "xgap": 1,
        "ygap": 1,
        "showscale": False,
    }


def _top_axis(labels: list[str], angle: int) -> dict[str, Any]:
    return axis(
        side="top",
        showgrid=False,
        tickvals=list(range(len(labels))),
        ticktext=labels,
        tickangle=angle,
        tickfont={"color": TEXT, "size": 11},
    )
