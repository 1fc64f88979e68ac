"""A whole figure: key, axes, shapes below, traces, shapes above, notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspection.report.drawing import svg
from inspection.report.drawing.bars import DEFAULT, draw_bars
from inspection.report.drawing.frame import EDGE, Frame, draw_axes, frame_of
from inspection.report.drawing.marks import draw_mark, one_of
from inspection.report.drawing.points import draw_points

Trace = Mapping[str, Any]
Layout = Mapping[str, Any]
KEY_SIZE, KEY_ROW = 11, 19
# The sign of an entry, and what stands behind its words.
SIGN, BEHIND = 24, 14
# Room for what stands on the upper edge of the plot.
ABOVE = 12
NOTE_SIZE = 12


def draw(figure: Mapping[str, Any], width: float) -> str:
    """The SVG of a figure given as its JSON, `width` pixels wide."""
    traces, layout = figure["data"], figure["layout"]
    rows = key_rows(traces, layout, width)
    head = len(rows) * KEY_ROW + ABOVE
    frame = frame_of(traces, layout, width, head)
    shapes = layout.get("shapes", ())
    below = [shape for shape in shapes if shape.get("layer") == "below"]
    parts = [
        *draw_key(rows),
        *draw_axes(frame, layout),
        *(_shape(frame, shape) for shape in below),
        *draw_bars(frame, [one for one in traces if one["type"] == "bar"], layout),
        *draw_points(frame, [one for one in traces if one["type"] == "scatter"], layout),
        *(_shape(frame, shape) for shape in shapes if shape not in below),
        *(_note(frame, note) for note in layout.get("annotations", ())),
    ]
    return svg.picture(parts, width, frame.top + frame.height + 2 * KEY_ROW)


def key_rows(traces: Sequence[Trace], layout: Layout, width: float) -> list[list[Trace]]:
    """Entries of the key, in as many lines as they need; a single trace needs none."""
    named = [one for one in traces if one.get("name") and one.get("showlegend") is not False]
    if layout.get("showlegend") is False or len(traces) < 2:
        return []
    rows: list[list[Trace]] = []
    used = width
    for trace in named:
        wide = SIGN + svg.width_of(trace["name"], KEY_SIZE) + BEHIND
        if used + wide > width - 2 * EDGE:
            rows.append([])
            used = 0.0
        rows[-1].append(trace)
        used += wide
    return rows


def draw_key(rows: Sequence[Sequence[Trace]]) -> list[str]:
    """Signs and words of the key, from the upper left."""
    parts: list[str] = []
    for line, row in enumerate(rows):
        x, y = float(EDGE), line * KEY_ROW + KEY_ROW / 2
        for trace in row:
            parts.append(_sign(trace, x, y))
            parts.append(svg.words(trace["name"], x + SIGN, y, KEY_SIZE, "#0d1522"))
            x += SIGN + svg.width_of(trace["name"], KEY_SIZE) + BEHIND
    return parts


def _sign(trace: Trace, x: float, y: float) -> str:
    """What a trace looks like, in the key."""
    marker = trace.get("marker", {})
    if trace["type"] == "bar":
        color = str(one_of(marker.get("color"), 0) or DEFAULT)
        striped = one_of(marker.get("pattern", {}).get("fgcolor"), 0)
        edge = str(striped) if striped else "none"
        return svg.rectangle((x + 3, y - 5, 15, 10), color, edge, 1.5 if striped else 0)
    mode = str(trace.get("mode", "lines"))
    look = trace.get("line", {})
    stroke = [(x + 1, y), (x + 20, y)]
    color = str(look.get("color", DEFAULT))
    lined = svg.line(stroke, color, float(look.get("width", 2)), str(look.get("dash", "")))
    marked = draw_mark(marker, 0, x + 10, y, DEFAULT) if "markers" in mode else ""
    return (lined if "lines" in mode else "") + marked


def _shape(frame: Frame, shape: Trace) -> str:
    """A line or a box over the plot."""
    refs = {name: str(shape.get(f"{name}ref", name)) for name in "xy"}
    x0, x1 = (frame.place(shape[name], refs["x"], True) for name in ("x0", "x1"))
    y0, y1 = (frame.place(shape[name], refs["y"], False) for name in ("y0", "y1"))
    if None in (x0, x1, y0, y1):
        return ""
    look = shape.get("line", {})
    color, width = str(look.get("color", "#4f5b6b")), float(look.get("width", 1))
    if shape.get("type") == "rect":
        left, right = sorted((x0, x1))  # type: ignore[type-var]
        top, foot = sorted((y0, y1))  # type: ignore[type-var]
        box = (left, top, right - left, foot - top)  # type: ignore[operator]
        return svg.rectangle(box, str(shape.get("fillcolor", "none")), color, width)  # type: ignore[arg-type]
    return svg.line([(x0, y0), (x1, y1)], color, width, str(look.get("dash", "")))  # type: ignore[list-item]


def _note(frame: Frame, note: Trace) -> str:
    """Words beside the traces, within the picture."""
    x = frame.place(note.get("x", 0), str(note.get("xref", "x")), True)
    y = frame.place(note.get("y", 0), str(note.get("yref", "y")), False)
    if x is None or y is None or not note.get("text"):
        return ""
    size = float(note.get("font", {}).get("size", NOTE_SIZE))
    color = str(note.get("font", {}).get("color", "#0d1522"))
    anchor = str(note.get("xanchor", "center")).replace("auto", "center")
    side = {"top": 1, "bottom": -1}.get(str(note.get("yanchor", "middle")), 0)
    x = frame.kept(note["text"], x + float(note.get("xshift", 0)), size, anchor)
    y += side * (size / 2 + 3) - float(note.get("yshift", 0))
    return svg.words(note["text"], x, y, size, color, anchor)
