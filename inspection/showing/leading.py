"""The sentence that leads: where a selection stands, what that leads to or came to, what the week
brought. Made of rows alone; whoever says it brings the words of the reader and of the year.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import pyarrow as pa

from inspection.showing.outlook import Clause, outlook
from inspection.showing.shown import written_row

Row = Mapping[str, Any]
Say = Callable[..., str]
WEEK = timedelta(days=7)


def lead(
    say: Say, lang: str, where: str, as_of: date, totals: Row, units: Sequence[Row], days: pa.Table
) -> str:
    """The whole sentence of a selection from its totals, its units and its days."""
    return say(
        "overview.lead",
        reached=say(
            f"overview.lead_{reached(totals)}",
            day=as_of,
            where=where,
            **written_row(totals, lang),
        ),
        outlook=reduce(
            partial(say_both, say),
            (say_clause(say, lang, one) for one in outlook(units, totals)),
            "",
        ),
        week=say_week(say, lang, week_change(days, as_of)),
    )


def reached(row: Row) -> str:
    """How the position is told: against the yardstick, or on the deadline once it has passed."""
    if row["checked_count"] is None:
        return "hidden"
    if row["completion_rate"] is None:
        return "untargeted"
    if row["is_over"]:
        return "ended" if row["on_deadline_count"] is not None else "ended_hidden"
    return row["yardstick"] if row["pace_deviation"] is not None else "unmeasured"


def week_change(days: pa.Table, as_of: date) -> int | None:
    """What the seven days up to a date added to the running sum."""
    sums = dict(zip(days["day_on"].to_pylist(), days["checked_count"].to_pylist(), strict=True))
    now, before = sums.get(as_of), sums.get(as_of - WEEK, 0)
    return None if now is None or before is None else now - before


def say_week(say: Say, lang: str, count: int | None) -> str:
    """What the week brought, where it is known."""
    if count is None:
        return say("overview.lead_week_hidden")
    return say("overview.lead_week", **written_row({"week_count": count}, lang))


def say_both(say: Say, first: str, second: str) -> str:
    """One clause after another, as the reader's language parts them."""
    return say("overview.lead_both", first=first, second=second).strip()


def say_clause(say: Say, lang: str, clause: Clause) -> str:
    """One clause of the outlook in the reader's words."""
    return say(f"overview.lead_{clause.name}", **written_row(clause.values, lang))
