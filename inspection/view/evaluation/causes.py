"""The tab 为什么变了: a figure in two snapshots, the change split by cause, down to the rows."""

from dataclasses import replace

import pyarrow as pa
import streamlit as st

from inspection.data import warehouse
from inspection.data.columns import written
from inspection.data.questions import describe
from inspection.errors import QueryFailed
from inspection.ingest.difference.steps import steps
from inspection.showing import moved
from inspection.showing.answer import Answer
from inspection.showing.moved_rows import MOST_LISTED, moved_rows
from inspection.showing.reports import Report, named_day
from inspection.showing.week import changed_rules
from inspection.text import text
from inspection.view.cards import Card
from inspection.view.controls import choice, one_of, switch
from inspection.view.filters import BASE_FILTERS
from inspection.view.page import Page
from inspection.view.rehearsal.kept import kept
from inspection.view.tables import draw_table

FIGURES = {name: f"evaluation.figure_{name}" for name in moved.FIGURES}


def draw_causes(page: Page) -> None:
    """Which figure and which snapshot, then the parts by unit and the rows."""
    with page.card("evaluation.why") as card:
        figure = switch(page, "evaluation.figure", FIGURES)
        before = chosen_report(page)
        if before is None or page.filters.beyond_base:
            page.note("frame.blank" if before else "evaluation.why_nothing")
            return
        now = Report(page.snapshot, page.filters.as_of, is_snapshot=True)
        picked = moved.Choice(figure, *(page.filters.chosen(one) for one in BASE_FILTERS))
        try:
            found, is_ruled = compared(page, now, before, picked)
        except QueryFailed:
            page.note("evaluation.why_unreadable", day=named_day(before.day, page.lang))
            return
        card.furnish(as_answer(page, picked, found.parts))
        say_change(page, found.parts, before, figure)
        say_rules(page, now, before, figure, is_ruled=is_ruled)
        columns = [name for name in found.parts.column_names if is_known(found.parts, name)]
        card.sheet(found.parts.select(columns))
        draw_rows(page, card, found, now, before, picked)


def chosen_report(page: Page) -> Report | None:
    """The earlier snapshot that the reader chose, else the one of about a month before."""
    known = moved.earlier_snapshots(page.snapshot, page.filters.as_of, warehouse.snapshots())
    outdated = [one for one in known if not one.is_ready]
    known = [one for one in known if one.is_ready]
    if outdated:
        page.note("evaluation.why_outdated", count=len(outdated))
    usual = moved.earlier_report(page.snapshot, page.filters.as_of, known)
    if not known or usual is None:
        return usual
    ids = [one.id for one in known]
    chosen = choice(
        page, "evaluation.earlier", "evaluation.earlier", ids, index=ids.index(usual.snapshot.id)
    )
    found = next((one for one in known if one.id == chosen), usual.snapshot)
    return Report(found, found.data_date, is_snapshot=True)


def compared(
    page: Page, now: Report, before: Report, picked: moved.Choice
) -> tuple[moved.Comparison, bool]:
    """The comparison, and whether it was made by way of the later rules."""
    key = repr(("moved", page.scope, now, before, picked))
    ways = st.session_state.get("evaluation_ruled", "")
    if ways == both(now, before):
        return kept(f"{key} ruled", lambda: by_rules(page, now, before, picked)), True
    return kept(key, lambda: moved.compare(now, before, page.scope, picked)), False


def by_rules(page: Page, now: Report, before: Report, picked: moved.Choice) -> moved.Comparison:
    """The comparison by way of the earlier rows under the later rules."""
    asked = (moved.COUNTED, moved.ROWS)
    with (
        st.spinner(page.say("evaluation.ruling")),
        steps(before.snapshot, now.snapshot, asked) as (ruled, _known),
    ):
        between = Report(ruled, before.day, is_snapshot=True)
        return moved.compare(now, before, page.scope, picked, between)


def both(now: Report, before: Report) -> str:
    """The two snapshots as one text."""
    return f"{before.snapshot.id} {now.snapshot.id}"


def say_rules(page: Page, now: Report, before: Report, figure: str, *, is_ruled: bool) -> None:
    """Which tables of rules differ, and whether what they moved is told apart."""
    if not before.is_snapshot:
        key = told_by("evaluation.why_lookback", before, figure)
        page.note(key, day=named_day(before.day, page.lang))
        return
    changed = changed_rules(now.snapshot, before.snapshot)
    if not changed:
        page.note("evaluation.rules_same")
        return
    key = "evaluation.rules_apart" if is_ruled else "evaluation.rules_within"
    page.note(key, names=page.joined(changed), count=len(changed))
    if not is_ruled and page.scope.may_import:
        st.button(
            page.say("evaluation.rule_apart"),
            key="evaluation_rule_apart",
            on_click=tell_apart,
            args=(both(now, before),),
        )


def tell_apart(pair: str) -> None:
    """What the button does."""
    st.session_state["evaluation_ruled"] = pair


def told_by(key: str, before: Report, figure: str) -> str:
    """The key of words for a look back, by whether it tells what came late."""
    return f"{key}_undated" if "late" in moved.untold(before, figure) else key


def say_change(page: Page, parts: pa.Table, before: Report, figure: str) -> None:
    """From then to now, and by what, of all chosen places."""
    whole = parts.to_pylist()[-1] if parts.num_rows else {}
    values = {
        part: written(f"moved_{part}_count", whole.get(f"moved_{part}_count"), page.lang)
        for part in moved.PARTS
    }
    back = told_by("evaluation.moved_lookback", before, figure)
    key = "evaluation.moved" if before.is_snapshot else back
    if not whole:
        page.note("frame.empty")
    elif any(whole[f"moved_{part}_count"] is None for part in ("earlier", "later")):
        page.note("evaluation.moved_unknown")
    else:
        days = {"day": named_day(before.day, page.lang), "place": page.place}
        page.stress(page.say(key, **values, **days))


def is_known(parts: pa.Table, name: str) -> bool:
    """Whether a column tells anything; causes by rules only where there are any."""
    column = parts[name]
    if column.null_count == parts.num_rows:
        return False
    return not name.startswith("moved_ruled") or any(column.to_pylist())


def draw_rows(
    page: Page,
    card: Card,
    found: moved.Comparison,
    now: Report,
    before: Report,
    picked: moved.Choice,
) -> None:
    """The firms and rows of one cause, for those who may see names."""
    happened = set(found.moves["move_cause"].to_pylist())
    causes = [cause for cause in moved.CAUSES if cause in happened]
    if not page.scope.may_see_names or not causes:
        return
    label = page.say("evaluation.rows_open")
    place = st.popover(label, type="tertiary", key="evaluation_rows", on_change="rerun")
    if not place.open:
        return
    with place:
        cause = one_of(page, "evaluation.cause", causes, "value.move_cause")
        count = found.moves["move_cause"].to_pylist().count(cause)
        rows = moved_rows(found, cause, now, before, page.scope, picked)
        page.note("evaluation.rows_count", count=f"{count:,}", most=f"{MOST_LISTED:,}")
        draw_table(rows, page.lang, alt=page.say("evaluation.rows_open"), view=page.view)


def as_answer(page: Page, picked: moved.Choice, parts: pa.Table) -> Answer:
    """The parts with what the furniture says of them."""
    question = replace(
        describe(moved.COUNTED),
        title_zh=text("evaluation.why_name", "zh"),
        title_en=text("evaluation.why_name", "en"),
        rule_zh=text("evaluation.why_rule", "zh"),
        rule=text("evaluation.why_rule", "en"),
        columns=tuple(parts.column_names),
        access="aggregate",
    )
    given = {"as_of": page.filters.as_of, **picked.params}
    unfollowed = page.unfollowed(question.params, {})
    return Answer(question, given, parts, unfollowed=unfollowed)
