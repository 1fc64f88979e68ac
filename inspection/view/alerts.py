"""What needs a decision: the rules that fire, in words, each with the page that shows it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.settings import ROOT
from inspection.showing import alerts as rules
from inspection.view.page import Page

# Alerts of one day, units, reader and snapshot; a few hundred of each.
MAX_DAYS = 500
# Lines shown at once; the rest opens.
FIRST_LINES = 7


class Line(NamedTuple):
    """One sentence, the page it leads to, and what that page is asked."""

    sentence: str
    target: str
    query: Mapping[str, str]


def draw_alerts(page: Page, key: str) -> None:
    """A card with one line per alert, each with its link; the first ones at once."""
    found = alert_lines(page)
    with page.card(key):
        for line in found[:FIRST_LINES]:
            draw_line(page, line)
        if not found:
            page.note(f"{key}_none")
        if more := found[FIRST_LINES:]:
            label = page.say(f"{key}_more", count=len(more))
            rest = st.expander(label, key=f"{page.name}.alerts", on_change="rerun")
            for line in more if rest.open else ():
                with rest:
                    draw_line(page, line)


def draw_line(page: Page, line: Line) -> None:
    """One line; a rule may name a page that this installation does not have."""
    file = ROOT / "pages" / f"{line.target}.py"
    if file.is_file():
        st.page_link(file, label=line.sentence, query_params={**page.query, **line.query})
    else:
        st.markdown(line.sentence)


def alert_lines(page: Page) -> list[Line]:
    """Alerts of the chosen units, the gravest first; none under filters they cannot follow."""
    if page.filters.beyond_base:
        return []
    as_of, units = page.filters.as_of, page.filters.chosen("unit")
    key = repr((page.scope, page.snapshot.id, as_of, units))
    return [_line(page, alert) for alert in _fired(key, page.scope, page.snapshot, as_of, units)]


@st.cache_data(max_entries=MAX_DAYS, show_spinner=False)
def _fired(
    key: str, _scope: Scope, _snapshot: Snapshot, _as_of: date, _units: Sequence[str]
) -> list[rules.Alert]:
    """The key says all that the rest says."""
    return rules.fired(_scope, _snapshot, _as_of, _units)


def _line(page: Page, alert: rules.Alert) -> Line:
    sentence = page.say(f"alerts.line_{alert.severity}", sentence=alert.say(page.lang))
    tab = {f"{alert.page}.tab": page.say(f"{alert.page}.tab_{alert.tab}")} if alert.tab else {}
    return Line(sentence, alert.page, _offered(page, alert.filters) | tab)


def _offered(page: Page, filters: Mapping[str, str]) -> dict[str, str]:
    """Filters of a link as the URL writes them; what a filter does not offer is left out."""
    return {
        name: offer.label
        for name, value in filters.items()
        for offer in page.offered.get(name, ())
        if offer.value == value
    }
