"""Total lines above a table: how many, how much in all, and who, from the rows of the table."""

from collections.abc import Mapping
from typing import Any

from inspection.showing.answer import Answer
from inspection.showing.english import named
from inspection.showing.shown import written_row
from inspection.showing.withheld import told, withheld, without_units
from inspection.view.page import Page

# Why a document is not there, the gravest first.
MISSING_KINDS = ("overdue", "waiting", "undated", "unknown")


def tell_unplanned(page: Page, uptake: Answer) -> None:
    """How many counties lack a plan, and which, by unit."""
    units, total = uptake.rows.to_pylist()[:-1], uptake.total()
    lacking = [row for row in units if row["unplanned_counties"]]
    count = sum(len(row["unplanned_counties"].split("、")) for row in lacking)
    names = page.joined(page.say("plan.unplanned_of", **counted(page, row)) for row in lacking)
    key = "plan.unplanned" if count else "plan.all_planned"
    page.strong(key, count=f"{count:,}", names=names, **counted(page, total))


def tell_draws(page: Page, draws: Answer, *, is_over: bool) -> None:
    """Who has drawn too few of those that are judged, and what they must draw in all."""
    if draws.is_blank:
        return
    key, judged = "still_to_draw_count", [row for row in draws.rows.to_pylist() if row["is_judged"]]
    if is_over or not judged or any(row[key] is None for row in judged):
        reason = "over" if is_over else "unknown" if judged else "reference"
        page.strong(f"progress.draws_{reason}")
        return
    lacking = sorted((row for row in judged if row[key]), key=lambda row: -row[key])
    names = page.joined(page.say("progress.draws_of", **counted(page, row)) for row in lacking)
    total = sum(row[key] for row in lacking)
    sums = {"count": len(lacking), "judged": len(judged), "sum": f"{total:,}"}
    page.strong("progress.draws" if lacking else "progress.draws_enough", names=names, **sums)


def tell_duties(page: Page, duties: Answer) -> None:
    """How many documents are owed and came in; who owes those overdue, not due yet, undated."""
    rows, total = duties.rows.to_pylist()[:-1], duties.total()
    clauses = [page.say("overview.duties_sum", **counted(page, total))]
    for kind in MISSING_KINDS:
        count = total[f"{kind}_duty_count"]
        owing = [named(row["subject"], page.lang) for row in rows if row[f"{kind}_duty_count"]]
        if count or kind == MISSING_KINDS[0]:
            key = f"overview.duties_{kind}" if count else "overview.duties_none_overdue"
            clauses.append(page.say(key, count=f"{count:,}", names=page.joined(owing)))
    page.strong("overview.duties_told", told=page.say("overview.duties_between").join(clauses))


def tell_overlap(page: Page, totals: Answer) -> None:
    """How many firms wait in several tasks; what a reader is not shown is called withheld."""
    row = totals.one()
    hidden = frozenset() if page.scope.may_see_small_cells else withheld(row, [totals])
    said = {name: told(name, row, hidden, page.lang) for name in row}
    page.plain(without_units(page.say("plan.overlap_lead", **said), page.lang))


def counted(page: Page, row: Mapping[str, Any]) -> dict[str, str]:
    """Values of a row as a sentence takes them."""
    return written_row(row, page.lang)
