"""Behind 公示与处置: what units report beside our count, why it differs, down to the rows."""

from inspection.data.disclosure import TOTAL
from inspection.showing.answer import Answer
from inspection.showing.english import named
from inspection.showing.reported import by_metric, left_over, lines, other
from inspection.showing.shown import written_row
from inspection.view.controls import switch
from inspection.view.page import Page
from inspection.view.verdicts import say_answer

EFFECTS = ("metric_name", "unit", "cause", "effect_count", "alone_count", "is_part", "county")
EVERY_CAUSE = "all"
CAUSES = (
    *("other_kinds", "late_entry", "no_result", "gone", "after_day", "other_unit"),
    *("provincial", "withdrawn", "visits"),
)


def draw_reported(page: Page) -> None:
    """Per figure a line per unit by difference, each cause by itself, the rows, every report."""
    causes = page.ask("reported_causes")
    found = by_metric(causes.rows)
    for place, metric in enumerate(found):
        draw_lines(page, causes.where("metric_name", metric), metric, place)
    if not found:
        page.note("publicity.reported_nothing")
    differing = causes.with_rows(other)
    if differing:
        page.rows("publicity.reported_causes", differing, EFFECTS)
        draw_rows(page)
    page.rows("publicity.reported", page.ask("reported_difference"))


def draw_lines(page: Page, causes: Answer, metric: str, place: int) -> None:
    """One figure: who reports what, and why it differs."""
    told = causes.with_rows(lambda rows: lines(rows.to_pylist(), page.lang))
    with page.card("publicity.reported_lines", metric=named(metric, page.lang)) as card:
        card.part = str(place or "")
        card.furnish(told)
        say_differences(page, told, metric)
        card.table(told)


def say_differences(page: Page, told: Answer, metric: str) -> None:
    """How many agree, who does not and by how much, and what nobody can explain."""
    total, *units = told.rows.to_pylist()
    if total["unit"] != TOTAL:
        return
    if any(row["unexplained_count"] is None for row in (total, *units)):
        page.note("publicity.reported_withheld")
        return
    apart = [row for row in units if row["reported_gap_value"]]
    names = page.joined(say_difference(page, row) for row in apart)
    say_answer(
        page,
        f"publicity.reported_{'differ' if apart else 'agree'}",
        total,
        place_count=len(units),
        other_count=len(apart),
        names=names,
        metric=named(metric, page.lang),
    )
    if left := left_over(units):
        page.note("publicity.reported_left", **written_row({"unexplained_count": left}, page.lang))
    elif apart:
        page.note("publicity.reported_no_left")


def say_difference(page: Page, row: dict) -> str:
    """One place with its difference."""
    way = "more" if row["reported_gap_value"] > 0 else "less"
    told = written_row(row | {"reported_gap_value": abs(row["reported_gap_value"])}, page.lang)
    place = told["county" if row["county"] else "unit"]
    return page.say(f"publicity.reported_{way}", place=place, **told)


def draw_rows(page: Page) -> None:
    """The rows of one cause or of all, for those who may see names."""
    if not page.scope.may_see_names:
        return
    with page.card("publicity.reported_rows") as card:
        options = {name: f"value.cause_{name}" for name in (EVERY_CAUSE, *CAUSES)}
        cause = switch(page, "publicity.cause", options)
        found = page.ask("reported_cause_rows", cause=None if cause == EVERY_CAUSE else cause)
        card.furnish(found)
        card.table(found)
