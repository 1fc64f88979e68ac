"""Figures for a sentence, summed from the rows of a page's own questions."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.showing.answer import Answer
from inspection.showing.shown import written_row
from inspection.view.page import Page


def standing_sums(standing: pa.Table) -> dict[str, int]:
    """How many units the pace leaves short of target, by how much; of how many nothing is known."""
    late = standing.filter(pc.greater(standing["shortfall_count"], 0))
    return {
        "unit_count": late.num_rows,
        "shortfall_count": pc.sum(late["shortfall_count"]).as_py() or 0,
        "unknown_count": standing["shortfall_count"].null_count,
    }


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


def lead_sentence(page: Page, totals: Answer, standing: Answer, days: Answer) -> str:
    """Where the selection stands, where the pace leads, what the week brought."""
    if totals.is_blank:
        return page.say("overview.lead_blank", day=page.filters.as_of)
    row = totals.one() | standing_sums(standing.rows)
    row["week_count"] = week_change(days.rows, page.filters.as_of)
    values = written_row(row, page.lang)
    day = page.filters.as_of
    where = "、".join(page.filters.chosen("unit")) or page.say("frame.province")
    return page.say(
        "overview.lead",
        reached=page.say(
            f"overview.lead_{row['yardstick'] or 'time'}", day=day, where=where, **values
        ),
        outlook=page.say(f"overview.lead_{outlook(row)}", **values),
        week=page.say("overview.lead_week", **values),
    )


def outlook(row: Mapping[str, Any]) -> str:
    """What can be said of the units: none is promised to be in time of whom nothing is known."""
    if row["unit_count"]:
        return "late" if row["workdays_left_count"] else "over"
    return "unknown" if row["unknown_count"] else "in_time"


def draw_contribution(page: Page) -> None:
    """Under filters that the base cannot follow: what the rows contribute instead."""
    if page.filters.beyond_base:
        page.rows("frame.contribution", page.ask("contribution"))
