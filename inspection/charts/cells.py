"""Tables of coloured cells that can be clicked: one trace per colour, with an entry in the key.

The chart engine's own heat maps give no click to the page, bars do; so a cell is a bar as
wide and high as its place.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from inspection.charts.figure import axis, hatch, legend
from inspection.charts.palette import TEXT

# Side of a cell, of one step between cells.
SIDE = 0.96
SIGN = 10


class Cell(NamedTuple):
    """One cell: where it lies, what it says, what a click takes and the pointer tells."""

    across: int
    down: int
    sign: str
    told: Sequence[Any]


def cells_of(
    name: str, colour: str, cells: Sequence[Cell], hover: str, *, is_hatched: bool = False
) -> dict[str, Any]:
    """The cells of one colour."""
    return {
        "type": "bar",
        "name": name,
        "x": [cell.across for cell in cells] or [None],
        "base": [cell.down - SIDE / 2 for cell in cells] or [None],
        "y": [SIDE] * len(cells) or [None],
        "width": SIDE,
        "text": [cell.sign for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": SIGN, "color": TEXT},
        "marker": {
            "color": colour,
            "line": {"width": 0},
            "pattern": hatch() if is_hatched else {},
        },
        "customdata": [list(cell.told) for cell in cells],
        "hovertemplate": hover,
    }


def cell_layout(heads: Sequence[str], sides: Sequence[str], *, angle: int = 0) -> dict[str, Any]:
    """Axes of a table of cells: heads above, one row per side, the key above the heads."""
    return {
        "barmode": "overlay",
        "bargap": 0,
        "xaxis": axis(
            side="top",
            showgrid=False,
            range=[-0.5, len(heads) - 0.5],
            tickvals=list(range(len(heads))),
            ticktext=list(heads),
            tickangle=angle,
            tickfont={"color": TEXT, "size": 11},
        ),
        "yaxis": axis(
            showgrid=False,
            range=[len(sides) - 0.5, -0.5],
            tickvals=list(range(len(sides))),
            ticktext=list(sides),
            tickfont={"color": TEXT, "size": 11},
        ),
        "legend": legend() | {"yref": "container", "y": 1, "yanchor": "top"},
    }


def grouped(pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Names of rows in groups: the group stands in bold before the first of it."""
    before = [None, *(group for group, _ in pairs)]
    return [
        name if group == last else f"<b>{group}</b> {name}"
        for (group, name), last in zip(pairs, before, strict=False)
    ]
