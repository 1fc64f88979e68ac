"""The tab 指标: what is missing first, then every indicator of one unit, then of all units."""

from inspection.data.disclosure import TOTAL
from inspection.showing import evaluation
from inspection.showing.answer import Answer
from inspection.view.page import Page
from inspection.view.totals import tell_duties

MISSING = (
    *("is_overdue", "due_on", "unit", "subject", "input_kind", "duty", "table_name"),
    *("exported_on", "basis"),
)
# Of the year before, where it is held.
EARLIER = ("year_change_points", "earlier_year_rate")
SHEET = (
    *("indicator", "indicator_rate", "reference_rate", "reference_kind"),
    *("top_count", "whole_count", "counted_as", "month_change_points", "month_rate"),
    *EARLIER,
)
# Lines told in words above the table.
MOST_TOLD = 5
DUTIES = (
    *("subject", "duty_count", "received_count", "overdue_duty_count", "waiting_duty_count"),
    *("undated_duty_count", "unknown_duty_count"),
    *("overdue_duties", "waiting_duties", "undated_duties"),
)


def draw_indicators(page: Page) -> None:
    """What is missing, the indicators of the unit or the selection, then those of each unit."""
    draw_missing(page)
    found = page.ask(evaluation.QUESTION)
    draw_sheet(page, found)
    rates = ("unit", *(one.rate for one in evaluation.INDICATORS))
    page.rows("evaluation.matrix", found, rates)


def draw_missing(page: Page) -> None:
    """Which tables and documents did not come, before any figure that rests on them."""
    missing = page.ask(evaluation.MISSING)
    with page.card("evaluation.missing") as card:
        card.furnish(missing)
        page.stress(evaluation.say_missing(missing.rows.to_pylist(), page.lang))
        if missing:
            card.table(missing, MISSING)


def draw_sheet(page: Page, found: Answer) -> None:
    """One unit where one is chosen, else all of them together."""
    chosen = page.filters.chosen("unit")
    unit = chosen[0] if len(chosen) == 1 else TOTAL
    month = evaluation.month_before(page.filters.as_of)
    # The indicators follow units alone: of a county the title names nothing.
    place = page.joined(page.labels("unit")) or page.say("frame.province")
    with page.card("evaluation.sheet", place=place, looked=days_of(page)) as card:
        told = found.with_rows(
            lambda _rows: evaluation.indicator_rows(
                compared(page, found), unit, is_over=page.is_over
            )
        )
        card.furnish(told)
        if found.is_blank:
            card.tell_blank(found)
            return
        for row in evaluation.below_reference(told.rows)[:MOST_TOLD]:
            page.plain(evaluation.say_indicator(row, page.lang))
        if month is None:
            page.note("evaluation.no_month")
        held = evaluation.year_before(page.filters.as_of, page.snapshot)
        if held is None:
            page.note("evaluation.no_year", year=page.filters.as_of.year - 1)
        card.table(told, SHEET if held else SHEET[: -len(EARLIER)])


def compared(page: Page, found: Answer) -> evaluation.Evaluation:
    """The answer beside those of the two earlier days.

    One unit is looked up among all of them: their answer serves every unit, and every day of
    the month.
    """
    days = (
        evaluation.month_before(page.filters.as_of),
        evaluation.year_before(page.filters.as_of, page.snapshot),
    )
    own = page.filters.params["units"] if len(page.filters.chosen("unit")) > 1 else None
    earlier = (
        page.ask(evaluation.QUESTION, as_of=day, units=own).rows.to_pylist() if day else []
        for day in days
    )
    return evaluation.Evaluation(found.rows.to_pylist(), *earlier)


def days_of(page: Page) -> str:
    """The days that the card looks back at, as far as the year and the snapshot hold them."""
    as_of = page.filters.as_of
    days = {
        "month": evaluation.month_before(as_of),
        "year": evaluation.year_before(as_of, page.snapshot),
    }
    told = [page.say(f"evaluation.looked_{name}", day=day) for name, day in days.items() if day]
    return page.say("evaluation.looked", days=page.joined(told)) if told else ""


def draw_duties(page: Page) -> None:
    """What each unit owes, what came in, what is missing."""
    duties = page.ask("duties_by_subject")
    with page.card("evaluation.duties") as card:
        card.furnish(duties)
        tell_duties(page, duties)
        card.table(duties, DUTIES)
    page.rows("evaluation.duty_list", page.ask("duty_list"))
