"""Map files that the bureau had reviewed: kept beside the snapshots, carried by each built since.

`install` replaces the layers it is given; a snapshot keeps what it was built with.
"""

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from inspection.errors import BadInput
from inspection.geo import LAYERS, RECORD, REVIEWED, recorded
from inspection.geo.checking import check, check_number
from inspection.ingest import folders
from inspection.settings import settings


def install(
    files: list[Path], review_number: str, by: str, at: datetime
) -> dict[str, dict[str, Any]]:
    """Put these files in place of their layers; what was noted of each, by layer.

    Raises BadInput where a file is not what a map must be, and then nothing has changed.
    """
    number = check_number(review_number)
    checked = [(path, check(path)) for path in files]
    layers = [one.layer for _, one in checked]
    if len(set(layers)) < len(layers):
        raise BadInput("两个文件是同一图层", "、".join(map(str, files)), "每个图层给一个文件")
    noted = {
        one.layer: {
            "file_name": path.name,
            "review_number": number,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "turned_count": one.turned_count,
            "installed_by": by,
            "installed_at": at.isoformat(sep=" "),
        }
        for path, one in checked
    }
    with folders.alone(settings().data):
        folder = settings().data / REVIEWED
        folder.mkdir(exist_ok=True)
        for _, one in checked:
            _write(folder / f"{one.layer}.geojson", one.content)
        _write(folder / RECORD, recorded(folder) | noted)
    return noted


def carry(folder: Path) -> dict[str, dict[str, Any]]:
    """Put the files in force into the snapshot that is built in `folder`; what is noted of them."""
    kept = settings().data / REVIEWED
    noted = recorded(kept)
    if noted:
        (folder / REVIEWED).mkdir()
        for name in (RECORD, *(f"{layer}.geojson" for layer in LAYERS if layer in noted)):
            shutil.copyfile(kept / name, folder / REVIEWED / name)
    return noted


def _write(path: Path, content: dict[str, Any]) -> None:
    """Replace a file in one step."""
    draft = path.with_suffix(".draft")
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    draft.write_text(text + "\n", encoding="utf-8")
    os.replace(draft, path)
