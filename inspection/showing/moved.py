"""为什么变了: by what a figure moved between two snapshots, down to firms and rows.

New has happened since the earlier day; late had happened and was not known; corrected was known
otherwise, and counts now or counts no more; withdrawn was counted and its rows are gone; ruled
counts otherwise under the rules of the later snapshot. Each firm, or row, is in one of them, so
that the parts add up. A look back at one snapshot knows nothing of what was corrected.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa

from inspection.data import warehouse
from inspection.data.access import Scope, for_reckoning
from inspection.data.disclosure import TOTAL, hide, parse_rule
from inspection.data.preparing import least_shown
from inspection.data.snapshots import Snapshot
from inspection.showing.reports import Report
from inspection.showing.week import in_order

COUNTED, ROWS = "counted_rows", "rows_of_entities"
# Figures of enterprises, each once; then figures of rows.
FIRMS = ("drawn", "checked", "published")
FIGURES = (*FIRMS, "problem", "due", "on_time")
# The stage that a figure rests on: without its day a row told nothing of it.
STAGES = {"drawn": "drawn_on", "published": "published_on", "on_time": "published_on"}
STAGE = "inspected_on"
ADDED = ("new", "late", "corrected_in", "ruled_in")
GONE = ("corrected_out", "withdrawn", "ruled_out")
CAUSES = (*ADDED, *GONE)
PARTS = ("earlier", *CAUSES, "later")
COLUMNS = tuple(f"moved_{part}_count" for part in PARTS)
CELLS = parse_rule("; ".join(COLUMNS), " + ".join(COLUMNS), "")
# What a look back at one snapshot cannot tell.
UNTOLD = ("corrected_in", "corrected_out", "withdrawn", "ruled_in", "ruled_out")
MONTH = timedelta(days=30)
Key = tuple[object, ...]
Pairs = set[tuple[int, str]]


class Choice(NamedTuple):
    """What is compared: the figure, and places; none is all."""

    figure: str
    units: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()

    @property
    def params(self) -> dict[str, object]:
        """The same as parameters of the question."""
        places = {"units": self.units, "counties": self.counties}
        return {"figure": self.figure} | {name: list(one) for name, one in places.items() if one}


class Counting(NamedTuple):
    """A firm, or row, that counts: from which day on, and by which tasks."""

    entity_id: int
    counted_on: date
    tasks: tuple[str, ...]


class Move(NamedTuple):
    """A firm, or row, that counts in one of the two alone, and why."""

    unit: str
    cause: str
    item: Counting


class Comparison(NamedTuple):
    """The parts by unit, the whole last; and every firm or row that moved, by unit."""

    parts: pa.Table
    moves: tuple[Move, ...]


def earlier_report(snapshot: Snapshot, as_of: date, known: Iterable[Snapshot]) -> Report | None:
    """The snapshot of about a month before in the same year, else a look back by a month."""
    found = [
        one
        for one in known
        if one.id != snapshot.id and one.data_date < as_of and one.data_date.year == as_of.year
    ]
    if found:
        nearest = min(abs(as_of - MONTH - one.data_date) for one in found)
        same = [one for one in found if abs(as_of - MONTH - one.data_date) == nearest]
        chosen = max(same, key=lambda one: (one.data_date, one.id))
        return Report(chosen, chosen.data_date, is_snapshot=True)
    day = as_of - MONTH
    return Report(snapshot, day, is_snapshot=False) if day.year == as_of.year else None


def compare(
    now: Report, before: Report, scope: Scope, choice: Choice, ruled: Report | None = None
) -> Comparison:
    """Both; `ruled` is the earlier snapshot under the rules of the later, where these differ."""
    later = counted(now, scope, choice)
    earlier = _before(before, scope, choice, later)
    between = counted(ruled, scope, choice) if ruled else earlier
    tell = _teller(now, before, scope, choice, between, later)
    moves: list[Move] = []
    totals: list[dict[str, object]] = []
    for is_whole in (False, True):
        sides = [_items(rows, choice, is_whole=is_whole) for rows in (earlier, between, later)]
        found = _moves(sides, tell)
        totals += _totals(sides, found)
        moves += [] if is_whole else found
    rows = _without_untold(pa.Table.from_pylist(totals, _schema()), before)
    rows = in_order(rows, now.snapshot, scope)
    if not scope.may_see_small_cells:
        rows = hide(rows, CELLS, least_shown(now.snapshot.marts(now.day.year)))
    return Comparison(rows, tuple(moves))


def counted(report: Report, scope: Scope, choice: Choice) -> pa.Table:
    """The rows that a figure counts on the day of a report."""
    given = {"as_of": report.day, **choice.params}
    return warehouse.answer(COUNTED, scope=for_reckoning(scope), snapshot=report.snapshot, **given)


def rows_of(report: Report, scope: Scope, entity_ids: Iterable[int]) -> pa.Table:
    """Every row of these entities in the snapshot of a report."""
    ids = sorted(set(entity_ids))
    given = {"as_of": report.day, "entity_ids": ids}
    return warehouse.answer(ROWS, scope=for_reckoning(scope), snapshot=report.snapshot, **given)


def _before(before: Report, scope: Scope, choice: Choice, later: pa.Table) -> pa.Table:
    """Those of the earlier snapshot; of a look back what was known by its day."""
    if before.is_snapshot:
        return counted(before, scope, choice)
    known = [day is not None and day <= before.day for day in later["known_on"].to_pylist()]
    return later.filter(pa.array(known, pa.bool_()))


def _items(rows: pa.Table, choice: Choice, *, is_whole: bool) -> dict[Key, Counting]:
    """What counts, once each: firms by unit, or rows; of the whole a firm once in all."""
    found: dict[Key, Counting] = {}
    columns = (rows[name].to_pylist() for name in ("unit", "entity_id", "task_no", "counted_on"))
    for unit, entity, task, day in zip(*columns, strict=True):
        own = TOTAL if is_whole else unit
        key = (own, entity) if choice.figure in FIRMS else (own, entity, task)
        past = found.get(key)
        tasks = (*past.tasks, task) if past else (task,)
        found[key] = Counting(entity, min(day, past.counted_on) if past else day, tasks)
    return found


def _teller(
    now: Report,
    before: Report,
    scope: Scope,
    choice: Choice,
    earlier: pa.Table,
    later: pa.Table,
) -> Callable[[Counting, bool], str]:
    """What a firm or row that counts on one side alone is told as."""
    if not before.is_snapshot:
        return lambda item, is_added: "new" if item.counted_on > before.day else "late"
    sides = [_items(rows, choice, is_whole=False) for rows in (earlier, later)]
    added = [sides[1][key] for key in sides[1].keys() - sides[0].keys()]
    gone = [sides[0][key] for key in sides[0].keys() - sides[1].keys()]
    old = [item.entity_id for item in added if item.counted_on <= before.day]
    # A row that went to another unit is there, whoever reads; nothing of it is shown.
    everywhere = replace(scope, units=None, counties=None, offices=None)
    told = _pairs(rows_of(before, everywhere, old), STAGES.get(choice.figure, STAGE))
    present = _pairs(rows_of(now, everywhere, [one.entity_id for one in gone]), "drawn_on")

    def tell(item: Counting, is_added: bool) -> str:
        if is_added and item.counted_on > before.day:
            return "new"
        others = told if is_added else present
        is_there = any((item.entity_id, task) in others for task in item.tasks)
        if is_added:
            return "corrected_in" if is_there else "late"
        return "corrected_out" if is_there else "withdrawn"

    return tell


def _pairs(rows: pa.Table, stage: str) -> Pairs:
    """Entity and task of the rows that tell a day of a stage."""
    columns = (rows[name].to_pylist() for name in ("entity_id", "task_no", stage))
    return {(entity, task) for entity, task, day in zip(*columns, strict=True) if day is not None}


def _moves(
    sides: Sequence[Mapping[Key, Counting]], tell: Callable[[Counting, bool], str]
) -> list[Move]:
    """Every item that counts on one side of a step alone, the rules first."""
    earlier, between, later = sides
    steps = (
        (between, earlier, lambda _item: "ruled_in"),
        (earlier, between, lambda _item: "ruled_out"),
        (later, between, lambda item: tell(item, True)),
        (between, later, lambda item: tell(item, False)),
    )
    return [
        Move(str(key[0]), cause(one[key]), one[key])
        for one, other, cause in steps
        for key in sorted(one.keys() - other.keys(), key=repr)
    ]


def _totals(
    sides: Sequence[Mapping[Key, Counting]], moves: Sequence[Move]
) -> list[dict[str, object]]:
    """A line per unit: what counted, what came and went by cause, what counts."""
    found: dict[str, dict[str, object]] = {}

    def add(unit: str, part: str) -> None:
        line = found.setdefault(unit, {"unit": unit} | dict.fromkeys(COLUMNS, 0))
        line[f"moved_{part}_count"] += 1  # type: ignore[operator]

    for part, side in (("earlier", sides[0]), ("later", sides[-1])):
        for key in side:
            add(str(key[0]), part)
    for move in moves:
        add(move.unit, move.cause)
    return list(found.values())


def _schema() -> pa.Schema:
    return pa.schema([("unit", pa.string()), *((name, pa.int64()) for name in COLUMNS)])


def _without_untold(rows: pa.Table, before: Report) -> pa.Table:
    """A look back leaves unknown what it cannot tell."""
    for part in () if before.is_snapshot else UNTOLD:
        name = f"moved_{part}_count"
        nothing = pa.nulls(rows.num_rows, pa.int64())
        rows = rows.set_column(rows.column_names.index(name), name, nothing)
    return rows
