"""Colours by meaning, and the palettes that give them a colour.

A figure is drawn in slots. Each name below stands for a slot: on the screen
Streamlit's chart theme knows the stand-ins (`#000001` …) and the page replaces them
by `chartCategoricalColors`, `chartSequentialColors` and `chartDivergingColors` of the
reader's own theme in `.streamlit/config.toml`. One figure therefore serves both
themes, and a switch of theme needs no new figure. Where there is no page – a report,
a file – the figure is painted with a palette of plain colours.
"""

from typing import NamedTuple

from inspection.data.classes import codes
from inspection.provinces import by_province


class Palette(NamedTuple):
    """A colour for every slot of a figure: ten by meaning, ten steps, greys; text and ground."""

    categorical: tuple[str, ...]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    faint_text: str
    text: str
    ground: str
    grid: str

    def colours(self) -> tuple[str, ...]:
        """All of them, slot by slot."""
        greys = (self.faint_text, self.text, self.ground, self.grid)
        return (*self.categorical, *self.sequential, *self.diverging, *greys)


def _slots(first: int, last: int) -> tuple[str, ...]:
    return tuple(f"#{number:06}" for number in range(first, last + 1))


SCREEN = Palette(_slots(1, 10), _slots(11, 20), _slots(21, 26), *_slots(36, 39))
# Four shades that stand for classes.
SHADES = SCREEN.categorical[5:9]
# The palest step that is seen on either ground.
PALEST = 3
# On white paper: the colours of the light theme, which stay apart in grey.
PRINT = Palette(
    categorical=(
        *("#1f5fbf", "#8792a2", "#8db4e8", "#b3261e", "#b26a00"),
        *("#cfe0f6", "#86b0ea", "#2f6cc4", "#0b2c63", "#2f7f86"),
    ),
    sequential=(
        *("#f0f5fc", "#dfeaf8", "#c8daf3", "#adc8ed", "#8fb4e6"),
        *("#6e9cdb", "#4b82cf", "#1f5fbf", "#174a97", "#0f356f"),
    ),
    diverging=("#eef1f5", "#e1e6ed", "#d2d9e3", "#e6e8eb", "#ffffff", "#17212f"),
    faint_text="#4f5b6b",
    text="#0d1522",
    ground="#ffffff",
    grid="#d9dfe8",
)


def _shades_of(count: int) -> tuple[str, ...]:
    """Four shades of their own; where there are more classes, steps that show on both grounds."""
    if count <= len(SHADES):
        return SHADES[-count:]
    steps = SCREEN.sequential[PALEST:]
    return tuple(steps[n * (len(steps) - 1) // (count - 1)] for n in range(count))


@by_province
def class_colours() -> dict[str, str]:
    """The colour of each class, from the lowest risk up."""
    return dict(zip(codes(), _shades_of(len(codes())), strict=True))


MEASURE, CONTEXT, SECOND, RED, AMBER = SCREEN.categorical[:5]
THIRD = SCREEN.categorical[9]
# Ten steps; maps use five of them.
STEPS = SCREEN.sequential
# Greys of context.
BANDS = SCREEN.diverging[:3]
NO_DATA, BORDER, CHOSEN = SCREEN.diverging[3:]
FAINT_TEXT, TEXT, GROUND, GRID = SCREEN[3:]

# Status of a target by metrics.md: never colour alone, a word stands beside it.
SIGNALS = {"red": RED, "amber": AMBER, "neutral": MEASURE, "done": STEPS[8]}
