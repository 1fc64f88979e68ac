"""Behind 抽查进度: the same day of the year before, from the facts of that year itself.

Where that year is not held, a sentence says so and how to get it; nothing is estimated.
"""

from datetime import date
from typing import Any

from inspection.data import warehouse
from inspection.data.disclosure import TOTAL
from inspection.showing.answer import Answer
from inspection.showing.same_period import compared
from inspection.showing.shown import written_row
from inspection.view.page import Page
from inspection.view.verdicts import is_told, place

YEARS_BACK = 1
SAID = ("checked_count", "earlier_checked_count", "checked_change_count")
RATES = ("completion_rate", "earlier_completion_rate", "completion_change_points")


def earlier_day(page: Page) -> date:
    """The same day of the year before."""
    return warehouse.years_before(page.filters.as_of, YEARS_BACK)


def is_held(page: Page) -> bool:
    """Whether the snapshot has the year before."""
    return earlier_day(page).year in page.snapshot.years


def draw_same_period(page: Page) -> None:
    """This year beside the one before, for the whole and for each unit."""
    with page.card("progress.same_period", day=earlier_day(page)) as card:
        if not is_held(page):
            note_missing(page)
            return
        standing = page.ask("standing_by_unit")
        found = standing.with_rows(lambda _rows: compared(lines(page), lines(page, YEARS_BACK)))
        card.furnish(found)
        if standing.is_blank:
            page.note(standing.blank_note)
        else:
            say_change(page, found)
        card.table(found)


def lines(page: Page, years_back: int = 0) -> list[dict[str, Any]]:
    """The whole and each unit on the day of one of the two years."""
    total = page.ask("pace_totals", years_back=years_back).one() | {"unit": TOTAL}
    return [total, *page.ask("standing_by_unit", years_back=years_back).rows.to_pylist()]


def note_missing(page: Page) -> None:
    """That there is no year before, and how to get it."""
    page.note("progress.same_period_missing", earlier_year=earlier_day(page).year)


def note_same_period(page: Page, totals: Answer) -> None:
    """The change of the whole in one line below the tiles; on the tab that tells it, nothing."""
    if page.shows_tab("years"):
        return
    if not is_held(page):
        note_missing(page)
    elif not totals.is_blank:
        before = page.ask("pace_totals", years_back=YEARS_BACK).one() | {"unit": TOTAL}
        now = totals.one() | {"unit": TOTAL}
        (row,) = compared([now], [before]).to_pylist()
        page.plain(change_of(page, row))


def say_change(page: Page, found: Answer) -> None:
    """The change of the whole, and up to which day the year before is known."""
    page.stress(change_of(page, found.one()))
    last = page.snapshot.last_day(earlier_day(page).year)
    known = page.ask("data_badge", as_of=last, units=None).one()["data_date"]
    if isinstance(known, date) and known < earlier_day(page):
        page.note("progress.same_period_known", known=known)


def change_of(page: Page, row: dict[str, Any]) -> str:
    """More or fewer than a year ago, and where both years have a target by how many points."""
    if not is_told(row, SAID):
        return page.say("progress.same_period_unknown", day=earlier_day(page))
    count = row["checked_change_count"]
    way = "same" if not count else "more" if count > 0 else "less"
    told = row | {"checked_change_count": abs(count)}
    values = written_row(told, page.lang)
    said = page.say(
        f"progress.same_period_{way}", day=earlier_day(page), where=place(page), **values
    )
    rates = page.say("progress.same_period_rates", **values) if is_told(row, RATES) else ""
    return said + rates
