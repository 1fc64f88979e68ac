"""Figures for a sentence, summed from the rows of a page's own questions."""

import pyarrow as pa
import pyarrow.compute as pc

from inspection.showing.answer import Answer
from inspection.showing.leading import lead
from inspection.showing.outlook import draws
from inspection.showing.shown import written_row
from inspection.view.page import Page


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
    units = standing.rows.to_pylist()
    day, where = page.filters.as_of, page.where
    return lead(page.say, page.lang, where, day, totals.one(), units, days.rows)


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
