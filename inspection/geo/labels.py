"""Where the label of an area stands: far inside, so that it lies on no border."""

from collections.abc import Sequence

import numpy as np

from inspection.geo.rings import Point, Ring

# Where a label may stand is tried on a grid: so many degrees, and at least so many steps across.
GRID, FEWEST = 0.04, 8
DECIMALS = 3


def label_of(outlines: Sequence[Ring]) -> Point:
    """The point for the label of an area of these outer rings: inside of the largest."""
    corners = np.array(max(outlines, key=lambda ring: np.ptp(np.array(ring), axis=0).prod()))
    tried = _grid(corners)
    inside = tried[_contains(corners, tried)]
    far = _distances(corners, inside)
    x, y = inside[int(far.argmax())]
    return float(x), float(y)


def _grid(corners: np.ndarray) -> np.ndarray:
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    step = min(GRID, (east - west) / FEWEST, (north - south) / FEWEST)
    across, up = np.arange(west + step / 2, east, step), np.arange(south + step / 2, north, step)
    return np.column_stack([np.repeat(across, len(up)), np.tile(up, len(across))]).round(DECIMALS)


def _contains(corners: np.ndarray, tried: np.ndarray) -> np.ndarray:
    """Which of the points a ray to the east tells to lie inside."""
    (x1, y1), (x2, y2) = corners[:-1].T, corners[1:].T
    x, y = tried[:, :1], tried[:, 1:]
    crosses = (y1 > y) != (y2 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return np.asarray((crosses & left).sum(axis=1) % 2 == 1)


def _distances(corners: np.ndarray, points: np.ndarray) -> np.ndarray:
    """How far each point is from the nearest edge, rounded so that every machine agrees."""
    start, way = corners[:-1], np.diff(corners, axis=0)
    beside = points[:, None] - start[None]
    length = np.maximum((way**2).sum(axis=1), 1e-12)
    part = ((beside * way).sum(axis=2) / length).clip(0, 1)
    return np.asarray(
        np.hypot(*np.moveaxis(beside - part[..., None] * way, 2, 0)).min(axis=1).round(6)
    )
