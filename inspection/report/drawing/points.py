"""Lines, marks and words of scatter traces, with their error bars."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspection.report.drawing import svg
from inspection.report.drawing.frame import Frame, values_of
from inspection.report.drawing.marks import DEFAULT_SIZE, draw_mark, one_of

Trace = Mapping[str, Any]
Layout = Mapping[str, Any]
Point = tuple[float, float]
DEFAULT = "#1f5fbf"
WORD_SIZE = 11
# Grouped marks of a category take this share of its row together.
GROUP = 0.7


def draw_points(frame: Frame, traces: Sequence[Trace], layout: Layout) -> list[str]:
    """All scatter traces of a figure."""
    is_grouped = layout.get("scattermode") == "group"
    parts: list[str] = []
    for number, trace in enumerate(traces):
        shift = (number - (len(traces) - 1) / 2) * GROUP / len(traces) if is_grouped else 0.0
        points = _points(frame, trace, shift)
        mode = str(trace.get("mode", "lines"))
        parts += _line(trace, points) if "lines" in mode else []
        parts += _errors(frame, trace, points)
        parts += _marks(trace, points) if "markers" in mode else []
        parts += _words(frame, trace, points) if "text" in mode else []
    return parts


def _points(frame: Frame, trace: Trace, shift: float) -> list[Point | None]:
    """Where the points lie; None where one is missing. A shift is in rows."""
    found: list[Point | None] = []
    row = frame.height / max(len(frame.y_axis.names), 1)
    for x, y in zip(values_of(trace, "x"), values_of(trace, "y"), strict=True):
        across, down = frame.x(x), frame.y(y)
        if across is None or down is None:
            found.append(None)
        else:
            found.append((across, down + shift * row))
    return found


def _line(trace: Trace, points: Sequence[Point | None]) -> list[str]:
    """One line for each run of points without a gap."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    look = trace.get("line", {})
    color, width = str(look.get("color", DEFAULT)), float(look.get("width", 2))
    return [svg.line(run, color, width, str(look.get("dash", ""))) for run in runs if len(run) > 1]


def _errors(frame: Frame, trace: Trace, points: Sequence[Point | None]) -> list[str]:
    """Bars from the lower to the upper end of an interval."""
    told = trace.get("error_x")
    if not told:
        return []
    color, width = str(told.get("color", DEFAULT)), float(told.get("thickness", 1.5))
    parts: list[str] = []
    for place, (value, point) in enumerate(zip(values_of(trace, "x"), points, strict=True)):
        more, less = one_of(told.get("array"), place), one_of(told.get("arrayminus"), place)
        if point is None or more is None or less is None:
            continue
        ends = [frame.x(value - less) or 0.0, frame.x(value + more) or 0.0]
        parts.append(svg.line([(end, point[1]) for end in ends], color, width))
        half = float(told.get("width", 4))
        parts += [
            svg.line([(end, point[1] - half), (end, point[1] + half)], color, width) for end in ends
        ]
    return parts


def _marks(trace: Trace, points: Sequence[Point | None]) -> list[str]:
    marker = trace.get("marker", {})
    return [
        draw_mark(marker, place, *point, default=DEFAULT)
        for place, point in enumerate(points)
        if point is not None
    ]


def _words(frame: Frame, trace: Trace, points: Sequence[Point | None]) -> list[str]:
    """Words at their points, within the picture."""
    look = trace.get("textfont", {})
    size = float(look.get("size", WORD_SIZE))
    half = float(one_of(trace.get("marker", {}).get("size"), 0) or DEFAULT_SIZE) / 2
    room = half + 3 if "markers" in str(trace.get("mode")) else 0
    parts: list[str] = []
    for place, point in enumerate(points):
        said = one_of(trace.get("text"), place)
        if point is None or not said:
            continue
        color = str(one_of(look.get("color"), place) or "#0d1522")
        down, across = str(trace.get("textposition", "middle center")).split()
        anchor = {"left": "right", "right": "left"}.get(across, "center")
        x = point[0] + {"left": -room, "right": room}.get(across, 0)
        y = point[1] + {"top": -room - size / 2, "bottom": room + size / 2}.get(down, 0)
        x = frame.kept(said, x, size, anchor)
        parts.append(svg.words(said, x, y, size, color, anchor))
    return parts
