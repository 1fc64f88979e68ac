"""The solver on the page: what it found, what binds, or which rules would have to give way."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from inspection.data.classes import name_of
from inspection.rehearsal.ratio_table import PERCENT, format_own
from inspection.rehearsal.ratios import solutions
from inspection.showing.english import listed, named
from inspection.simulation.planner.model import Gap
from inspection.simulation.planner.solve import Solution
from inspection.view import sentences
from inspection.view.controls import button, toggle
from inspection.view.page import Page
from inspection.view.rehearsal.desk import OWN
from inspection.view.rehearsal.kept import assign, kept
from inspection.view.rehearsal.ratios.room import RatioRoom

# Names and sentences told at once.
MAX_NAMED = 6
# Finds that one unit more of a limit must bring before it is told.
WORTH_TELLING = 0.05


def draw_gaps(room: RatioRoom) -> None:
    """What the plan misses, and what it should be told, in words."""
    page, figures = room.page, room.figures
    missed = [sentence(page, "gap", row) for row in together(figures.gaps)]
    if missed:
        sentences.warning(page.say("simulation.missed", gaps="；".join(missed[:MAX_NAMED])))
    learned = ("no_history", "thin_history") if room.desk.has_findings else ()
    for kind in ("zero_ratio", *learned):
        cells = [
            f"{named(unit, page.lang)} {risk_class}"
            for caution, unit, risk_class in figures.cautions
            if caution.name.lower() == kind
        ]
        if cells:
            shown = page.joined(cells[:MAX_NAMED])
            own = "" if kind == "zero_ratio" or page.scope.is_of_province else "_own"
            page.note(f"simulation.caution_{kind}{own}", cells=shown, count=len(cells))


def together(gaps: Iterable[Gap]) -> list[dict[str, Any]]:
    """Gaps as rows; those that differ in nothing but the unit are one, its units named."""
    rows: dict[tuple, dict[str, Any]] = {}
    for row in solutions.gap_table(gaps).to_pylist():
        alike = tuple(value for name, value in row.items() if name != "unit")
        if alike in rows:
            rows[alike]["unit"] += f"、{row['unit']}"
        else:
            rows[alike] = row
    return list(rows.values())


def draw_solution(room: RatioRoom) -> None:
    """The solver: switched on by the reader, adopted by a button."""
    page = room.page
    with page.card("simulation.solution") as card:
        with st.container(horizontal=True, gap="large"):
            is_on = toggle(page, "simulation.solve")
            is_capped = toggle(page, "simulation.capped", value=True)
        if not is_on:
            return
        found = solution(room, is_capped)
        if found.ratios is None:
            explain(page, found)
            return
        rows = solutions.solution_table(room.problem, found.ratios)
        answer = room.answer("simulation.solution", rows)
        card.furnish(answer)
        card.table(answer)
        own = format_own(solutions.own_rows(room.problem, found.ratios))
        is_adopted = format_own(room.desk.table.own) == own
        button(page, "simulation.adopt", assign, OWN, own, disabled=is_adopted)
        draw_prices(page, found)


def solution(room: RatioRoom, is_capped: bool) -> Solution:
    """The best plan; with `is_capped` it makes no more visits than the sliders' ratios do."""
    common = room.desk.table.common
    limit = solutions.common_visits(room.problem, common) if is_capped else None
    return kept(f"solution {room.key} {limit}", lambda: solutions.solve(room.problem, limit))


def draw_prices(page: Page, found: Solution) -> None:
    """What binds, and what a little more of it would find."""
    rows = [
        row
        for row in solutions.price_table(found.prices).to_pylist()
        if row["gain_value"] >= WORTH_TELLING
    ]
    if rows:
        page.note("simulation.prices")
    for row in rows[:MAX_NAMED]:
        sentences.item(sentence(page, "price", row))


def explain(page: Page, found: Solution) -> None:
    """Which rules would have to give way, and by how much."""
    sentences.warning(page.say("simulation.infeasible"))
    for remedy in found.remedies:
        kind = remedy.rule.name.lower() if remedy.rule else "mix"
        gaps = solutions.gap_table(remedy.gaps).to_pylist()
        told = "；".join(sentence(page, "remedy", gap) for gap in gaps)
        sentences.item(page.say(f"simulation.remedy_kind_{kind}") + told)


def brief(value: float) -> str:
    """A figure without trailing zeros, two decimals at most."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def sentence(page: Page, kind: str, row: Mapping[str, Any]) -> str:
    """One limit in words; ppm as percent, days and enterprises as they are."""
    is_ratio = row["plan_rule"] in ("upper", "lower", "rising")
    share = PERCENT if is_ratio and kind != "price" else 1
    names = ("limit_value", "actual_value", "gap_value", "gain_value")
    told = {name: brief(row[name] / share) for name in names if name in row}
    key = f"simulation.{kind}_{row['plan_rule']}"
    unit = listed(row["unit"], page.lang)
    return page.say(key, unit=unit, risk_class=name_of(row["risk_class"], page.lang), **told)
