"""A small demo snapshot for tests that look at whole pages; built once per run."""

import os
from pathlib import Path

from inspection.data import connections
from inspection.serving.bootstrap import build_demo
from inspection.settings import settings

SCALE = 0.01


def build(folder: Path) -> Path:
    """Build the demo into `folder`, which becomes INSPECTION_DATA while it is built."""
    before = os.environ.get("INSPECTION_DATA")
    os.environ["INSPECTION_DATA"] = str(folder)
    settings.cache_clear()
    try:
        build_demo(SCALE)
    finally:
        if before is None:
            del os.environ["INSPECTION_DATA"]
        else:
            os.environ["INSPECTION_DATA"] = before
        settings.cache_clear()
        connections.forget()
    return folder
