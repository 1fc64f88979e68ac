"""Worlds made by hand, of which every question and every mart is asked."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from rows import write_snapshot

from inspection.snapshots import Snapshot

from .crowd import CROWD
from .friday import DATA_DATE, TABLES
from .nothing import NOTHING
from .partners import KNOWN_WORLD, UNKNOWN_WORLD


class Worlds(NamedTuple):
    """Known long after what happened in them."""

    friday: Snapshot
    crowd: Snapshot
    nothing: Snapshot
    known: Snapshot
    unknown: Snapshot
    empty: Snapshot


def make_worlds(root: Path) -> Worlds:
    """Every world, in folders below `root`."""
    day = date.fromisoformat(DATA_DATE)
    tables = (TABLES, CROWD, NOTHING, KNOWN_WORLD, UNKNOWN_WORLD, {})
    made = [
        write_snapshot(root, f"20221230T00000{number}-00000000", day, each)
        for number, each in enumerate(tables)
    ]
    return Worlds(*made)
