"""本周变化: the last report against now – inspections by cause, the rules, and the alerts.

Drawn where it is open: on the last day of the data at once, on another day when asked for.
"""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection.data.access import Scope
from inspection.data.columns import written
from inspection.ingest.difference.steps import steps
from inspection.showing.plain import plain
from inspection.showing.reports import Report, counts, named_day, standings
from inspection.showing.week import (
    ASKED,
    COLUMNS,
    GONE,
    PARTS,
    RULED,
    changed_rules,
    ruled_changes,
    week_changes,
)
from inspection.view import sentences
from inspection.view.alerts import alerts_at, lead_to, present
from inspection.view.answers import ask
from inspection.view.controls import button
from inspection.view.page import Page
from inspection.view.rehearsal.kept import assign, kept
from inspection.view.reports import against, last_report_of
from inspection.view.tables import draw_table

# Where it stands which two snapshots were asked apart from what the rules moved.
APART = "overview_week_apart"
# Comparisons kept: days, choices of places, readers.
MAX_WEEKS = 200
CHOSEN = ("units", "counties")
FOLLOWED = ("as_of", *CHOSEN, "offices")


def draw_week(page: Page, key: str, totals: Mapping[str, Any]) -> None:
    """A card that opens: what the time since the last report changed, by cause."""
    report = last_report_of(page)
    with page.card(key):
        page.plain(against(page, report))
        if report is None:
            return
        day = page.filters.as_of
        box = st.expander(
            page.say("overview.week_open", earlier=named(page, report.day), later=named(page, day)),
            expanded=day == page.snapshot.last_day(day.year),
            key=f"{key}.{day}".replace(".", "_"),
            on_change="rerun",
        )
        if box.open:
            with box:
                draw_open(page, key, report, totals)


def draw_open(page: Page, key: str, report: Report, totals: Mapping[str, Any]) -> None:
    """Inspections, rules, alerts: a sentence each; the units below."""
    if page.filters.beyond_base:
        page.note(f"{key}_blank")
    else:
        rows = changes(page, report)
        sentences.paragraph(say_sum(page, rows, report))
        is_apart = RULED[0] in rows.column_names
        sentences.paragraph(say_rules(page, report, totals, is_apart=is_apart))
        offer_rules(page, report)
    found = standings(present(page), alerts_at(page, report))
    sentence = page.say(f"{key}_alerts", **counts(found))
    lead_to(page, "alerts", sentence, page.query)
    if not page.filters.beyond_base:
        draw_units(page, key, rows)


def draw_units(page: Page, key: str, rows: pa.Table) -> None:
    """The same by unit, the whole last; without what a look back cannot know."""
    named = [name for name in rows.column_names if name != "unit"]
    columns = [name for name in named if name != GONE or rows[GONE].null_count < rows.num_rows]
    alt = page.say(f"{key}_title")
    label, name = page.say(f"{key}_by_unit"), f"{key}_units".replace(".", "_")
    place = st.popover(plain(label), type="tertiary", key=name, on_change="rerun")
    if not place.open:
        return
    with place:
        draw_table(rows.select(["unit", *columns]), page.lang, alt=alt, view=page.view)


def changes(page: Page, report: Report) -> pa.Table:
    """The comparison under the chosen places, made once."""
    params = {name: page.filters.params[name] for name in CHOSEN}
    now = Report(page.snapshot, page.filters.as_of, is_snapshot=True)
    key = repr((page.scope, now, report, sorted(params.items())))
    if st.session_state.get(APART) == both(page, report):
        return kept(f"week {key}", lambda: by_rules(page, now, report, params))
    return _changes(key, now, report, page.scope, params)


def by_rules(page: Page, now: Report, report: Report, chosen: Mapping[str, object]) -> pa.Table:
    """The comparison by way of the earlier rows under the later rules."""
    with (
        st.spinner(page.say("overview.week_ruling")),
        steps(report.snapshot, now.snapshot, ASKED) as (ruled, _known),
    ):
        between = Report(ruled, report.day, is_snapshot=True)
        return ruled_changes(now, between, report, page.scope, chosen)


def offer_rules(page: Page, report: Report) -> None:
    """A button that tells apart what the rules moved, where they differ; it takes a while."""
    is_done = st.session_state.get(APART) == both(page, report)
    may_ask = page.scope.may_import and report.is_snapshot and not is_done
    if may_ask and changed_rules(page.snapshot, report.snapshot):
        button(page, "overview.week_rule_apart", assign, APART, both(page, report))


def both(page: Page, report: Report) -> str:
    """The two snapshots as one text."""
    return f"{report.snapshot.id} {page.snapshot.id}"


@st.cache_data(max_entries=MAX_WEEKS, show_spinner=False)
def _changes(
    key: str, _now: Report, _before: Report, _scope: Scope, _chosen: Mapping[str, object]
) -> pa.Table:
    """The key says all that the rest says."""
    return week_changes(_now, _before, _scope, _chosen)


def say_sum(page: Page, rows: pa.Table, report: Report) -> str:
    """From then to now, and what of it is what; of a look back without what is gone."""
    whole = rows.slice(rows.num_rows - 1).to_pylist()[0] if rows else dict.fromkeys(COLUMNS, 0)
    values = {
        part: figure(page, name, whole[name]) for part, name in zip(PARTS, COLUMNS, strict=True)
    }
    if RULED[0] in whole:
        came, went = (figure(page, name, whole[name]) for name in RULED)
        return page.say("overview.week_sum_ruled", came=came, went=went, **values)
    return page.say(
        "overview.week_sum" if report.is_snapshot else "overview.week_sum_known", **values
    )


def say_rules(
    page: Page, report: Report, totals: Mapping[str, Any], *, is_apart: bool = False
) -> str:
    """Whether the target is the same, and which tables of rules are not."""
    params = page.filters.params | {"as_of": report.day}
    earlier = ask("pace_totals", params, page.scope, report.snapshot).one()["target_count"]
    later = totals["target_count"]
    kind = "no_target" if later is None else "same_target" if earlier == later else "target"
    said = page.say(
        f"overview.week_{kind}",
        earlier=figure(page, "target_count", earlier),
        later=figure(page, "target_count", later),
    )
    if not report.is_snapshot:
        return said
    changed = changed_rules(page.snapshot, report.snapshot)
    kind = ("rules_apart" if is_apart else "rules") if changed else "same_rules"
    key = f"overview.week_{kind}"
    return said + page.say(key, count=len(changed), names=page.joined(changed))


def figure(page: Page, name: str, value: object) -> str:
    """A count in a sentence; what is withheld says so."""
    return page.say("alerts.withheld") if value is None else written(name, value, page.lang)


def named(page: Page, day: Any) -> str:
    """A day with its weekday."""
    return named_day(day, page.lang)
