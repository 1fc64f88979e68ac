"""All counties on one flat map with a tooltip, drawn by pydeck without any ground from outside."""

import math
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from inspection.charts.areas import HATCH, Layer, counties_of, extent
from inspection.charts.classes import WITHHELD, Classed, classed
from inspection.charts.painting import plain
from inspection.charts.palette import BANDS, CONTEXT, FAINT_TEXT, TEXT, Palette
from inspection.data.columns import written
from inspection.geo import Boundaries
from inspection.geo.rings import hatched, rings_of
from inspection.text import text

if TYPE_CHECKING:
    from pydeck import Deck
    from pydeck import Layer as Drawn

DECK_HEIGHT = 480
# Pixels that the map needs to fill at least, so that it fits a phone too.
WIDE, HIGH = 318, 430
# Pixels per degree of longitude at zoom 0.
DEGREE = 512 / 360
# A name is as large as its county is wide, and grows with the zoom: metres per degree and sign.
METRES = 55_000
# A page scrolls on over the map; who wants it larger clicks twice.
CONTROLS = {"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": False}
# What the pointer tells of a county.
COUNTS = ("checked_count", "target_count", "completion_rate", "gap_count")
FONTS = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Noto Sans SC Variable',sans-serif"


def county_deck(rows: pa.Table, lang: str, *, boundaries: Boundaries, palette: Palette) -> "Deck":
    """The counties that have a row, in the classes of the map."""
    import pydeck

    layer = counties_of(rows, boundaries)
    return pydeck.Deck(
        layers=[_ground(layer, palette), *_drawn(layer, lang, palette)],
        initial_view_state=pydeck.ViewState(**_fitted(layer)),
        views=[pydeck.View(type="MapView", controller=CONTROLS)],
        map_provider=None,
        tooltip={"html": "{told}", "style": {"fontSize": "12px"}},
    )


def deck_key(rows: pa.Table, lang: str, *, boundaries: Boundaries, palette: Palette) -> str:
    """The key of the classes as HTML: a square of the colour and its words."""
    layer = counties_of(rows, boundaries)
    marks = [(one.name, plain(one.colour, palette)) for one in classed(layer.rows, lang)]
    square = (
        '<span style="display:inline-block;margin-right:14px;white-space:nowrap">'
        '<span style="display:inline-block;width:11px;height:11px;margin-right:5px;'
        'border:1px solid #8792a2;background:{colour}"></span>{name}</span>'
    )
    return "".join(square.format(colour=colour, name=escape(name)) for name, colour in marks)


def _ground(layer: Layer, palette: Palette) -> "Drawn":
    """Counties of the province without a row, as ground."""
    named = {place.name for place in layer.places}
    others = {place.name for place in layer.boundaries.places} - named
    look = plain(BANDS[0], palette), ""
    return _polygons(layer, dict.fromkeys(others, look), palette, is_told=False)


def _drawn(layer: Layer, lang: str, palette: Palette) -> list["Drawn"]:
    found = classed(layer.rows, lang)
    looks = {
        row["area"]: (plain(one.colour, palette), _told(row, one, lang))
        for one in found
        for row in one.rows
    }
    areas = _polygons(layer, looks, palette)
    hidden = {row["area"] for one in found if one.key == WITHHELD for row in one.rows}
    return [areas, *_hatching(layer, hidden, palette), _names(layer, palette)]


def _told(row: Mapping[str, Any], one: Classed, lang: str) -> str:
    """What the pointer tells of a county."""
    name = f"<b>{escape(row['unit'])} {escape(row['county'])}</b><br>"
    if row["completion_rate"] is None:
        return name + escape(one.name)
    values = {key: written(key, row[key]) for key in COUNTS}
    return name + text("charts.deck_told", lang, **values)


def _polygons(
    layer: Layer, looks: Mapping[str, tuple[str, str]], palette: Palette, *, is_told: bool = True
) -> "Drawn":
    """Areas by name, each with its colour and what the pointer tells."""
    import pydeck

    features = []
    for feature in layer.boundaries.areas(looks):
        colour, told = looks[feature["properties"]["name"]]
        features.append(
            {
                "type": "Feature",
                "geometry": feature["geometry"],
                "properties": {"fill": channels(colour), "told": told},
            }
        )
    return pydeck.Layer(
        "GeoJsonLayer",
        data={"type": "FeatureCollection", "features": features},
        get_fill_color="properties.fill",
        get_line_color=channels(plain(CONTEXT, palette)),
        line_width_min_pixels=1,
        pickable=is_told,
    )


def _hatching(layer: Layer, names: set[str], palette: Palette) -> list["Drawn"]:
    """Lines over the counties whose figures are withheld."""
    import pydeck

    lines = [
        {"start": start, "end": end}
        for area in layer.boundaries.areas(names)
        for start, end in hatched(rings_of(area), HATCH / 2)
    ]
    if not lines:
        return []
    colour = channels(plain(FAINT_TEXT, palette))
    own = {"get_source_position": "start", "get_target_position": "end", "get_width": 1}
    return [pydeck.Layer("LineLayer", data=lines, get_color=colour, **own)]


def _names(layer: Layer, palette: Palette) -> "Drawn":
    import pydeck

    labels = {row["area"]: row["county"] for row in layer.rows}
    data = [
        {
            "at": [place.longitude, place.latitude],
            "name": labels[place.name],
            "size": METRES * width_of(layer, place.name) / len(labels[place.name]),
        }
        for place in layer.places
    ]
    return pydeck.Layer(
        "TextLayer",
        data=data,
        get_position="at",
        get_text="name",
        get_color=channels(plain(TEXT, palette)),
        get_size="size",
        size_units=pydeck.types.String("meters"),
        size_max_pixels=20,
        character_set=pydeck.types.String("auto"),
        font_family=pydeck.types.String(FONTS),
    )


def width_of(layer: Layer, name: str) -> float:
    """How many degrees the largest part of an area is wide."""
    [area] = layer.boundaries.areas({name})
    across = [[point[0] for point in ring] for ring in rings_of(area)]
    return max(max(ring) - min(ring) for ring in across)


def _fitted(layer: Layer) -> dict[str, float]:
    """A view that holds all counties with a row, on a phone too."""
    (west, south), (east, north) = extent(layer)
    middle = (south + north) / 2
    stretched = (north - south) / math.cos(math.radians(middle))
    room = min(WIDE / (east - west), HIGH / stretched) / DEGREE
    return {
        "longitude": (west + east) / 2,
        "latitude": middle,
        "zoom": math.log2(room),
        "pitch": 0,
        "bearing": 0,
    }


def channels(colour: str) -> list[int]:
    """Red, green and blue of `#rrggbb`."""
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
