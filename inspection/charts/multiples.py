"""Small multiples: where the cell of each unit lies, and its heading."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from inspection.charts.palette import TEXT

ACROSS = 3
CELL_HEIGHT = 128
# Share of a cell's width and height that stays empty between cells.
GAP_X, GAP_Y = 0.14, 0.3


def halves_of(rows: pa.Table) -> tuple[int | None, ...]:
    """Halves worth drawing side by side; one unit alone has none."""
    return (0, 1) if len(set(rows["unit"].to_pylist())) > 1 else (None,)


def half_of(everyone: Sequence[str], half: int | None) -> list[str]:
    """All units, or the first or second half: two halves side by side stack when narrow."""
    middle = -(-len(everyone) // 2)
    return list({None: everyone, 0: everyone[:middle], 1: everyone[middle:]}[half])


def cell_domain(index: int, across: int, down: int) -> tuple[list[float], list[float]]:
    """Where a cell lies, in shares of the plot, from the top left."""
    column, row = index % across, index // across
    left = column / across
    top = 1 - row / down
    return [left, left + (1 - GAP_X) / across], [top - (1 - GAP_Y) / down, top]


def heading(unit: str, x: list[float], y: list[float]) -> dict[str, Any]:
    """The unit's name above its cell."""
    return {
        "text": unit,
        "x": x[0],
        "y": y[1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": TEXT},
    }
