"""Maps: the province by unit or one unit by county, tiles in its place, all counties at once."""

from functools import partial

import streamlit as st

from inspection import charts, geo
from inspection.data import reference
from inspection.showing.answer import Answer
from inspection.showing.english import placed_rows
from inspection.view.cards import Card
from inspection.view.controls import switch
from inspection.view.page import Page

LAYERS = {"map": "map.boundaries", "tiles": "map.tiles"}
# The theme of a reader whose browser has not told it yet, and its scales of colours.
LIGHT = "light"
SCALES = ("Categorical", "Sequential", "Diverging")
TEXTS = ("grayText", "text", "background", "border")


def draw_map(page: Page, key: str, question: str) -> None:
    """A card with all units by class of completion, asked of `question`; a click sets the filter.

    Where one unit is chosen its counties take its place.
    """
    chosen = page.filters.chosen("unit")
    counties = page.ask("completion_by_county", counties=None) if len(chosen) == 1 else None
    answer = page.ask(question, units=None) if counties is None else counties
    finding = page.find(key if counties is None else "progress.map", answer)
    with page.card(key, finding) as card:
        layer = switch(page, "overview.layer", LAYERS)
        if layer == "tiles":
            answer = page.ask(question, units=None)
            card.furnish(answer)
            tiles = reference.load("tile_grid")
            figure = partial(charts.tile_grid, tiles=tiles, chosen=chosen)
            card.chart(answer, figure, picks="unit", part="tiles")
        elif counties is not None:
            _draw_counties(page, card, counties)
        else:
            card.furnish(answer)
            figure = partial(charts.unit_map, boundaries=_drawn(page, "unit"), chosen=chosen)
            card.chart(answer, figure, picks="unit", part="map")
            _tell(page, "unit")


def draw_deck(page: Page, key: str, answer: Answer) -> None:
    """A card with all counties on one flat map with a tooltip."""
    with page.card(key, page.find(key, answer)) as card:
        card.furnish(answer)
        if not answer or answer.is_blank:
            card.tell_blank(answer)
            return
        drawn, palette = _drawn(page, "county"), reader_palette()
        rows = placed_rows(answer.rows, page.lang)
        st.html(charts.deck_key(rows, page.lang, boundaries=drawn, palette=palette))
        st.pydeck_chart(
            charts.county_deck(rows, page.lang, boundaries=drawn, palette=palette),
            height=charts.DECK_HEIGHT,
            key=card.named("deck"),
            alt=page.say(f"{key}_alt"),
        )
        page.plain(charts.origin(drawn, page.lang))
        _tell(page, "county")


def reader_palette() -> charts.Palette:
    """The colours of the theme that the reader's browser has, as the configuration gives them."""
    theme = f"theme.{st.context.theme.type or LIGHT}"
    scales = (st.get_option(f"{theme}.chart{kind}Colors") for kind in SCALES)
    categorical, sequential, diverging = map(tuple, scales)
    kept = diverging[: len(charts.SCREEN.diverging)]
    texts = (st.get_option(f"{theme}.{name}Color") for name in TEXTS)
    return charts.Palette(categorical, sequential, kept, *texts)


def _draw_counties(page: Page, card: Card, answer: Answer) -> None:
    """The counties of the chosen unit, whichever of them the filter has."""
    card.furnish(answer)
    chosen = page.filters.chosen("county")
    figure = partial(charts.county_map, boundaries=_drawn(page, "county"), chosen=chosen)
    card.chart(answer, figure, picks="county", part="counties")
    _tell(page, "county")


def _drawn(page: Page, layer: str) -> geo.Boundaries:
    """The bureau's reviewed file for those who may see it, for others our schematic."""
    folder = page.snapshot.folder if page.scope.may_see_reviewed_map else None
    return geo.boundaries(layer, folder)


def _tell(page: Page, layer: str) -> None:
    """What our schematic says about itself; a reviewed map says it by its number."""
    if not _drawn(page, layer).review_number:
        row = next(one for one in reference.load("map_layers").to_pylist() if one["layer"] == layer)
        page.plain(str(row["note"] if page.lang == "zh" else row["note_en"]))
