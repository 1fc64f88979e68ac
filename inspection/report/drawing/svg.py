"""Elements of an SVG picture as text: numbers in two decimals, words escaped, in one font."""

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from unicodedata import east_asian_width

FONT = "FandolHei"
TAG = re.compile(r"<[^>]*>")
BREAK = re.compile(r"<br\s*/?>")
# Widths of characters in those of the font size.
WIDE, NARROW = 1.0, 0.54
# From one line to the next, and from the middle of a line to its foot.
LINE_HEIGHT, FOOT = 1.25, 0.36
DASHES = {"dash": "7,5", "dot": "2,3", "dashdot": "7,4,2,4"}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def number(value: float) -> str:
    """A coordinate."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def lines_of(words: object) -> list[str]:
    """Words of a figure line by line, without marks of HTML."""
    return [unescape(TAG.sub("", line)) for line in BREAK.split(str(words))]


def width_of(words: object, size: float) -> float:
    """How wide the longest line of some words is."""
    return max(map(_cells, lines_of(words)), default=0) * size


def _cells(line: str) -> float:
    return sum(WIDE if east_asian_width(char) in "WFA" else NARROW for char in line)


def words(
    said: object, x: float, y: float, size: float, color: str, anchor: str = "left", turn: float = 0
) -> str:
    """Words whose lines are centred on `y`; turned around their place where asked."""
    found = lines_of(said)
    first = y - (len(found) - 1) / 2 * size * LINE_HEIGHT + size * FOOT
    turned = f' transform="rotate({number(turn)} {number(x)} {number(y)})"' if turn else ""
    return "".join(
        f'<text x="{number(x)}" y="{number(first + place * size * LINE_HEIGHT)}"'
        f' font-family="{FONT}" font-size="{number(size)}" fill="{color}"'
        f' text-anchor="{ANCHORS[anchor]}"{turned}>{escape(line)}</text>'
        for place, line in enumerate(found)
        if line.strip()
    )


def rectangle(box: Sequence[float], fill: str, edge: str = "none", width: float = 0) -> str:
    """A box of left, top, width and height."""
    x, y, wide, high = map(number, box)
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{fill}"'
        f' stroke="{edge}" stroke-width="{number(width)}"/>'
    )


def line(points: Iterable[tuple[float, float]], color: str, width: float, dash: str = "") -> str:
    """A line through points."""
    through = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    dashed = f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
    return (
        f'<polyline points="{through}" fill="none" stroke="{color}"'
        f' stroke-width="{number(width)}"{dashed}/>'
    )


def polygon(points: Iterable[tuple[float, float]], fill: str, edge: str, width: float) -> str:
    """A closed form."""
    through = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return (
        f'<polygon points="{through}" fill="{fill}" stroke="{edge}"'
        f' stroke-width="{number(width)}"/>'
    )


def circle(x: float, y: float, radius: float, fill: str, edge: str, width: float) -> str:
    """A disc or ring."""
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"'
        f' stroke="{edge}" stroke-width="{number(width)}"/>'
    )


def picture(parts: Iterable[str], width: float, height: float) -> str:
    """The whole, on white."""
    size = f"{number(width)} {number(height)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}"'
        f' width="{number(width)}" height="{number(height)}">'
        f'<rect width="{number(width)}" height="{number(height)}" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    )
