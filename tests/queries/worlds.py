"""Worlds made by hand, of which every question and every mart is asked."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from rows import write_snapshot

from inspection.data import connections
from inspection.data.snapshots import Snapshot

from .crowd import CROWD
from .friday import DATA_DATE, TABLES
from .nothing import NOTHING
from .partners import ALONE_WORLD, KNOWN_WORLD, LIMITS, UNKNOWN_WORLD, UNMAPPED_WORLD, limited

# Beside the worlds, those rebuilt with a mutant.
OPEN_SNAPSHOTS = 16


class Worlds(NamedTuple):
    """Known long after what happened in them."""

    friday: Snapshot
    crowd: Snapshot
    nothing: Snapshot
    known: Snapshot
    unknown: Snapshot
    unmapped: Snapshot
    alone: Snapshot
    empty: Snapshot
    limited: dict[float, Snapshot]

    @property
    def plain(self) -> tuple[Snapshot, ...]:
        """All but those with other limits."""
        return self[:-1]


def make_worlds(root: Path) -> Worlds:
    """Every world, in folders below `root`; all stay open."""
    connections.OPEN_SNAPSHOTS = max(connections.OPEN_SNAPSHOTS, OPEN_SNAPSHOTS)
    day = date.fromisoformat(DATA_DATE)
    tables = (TABLES, CROWD, NOTHING, KNOWN_WORLD, UNKNOWN_WORLD, UNMAPPED_WORLD, ALONE_WORLD, {})
    limits = [limit for least in LIMITS for limit in (least, least - 0.5)]
    made = [
        write_snapshot(root, f"20221230T0000{number:02}-00000000", day, each)
        for number, each in enumerate([*tables, *map(limited, limits)])
    ]
    plain, others = made[: len(tables)], made[len(tables) :]
    return Worlds(*plain, dict(zip(limits, others, strict=True)))
