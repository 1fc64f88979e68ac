"""The map of the units, or the tile grid in its place, with the words that must stand under it."""

from functools import partial

from inspection import charts, geo
from inspection.data import reference
from inspection.showing.answer import Answer
from inspection.view.controls import switch
from inspection.view.page import Page

LAYERS = {"map": "map.boundaries", "tiles": "map.tiles"}
# A map of unreviewed boundaries stays on the screen: no picture can be taken of it.
NO_PICTURE = {"displayModeBar": False}


def draw_map(page: Page, key: str, answer: Answer) -> None:
    """A card with the units by class of completion; a click sets the filter."""
    with page.card(key) as card:
        card.furnish(answer)
        layer = switch(page, "overview.layer", LAYERS)
        chosen = page.filters.chosen("unit")
        if layer == "tiles":
            tiles = reference.load("tile_grid")
            figure = partial(charts.tile_grid, tiles=tiles, chosen=chosen)
            card.chart(answer, figure, picks="unit", part="tiles")
            return
        figure = partial(charts.unit_map, places=geo.places("unit"), chosen=chosen)
        card.chart(answer, figure, picks="unit", part="map", config=NO_PICTURE)
        page.plain(disclaimer(page.lang))


def disclaimer(lang: str) -> str:
    """What the map's source says about itself."""
    layer = reference.load("map_layers").to_pylist()[0]
    return str(layer["note"] if lang == "zh" else layer["note_en"])
