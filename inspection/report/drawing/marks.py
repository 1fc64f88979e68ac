"""Marks of points: form, size and colour as a trace names them."""

from collections.abc import Callable, Mapping
from typing import Any

from inspection.report.drawing import svg

Trace = Mapping[str, Any]
# Corners of forms, in shares of half their size.
FORMS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
    "triangle-up": ((0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    "triangle-down": ((0, 1.1), (1.1, -0.9), (-1.1, -0.9)),
}
# Marks that are lines, from end to end.
STROKES: Mapping[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "line-ns": (((0, -1), (0, 1)),),
    "line-ew": (((-1, 0), (1, 0)),),
    "x": (((-0.8, -0.8), (0.8, 0.8)), ((-0.8, 0.8), (0.8, -0.8))),
    "cross": (((0, -1), (0, 1)), ((-1, 0), (1, 0))),
}
DEFAULT_SIZE = 6


def one_of(value: Any, place: int) -> Any:
    """A property that holds for all points, or the one of its point."""
    if isinstance(value, list | tuple):
        return value[place] if place < len(value) else None
    return value


def draw_mark(marker: Trace, place: int, x: float, y: float, default: str) -> str:
    """The mark of one point."""
    symbol = str(one_of(marker.get("symbol"), place) or "circle")
    half = float(one_of(marker.get("size"), place) or DEFAULT_SIZE) / 2
    color = str(one_of(marker.get("color"), place) or default)
    edge = marker.get("line", {})
    width = float(one_of(edge.get("width"), place) or 0)
    rim = str(one_of(edge.get("color"), place) or color)
    form = symbol.removesuffix("-open")
    if form in STROKES:
        return _strokes(form, x, y, half, rim if width else color, width or 2)
    is_open = form != symbol
    fill = "#ffffff" if is_open else color
    rim, width = (color, max(width, 1.3)) if is_open else (rim, width)
    return _form(form, x, y, half)(fill, rim, width)


def _strokes(form: str, x: float, y: float, half: float, color: str, width: float) -> str:
    return "".join(
        svg.line([(x + dx * half, y + dy * half) for dx, dy in ends], color, width)
        for ends in STROKES[form]
    )


def _form(form: str, x: float, y: float, half: float) -> Callable[[str, str, float], str]:
    if form not in FORMS:
        return lambda fill, rim, width: svg.circle(x, y, half, fill, rim, width)
    corners = [(x + dx * half, y + dy * half) for dx, dy in FORMS[form]]
    return lambda fill, rim, width: svg.polygon(corners, fill, rim, width)
