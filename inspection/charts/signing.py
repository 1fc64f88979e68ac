"""The line that every picture carries when it leaves the screen: day, selection and marks."""

from inspection.charts.figure import Figure
from inspection.charts.palette import FAINT_TEXT

# Pixels of the line, and of its letters.
LINE = 14
LETTERS = 10
# Characters that fit on the narrowest screen.
MOST = 44


def signed(figure: Figure, line: str) -> Figure:
    """The figure with a quiet line at its foot, below all else."""
    layout = figure.layout
    shown = line if len(line) <= MOST else f"{line[: MOST - 1]}…"
    if layout.height:
        layout.height = layout.height + LINE
    layout.title = {
        "text": shown,
        "x": 1,
        "xanchor": "right",
        "xref": "paper",
        "y": 0,
        "yanchor": "bottom",
        "yref": "container",
        "automargin": True,
        "pad": {"t": 4},
        "font": {"size": LETTERS, "color": FAINT_TEXT, "weight": "normal"},
    }
    return figure
