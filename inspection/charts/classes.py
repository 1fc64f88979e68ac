"""Classes of completion on maps and tiles: borders that fit the data, and what has no class."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from inspection.charts.palette import BANDS, NO_DATA, STEPS
from inspection.text import text

# Widths of a class in hundredths of the target; the first with which four reach the target is used.
WIDTHS = (1, 2, 5, 10, 15, 20, 25)
MOST = 4
# Colours below the target and of those that met it: light enough for labels.
OPEN, MET = (STEPS[0], STEPS[1], STEPS[2], STEPS[4]), STEPS[5]
DONE = 100
UNSUPERVISED, UNKNOWN, WITHHELD = "none", "unknown", "withheld"
Row = Mapping[str, Any]


class Classed(NamedTuple):
    """One entry of the key: its words, its colour, the rows that belong to it."""

    key: str
    name: str
    colour: str
    rows: list[Row]


def classed(rows: Sequence[Row], lang: str) -> list[Classed]:
    """The rows by class, every class from the least rate on, met and what has none where it is."""
    edges = borders([row["completion_rate"] for row in rows])
    found = [
        Classed(str(first), f"{first}%–{last}%", colour, [])
        for (first, last), colour in zip(pairwise(edges), OPEN, strict=False)
    ]
    found.append(Classed("met", text("charts.map_done", lang), MET, []))
    for row in rows:
        at = place(row["completion_rate"], edges)
        if at is not None:
            found[at].rows.append(row)
    withheld = [row for row in rows if row["checked_count"] is None]
    unknown = [row for row in rows if row["completion_rate"] is None and row not in withheld]
    hidden = Classed(WITHHELD, text("charts.map_withheld", lang), BANDS[1], withheld)
    missing = Classed(UNKNOWN, text("charts.map_unknown", lang), NO_DATA, unknown)
    return [*found, *(one for one in (hidden, missing) if one.rows)]


def borders(rates: Iterable[float | None]) -> list[int]:
    """In hundredths: where classes with all rates below the target begin, and the last ends."""
    below = [rate * DONE for rate in rates if rate is not None and rate < 1]
    if not below:
        return []
    for width in WIDTHS:
        first = int(min(below) // width) * width
        if first + MOST * width > max(below):
            break
    count = int((max(below) - first) // width) + 1
    return [min(first + width * number, DONE) for number in range(count + 1)]


def place(rate: float | None, edges: Sequence[int]) -> int | None:
    """The number of the class of a rate: that of the met one comes after the others."""
    if rate is None:
        return None
    if rate >= 1:
        return max(len(edges) - 1, 0)
    return max(at for at, edge in enumerate(edges[:-1]) if rate * DONE >= edge)
