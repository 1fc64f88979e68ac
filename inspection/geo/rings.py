"""Plane geometry of rings: closed lists of points, the outer one clockwise, as Plotly wants."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]
Polygon = Sequence[Ring]


def rings_of(feature: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a feature of polygons, outer ones and holes."""
    return (ring for polygon in feature["geometry"]["coordinates"] for ring in polygon)


def doubled_area(ring: Ring) -> float:
    """Twice the area, negative where the ring runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def turned(polygon: Polygon) -> list[list[Sequence[float]]]:
    """The polygon with its outer ring clockwise and its holes against the clock."""
    return [_run(ring, clockwise=at == 0) for at, ring in enumerate(polygon)]


def contains(rings: Iterable[Ring], point: Point) -> bool:
    """Whether the point lies inside of the areas of these rings."""
    edges = (edge for ring in rings for edge in pairwise(ring))
    return sum(_crosses(point, *edge) for edge in edges) % 2 == 1


def hatched(rings: Iterable[Ring], step: float) -> list[tuple[Point, Point]]:
    """Slanting lines inside of these rings, `step` degrees apart, from border to border."""
    edges = [edge for ring in rings for edge in pairwise(ring)]
    sums = [x + y for (x, y), _ in edges]
    first, last = int(min(sums) // step) + 1, int(max(sums) // step)
    found = []
    for level in (step * number for number in range(first, last + 1)):
        cuts = sorted(_cuts(edges, level))
        found += list(zip(cuts[::2], cuts[1::2], strict=False))
    return found


def _run(ring: Ring, *, clockwise: bool) -> list[Sequence[float]]:
    return list(ring) if (doubled_area(ring) < 0) is clockwise else list(reversed(ring))


def _crosses(point: Point, start: Sequence[float], end: Sequence[float]) -> bool:
    """Whether a ray from `point` to the east crosses the edge."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1


def _cuts(edges: Iterable[tuple[Sequence[float], Sequence[float]]], level: float) -> list[Point]:
    """Where the line x + y = level meets the edges."""
    found = []
    for (x1, y1), (x2, y2) in edges:
        before, after = x1 + y1 - level, x2 + y2 - level
        if (before > 0) != (after > 0):
            part = before / (before - after)
            found.append((x1 + part * (x2 - x1), y1 + part * (y2 - y1)))
    return found
