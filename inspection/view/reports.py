"""What the present is compared with: the last report that can be read, and how it is named."""

import streamlit as st

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.errors import QueryFailed
from inspection.showing.reports import Report, last_report, named_day
from inspection.showing.week import can_be_asked
from inspection.view.asking import fired
from inspection.view.page import Page

# Snapshots asked whether they can be read.
MAX_SNAPSHOTS = 100


def last_report_of(page: Page) -> Report | None:
    """What the page's day is compared with: a snapshot that can be read, or a look back."""
    known = warehouse.snapshots()
    found = last_report(page.snapshot, page.filters.as_of, known)
    while found and found.is_snapshot and not is_readable(found, page.scope):
        known = [one for one in known if one != found.snapshot]
        found = last_report(page.snapshot, page.filters.as_of, known)
    return found


def is_readable(report: Report, scope: Scope) -> bool:
    """Whether this version can ask that snapshot; one made before may lack a column."""
    return _is_readable(report.snapshot.id, report, scope)


@st.cache_data(max_entries=MAX_SNAPSHOTS, show_spinner=False)
def _is_readable(key: str, _report: Report, _scope: Scope) -> bool:
    try:
        fired(_scope, _report.snapshot, _report.day)
    except QueryFailed:
        return False
    return can_be_asked(_report, _scope)


def against(page: Page, report: Report | None) -> str:
    """What the present is compared with, in words."""
    if report is None:
        return page.say("alerts.against_nothing")
    key = "alerts.against_snapshot" if report.is_snapshot else "alerts.against_day"
    return page.say(key, day=named_day(report.day, page.lang))
