"""Map files as a bureau may hand them in, made from the schematic."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inspection.geo import schematic

Feature = dict[str, Any]
NUMBER = "闽S〔2022〕123号"


def written(
    path: Path, layer: str = "county", change: Callable[[list[Feature]], Any] = lambda _: None
) -> Path:
    """The schematic of a layer, its features changed, in a file of its own."""
    content = json.loads((schematic() / f"{layer}.geojson").read_text(encoding="utf-8"))
    change(content["features"])
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path
