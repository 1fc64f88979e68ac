"""Bars: beside, above or upon each other, lying or standing, striped where a trace says so."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from inspection.report.drawing import svg
from inspection.report.drawing.frame import Frame, values_of
from inspection.report.drawing.marks import one_of

Trace = Mapping[str, Any]
Layout = Mapping[str, Any]
GAP = 0.2
DEFAULT = "#1f5fbf"
LABEL_SIZE = 10
HEX = re.compile(r"#[0-9a-fA-F]{6}")
# Below this brightness of 255 a bar is dark.
DARK = 120
# Lines of a pattern, in a tile of so many pixels.
TILE = 6
UP, DOWN = (0, TILE, TILE, 0), (0, 0, TILE, TILE)
STRIPES = {"/": (UP,), "\\": (DOWN,), "x": (UP, DOWN)}


class Bar(NamedTuple):
    """One bar: its place and thickness across the axis of names, its two ends along the other."""

    place: float
    thickness: float
    first: float
    last: float


def draw_bars(frame: Frame, traces: Sequence[Trace], layout: Layout) -> list[str]:
    """All bars of a figure, in the order of their traces."""
    mode = layout.get("barmode", "group")
    parts: list[str] = []
    sums: dict[Any, float] = {}
    for number, trace in enumerate(traces):
        shift = _shift(layout, number, len(traces)) if mode == "group" else (0.0, None)
        for place, bar in _bars(frame, trace, layout, shift, sums if mode == "stack" else None):
            parts += _draw(frame, trace, place, bar)
    return parts


def _shift(layout: Layout, number: int, count: int) -> tuple[float, float | None]:
    """How far off its name a bar of a group stands, and how thick it is."""
    whole = 1 - float(layout.get("bargap", GAP))
    own = whole / count
    thickness = own * (1 - float(layout.get("bargroupgap", 0)))
    return (number - (count - 1) / 2) * own, thickness


def _is_lying(trace: Trace) -> bool:
    return trace.get("orientation") == "h"


def _bars(
    frame: Frame,
    trace: Trace,
    layout: Layout,
    shift: tuple[float, float | None],
    sums: dict[Any, float] | None,
) -> list[tuple[int, Bar]]:
    names, lengths = (values_of(trace, name) for name in ("yx" if _is_lying(trace) else "xy"))
    axis = frame.y_axis if _is_lying(trace) else frame.x_axis
    found: list[tuple[int, Bar]] = []
    for place, (name, length) in enumerate(zip(names, lengths, strict=True)):
        at = axis.number(name)
        if at is None or length is None:
            continue
        base = float(one_of(trace.get("base"), place) or 0)
        if sums is not None:
            base = sums.get(name, 0.0)
            sums[name] = base + float(length)
        wide = shift[1] or one_of(trace.get("width"), place) or 1 - float(layout.get("bargap", GAP))
        found.append((place, Bar(at + shift[0], float(wide), base, base + float(length))))
    return found


def _draw(frame: Frame, trace: Trace, place: int, bar: Bar) -> list[str]:
    box = _box(frame, bar, _is_lying(trace))
    marker = trace.get("marker", {})
    color = str(one_of(marker.get("color"), place) or DEFAULT)
    edge = marker.get("line", {})
    rim, width = str(edge.get("color", "none")), float(one_of(edge.get("width"), place) or 0)
    pattern = marker.get("pattern", {})
    shape = one_of(pattern.get("shape"), place)
    ground = str(one_of(pattern.get("bgcolor"), place) or color) if shape else color
    parts = [svg.rectangle(box, ground, rim, width)]
    if shape:
        stripe = str(one_of(pattern.get("fgcolor"), place) or "#4f5b6b")
        parts.append(_striped(box, str(shape), stripe))
    return [*parts, *_label(frame, trace, place, box)]


def _box(frame: Frame, bar: Bar, is_lying: bool) -> tuple[float, float, float, float]:
    """Left, top, width and height."""
    across, along = (frame.y_axis, frame.x_axis) if is_lying else (frame.x_axis, frame.y_axis)
    near, far = sorted(across.at(bar.place + side * bar.thickness / 2) for side in (-1, 1))
    first, last = sorted((along.at(bar.first), along.at(bar.last)))
    if is_lying:
        top = frame.top + (1 - far) * frame.height
        wide, high = (last - first) * frame.width, (far - near) * frame.height
        return frame.left + first * frame.width, top, wide, high
    top = frame.top + (1 - last) * frame.height
    wide, high = (far - near) * frame.width, (last - first) * frame.height
    return frame.left + near * frame.width, top, wide, high


def _striped(box: Sequence[float], shape: str, color: str) -> str:
    """A pattern over a bar, of its own tile: stripes, or dots."""
    name = f"p{abs(hash_of(shape + color + ','.join(map(svg.number, box))))}"
    inside = "".join(
        svg.line([(x0, y0), (x1, y1)], color, 1) for x0, y0, x1, y1 in STRIPES.get(shape, ())
    )
    inside = inside or svg.circle(TILE / 2, TILE / 2, 1, color, "none", 0)
    return (
        f'<defs><pattern id="{name}" width="{TILE}" height="{TILE}"'
        f' patternUnits="userSpaceOnUse">{inside}</pattern></defs>'
        f"{svg.rectangle(box, f'url(#{name})')}"
    )


def hash_of(told: str) -> int:
    """A number of a text, the same on every run."""
    found = 0
    for char in told:
        found = (found * 131 + ord(char)) % 1_000_000_007
    return found


def _label(frame: Frame, trace: Trace, place: int, box: Sequence[float]) -> list[str]:
    """The words of a bar: beyond its end, or within where they have room."""
    said = one_of(trace.get("text"), place)
    where = str(one_of(trace.get("textposition"), place) or "auto")
    if not said or where == "none" or not _is_lying(trace):
        return []
    size = float(trace.get("textfont", {}).get("size", LABEL_SIZE))
    color = str(one_of(trace.get("textfont", {}).get("color"), place) or "#0d1522")
    left, top, wide, high = box
    y = top + high / 2
    if where == "outside":
        x = frame.kept(said, left + wide + 3, size, "left")
        return [svg.words(said, x, y, size, color, "left")]
    if svg.width_of(said, size) + 2 > wide:
        return []
    return [svg.words(said, left + wide / 2, y, size, _readable(trace, place, color), "center")]


def _readable(trace: Trace, place: int, color: str) -> str:
    """White words on a dark bar."""
    marker = trace.get("marker", {})
    ground = str(one_of(marker.get("color"), place) or DEFAULT)
    if marker.get("pattern") or not HEX.fullmatch(ground):
        return color
    red, green, blue = (int(ground[at : at + 2], 16) for at in (1, 3, 5))
    return "#ffffff" if 0.3 * red + 0.59 * green + 0.11 * blue < DARK else color
