"""Sentences that answer before the table does, each said of the rows that stand below it.

Nothing is said of a figure that is unknown or withheld from the reader: a sentence of its
own says that instead.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from inspection.data import columns
from inspection.data.disclosure import TOTAL
from inspection.data.targets import ENTERPRISE
from inspection.showing.answer import Answer
from inspection.showing.shown import written_row
from inspection.view.controls import number, toggle
from inspection.view.page import Page
from inspection.view.totals import tell_draws

Row = Mapping[str, Any]
# Floors are typed in percent and asked in parts per million.
DEFAULT_FLOOR, PPM_OF_PERCENT = 5.0, 10_000
WHAT_IF = (
    *("unit", "what_if_to_draw_count", "what_if_needed_per_day", "needed_per_day", "short_pace"),
    *("what_if_target_count", "target_count", "extra_count", "drawn_count"),
    *("still_to_draw_count", "checked_count", "what_if_gap_count"),
)
# What is left to say once the deadline has passed.
WHAT_IF_OVER = (
    *("unit", "what_if_target_count", "target_count", "extra_count", "checked_count"),
    "what_if_gap_count",
)
# Figures without which the sentence is not said.
WHAT_IF_SAID = {
    "over": ("extra_count", "what_if_gap_count"),
    "ahead": ("extra_count", "what_if_to_draw_count", "units_to_draw_count"),
}
NEEDED = ("check_register", "check_scope", "unregistered", "registered")
NEEDS = tuple(f"{name}_count" for name in NEEDED)
# After the deadline nothing is to be drawn any more.
DRAWN_OVER = (
    *("unit", "sufficiency_rate", "drawn_count", "target_count", "is_judged"),
    *("checked_count", "gone_rate"),
)
PEOPLE_OVER = ("unit", "people_verdict", "gap_count", "inspector_count")
PEOPLE = (
    *("unit", "people_verdict", "needed_person_days", "available_person_days"),
    *("short_person_days", "gap_count", "shortfall_count"),
    *("inspector_count", "workdays_left_count"),
    *("needed_per_inspector_week", "recent_per_inspector_week"),
)


def say_answer(page: Page, key: str, row: Row, **values: object) -> None:
    """An answer in words, in bold; the figures of `row` as they are written everywhere."""
    page.strong(key, **written_row(row, page.lang), **values)


def is_told(row: Row, names: Sequence[str]) -> bool:
    """Whether each of these figures is known to this reader."""
    return not any(columns.is_missing(row[name]) for name in names)


def parts_of(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a table without its total."""
    return [row for row in answer.rows.to_pylist() if row["unit"] != TOTAL]


def place(page: Page) -> str:
    """Whom a total is about: the counties chosen, the units, or the province."""
    chosen = page.labels("county") or page.labels("unit")
    return page.joined(chosen) or page.say("frame.province")


def draw_what_if(page: Page) -> None:
    """What a floor that the reader types would ask of each unit and of all."""
    with page.card("progress.what_if") as card:
        floor = number(
            page,
            "progress.floor",
            DEFAULT_FLOOR,
            "progress.what_if_floor",
            min_value=0.1,
            max_value=100.0,
        )
        found = page.ask("target_what_if", floor_ppm=round(floor * PPM_OF_PERCENT))
        card.furnish(found)
        say_what_if(page, found, floor)
        card.table(found, WHAT_IF_OVER if page.is_over else WHAT_IF)


def say_what_if(page: Page, found: Answer, floor: float) -> None:
    """The total in words; after the deadline nothing is to be drawn any more."""
    if not found or found.is_blank:
        page.note(found.blank_note or "frame.empty")
        return
    total = found.one()
    owed = [row["what_if_to_draw_count"] for row in parts_of(found)]
    row = total | {
        "floor_rate": floor / 100,
        "units_to_draw_count": None if None in owed else sum(owed),
    }
    ending = "over" if page.is_over else "ahead"
    if not is_told(row, WHAT_IF_SAID[ending]):
        page.note("progress.what_if_unknown")
        return
    say_answer(page, f"progress.what_if_{ending}", row, where=place(page))
    if is_told(row, ("what_if_needed_per_day", "needed_per_day", "short_pace")):
        say_answer(page, "progress.what_if_pace", row)


def draw_people(page: Page) -> None:
    """Are there people enough, per unit and for all."""
    with page.card("progress.load") as card:
        found = page.ask("load_by_unit")
        card.furnish(found)
        say_people(page, found)
        card.table(found, PEOPLE_OVER if page.is_over else PEOPLE)


def say_people(page: Page, found: Answer) -> None:
    """The verdict of the whole, and by name the units that lack people or do not use them."""
    if not found or found.is_blank:
        page.note(found.blank_note or "frame.empty")
        return
    total, units = found.one(), parts_of(found)
    said = ("people_verdict", *(("gap_count",) if page.is_over else ()))
    if not is_told(total, said) or total["people_verdict"] == "unknown":
        page.note("progress.people_unknown")
        return
    say_answer(page, f"progress.people_{total['people_verdict']}", total, where=place(page))
    for verdict in ("short", "slow"):
        mine = [row for row in units if len(units) > 1 and row["people_verdict"] == verdict]
        if mine:
            names = page.joined(say_lack(page, row) for row in mine)
            page.note(f"progress.people_units_{verdict}", names=names, unit_count=len(mine))


def say_lack(page: Page, row: Row) -> str:
    """One unit with what it lacks: days of persons, or firms by the deadline at its pace."""
    return page.say(f"progress.people_unit_{row['people_verdict']}", **written_row(row, page.lang))


def draw_draws(page: Page) -> None:
    """Whether enough is drawn, with or without those that turn out to be gone."""
    with page.card("progress.sufficiency") as card:
        found = page.ask("sufficiency", is_without_gone=toggle(page, "progress.without_gone"))
        card.furnish(found)
        tell_draws(page, found, is_over=page.is_over)
        card.table(found, DRAWN_OVER if page.is_over else None)


def draw_gone(page: Page) -> None:
    """How many of the inspected were gone, per unit with what each needs; by name where allowed."""
    whole = page.ask("gone_by_unit")
    is_chosen = bool(page.filters.chosen("kind"))
    found = whole if is_chosen else page.ask("gone_by_unit", kinds=[ENTERPRISE])
    with page.card("publicity.gone") as card:
        card.furnish(found)
        say_gone(page, found, None if is_chosen else whole)
        card.table(found)
    page.named_rows("publicity.gone_list", "gone_list")


def say_gone(page: Page, found: Answer, whole: Answer | None) -> None:
    """The total in words, in firms and visits; nothing where nothing was inspected."""
    visits = [row["inspected_count"] for row in page.ask("results_by_unit").rows.to_pylist()]
    if not any(visits):
        page.note("frame.empty")
        return
    total = found.one()
    if not is_told(total, ("not_found_entity_count", "not_found_row_count", *NEEDS)):
        page.note("publicity.gone_unknown")
        return
    told = [page.say(f"publicity.gone_{name}", count=total[f"{name}_count"]) for name in NEEDED]
    mine = [word for word, name in zip(told, NEEDS, strict=True) if total[name]]
    names = page.say("publicity.gone_between").join(mine)
    needs = page.say("publicity.gone_needs", names=names) if names else ""
    key = "publicity.gone_firms" if whole else "publicity.gone_objects"
    say_answer(page, key, total, where=place(page), needs=needs)
    if whole and is_told(whole.one(), ("not_found_entity_count", "not_found_row_count")):
        page.note("publicity.gone_whole", **written_row(whole.one(), page.lang))
    if total["found_again_count"]:
        page.note("publicity.gone_again", **written_row(total, page.lang))


def draw_undrawn(page: Page) -> None:
    """Class D enterprises not drawn, reconciled with the ratio of the pools; names if allowed."""
    with page.card("integration.undrawn") as card:
        found = page.ask("undrawn_d_by_unit")
        card.furnish(found)
        say_reconciled(page, page.ask("drawn_d_reconciled"))
        card.table(found)
    if page.scope.may_name_class:
        page.rows("integration.undrawn_list", page.ask("undrawn_d_list"))
    else:
        page.note("integration.undrawn_hidden")


def say_reconciled(page: Page, found: Answer) -> None:
    """Why so many firms are drawn and yet the ratio per pool is another one."""
    row = found.one()
    if found.is_blank or row["d_count"] is None:
        page.note(found.blank_note or "integration.reconciled_hidden")
    elif not row["d_count"]:
        page.note("integration.reconciled_none")
    else:
        say_answer(page, "integration.reconciled", row, where=place(page))
        key = "reconciled_pools" if row["pool_count"] else "reconciled_no_pool"
        page.note(f"integration.{key}", **written_row(row, page.lang))
