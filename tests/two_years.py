"""A demo of two years, imported one after the other; built once per run."""

import json
from pathlib import Path
from typing import NamedTuple

from oracle import product

from inspection.data.snapshots import Snapshot, snapshots
from inspection.settings import settings

YEARS = (2022, 2023)
OPTIONS = ["--scale", "0.005", "--seed", "7", *(f"--year={year}" for year in YEARS)]
IMPORTED = "imported.json"


class TwoYears(NamedTuple):
    """The snapshot of the first year alone, and that with the second on top of it."""

    alone: Snapshot
    both: Snapshot
    truth: dict


def build(folder: Path) -> None:
    """Write both years into `folder`/demo and import them into `folder`/warehouse."""
    imports = [[f"0/{year}"] for year in YEARS]
    reports = product.answer(folder, [OPTIONS], imports, [])["imported"]
    (folder / IMPORTED).write_text(json.dumps(reports, ensure_ascii=False), encoding="utf-8")


def read(folder: Path) -> TwoYears:
    """What was built; with INSPECTION_DATA naming its warehouse."""
    settings.cache_clear()
    both, alone = snapshots()
    truth = json.loads((folder / product.TRUTH / "0" / product.TRUTH_FILE).read_text("utf-8"))
    return TwoYears(alone, both, truth)
