"""What a headline may conclude from the rows of `standing_by_unit`: clauses with their figures.

Nothing is summed over what is unknown: a unit whose figures are missing – no target, or a
count withheld from the reader – stands in a clause of its own. A unit without a figure in
the notice is judged by nobody, and counts neither among those behind nor among those in time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]
# What a clause rests on, before the deadline has passed and after.
AHEAD = ("shortfall_count", "still_to_draw_count")
OVER = ("deadline_gap_count", "gap_count")


class Clause(NamedTuple):
    """One clause: its name among the words, `overview.lead_<name>`, and its figures."""

    name: str
    values: Mapping[str, int]


def outlook(units: Sequence[Row], totals: Row) -> list[Clause]:
    """Every clause that can be said of the chosen units, in order; at least one."""
    is_over = bool(totals["is_over"])
    needed = OVER if is_over else AHEAD
    judged = [row for row in units if row["is_judged"] is not False]
    known = [row for row in judged if _knows(row, needed)]
    found = _results(known) if is_over else _causes(known, len(judged), totals)
    return [
        *_whole(totals),
        *found,
        *_unknown([row for row in judged if row not in known]),
        *_reference([row for row in units if row["is_judged"] is False]),
    ]


def _whole(totals: Row) -> list[Clause]:
    """Before the deadline: the province against its own floor, by the same two causes."""
    if totals["is_over"] or totals["floor_target_count"] is None:
        return []
    short, to_draw = (totals[name] for name in AHEAD)
    if short is None or to_draw is None:
        return [Clause("whole_unknown", {})]
    found = [
        *([Clause("whole_short", {"whole_shortfall_count": short})] if short else []),
        *([Clause("whole_undrawn", {"whole_to_draw_count": to_draw})] if to_draw else []),
    ]
    return found or [Clause("whole_in_time", {})]


def _causes(known: Sequence[Row], judged_count: int, totals: Row) -> list[Clause]:
    """Before the deadline: who is too slow, and who else has only drawn too few."""
    slow = [row for row in known if row["shortfall_count"]]
    also = [row for row in slow if row["still_to_draw_count"]]
    only = [row for row in known if row["still_to_draw_count"] and row not in slow]
    if not slow and not only:
        is_all_known = known and len(known) == judged_count
        return [Clause("in_time", {"unit_count": judged_count})] if is_all_known else []
    late = "late" if totals["workdays_left_count"] else "last_day"
    alone = "undrawn" if len(known) == judged_count else "undrawn_some"
    draws = {"undrawn_count": len(only), "to_draw_count": _sum(only, "still_to_draw_count")}
    both = {"both_count": len(also), "both_to_draw_count": _sum(also, "still_to_draw_count")}
    lost = {"unit_count": len(slow), "shortfall_count": _sum(slow, "shortfall_count")}
    return [
        *([Clause(late, lost)] if slow else []),
        *([Clause("late_undrawn", both)] if also else []),
        *([Clause("undrawn_also" if slow else alone, draws)] if only else []),
    ]


def _results(known: Sequence[Row]) -> list[Clause]:
    """After the deadline: in time, late, not done, as judged on the day itself."""
    short = [row for row in known if row["deadline_gap_count"]]
    missed = [row for row in short if row["gap_count"]]
    if not known:
        return []
    values = {
        "on_time_unit_count": len(known) - len(short),
        "late_unit_count": len(short) - len(missed),
        "missed_unit_count": len(missed),
        "deadline_gap_count": _sum(short, "deadline_gap_count"),
        "gap_count": _sum(missed, "gap_count"),
    }
    return [Clause("over" if short else "over_in_time", values)]


def _unknown(rows: Sequence[Row]) -> list[Clause]:
    """Who cannot be judged, and why: no target, or counts that this reader is not shown."""
    causes = {
        "unknown": [row for row in rows if row["target_count"] is None],
        "withheld": [row for row in rows if row["target_count"] is not None],
    }
    return [Clause(name, {"unknown_count": len(own)}) for name, own in causes.items() if own]


def _reference(rows: Sequence[Row]) -> list[Clause]:
    """Places that nobody judges: how far they are from the target they are compared with."""
    known = [row for row in rows if row["gap_count"] is not None]
    short = [row for row in known if row["gap_count"]]
    values = {
        "reference_count": len(rows),
        "short_count": len(short),
        "reference_gap_count": _sum(short, "gap_count"),
        "unknown_count": len(rows) - len(known),
    }
    name = "reference_unknown" if len(known) < len(rows) else "reference"
    return [Clause(name, values)] if rows else []


def _knows(row: Row, names: Sequence[str]) -> bool:
    return all(row[name] is not None for name in names)


def _sum(rows: Sequence[Row], name: str) -> int:
    return sum(row[name] for row in rows)
