"""Boundaries of units and counties: their files, and where a label stands."""

import json
from functools import lru_cache
from typing import NamedTuple

from inspection.settings import ROOT

FOLDER = ROOT / "data" / "geo"


class Place(NamedTuple):
    """One area and the point of its label, in degrees."""

    code: str
    name: str
    longitude: float
    latitude: float


@lru_cache(maxsize=2)
def places(layer: str) -> tuple[Place, ...]:
    """Areas of `unit` or `county`, in the order of the file."""
    features = json.loads((FOLDER / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    found = (feature["properties"] for feature in features)
    return tuple(Place(p["code"], p["name"], p["cx"], p["cy"]) for p in found)
