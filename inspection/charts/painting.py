"""Colours as an argument: what is drawn in slots is painted with the palette that is given."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import pyarrow as pa

from inspection.charts.drawing import Drawn
from inspection.charts.palette import SCREEN, Palette

Draw = Callable[..., Drawn]


def coloured(draw: Draw) -> Draw:
    """A chart that takes `palette`; that of the screen is filled in by the theme of the page."""

    @wraps(draw)
    def drawn(rows: pa.Table, lang: str, *, palette: Palette = SCREEN, **own: Any) -> Drawn:
        figure = draw(rows, lang, **own)
        return figure if palette == SCREEN else painted(figure, palette)

    return drawn


def plain(colour: str, palette: Palette) -> str:
    """The colour of a palette that stands in this slot of the screen."""
    return dict(zip(SCREEN.colours(), palette.colours(), strict=True)).get(colour, colour)


def painted(figure: Drawn, palette: Palette) -> Drawn:
    """The figure in plain colours; nothing is left to the theme of a page."""
    colour_of = dict(zip(SCREEN.colours(), palette.colours(), strict=True))
    made = _filled(figure.to_dict(), colour_of)
    layout = made["layout"]
    layout["font"] = layout.get("font", {}) | {"color": palette.text}
    ground = {"template": "none", "paper_bgcolor": palette.ground, "plot_bgcolor": palette.ground}
    return Drawn(made["data"], layout | ground)


def _filled(part: Any, colour_of: Mapping[str, str]) -> Any:
    """The same with a colour in place of every slot."""
    if isinstance(part, dict):
        return {name: _filled(value, colour_of) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_filled(value, colour_of) for value in part]
    return colour_of.get(part, part) if isinstance(part, str) else part
