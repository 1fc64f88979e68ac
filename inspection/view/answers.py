"""Answers of named questions, cached per question, parameters, snapshot and scope."""

import duckdb
import streamlit as st

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.showing.answer import Answer, Params
from inspection.view import offers
from inspection.view.traced import trace_rows

# Choices of the filters change with the snapshot, the year and whose rows they are.
MAX_SNAPSHOTS = 64


def interrupt_previous() -> None:
    """Stop the query of a run that this one supersedes, and follow the queries of this run."""
    running = st.session_state.get("running_query")
    if running is not None:
        running.interrupt()
    warehouse.on_cursor.set(_follow)


def _follow(cursor: duckdb.DuckDBPyConnection) -> None:
    st.session_state["running_query"] = cursor


def ask(name: str, params: Params, scope: Scope, snapshot: warehouse.Snapshot) -> Answer:
    """The answer of `name`, given those of `params` that it takes."""
    given = taken(name, params, snapshot)
    prepared = warehouse.prepare(name, given, scope, snapshot)
    trace_rows(prepared, given, scope)
    note = "frame.fixed" if prepared.disclosure is warehouse.Disclosure.FIXED else ""
    is_narrowed = prepared.disclosure is not warehouse.Disclosure.WHOLE
    return Answer(
        prepared.question,
        given,
        warehouse.kept(prepared),
        note,
        is_narrowed=is_narrowed,
        is_partial=not prepared.is_whole,
    )


def taken(name: str, params: Params, snapshot: warehouse.Snapshot) -> dict[str, object]:
    """Those of `params` that a question takes; no day where it asks of the latest year anyway."""
    question = warehouse.describe(name)
    given = {key: value for key, value in params.items() if key in warehouse.taken_by(question)}
    if "as_of" not in question.params and _year(given, snapshot) == snapshot.years[-1]:
        given.pop("as_of", None)
    return given


def _year(params: Params, snapshot: warehouse.Snapshot) -> int:
    """The year that these parameters ask about."""
    return warehouse.asked_day(params, snapshot).year


def offered(scope: Scope, snapshot: warehouse.Snapshot, year: int, lang: str) -> offers.Offers:
    """What the filters can be set to in a year, in the reader's words."""
    day = {"as_of": snapshot.last_day(year)}
    key = repr((scope.sight, snapshot.id, year, lang))
    return _offers(key, day, scope, snapshot, lang)


@st.cache_resource(max_entries=MAX_SNAPSHOTS, show_spinner=False)
def _offers(
    key: str, _day: Params, _scope: Scope, _snapshot: warehouse.Snapshot, _lang: str
) -> offers.Offers:
    found = {name: ask(name, _day, _scope, _snapshot).rows for name in offers.QUESTIONS}
    return offers.offers(found, _lang)
