"""为什么变了: by what a figure moved between two snapshots, down to firms and rows.

New has happened since the earlier day; late had happened and was not known; corrected was known
otherwise, and counts now or counts no more; withdrawn was counted and its rows are gone; ruled
counts otherwise under the rules of the later snapshot. Each firm, or row, is in one of them, so
that the parts add up. A look back at one snapshot knows nothing of what was corrected.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

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
# Figures whose exports say on which day they became known.
ENTERED = ("checked",)
UNTOLD = ("corrected_in", "corrected_out", "withdrawn", "ruled_in", "ruled_out")
MONTH = timedelta(days=30)
# What tells rows apart; the first two tell firms.
ROW = ["unit", "entity_id", "task_no"]


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


class Sides(NamedTuple):
    """Rows that count: then, then under the later rules, now."""

    earlier: pa.Table
    between: pa.Table
    later: pa.Table

    def as_whole(self) -> "Sides":
        """The same as of one unit, in which a firm counts once."""
        return Sides(*(_in_one(rows) for rows in self))


class Comparison(NamedTuple):
    """The parts by unit, the whole last; every firm or row that moved, by unit; its rows."""

    parts: pa.Table
    moves: pa.Table
    rows: pa.Table


def earlier_report(snapshot: Snapshot, as_of: date, known: Iterable[Snapshot]) -> Report | None:
    """The snapshot of about a month before in the same year, else a look back by a month."""
    found = earlier_snapshots(snapshot, as_of, known)
    if found:
        nearest = min(abs(as_of - MONTH - one.data_date) for one in found)
        same = [one for one in found if abs(as_of - MONTH - one.data_date) == nearest]
        chosen = max(same, key=lambda one: (one.data_date, one.id))
        return Report(chosen, chosen.data_date, is_snapshot=True)
    day = as_of - MONTH
    return Report(snapshot, day, is_snapshot=False) if day.year == as_of.year else None


def earlier_snapshots(snapshot: Snapshot, as_of: date, known: Iterable[Snapshot]) -> list[Snapshot]:
    """Those of the same year with an earlier data date."""
    return [
        one
        for one in known
        if one.id != snapshot.id and one.data_date < as_of and one.data_date.year == as_of.year
    ]


def compare(
    now: Report, before: Report, scope: Scope, choice: Choice, ruled: Report | None = None
) -> Comparison:
    """Both; `ruled` is the earlier snapshot under the rules of the later, where these differ."""
    later = counted(now, scope, choice)
    earlier = _before(before, scope, choice, later)
    sides = Sides(earlier, counted(ruled, scope, choice) if ruled else earlier, later)
    known = _known(now, before, scope, choice, sides)
    by_unit, whole = (_moves(each, known, choice, before) for each in (sides, sides.as_whole()))
    totals = [*_totals(sides, by_unit, choice), *_totals(sides.as_whole(), whole, choice)]
    rows = _without_untold(pa.Table.from_pylist(totals, _schema()), before, choice)
    rows = in_order(rows, now.snapshot, scope)
    if not scope.may_see_small_cells:
        rows = hide(rows, CELLS, least_shown(now.snapshot.marts(now.day.year)))
    return Comparison(rows, by_unit, _distinct(pa.concat_tables(sides).select(ROW), ROW))


def counted(report: Report, scope: Scope, choice: Choice) -> pa.Table:
    """The rows that a figure counts on the day of a report."""
    given = {"as_of": report.day, **choice.params}
    return warehouse.answer(COUNTED, scope=for_reckoning(scope), snapshot=report.snapshot, **given)


def rows_of(report: Report, scope: Scope, entity_ids: Iterable[int]) -> pa.Table:
    """Every row of these entities in the snapshot of a report."""
    ids = sorted(set(entity_ids))
    given = {"as_of": report.day, "entity_ids": ids}
    return warehouse.answer(ROWS, scope=for_reckoning(scope), snapshot=report.snapshot, **given)


def _in_one(rows: pa.Table) -> pa.Table:
    unit = pa.array([TOTAL] * rows.num_rows, pa.string())
    return rows.set_column(rows.column_names.index("unit"), "unit", unit)


def _before(before: Report, scope: Scope, choice: Choice, later: pa.Table) -> pa.Table:
    """Those of the earlier snapshot; of a look back what was known by its day."""
    if before.is_snapshot:
        return counted(before, scope, choice)
    return later.filter(pc.less_equal(later["known_on"], pa.scalar(before.day)))


def _known(
    now: Report, before: Report, scope: Scope, choice: Choice, sides: Sides
) -> tuple[pa.Table, pa.Table]:
    """Rows that the earlier snapshot told the stage of, and rows that the later one still has."""
    if not before.is_snapshot:
        return sides.later.select(ROW[1:]), sides.later.select(ROW[1:])
    added, gone = _changed(sides, choice)
    old = added.filter(pc.less_equal(added["counted_on"], pa.scalar(before.day)))
    # A row that went to another unit is there, whoever reads; nothing of it is shown.
    everywhere = replace(scope, units=None, counties=None, offices=None)
    told = rows_of(before, everywhere, old["entity_id"].to_pylist())
    told = told.filter(pc.is_valid(told[STAGES.get(choice.figure, STAGE)]))
    present = rows_of(now, everywhere, gone["entity_id"].to_pylist())
    return told.select(ROW[1:]), present.select(ROW[1:])


def _changed(sides: Sides, choice: Choice) -> tuple[pa.Table, pa.Table]:
    """What counts after the step from one side to the next alone, and before it alone."""
    key = _key(choice)
    between, later = _items(sides.between, key), _items(sides.later, key)
    return _without(later, between, key), _without(between, later, key)


def _moves(
    sides: Sides, known: tuple[pa.Table, pa.Table], choice: Choice, before: Report
) -> pa.Table:
    """Every item that counts on one side of a step alone, and why; the rules first."""
    key = _key(choice)
    earlier, between = _items(sides.earlier, key), _items(sides.between, key)
    added, gone = _changed(sides, choice)
    is_new = pc.greater(added["counted_on"], pa.scalar(before.day))
    old = added.filter(pc.invert(is_new))
    told, present = known
    found = [
        _caused(_without(between, earlier, key), "ruled_in"),
        _caused(_without(earlier, between, key), "ruled_out"),
        _caused(added.filter(is_new), "new"),
    ]
    if before.is_snapshot:
        found += _parted(old, sides.later, told, key, ("corrected_in", "late"))
        found += _parted(gone, sides.between, present, key, ("corrected_out", "withdrawn"))
    else:
        found.append(_caused(old, "late"))
    return pa.concat_tables(found)


def _key(choice: Choice) -> list[str]:
    return ROW[:2] if choice.figure in FIRMS else ROW


def _items(rows: pa.Table, key: list[str]) -> pa.Table:
    """What counts, once each, from its first day on."""
    found = rows.group_by(key).aggregate([("counted_on", "min")])
    return found.select([*key, "counted_on_min"]).rename_columns([*key, "counted_on"])


def _without(items: pa.Table, others: pa.Table, key: list[str]) -> pa.Table:
    found = items.join(others.select(key), key, join_type="left anti")
    return found.select([*key, "counted_on"])


def _parted(
    items: pa.Table, rows: pa.Table, pairs: pa.Table, key: list[str], causes: tuple[str, str]
) -> list[pa.Table]:
    """The first cause where a row of the item is among the pairs, else the second."""
    shared = rows.select(ROW).join(_distinct(pairs, ROW[1:]), ROW[1:], join_type="left semi")
    there = _distinct(shared.select(key), key)
    return [
        _caused(items.join(there, key, join_type=kind).select([*key, "counted_on"]), cause)
        for kind, cause in zip(("left semi", "left anti"), causes, strict=True)
    ]


def _distinct(rows: pa.Table, key: list[str]) -> pa.Table:
    return rows.group_by(key).aggregate([]).select(key)


def _caused(items: pa.Table, cause: str) -> pa.Table:
    return items.append_column("move_cause", pa.array([cause] * items.num_rows, pa.string()))


def _totals(sides: Sides, moves: pa.Table, choice: Choice) -> list[dict[str, object]]:
    """A line per unit: what counted, what came and went by cause, what counts."""
    found: dict[str, dict[str, object]] = {}
    key = _key(choice)
    parts = [
        _caused(_items(sides.earlier, key), "earlier"),
        _caused(_items(sides.later, key), "later"),
        moves,
    ]
    counts = pa.concat_tables(parts).group_by(["unit", "move_cause"]).aggregate([([], "count_all")])
    for row in counts.to_pylist():
        line = found.setdefault(row["unit"], {"unit": row["unit"]} | dict.fromkeys(COLUMNS, 0))
        line[f"moved_{row['move_cause']}_count"] = row["count_all"]
    return list(found.values())


def _schema() -> pa.Schema:
    return pa.schema([("unit", pa.string()), *((name, pa.int64()) for name in COLUMNS)])


def untold(before: Report, figure: str) -> tuple[str, ...]:
    """What cannot be told: of a look back corrections, and late where no day of entry is told."""
    if before.is_snapshot:
        return ()
    return UNTOLD if figure in ENTERED else (*UNTOLD, "late")


def _without_untold(rows: pa.Table, before: Report, choice: Choice) -> pa.Table:
    """A look back leaves unknown what it cannot tell."""
    for part in untold(before, choice.figure):
        name = f"moved_{part}_count"
        nothing = pa.nulls(rows.num_rows, pa.int64())
        rows = rows.set_column(rows.column_names.index(name), name, nothing)
    return rows
