"""Figures for a sentence, summed from the rows of a page's own questions."""

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from inspection.showing.answer import Answer
from inspection.showing.shown import written_row
from inspection.view.page import Page


def standing_sums(standing: pa.Table) -> dict[str, int]:
    """How many units the pace leaves short of target, by how much."""
    late = standing.filter(pc.greater(standing["shortfall_count"], 0))
    return {
        "unit_count": late.num_rows,
        "shortfall_count": pc.sum(late["shortfall_count"]).as_py() or 0,
    }


def week_change(days: pa.Table, as_of: date) -> int | None:
    """What the seven days up to a date added to the running sum."""
    sums = dict(zip(days["day_on"].to_pylist(), days["checked_count"].to_pylist(), strict=True))
    now, before = sums.get(as_of), sums.get(as_of - timedelta(days=7), 0)
    return None if now is None or before is None else now - before


def duty_sums(duties: pa.Table) -> dict[str, int]:
    """Documents that have come in, of all that are owed."""
    received = pc.sum(duties["is_received"]).as_py() or 0
    return {"duty_count": duties.num_rows, "received_count": received}


def lead_sentence(page: Page, totals: Answer, standing: Answer, days: Answer) -> str:
    """Where the selection stands, where the pace leads, what the week brought."""
    row = totals.one() | standing_sums(standing.rows)
    row["week_count"] = week_change(days.rows, page.filters.as_of)
    values = written_row(row, page.lang)
    day = page.filters.as_of
    where = "、".join(page.filters.chosen("unit")) or page.say("frame.province")
    outlook = "over" if not row["workdays_left_count"] else "late"
    outlook = outlook if row["unit_count"] else "in_time"
    return page.say(
        "overview.lead",
        reached=page.say(
            f"overview.lead_{row['yardstick'] or 'time'}", day=day, where=where, **values
        ),
        outlook=page.say(f"overview.lead_{outlook}", **values),
        week=page.say("overview.lead_week", **values),
    )


def draw_contribution(page: Page) -> None:
    """Under filters that the base cannot follow: what the rows contribute instead."""
    if page.filters.beyond_base:
        page.rows("frame.contribution", page.ask("contribution"))
