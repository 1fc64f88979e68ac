"""What the days since the last report changed in the count of enterprises inspected (M2b).

New was inspected since; late had been inspected before and was not known; gone was counted
and is no more. Each firm is in one of them, so that the parts add up. A look back knows
nothing of what is gone.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data import reference, warehouse
from inspection.data.access import Scope, for_reckoning
from inspection.data.disclosure import TOTAL, hide, parse_rule
from inspection.data.preparing import least_shown
from inspection.data.snapshots import Snapshot
from inspection.errors import QueryFailed
from inspection.showing.reports import Report

QUESTION, UNITS = "first_checks", "filter_units"
# What a snapshot is asked that stands between two others.
ASKED = (QUESTION, UNITS)
PARTS = ("earlier", "new", "late", "gone", "later")
COLUMNS = tuple(f"week_{part}_count" for part in PARTS)
GONE = COLUMNS[3]
# The same with what the rules moved, where the earlier rows were counted under the later ones.
RULED = ("week_ruled_in_count", "week_ruled_out_count")
RULED_COLUMNS = (COLUMNS[0], *RULED, *COLUMNS[1:])
# Counts of firms, of which three and what was before come to what is now.
CELLS = parse_rule("; ".join(COLUMNS), " + ".join(COLUMNS[:4]), "")
# Tables that decide how a screen looks, not what a figure is.
LOOKS = ("alerts", "map_layers", "tile_grid")


def week_changes(
    now: Report, before: Report, scope: Scope, chosen: Mapping[str, object]
) -> pa.Table:
    """The parts by unit in the order of units, the whole last; small counts withheld."""
    tables = [_parts(now, before, scope, {**chosen, "is_whole": whole}) for whole in (False, True)]
    rows = in_order(pa.concat_tables(tables), now.snapshot, scope)
    if scope.may_see_small_cells:
        return rows
    return hide(rows, CELLS, least_shown(now.snapshot.marts(now.day.year)))


def ruled_changes(
    now: Report, ruled: Report, before: Report, scope: Scope, chosen: Mapping[str, object]
) -> pa.Table:
    """The parts by unit by way of `ruled`, the earlier rows under the later rules.

    What counts there and did not before came in by the rules; the other way round it went out.
    """
    moved = week_changes(ruled, before, scope, chosen).to_pylist()
    since = week_changes(now, ruled, scope, chosen).to_pylist()
    by_rules, by_facts = ({row["unit"]: row for row in rows} for rows in (moved, since))
    none = dict.fromkeys(COLUMNS, 0)
    rows = []
    for unit in by_rules | by_facts:
        first, rest = by_rules.get(unit, none), by_facts.get(unit, none)
        values = (
            first[COLUMNS[0]],
            first[COLUMNS[2]],
            first[GONE],
            *(rest[n] for n in COLUMNS[1:]),
        )
        rows.append({"unit": unit, **dict(zip(RULED_COLUMNS, values, strict=True))})
    counts = [(name, pa.int64()) for name in RULED_COLUMNS]
    table = pa.Table.from_pylist(rows, pa.schema([("unit", pa.string()), *counts]))
    return in_order(table, now.snapshot, scope)


def changed_rules(now: Snapshot, before: Snapshot) -> list[str]:
    """Titles of the reference tables that two snapshots hold in different versions."""
    held = [one.manifest.get("reference", {}) for one in (now, before)]
    names = [name for name in reference.names() if name not in LOOKS]
    changed = [name for name in names if held[0].get(name) != held[1].get(name)]
    return [reference.header(name)["title"].split(" ")[0] for name in changed]


def can_be_asked(report: Report, scope: Scope) -> bool:
    """Whether this version can ask the snapshot of a report; one made before may lack a column."""
    try:
        _checks(report, scope, {"units": None, "counties": None, "is_whole": True})
        warehouse.answer("pace_totals", scope=scope, snapshot=report.snapshot, as_of=report.day)
    except QueryFailed:
        return False
    return True


def _parts(now: Report, before: Report, scope: Scope, asked: Mapping[str, object]) -> pa.Table:
    """One row per unit in which a firm stands in either report."""
    later = _checks(now, scope, asked)
    if before.is_snapshot:
        earlier = _checks(before, scope, asked)
    else:
        earlier = later.filter(pc.less_equal(later["known_on"], before.day))
    was = earlier.select(["unit", "entity_id"]).append_column(
        "was", pa.array([True] * earlier.num_rows, pa.bool_())
    )
    firms = later.join(was, ["unit", "entity_id"], join_type="full outer")
    return _summed(firms, before)


def _checks(report: Report, scope: Scope, asked: Mapping[str, object]) -> pa.Table:
    params = {**asked, "as_of": report.day}
    return warehouse.answer(
        QUESTION, scope=for_reckoning(scope), snapshot=report.snapshot, **params
    )


def _summed(firms: pa.Table, before: Report) -> pa.Table:
    is_now = pc.is_valid(firms["first_on"])
    was = pc.fill_null(firms["was"], False)
    is_since = pc.fill_null(pc.greater(firms["first_on"], before.day), False)
    is_added = pc.and_not(is_now, was)
    marks = {
        "earlier": was,
        "new": pc.and_(is_added, is_since),
        "late": pc.and_not(is_added, is_since),
        "gone": pc.and_not(was, is_now),
        "later": is_now,
    }
    columns = {f"week_{name}_count": pc.cast(mark, pa.int64()) for name, mark in marks.items()}
    table = pa.table({"unit": firms["unit"], **columns})
    found = table.group_by("unit").aggregate([(name, "sum") for name in COLUMNS])
    found = found.select(["unit", *(f"{name}_sum" for name in COLUMNS)])
    found = found.rename_columns(["unit", *COLUMNS])
    if before.is_snapshot:
        return found
    unknown = pa.nulls(found.num_rows, pa.int64())
    return found.set_column(found.column_names.index(GONE), GONE, unknown)


def in_order(rows: pa.Table, snapshot: Snapshot, scope: Scope) -> pa.Table:
    """By the order of the units; the whole last."""
    units = warehouse.answer(UNITS, scope=scope, snapshot=snapshot)["unit"].to_pylist()
    order = {unit: at for at, unit in enumerate([*units, TOTAL])}
    places = [order.get(unit, len(units)) for unit in rows["unit"].to_pylist()]
    return rows.append_column("place", pa.array(places)).sort_by("place").drop_columns("place")
