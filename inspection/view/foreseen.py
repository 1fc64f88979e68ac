"""Questions that a rerun of a page will ask, answered beside it on another core.

What a page asked is asked again when a filter changes. The last of it is asked first, so that
the page, which begins with the first, meets the answers halfway; both find what the other has.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

import duckdb
import streamlit as st

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.errors import InspectionError
from inspection.provinces import carried
from inspection.view.answers import taken

HELD = "foreseen"
# What a page asks beyond these is rows picked one by one.
MOST_FORESEEN = 24
# One beside the page itself; readers wait for themselves, not for each other.
_pool = ThreadPoolExecutor(1, thread_name_prefix="foreseen")


@dataclass
class Asked:
    """What one run of a page asks, and what is being asked for it."""

    view: tuple[str, str]
    questions: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    waiting: list[Future[None]] = field(default_factory=list)
    running: duckdb.DuckDBPyConnection | None = None

    def follow(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """The cursor that answers for this run now."""
        self.running = cursor

    def drop(self) -> None:
        """Ask nothing more for this run."""
        for one in self.waiting:
            one.cancel()
        if self.running is not None:
            self.running.interrupt()


def begin(
    name: str, params: Mapping[str, object], scope: Scope, snapshot: warehouse.Snapshot
) -> None:
    """Where the window shows the same page and tab again, ask with `params` what it asked."""
    before: Asked | None = st.session_state.get(HELD)
    now = Asked((name, str(st.session_state.get(f"{name}.tab"))))
    if before is not None:
        before.drop()
    st.session_state[HELD] = now
    if before is None or before.view != now.view:
        return
    for question, more in reversed(before.questions):
        given = {**params, **more}
        now.waiting.append(_pool.submit(carried(_answer), now, question, given, scope, snapshot))


def note(question: str, more: Mapping[str, object]) -> None:
    """Remember that the page asks this, with what it adds to the filters."""
    now: Asked | None = st.session_state.get(HELD)
    asked = question, dict(more)
    if now is not None and len(now.questions) < MOST_FORESEEN and asked not in now.questions:
        now.questions.append(asked)


def _answer(
    asked: Asked,
    question: str,
    params: Mapping[str, object],
    scope: Scope,
    snapshot: warehouse.Snapshot,
) -> None:
    """Keep the answer for the page; what goes wrong the page is told when it asks itself."""
    following = warehouse.on_cursor.set(asked.follow)
    with suppress(InspectionError):
        given = taken(question, params, snapshot)
        warehouse.kept(warehouse.prepare(question, given, scope, snapshot))
    asked.running = None
    warehouse.on_cursor.reset(following)
