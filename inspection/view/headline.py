"""Figures for a sentence, summed from the rows of a page's own questions."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial, reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.showing.answer import Answer
from inspection.showing.outlook import Clause, draws, outlook
from inspection.showing.shown import written_row
from inspection.view.page import Page


def week_change(days: pa.Table, as_of: date) -> int | None:
    """What the seven days up to a date added to the running sum."""
    sums = dict(zip(days["day_on"].to_pylist(), days["checked_count"].to_pylist(), strict=True))
    now, before = sums.get(as_of), sums.get(as_of - timedelta(days=7), 0)
    return None if now is None or before is None else now - before


def duty_sums(duties: pa.Table) -> dict[str, int]:
    """Documents that have come in, of all that are owed."""
    names = {"received_count": "is_received", "unknown_duty_count": "is_unknown"}
    sums = {name: pc.sum(duties[column]).as_py() or 0 for name, column in names.items()}
    return {"duty_count": duties.num_rows, **sums}


def draw_sums(standing: Answer) -> dict[str, int | None]:
    """What the units still have to draw, and how many units that are."""
    return draws(standing.rows.to_pylist())


def lead_sentence(page: Page, totals: Answer, standing: Answer, days: Answer) -> str:
    """Where the selection stands, what that leads to or came to, what the week brought."""
    if totals.is_blank:
        return say_selection(page)
    row = totals.one()
    values = written_row(row, page.lang)
    clauses = outlook(standing.rows.to_pylist(), row)
    return page.say(
        "overview.lead",
        reached=page.say(
            f"overview.lead_{reached(row)}",
            day=page.filters.as_of,
            where=page.where,
            **values,
        ),
        outlook=reduce(partial(say_both, page), (say_clause(page, one) for one in clauses), ""),
        week=say_week(page, week_change(days.rows, page.filters.as_of)),
    )


def say_selection(page: Page) -> str:
    """Under filters that the base cannot follow: what was done, compared with nothing."""
    counts = page.ask("contribution").rows["row_count"].to_pylist()
    known = None if None in counts else sum(counts)
    return page.say(
        f"overview.lead_{'blank' if known is not None else 'blank_hidden'}",
        day=page.filters.as_of,
        where=page.where,
        **written_row({"row_count": known}, page.lang),
    )


def reached(row: Mapping[str, Any]) -> str:
    """How the position is told: against the yardstick, or on the deadline once it has passed."""
    if row["checked_count"] is None:
        return "hidden"
    if row["completion_rate"] is None:
        return "untargeted"
    if row["is_over"]:
        return "ended" if row["on_deadline_count"] is not None else "ended_hidden"
    return row["yardstick"] if row["pace_deviation"] is not None else "unmeasured"


def say_week(page: Page, count: int | None) -> str:
    """What the week brought, where it is known."""
    if count is None:
        return page.say("overview.lead_week_hidden")
    return page.say("overview.lead_week", **written_row({"week_count": count}, page.lang))


def say_both(page: Page, first: str, second: str) -> str:
    """One clause after another, as the reader's language parts them."""
    return page.say("overview.lead_both", first=first, second=second).strip()


def say_clause(page: Page, clause: Clause) -> str:
    """One clause of the outlook in the reader's words."""
    return page.say(f"overview.lead_{clause.name}", **written_row(clause.values, page.lang))
