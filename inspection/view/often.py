"""What a Monday meeting asks, each a click from 总览: the page, tab and card of the answer."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from inspection.view import links
from inspection.view.alerts import lead_to
from inspection.view.page import Page


class Asked(NamedTuple):
    """A question by its word; where it is answered."""

    word: str
    page: str
    tab: str
    card: str


QUESTIONS = (
    Asked("draws", "progress", "draws", "progress.sufficiency"),
    Asked("people", "progress", "draws", "progress.load"),
    Asked("what_if", "progress", "targets", "progress.what_if"),
    Asked("years", "progress", "years", "progress.same_period"),
    Asked("plans", "plan", "uptake", "plan.uptake"),
    Asked("reported", "publicity", "reported", "publicity.reported_lines"),
    Asked("gone", "publicity", "gone", "publicity.gone"),
    Asked("undrawn", "integration", "undrawn", "integration.undrawn"),
)


def draw_questions(page: Page) -> None:
    """A line of links under the filters of the page."""
    with st.container(horizontal=True, gap="small", key="overview_often"):
        for one in QUESTIONS:
            query: dict[str, str | Sequence[str]] = {**page.query, links.CARD: one.card}
            query[f"{one.page}.tab"] = page.say(f"{one.page}.tab_{one.tab}")
            lead_to(page, one.page, page.say(f"overview.often_{one.word}"), query)
