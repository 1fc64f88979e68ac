"""What needs a decision: the rules that fire, in words, each with the page that shows it."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from inspection.data.access import Scope
from inspection.data.warehouse import Snapshot
from inspection.showing import alerts as rules
from inspection.view.page import Alert, Page

# Alerts of one day, units, reader and snapshot; a few hundred of each.
MAX_DAYS = 500


def alerts(page: Page) -> list[Alert]:
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


def _line(page: Page, alert: rules.Alert) -> Alert:
    sentence = page.say(f"alerts.line_{alert.severity}", sentence=alert.say(page.lang))
    tab = {f"{alert.page}.tab": page.say(f"{alert.page}.tab_{alert.tab}")} if alert.tab else {}
    return Alert(sentence, alert.page, _offered(page, alert.filters) | tab)


def _offered(page: Page, filters: Mapping[str, str]) -> dict[str, str]:
    """Filters of a link as the URL writes them; what a filter does not offer is left out."""
    return {
        name: offer.label
        for name, value in filters.items()
        for offer in page.offered.get(name, ())
        if offer.value == value
    }
