"""The plot within the picture: its place, its axes, and where a point of them lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from inspection.report.drawing import svg
from inspection.report.drawing.scales import Axis, axis_of

Layout = Mapping[str, Any]
Trace = Mapping[str, Any]
# Milliseconds of a day: how traces step along dates.
DAY_MS = 86_400_000
TICK_SIZE = 11
# Between the words of an axis and the plot; below the plot; at the edges of the picture.
GAP, BELOW, EDGE = 6, 20, 3
# The most of the picture that words left of the plot may take.
MOST_LEFT = 0.42


@dataclass(frozen=True)
class Frame:
    """Left, top, width and height of the plot in a picture of a width; its two axes."""

    left: float
    top: float
    width: float
    height: float
    picture_width: float
    x_axis: Axis
    y_axis: Axis

    def x(self, value: Any) -> float | None:
        """Where a value of the horizontal axis lies."""
        share = self.x_axis.share(value)
        return None if share is None else self.left + share * self.width

    def y(self, value: Any) -> float | None:
        """Where a value of the vertical axis lies."""
        share = self.y_axis.share(value)
        return None if share is None else self.top + (1 - share) * self.height

    def place(self, value: Any, ref: str, is_across: bool) -> float | None:
        """Where a shape or a note lies: by its axis, or in shares of the plot."""
        if ref != "paper":
            return self.x(value) if is_across else self.y(value)
        if is_across:
            return self.left + float(value) * self.width
        return self.top + (1 - float(value)) * self.height

    def kept(self, said: object, x: float, size: float, anchor: str) -> float:
        """The nearest place at which words lie within the picture."""
        wide = svg.width_of(said, size)
        before = {"left": 0.0, "center": wide / 2, "right": wide}[anchor]
        least, most = EDGE + before, self.picture_width - EDGE - (wide - before)
        return min(max(x, least), max(most, least))


def frame_of(traces: Sequence[Trace], layout: Layout, width: float, head: float) -> Frame:
    """The frame whose margins hold the words of its axes; the key takes `head` above it."""
    x_axis = axis_of(layout.get("xaxis", {}), _values(traces, "x"))
    y_axis = axis_of(layout.get("yaxis", {}), _values(traces, "y"))
    wide = max((svg.width_of(said, TICK_SIZE) for _, said in y_axis.ticks()), default=0)
    left = min(wide + 2 * GAP, width * MOST_LEFT)
    right = max(float(layout.get("margin", {}).get("r", 0)), TICK_SIZE * 2)
    margin = layout.get("margin", {})
    height = float(layout.get("height", 300)) - float(margin.get("t", 0)) - BELOW
    return Frame(left, head, width - left - right, height, width, x_axis, y_axis)


def values_of(trace: Trace, name: str) -> list[Any]:
    """Coordinates of a trace: given one by one, or by the first and a step of days."""
    if name in trace:
        return list(trace[name])
    other = "y" if name == "x" else "x"
    count = len(trace.get(other, ()))
    if f"{name}0" in trace:
        return _stepped(str(trace[f"{name}0"]), float(trace[f"d{name}"]), count)
    return list(range(count))


def _stepped(first: str, step: float, count: int) -> list[str]:
    day = date.fromisoformat(first[:10])
    return [(day + timedelta(days=place * step / DAY_MS)).isoformat() for place in range(count)]


def _values(traces: Sequence[Trace], name: str) -> list[Any]:
    return [value for trace in traces for value in values_of(trace, name) if value is not None]


def draw_axes(frame: Frame, layout: Layout) -> list[str]:
    """Grid, then the words of the ticks."""
    return [*_across(frame, layout.get("xaxis", {})), *_down(frame, layout.get("yaxis", {}))]


def _across(frame: Frame, layout: Layout) -> list[str]:
    parts: list[str] = []
    grid, color = _colors(layout)
    foot = frame.top + frame.height
    for share, said in frame.x_axis.ticks():
        x = frame.left + share * frame.width
        if layout.get("showgrid") is not False:
            parts.append(svg.line([(x, frame.top), (x, foot)], grid, 1))
        if layout.get("showticklabels") is not False:
            at = frame.kept(said, x, TICK_SIZE, "center")
            parts.append(svg.words(said, at, foot + 10, TICK_SIZE, color, "center"))
    return parts


def _down(frame: Frame, layout: Layout) -> list[str]:
    parts: list[str] = []
    grid, color = _colors(layout)
    right = frame.left + frame.width
    for share, said in frame.y_axis.ticks():
        y = frame.top + (1 - share) * frame.height
        if layout.get("showgrid") is not False:
            parts.append(svg.line([(frame.left, y), (right, y)], grid, 1))
        if layout.get("showticklabels") is not False:
            parts.append(svg.words(said, frame.left - GAP, y, TICK_SIZE, color, "right"))
    return parts


def _colors(layout: Layout) -> tuple[str, str]:
    words = layout.get("tickfont", {}).get("color", "#0d1522")
    return str(layout.get("gridcolor", "#d9dfe8")), str(words)
