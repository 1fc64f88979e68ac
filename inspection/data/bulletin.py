"""The bulletin: the fixed set of tables that readers without sign-in get, and what it withholds.

Which tables these are stands in the headers of their questions (`public`). What is withheld
is decided for all of them together and for the snapshot published before, once per snapshot,
and kept beside the snapshots with the counts it was decided from: what visitors have seen of
a snapshot is no longer withheld by a later one.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import pyarrow as pa

from inspection.data import connections
from inspection.data.disclosure import TOTAL, without
from inspection.data.preparing import least_shown
from inspection.data.questions import Question, questions
from inspection.data.snapshots import Snapshot, snapshots
from inspection.data.withholding import NOTHING, Cell, Edition, withhold
from inspection.errors import InspectionError
from inspection.settings import settings

# Beside the snapshots: an edition outlives the snapshot it was made of.
FOLDER = "bulletins"
# What a row of a table counts.
DIMENSIONS = ("risk_class", "unit", "week_on")

_making = Lock()


class Kept(NamedTuple):
    """An edition, the year it speaks of, and the tables that it was decided for."""

    edition: Edition
    year: int
    tables: str


def tables() -> list[Question]:
    """The questions of the bulletin that hold counts of firms."""
    return [one for one in questions() if one.is_public and one.small_cells.derived]


def masked(rows: pa.Table, question: Question, snapshot: Snapshot) -> pa.Table:
    """The rows of a public question as the bulletin of the snapshot has them."""
    if not question.small_cells.derived:
        return rows
    withheld = edition(snapshot).withheld
    hidden = {
        (measure, at)
        for at, row in enumerate(rows.to_pylist())
        for measure in question.small_cells.derived
        if cell_of(measure, row) in withheld
    }
    return without(rows, question.small_cells, hidden)


def cell_of(measure: str, row: dict[str, object]) -> Cell:
    """The count of a row; a total is one of the dimensions fewer."""
    key = [(name, str(row[name])) for name in DIMENSIONS if row.get(name, TOTAL) != TOTAL]
    return Cell(measure, tuple(key))


def edition(snapshot: Snapshot) -> Edition:
    """What the bulletin of a snapshot counts and withholds; made where it is not kept."""
    return _kept(snapshot.folder, snapshot)


@lru_cache(maxsize=16)
def _kept(_folder: Path, snapshot: Snapshot) -> Edition:
    with _making:
        return _made(snapshot).edition


def _made(snapshot: Snapshot) -> Kept:
    """Those before it first: each withholds with regard to the one published before."""
    before: Kept | None = None
    for one in _until(snapshot):
        # A damaged one before it has been read by nobody since.
        with suppress(*() if one == snapshot else (InspectionError,)):
            before = _load(one) or _make_and_keep(one, before) or before
    assert before is not None
    return before


def _make_and_keep(one: Snapshot | str, before: Kept | None) -> Kept | None:
    """Anew where there is a snapshot to make it of."""
    if isinstance(one, str):
        return None
    found = _make(one, before)
    # What cannot be kept is made anew, and is the same.
    with suppress(OSError):
        _keep(one.id, found)
    return found


def _until(snapshot: Snapshot) -> Sequence[Snapshot | str]:
    """Every snapshot up to this one, oldest first; of those deleted the names of what is kept."""
    found: dict[str, Snapshot | str] = {path.stem: path.stem for path in _folder().glob("*.json")}
    found |= {one.id: one for one in [*snapshots(), snapshot] if one.is_ready}
    return [found[name] for name in sorted(found) if name <= snapshot.id]


def _make(snapshot: Snapshot, before: Kept | None) -> Kept:
    day = snapshot.last_day()
    marts = snapshot.marts(day.year)
    counts = {
        cell_of(measure, row): int(row[measure])
        for question in tables()
        for row in _rows(question, marts, day).to_pylist()
        for measure in question.small_cells.derived
    }
    below = [pair for question in tables() for pair in question.below]
    earlier = before.edition if before and before.year == day.year else NOTHING
    withheld = withhold(counts, below, least_shown(marts), earlier)
    return Kept(Edition(counts, withheld), day.year, _version())


def _rows(question: Question, marts: Path, day: date) -> pa.Table:
    values = dict.fromkeys(question.params) | {"as_of": day}
    return connections.fetch(marts, question.sql, values)


def _version() -> str:
    """Of the questions: other tables are another set."""
    return sha256("".join(question.sha256 for question in tables()).encode()).hexdigest()


def _folder() -> Path:
    return settings().data / FOLDER


def _load(one: Snapshot | str) -> Kept | None:
    """What is kept; of a snapshot that is there only where it has the same tables."""
    path = _folder() / f"{one if isinstance(one, str) else one.id}.json"
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    cells = [
        (Cell(measure, tuple(map(tuple, key))), value, is_withheld)
        for measure, key, value, is_withheld in told["counts"]
    ]
    counts = {cell: value for cell, value, _ in cells}
    withheld = frozenset(cell for cell, _, is_withheld in cells if is_withheld)
    is_same = isinstance(one, str) or told["tables"] == _version()
    return Kept(Edition(counts, withheld), told["year"], told["tables"]) if is_same else None


def _keep(name: str, kept: Kept) -> None:
    """Write it whole or not at all."""
    counts, withheld = kept.edition
    cells = [[*cell, value, cell in withheld] for cell, value in counts.items()]
    told = {"year": kept.year, "tables": kept.tables, "counts": cells}
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _folder() / f"{name}.draft"
    draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    os.replace(draft, _folder() / f"{name}.json")
