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
    values: Mapping[str, int | float]


def outlook(units: Sequence[Row], totals: Row) -> list[Clause]:
    """Every clause that can be said of the chosen units, in order."""
    is_over = bool(totals["is_over"])
    needed = OVER if is_over else AHEAD
    judged = [row for row in units if row["is_judged"] is not False]
    known = [row for row in judged if _knows(row, needed)]
    is_complete = len(known) == len(judged)
    return [
        *([] if is_over else _whole(totals)),
        *(_results(known) if is_over else _causes(known, is_complete, totals)),
        *_unknown([row for row in judged if row not in known]),
        *_references([row for row in units if row["is_judged"] is False], is_over),
    ]


def draws(units: Sequence[Row]) -> dict[str, int | None]:
    """How many of the units that are judged have drawn too few, and how many more they need.

    None where one of them cannot be judged; where none is judged, of those only compared.
    """
    judged = [row for row in units if row["is_judged"] is not False] or units
    counts = [row["still_to_draw_count"] for row in judged]
    if not all(_knows(row, AHEAD) for row in judged):
        return {"undrawn_unit_count": None, "units_to_draw_count": None}
    return {
        "undrawn_unit_count": sum(count > 0 for count in counts),
        "units_to_draw_count": sum(counts),
    }


def _whole(totals: Row) -> list[Clause]:
    """Before the deadline: the province against its own floor, by the same two causes."""
    if totals["floor_target_count"] is None:
        return []
    short, to_draw = (totals[name] for name in AHEAD)
    if short is None or to_draw is None:
        return [Clause("whole_unknown", {})]
    if totals["gap_count"] == 0:
        return [Clause("whole_done", {})]
    late = "whole_short" if totals["workdays_left_count"] else "whole_last_day"
    found = [
        *([Clause(late, {"whole_shortfall_count": short})] if short else []),
        *([Clause("whole_undrawn", {"whole_to_draw_count": to_draw})] if to_draw else []),
    ]
    return found or [Clause("whole_in_time", {})]


def _causes(known: Sequence[Row], is_complete: bool, totals: Row) -> list[Clause]:
    """Before the deadline: who is too slow, and who else has only drawn too few."""
    slow = [row for row in known if row["shortfall_count"]]
    only = [row for row in known if row["still_to_draw_count"] and row not in slow]
    return [
        *(_slow(slow, totals) if slow else _in_time(known, only, is_complete)),
        *_undrawn(only, "undrawn_also" if slow else "undrawn"),
    ]


def _slow(rows: Sequence[Row], totals: Row) -> list[Clause]:
    """Those whose pace alone falls short, and how many of them have also drawn too few."""
    also = [row for row in rows if row["still_to_draw_count"]]
    lost = {"unit_count": len(rows), "shortfall_count": _sum(rows, "shortfall_count")}
    both = {"both_count": len(also), "both_to_draw_count": _sum(also, "still_to_draw_count")}
    late = Clause("late" if totals["workdays_left_count"] else "last_day", lost)
    return [late, Clause("late_undrawn", both)] if also else [late]


def _in_time(known: Sequence[Row], undrawn: Sequence[Row], is_complete: bool) -> list[Clause]:
    """None of them is slow: said only where every one is known."""
    if not known or not is_complete:
        return []
    is_done = all(row["gap_count"] == 0 for row in known)
    name = "done" if is_done else "pace_in_time" if undrawn else "in_time"
    return [Clause(name, {"unit_count": len(known)})]


def _undrawn(rows: Sequence[Row], name: str) -> list[Clause]:
    values = {"undrawn_count": len(rows), "to_draw_count": _sum(rows, "still_to_draw_count")}
    return [Clause(name, values)] if rows else []


def _results(known: Sequence[Row]) -> list[Clause]:
    """After the deadline: in time, late, not done, as judged on the day itself."""
    short = [row for row in known if row["deadline_gap_count"]]
    missed = [row for row in short if row["gap_count"]]
    values = {
        "on_time_unit_count": len(known) - len(short),
        "late_unit_count": len(short) - len(missed),
        "missed_unit_count": len(missed),
        "deadline_gap_count": _sum(short, "deadline_gap_count"),
        "gap_count": _sum(missed, "gap_count"),
    }
    return [Clause("over" if short else "over_in_time", values)] if known else []


def _unknown(rows: Sequence[Row]) -> list[Clause]:
    """Who cannot be judged, and why: no target, or counts that this reader is not shown."""
    causes = {
        "unknown": [row for row in rows if row["target_count"] is None],
        "withheld": [row for row in rows if row["target_count"] is not None],
    }
    return [Clause(name, {"unknown_count": len(own)}) for name, own in causes.items() if own]


def _references(rows: Sequence[Row], is_over: bool) -> list[Clause]:
    """Units that nobody judges, by the floor they are compared with: how many fall short of it."""
    gap = OVER[0] if is_over else AHEAD[0]
    floors = sorted({row["floor_rate"] for row in rows})
    return [
        _reference([row for row in rows if row["floor_rate"] == floor], floor, gap)
        for floor in floors
    ]


def _reference(rows: Sequence[Row], floor: float, gap: str) -> Clause:
    known = [row for row in rows if row[gap] is not None]
    short = [row for row in known if row[gap]]
    values = {
        "reference_count": len(rows),
        "floor_rate": floor,
        "short_count": len(short),
        "reference_gap_count": _sum(short, gap),
        "unknown_count": len(rows) - len(known),
    }
    if len(known) < len(rows):
        return Clause("reference_unknown", values)
    ending = "" if gap in AHEAD else "_over"
    return Clause(f"reference{'' if short else '_met'}{ending}", values)


def _knows(row: Row, names: Sequence[str]) -> bool:
    return all(row[name] is not None for name in names)


def _sum(rows: Sequence[Row], name: str) -> int:
    return sum(row[name] for row in rows)
