"""What a plan must respect, as a reader sets it behind one line."""

from collections.abc import Mapping

import streamlit as st

from inspection.data.classes import scheme
from inspection.rehearsal.ground import Limits
from inspection.rehearsal.ratio_table import PERCENT, to_ppm
from inspection.view.controls import number, toggle
from inspection.view.page import Page

# Limits a reader starts from, in percent; days per inspector for this plan. Assumptions.
MARGIN, DAYS = 0.5, 40.0


def lowest() -> dict[str, float]:
    """The lower bound of each class, by its letter."""
    return {one.letter: one.lower_ppm / PERCENT for one in scheme()}


def highest() -> dict[str, float]:
    """The upper bound of each class, by its letter."""
    return {one.letter: one.upper_ppm / PERCENT for one in scheme()}


def defaults() -> Limits:
    """What a reader starts from."""
    lower, upper = (tuple(map(to_ppm, one.values())) for one in (lowest(), highest()))
    return Limits(lower, upper, to_ppm(MARGIN), DAYS)


def draw_limits(page: Page) -> Limits:
    """Bounds and order of the classes, days of an inspector, who is held to the floor."""
    with st.expander(page.say("simulation.limits")):
        page.note("simulation.limits_note")
        lower = _percents(page, "low", lowest())
        upper = _percents(page, "high", highest())
        margin, days, reference = st.columns(3, gap="small", vertical_alignment="bottom")
        with margin:
            step = number(page, "simulation.margin", MARGIN, min_value=0.0, max_value=50.0)
        with days:
            own = number(page, "simulation.days", DAYS, min_value=0.0, max_value=250.0)
        with reference:
            is_held = toggle(page, "simulation.reference", value=defaults().holds_reference)
    return Limits(lower, upper, to_ppm(step), own, is_held)


def _percents(page: Page, name: str, defaults: Mapping[str, float]) -> tuple[int, ...]:
    found = []
    places = st.columns(len(defaults), gap="small")
    for place, (risk_class, default) in zip(places, defaults.items(), strict=True):
        with place:
            key = f"simulation.{name}_{risk_class}"
            found.append(number(page, key, default, min_value=0.0, max_value=100.0, step=0.1))
    return tuple(map(to_ppm, found))
