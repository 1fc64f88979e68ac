"""The line that every picture carries when it leaves the screen: day, selection and marks."""

from collections.abc import Sequence

from inspection.charts.figure import Figure
from inspection.charts.palette import FAINT_TEXT

# Pixels of the line, and of its letters.
LINE = 14
LETTERS = 10
BETWEEN = " · "
# The foot of the figure; at 0 itself the drawing library moves a second line off the picture.
FOOT = 1e-6
# Characters of a line that fit on the narrowest screen.
MOST = 40


def signed(figure: Figure, marks: Sequence[str]) -> Figure:
    """The figure with its marks at its foot, below all else, in as many lines as they take."""
    lines = wrapped(marks)
    height = figure.laid.get("height")
    taller = {"height": height + LINE * len(lines)} if height else {}
    title = {
        "text": "<br>".join(lines),
        "x": 1,
        "xanchor": "right",
        "xref": "paper",
        "y": FOOT,
        "yanchor": "bottom",
        "yref": "container",
        "automargin": True,
        "pad": {"t": 4},
        "font": {"size": LETTERS, "color": FAINT_TEXT, "weight": 400},
    }
    return figure.under(title=title, **taller)


def wrapped(marks: Sequence[str]) -> list[str]:
    """Marks side by side, as many in a line as fit; one that is too long is cut."""
    lines: list[str] = []
    for mark in marks:
        shown = mark if len(mark) <= MOST else f"{mark[: MOST - 1]}…"
        if lines and len(lines[-1]) + len(shown) + len(BETWEEN) <= MOST:
            lines[-1] += BETWEEN + shown
        else:
            lines.append(shown)
    return lines
