"""The province by unit, one unit by county: classes of completion, the gap as label."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from inspection.charts.classes import UNSUPERVISED, WITHHELD, Classed, classed
from inspection.charts.figure import FONT, TRANSPARENT, Figure, figure
from inspection.charts.painting import coloured
from inspection.charts.palette import BANDS, CHOSEN, CONTEXT, FAINT_TEXT, TEXT
from inspection.geo import Boundaries, Place
from inspection.geo.rings import Point, hatched, rings_of
from inspection.showing.english import place_of
from inspection.text import text

MAP_HEIGHT = 400
# Degrees within which two labels in the middle of their areas would meet.
CLOSE_LONGITUDE, CLOSE_LATITUDE = 0.8, 0.25
# Between two lines of a hatched area, and around a unit that fills the map, in degrees.
HATCH, AROUND = 0.07, 0.08
Row = Mapping[str, Any]


class Layer(NamedTuple):
    """Areas of one file with their rows: `area` names one in the file, a click takes `picked`."""

    boundaries: Boundaries
    rows: Sequence[Row]
    # The column that names an area to the reader.
    named: str

    @property
    def places(self) -> list[Place]:
        """The areas that have a row, in the order of the file."""
        named = {row["area"] for row in self.rows}
        return [place for place in self.boundaries.places if place.name in named]


def units_of(rows: pa.Table, boundaries: Boundaries) -> Layer:
    """The layer of the units."""
    found = ((row, place_of(row["unit"])) for row in rows.to_pylist())
    return Layer(boundaries, [row | {"area": at, "picked": at} for row, at in found], "unit")


def counties_of(rows: pa.Table, boundaries: Boundaries) -> Layer:
    """The layer of counties; rows without one have no place on a map."""
    areas = {place.code: place.name for place in boundaries.places}
    found = ((row, row["county_code"]) for row in rows.to_pylist())
    known = [row | {"area": areas[at], "picked": at} for row, at in found if at in areas]
    return Layer(boundaries, known, "county")


@coloured
def unit_map(
    rows: pa.Table,
    lang: str,
    *,
    boundaries: Boundaries,
    chosen: Sequence[str] = (),
) -> Figure:
    """The province by unit; a click gives the unit."""
    return _map(units_of(rows, boundaries), chosen, lang)


@coloured
def county_map(
    rows: pa.Table, lang: str, *, boundaries: Boundaries, chosen: Sequence[str] = ()
) -> Figure:
    """The counties that have a row, as large as they fit; a click gives the county."""
    return _map(counties_of(rows, boundaries), chosen, lang)


def _map(layer: Layer, chosen: Sequence[str], lang: str) -> Figure:
    found = classed(layer.rows, lang)
    without = _others(layer)
    traces = [
        _areas(layer, None, lang, without) if without else None,
        *(_areas(layer, one, lang) for one in found),
        _hatching(layer, found),
        _frame(layer, chosen),
        _labels(layer, lang),
    ]
    return figure(
        [trace for trace in traces if trace],
        height=MAP_HEIGHT,
        geo=_ground(layer),
        margin={"l": 0, "r": 0, "t": 4, "b": 0},
        legend=_key(),
        annotations=[_origin(layer.boundaries, lang)],
    )


def _others(layer: Layer) -> list[str]:
    """Areas of the province that no unit answers for."""
    if layer.named != "unit":
        return []
    named = {row["area"] for row in layer.rows}
    return [place.name for place in layer.boundaries.places if place.name not in named]


def _areas(
    layer: Layer, one: Classed | None, lang: str, names: Sequence[str] = ()
) -> dict[str, Any]:
    """Areas of one class; without one those that are not supervised."""
    rows = one.rows if one else []
    shown = text("charts.bullet_hover", lang)
    if one is None or one.key == WITHHELD:
        shown = text("charts.area_silent_hover", lang)
    return {
        "type": "choropleth",
        "geojson": layer.boundaries.url,
        "featureidkey": "properties.name",
        "locations": [row["area"] for row in rows] or list(names),
        "z": [0] * (len(rows) or len(names)),
        "colorscale": [[0, one.colour if one else BANDS[0]], [1, one.colour if one else BANDS[0]]],
        "showscale": False,
        "showlegend": True,
        "name": one.name if one else text(f"charts.map_{UNSUPERVISED}", lang),
        "marker": {"line": {"color": CONTEXT, "width": 0.6}},
        "customdata": [_told(row, layer) for row in rows],
        "hovertemplate": shown,
    }


def _told(row: Row, layer: Layer) -> list[Any]:
    """What a click takes, then what the pointer tells."""
    counts = ("checked_count", "target_count", "gap_count", "completion_rate")
    return [row["picked"], row[layer.named], *(row[name] for name in counts)]


def _hatching(layer: Layer, found: Iterable[Classed]) -> dict[str, Any] | None:
    """Lines over the areas whose figures are withheld."""
    names = {row["area"] for one in found if one.key == WITHHELD for row in one.rows}
    if not names:
        return None
    lines = [line for at in layer.boundaries.areas(names) for line in hatched(rings_of(at), HATCH)]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [x for start, end in lines for x in (start[0], end[0], None)],
        "lat": [y for start, end in lines for y in (start[1], end[1], None)],
        "line": {"color": FAINT_TEXT, "width": 0.8},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _frame(layer: Layer, chosen: Sequence[str]) -> dict[str, Any] | None:
    """A frame around what the filter has; a click on it gives the same as the area below."""
    rows = [row for row in layer.rows if row["picked"] in chosen]
    if not rows:
        return None
    line = {"color": CHOSEN, "width": 2.5}
    return {
        **_areas(layer, Classed("", "", TRANSPARENT, rows), "zh"),
        "showlegend": False,
        "marker": {"line": line},
        "hovertemplate": None,
        "hoverinfo": "none",
    }


def _labels(layer: Layer, lang: str) -> dict[str, Any]:
    """Name, share and gap of each area at its label point."""
    found = {row["area"]: row for row in layer.rows}
    places = layer.places
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [place.longitude for place in places],
        "lat": [place.latitude for place in places],
        "text": [
            area_label(row, row[layer.named], lang, is_short=layer.named == "county")
            for row in (found[place.name] for place in places)
        ],
        "textposition": [_side(place, places) for place in places],
        "textfont": {"size": FONT - 1, "color": TEXT},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _side(place: Place, places: Sequence[Place]) -> str:
    """Beside its point where a label to the west of it would meet it, else upon it."""
    is_met = any(
        0 < place.longitude - other.longitude < CLOSE_LONGITUDE
        and abs(place.latitude - other.latitude) < CLOSE_LATITUDE
        for other in places
    )
    return "middle right" if is_met else "middle center"


def area_label(row: Row, name: str, lang: str, *, is_short: bool = False) -> str:
    """Name, share and gap in two lines, of a small area without the gap; words for no share."""
    rate, gap = row["completion_rate"], row["gap_count"]
    if row["checked_count"] is None:
        return f"<b>{name}</b><br>{text('charts.withheld', lang)}"
    if rate is None:
        return f"<b>{name}</b><br>{text('charts.map_unknown', lang)}"
    if is_short:
        return f"<b>{name}</b><br>{rate:.0%}"
    second = text("charts.map_gap", lang, gap=f"{gap:,}") if gap else text("charts.map_done", lang)
    return f"<b>{name}</b> {rate:.0%}<br>{second}"


def _ground(layer: Layer) -> dict[str, Any]:
    """The whole province, or as much as the areas with rows need."""
    shared = {"visible": False, "projection": {"type": "mercator"}, "bgcolor": TRANSPARENT}
    if layer.named == "unit" or not layer.rows:
        return {**shared, "fitbounds": "geojson"}
    (west, south), (east, north) = extent(layer)
    return {
        **shared,
        "lonaxis": {"range": [west - AROUND, east + AROUND]},
        "lataxis": {"range": [south - AROUND, north + AROUND]},
    }


def extent(layer: Layer) -> tuple[Point, Point]:
    """The south-western and north-eastern corner of the areas that have a row."""
    named = {place.name for place in layer.places}
    rings = [ring for area in layer.boundaries.areas(named) for ring in rings_of(area)]
    across, up = ([point[at] for ring in rings for point in ring] for at in (0, 1))
    return (min(across), min(up)), (max(across), max(up))


def _key() -> dict[str, Any]:
    return {
        "orientation": "v",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "bottom",
        "font": {"size": FONT - 1},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def _origin(boundaries: Boundaries, lang: str) -> dict[str, Any]:
    """Who drew the map, inside of the picture, so that a download says it too."""
    return {
        "text": origin(boundaries, lang),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": FONT - 1, "color": FAINT_TEXT},
    }


def origin(boundaries: Boundaries, lang: str) -> str:
    """That the map is a schematic, or the number of its review."""
    if not boundaries.review_number:
        return text("charts.map_sketch", lang)
    return text("charts.map_reviewed", lang, number=boundaries.review_number)
