"""Worlds made by hand, of which every question and every mart is asked."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from rows import write_snapshot

from inspection.data import connections, schema
from inspection.data.snapshots import Snapshot

from .crowd import CROWD
from .friday import DATA_DATE, DAY_AFTER, TABLES
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


PLAIN = (TABLES, CROWD, NOTHING, KNOWN_WORLD, UNKNOWN_WORLD, UNMAPPED_WORLD, ALONE_WORLD, {})
LIMITED = [limit for least in LIMITS for limit in (least, least - 0.5)]
# Exported on the one day, known until the other, on which nothing happened.
MANIFEST = {"years": [date.fromisoformat(DATA_DATE).year], schema.KEY: schema.described()}
EXPORTED, KNOWN_UNTIL = date.fromisoformat(DATA_DATE), date.fromisoformat(DAY_AFTER)


def write_worlds(root: Path) -> None:
    """Every world, in folders below `root`."""
    for number, tables in enumerate([*PLAIN, *map(limited, LIMITED)]):
        write_snapshot(root, name_of(number), EXPORTED, tables)


def open_worlds(root: Path) -> Worlds:
    """The worlds written there; all stay open."""
    connections.OPEN_SNAPSHOTS = max(connections.OPEN_SNAPSHOTS, OPEN_SNAPSHOTS)
    made = [
        Snapshot(name_of(number), root / name_of(number), KNOWN_UNTIL, MANIFEST)
        for number in range(len(PLAIN) + len(LIMITED))
    ]
    others = dict(zip(LIMITED, made[len(PLAIN) :], strict=True))
    return Worlds(*made[: len(PLAIN)], others)


def name_of(number: int) -> str:
    """The id of a world's snapshot."""
    return f"20221230T0000{number:02}-00000000"
