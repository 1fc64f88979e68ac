"""The audit trail on the screen, for those who may read it: searched, newest first."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

import pyarrow as pa
import streamlit as st

from inspection.data import trail
from inspection.errors import CheckFailed
from inspection.showing.recorded import details, origin
from inspection.text import table as words
from inspection.view import sentences
from inspection.view.page import Page

# Lines shown, and lines looked through, of one search.
MOST_SHOWN, MOST_READ = 500, 200_000


def draw_audit(page: Page) -> None:
    """The search and what it found; for everybody else why there is nothing."""
    if not page.scope.may_read_audit:
        page.note("audit.not_allowed")
        return
    with page.card("audit.lines") as card:
        part, event, days = _asked(page)
        found = list(islice(_matching(part, event, days), MOST_SHOWN + 1))
        if not found:
            page.note("audit.nothing")
            return
        if len(found) > MOST_SHOWN:
            page.note("audit.more", count=MOST_SHOWN)
        card.sheet(_rows(found[:MOST_SHOWN], page))
        _draw_check(page)


def _asked(page: Page) -> tuple[str, str | None, tuple[date, ...]]:
    """The text, the event and the days that are looked for."""
    text, event, days = st.columns([2, 1, 1])
    events = {key.removeprefix("audit.event_"): key for key in words() if "audit.event_" in key}
    part = text.text_input(page.say("audit.part"), key="audit.part").strip().lower()
    chosen = event.selectbox(
        page.say("audit.event"),
        list(events),
        index=None,
        format_func=lambda one: page.say(events[one]),
        placeholder=page.say("audit.any"),
        key="audit.event",
    )
    return part, chosen, tuple(days.date_input(page.say("audit.days"), [], key="audit.days"))  # type: ignore[arg-type]


def _matching(part: str, event: str | None, days: tuple[date, ...]) -> Iterator[dict[str, Any]]:
    for line in islice(trail.lines(), MOST_READ):
        day = _when(line).date()
        if (
            (event is None or line.get("event") == event)
            and (not days or days[0] <= day <= days[-1])
            and part in f"{line}".lower()
        ):
            yield line


def _when(line: Mapping[str, Any]) -> datetime:
    """The moment of a line, on the clock of the server."""
    return datetime.fromisoformat(line["at"]).astimezone()


def _rows(found: list[dict[str, Any]], page: Page) -> pa.Table:
    return pa.table(
        {
            "recorded_at": [f"{_when(line):%Y-%m-%d %H:%M:%S}" for line in found],
            "reader": [str(line.get("who", "")) for line in found],
            "act": [_said(page, str(line.get("event", ""))) for line in found],
            "act_details": [details(line, page.lang) for line in found],
            "came_from": [origin(line, page.lang) for line in found],
            "line_no": pa.array([line["n"] for line in found], pa.int64()),
        }
    )


def _said(page: Page, event: str) -> str:
    key = f"audit.event_{event}"
    return page.say(key) if key in words() else event


def _draw_check(page: Page) -> None:
    """Checks the whole chain when it is asked for."""
    if not st.button(page.say("audit.check"), key="audit_check"):
        return
    try:
        last = trail.verify()
    except CheckFailed as broken:
        sentences.error(str(broken))
    else:
        page.note("audit.whole", count=last.number, hash=last.hash)
