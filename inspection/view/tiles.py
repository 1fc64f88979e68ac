"""Tiles: the figures at the head of a page or a tab."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from inspection.data.columns import MISSING, written
from inspection.view.reading import Reading


class Tile(NamedTuple):
    """One figure: its name among the words, its column, and columns told beside it."""

    name: str
    column: str
    beside: tuple[str, ...] = ()


def draw_tiles(
    page: Reading,
    area: str,
    row: Mapping[str, Any],
    tiles: Sequence[Tile],
    part: str = "",
    whole: Mapping[str, Any] | None = None,
) -> None:
    """Figures of one row, side by side, as many as fit; `part` where an area has several.

    What stands in `whole` too is of enterprises in the row, and of all kinds there.
    """
    if not tiles:
        return
    with st.grid(len(tiles), min_column_width=142, gap="small"):
        for tile in tiles:
            with st.container(border=True, height="stretch", key=f"tile_{area}{part}_{tile.name}"):
                draw_tile(page, area, row, tile, whole or {})


def draw_tile(
    page: Reading, area: str, row: Mapping[str, Any], tile: Tile, whole: Mapping[str, Any]
) -> None:
    """Name, figure and what is told beside it; a figure that mixes kinds says so.

    Plain text: the framework's own tile shows nothing until the code of the charts is loaded.
    """
    name = page.say(f"{area}.tile_{tile.name}")
    figure = written(tile.column, row[tile.column], page.lang)
    small = [beside(page, area, tile, row)]
    if tile.column in whole:
        name = page.say("frame.of_enterprises", name=name)
        every = written(tile.column, whole[tile.column], page.lang)
        small.append(page.say("frame.all_kinds", figure=every))
    lines = [name, f"**{figure}**", " · ".join(part for part in small if part)]
    told = "\n\n".join(line for line in lines if line)
    st.markdown(told, help=page.say(f"{area}.tile_{tile.name}_help"))


def beside(page: Reading, area: str, tile: Tile, row: Mapping[str, Any]) -> str | None:
    """The small line under a tile's figure."""
    if not tile.beside:
        return None
    if all(row[name] is None for name in tile.beside):
        return MISSING
    values = {name: written(name, row[name], page.lang) for name in tile.beside}
    return page.say(f"{area}.tile_{tile.name}_beside", **values)
