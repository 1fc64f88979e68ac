"""Tiles: the figures at the head of a page or a tab."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from inspection.showing.withheld import told, without_units
from inspection.view import sentences
from inspection.view.reading import Reading


class Tile(NamedTuple):
    """One figure: its name among the words, its column, and columns told beside it.

    `none` are the words where an empty cell means that there is none; else it is unknown.
    """

    name: str
    column: str
    beside: tuple[str, ...] = ()
    none: str = ""


def draw_tiles(
    page: Reading,
    area: str,
    row: Mapping[str, Any],
    tiles: Sequence[Tile],
    part: str = "",
    whole: Mapping[str, Any] | None = None,
    hidden: frozenset[str] = frozenset(),
) -> None:
    """Figures of one row, side by side, as many as fit; `part` where an area has several.

    What stands in `whole` too is of enterprises in the row, and of all kinds there; what is
    `hidden` is withheld from this reader.
    """
    if not tiles:
        return
    with st.grid(len(tiles), min_column_width=142, gap="small"):
        for tile in tiles:
            with st.container(border=True, height="stretch", key=f"tile_{area}{part}_{tile.name}"):
                draw_tile(page, area, row, tile, whole or {}, hidden)


def draw_tile(
    page: Reading,
    area: str,
    row: Mapping[str, Any],
    tile: Tile,
    whole: Mapping[str, Any],
    hidden: frozenset[str],
) -> None:
    """Name, figure and what is told beside it; a figure that mixes kinds says so.

    Plain text: the framework's own tile shows nothing until the code of the charts is loaded.
    """
    name = page.say(f"{area}.tile_{tile.name}")
    figure = figure_of(page, tile, row, hidden)
    small = [beside(page, area, tile, row, hidden)]
    if tile.column in whole:
        name = page.say("frame.of_enterprises", name=name)
        every = told(tile.column, whole, hidden, page.lang)
        small.append(page.say("frame.all_kinds", figure=every))
    sentences.tile(name, figure, small, page.say(f"{area}.tile_{tile.name}_help"))


def figure_of(page: Reading, tile: Tile, row: Mapping[str, Any], hidden: frozenset[str]) -> str:
    """The figure as a word; that there is none, where the tile has words for it."""
    if tile.none and row[tile.column] is None and tile.column not in hidden:
        return page.say(tile.none)
    return told(tile.column, row, hidden, page.lang)


def beside(
    page: Reading, area: str, tile: Tile, row: Mapping[str, Any], hidden: frozenset[str]
) -> str | None:
    """The small line under a tile's figure; none where nothing of it is known."""
    if not tile.beside or all(row[name] is None for name in tile.beside):
        return None
    values = {name: told(name, row, hidden, page.lang) for name in tile.beside}
    said = page.say(f"{area}.tile_{tile.name}_beside", **values)
    return without_units(said, page.lang)
