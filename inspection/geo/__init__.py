"""Boundaries of units and counties: which file holds them, where a label stands, who drew it.

The product brings a schematic of its own (示意图), made by `inspection.geo.sketch`. Where the
bureau has installed its reviewed file, snapshots built since carry that, with its review number.
"""

import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import reference
from inspection.provinces import in_view
from inspection.settings import settings

LAYERS = ("unit", "county")
# Beside the snapshots, and inside of each that carries reviewed files.
REVIEWED = "geo"
RECORD = "review.json"


class Frame(NamedTuple):
    """West, south, east, north of the province in degrees, rounded outwards."""

    west: float
    south: float
    east: float
    north: float


class Place(NamedTuple):
    """One area and the point of its label, in degrees."""

    code: str
    name: str
    longitude: float
    latitude: float


class Boundaries(NamedTuple):
    """The file of a layer; without a review number it is the schematic of the product."""

    path: Path
    # Where a browser finds it.
    url: str
    review_number: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The areas, in the order of the file."""
        found = (feature["properties"] for feature in features(self.path))
        return tuple(Place(p["code"], p["name"], p["cx"], p["cy"]) for p in found)

    def areas(self, names: Collection[str]) -> list[dict[str, Any]]:
        """The features of these names."""
        return [one for one in features(self.path) if one["properties"]["name"] in names]


def frame() -> Frame:
    """Where the province lies."""
    [row] = reference.load("province").to_pylist()
    return Frame(*(row[f"{side}_value"] for side in Frame._fields))


def schematic() -> Path:
    """The schematic of the province, in its profile."""
    return settings().profile_folder / "geo"


def boundaries(layer: str, snapshot: Path | None = None) -> Boundaries:
    """The file of `unit` or `county` that the snapshot in this folder carries, or ours."""
    reviewed = recorded(snapshot / REVIEWED).get(layer) if snapshot else None
    if snapshot is None or reviewed is None:
        shown = f"?province={in_view()}" if in_view() else ""
        return Boundaries(schematic() / f"{layer}.geojson", f"/geo/{layer}.geojson{shown}")
    path = snapshot / REVIEWED / f"{layer}.geojson"
    return Boundaries(path, f"/geo/{snapshot.name}/{layer}.geojson", reviewed["review_number"])


def recorded(folder: Path) -> dict[str, dict[str, Any]]:
    """By layer, what was noted when reviewed files were put into this folder."""
    path = folder / RECORD
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@lru_cache(maxsize=8)
def features(path: Path) -> tuple[dict[str, Any], ...]:
    """The features of a file that never changes."""
    return tuple(json.loads(path.read_text(encoding="utf-8"))["features"])
