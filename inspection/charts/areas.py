"""Units on a map and on a tile grid: five classes of completion, the gap as label."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from inspection.charts.figure import FONT, TRANSPARENT, Figure, axis, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import BORDER, CHOSEN, CONTEXT, NO_DATA, STEPS, TEXT
from inspection.geo import Place
from inspection.text import text

# Lower ends of the classes, as shares of the target, and their colours: light enough for labels.
CLASS_STARTS = (0.0, 0.5, 0.7, 0.85, 1.0)
CLASS_COLORS = (STEPS[0], STEPS[2], STEPS[3], STEPS[4], STEPS[5])
SHOWN = ("unit", "checked_count", "target_count", "gap_count", "completion_rate")
GEOJSON = "/geo/{layer}.geojson"
MAP_HEIGHT = 400


@coloured
def unit_map(
    rows: pa.Table, lang: str, *, places: Sequence[Place], chosen: Sequence[str] = ()
) -> Figure:
    """The province by unit; a click gives the unit. Areas without figures are grey."""
    found = {row["unit"]: row for row in rows.to_pylist()}
    known = [place for place in places if place.name in found]
    outside = [place.name for place in places if place.name not in found]
    traces = [
        _areas(outside, NO_DATA, text("charts.map_none", lang)),
        *_classes([found[place.name] for place in known], lang),
        _areas(list(chosen), TRANSPARENT, "", border=CHOSEN, width=2.5),
        _labels(known, found, lang),
    ]
    return figure(
        traces,
        height=MAP_HEIGHT,
        geo={
            "fitbounds": "geojson",
            "visible": False,
            "projection": {"type": "mercator"},
            "bgcolor": TRANSPARENT,
        },
        margin={"l": 0, "r": 0, "t": 4, "b": 0},
        legend={
            "orientation": "v",
            "x": 1,
            "y": 0,
            "xanchor": "right",
            "yanchor": "bottom",
            "font": {"size": FONT - 1},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )


def _classes(rows: list[dict], lang: str) -> list[dict[str, Any]]:
    """One trace per class, also where it is empty: the key shows all five."""
    parts: list[list[dict]] = [[] for _ in CLASS_COLORS]
    for row in rows:
        index = class_of(row["completion_rate"])
        if index is not None:
            parts[index].append(row)
    return [
        _areas([row["unit"] for row in part], color, _class_name(index, lang), part, lang)
        for index, (part, color) in enumerate(zip(parts, CLASS_COLORS, strict=True))
    ]


def class_of(rate: float | None) -> int | None:
    """Index of the class of a completion rate; None has none."""
    if rate is None:
        return None
    return max(index for index, start in enumerate(CLASS_STARTS) if rate >= start)


def _class_name(index: int, lang: str) -> str:
    if index == len(CLASS_STARTS) - 1:
        return text("charts.map_done", lang)
    return f"{CLASS_STARTS[index]:.0%}–{CLASS_STARTS[index + 1]:.0%}"


def _areas(
    names: list[str],
    color: str,
    name: str,
    rows: Sequence[dict] = (),
    lang: str = "zh",
    *,
    border: str = BORDER,
    width: float = 1,
) -> dict[str, Any]:
    """Areas of one colour."""
    return {
        "type": "choropleth",
        "geojson": GEOJSON.format(layer="unit"),
        "featureidkey": "properties.name",
        "locations": names,
        "z": [0] * len(names),
        "colorscale": [[0, color], [1, color]],
        "showscale": False,
        "showlegend": bool(name),
        "name": name,
        "marker": {"line": {"color": border, "width": width}},
        "customdata": [[row[key] for key in SHOWN] for row in rows],
        "hovertemplate": text("charts.bullet_hover", lang) if rows else None,
        "hoverinfo": "location" if not rows else None,
    }


def _labels(places: Sequence[Place], found: dict[str, dict], lang: str) -> dict[str, Any]:
    """Name and gap of each unit at its label point."""
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [place.longitude for place in places],
        "lat": [place.latitude for place in places],
        "text": [area_label(found[place.name], lang) for place in places],
        "textfont": {"size": FONT - 1, "color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def area_label(row: dict, lang: str) -> str:
    """Name, share and gap in two lines."""
    rate, gap = row["completion_rate"], row["gap_count"]
    if rate is None:
        return f"<b>{row['unit']}</b><br>—"
    second = text("charts.map_gap", lang, gap=f"{gap:,}") if gap else text("charts.map_done", lang)
    return f"<b>{row['unit']}</b> {rate:.0%}<br>{second}"


@coloured
def tile_grid(rows: pa.Table, lang: str, *, tiles: pa.Table, chosen: Sequence[str] = ()) -> Figure:
    """The same classes on equal tiles: no boundary, small units as large as the others."""
    found = {row["unit"]: row for row in rows.to_pylist()}
    placed = [tile for tile in tiles.to_pylist() if tile["unit"] in found]
    across = [tile["tile_column_order"] for tile in placed]
    down = [tile["tile_row_order"] for tile in placed]
    drawn = [found[tile["unit"]] for tile in placed]
    return figure(
        [_tiles(across, down, drawn, chosen, lang), *_tile_key(lang)],
        height=max(down, default=1) * 100 + 40,
        xaxis=axis(
            range=[min(across, default=0) - 0.6, max(across, default=1) + 0.6], visible=False
        ),
        yaxis=axis(range=[max(down, default=1) + 0.6, min(down, default=0) - 0.6], visible=False),
    )


def _tiles(
    across: list[int], down: list[int], rows: list[dict], chosen: Sequence[str], lang: str
) -> dict[str, Any]:
    """A square per unit; the chosen ones have a frame."""
    classes = [class_of(row["completion_rate"]) for row in rows]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": across,
        "y": down,
        "text": [area_label(row, lang) for row in rows],
        "textfont": {"size": FONT, "color": TEXT},
        "marker": {
            "symbol": "square",
            "size": 92,
            "color": [NO_DATA if at is None else CLASS_COLORS[at] for at in classes],
            "line": {"width": [2.5 if r["unit"] in chosen else 0 for r in rows], "color": CHOSEN},
            "opacity": 1,
        },
        "customdata": [[row[key] for key in SHOWN] for row in rows],
        "hovertemplate": text("charts.bullet_hover", lang),
        "showlegend": False,
    }


def _tile_key(lang: str) -> list[dict[str, Any]]:
    """The five classes as a key."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": _class_name(index, lang),
            "marker": {
                "symbol": "square",
                "size": 11,
                "color": color,
                "line": {"color": CONTEXT, "width": 0.5},
            },
        }
        for index, color in enumerate(CLASS_COLORS)
    ]
