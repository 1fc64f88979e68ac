"""Units on equal tiles: no boundary, small units as large as the others."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from inspection.charts.areas import area_label
from inspection.charts.classes import WITHHELD, Classed, classed
from inspection.charts.figure import FONT, Figure, axis, figure, hatch
from inspection.charts.painting import coloured
from inspection.charts.palette import CHOSEN, CONTEXT, TEXT
from inspection.showing.english import place_of
from inspection.text import text

SHOWN = ("area", "unit", "checked_count", "target_count", "gap_count", "completion_rate")
# The side of a tile, of one step between tiles.
SIDE = 0.92


@coloured
def tile_grid(rows: pa.Table, lang: str, *, tiles: pa.Table, chosen: Sequence[str] = ()) -> Figure:
    """The classes of the map on tiles; a click gives the unit."""
    places = {
        tile["unit"]: (tile["tile_column_order"], tile["tile_row_order"])
        for tile in tiles.to_pylist()
    }
    units = ((row, place_of(row["unit"])) for row in rows.to_pylist())
    found = classed([row | {"area": area} for row, area in units if area in places], lang)
    down = [row for _, row in places.values()]
    across = [column for column, _ in places.values()]
    return figure(
        [_tiles(one, places, chosen, lang) for one in found],
        height=max(down, default=1) * 100 + 40,
        barmode="overlay",
        xaxis=axis(
            range=[min(across, default=0) - 0.6, max(across, default=1) + 0.6], visible=False
        ),
        yaxis=axis(range=[max(down, default=1) + 0.6, min(down, default=0) - 0.6], visible=False),
    )


def _tiles(
    one: Classed, places: dict[str, tuple[int, int]], chosen: Sequence[str], lang: str
) -> dict[str, Any]:
    """The tiles of one class, and its entry in the key; the chosen ones have a frame."""
    names = [row["area"] for row in one.rows]
    silent = one.key == WITHHELD
    return {
        "type": "bar",
        "x": [places[name][0] for name in names] or [None],
        "base": [places[name][1] - SIDE / 2 for name in names] or [None],
        "y": [SIDE] * len(names) or [None],
        "width": SIDE,
        "name": one.name,
        "text": [area_label(row, row["unit"], lang) for row in one.rows],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "constraintext": "none",
        "textangle": 0,
        "textfont": {"size": FONT, "color": TEXT},
        "marker": {
            "color": one.colour,
            "line": {
                "width": [2.5 if name in chosen else 0.5 for name in names],
                "color": [CHOSEN if name in chosen else CONTEXT for name in names],
            },
            "pattern": hatch() if silent else {},
        },
        "customdata": [[row[key] for key in SHOWN] for row in one.rows],
        "hovertemplate": text(f"charts.{'tile_silent' if silent else 'bullet'}_hover", lang),
        "showlegend": True,
    }
