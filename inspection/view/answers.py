"""Answers of named questions, cached per question, parameters, snapshot and scope."""

import duckdb
import pyarrow as pa
import streamlit as st

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.showing.answer import Answer, Params
from inspection.view import filters

# Answers are small; the bound keeps a busy week of filter changes in memory.
MAX_ANSWERS = 2_000
# Choices of the filters change with the snapshot only.
MAX_SNAPSHOTS = 16


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
    taken = warehouse.describe(name).params
    given = {key: value for key, value in params.items() if key in taken}
    prepared = warehouse.prepare(name, given, scope, snapshot)
    note = "frame.fixed" if prepared.disclosure is warehouse.Disclosure.FIXED else ""
    return Answer(prepared.question, given, _rows(prepared.key, prepared), note)


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _rows(key: str, _prepared: warehouse.Prepared) -> pa.Table:
    """The key says all that an answer depends on."""
    return warehouse.run(_prepared)


def offered(scope: Scope, snapshot: warehouse.Snapshot) -> filters.Offers:
    """What the filters can be set to."""
    return _offers(repr((scope, snapshot.id)), scope, snapshot)


@st.cache_data(max_entries=MAX_SNAPSHOTS, show_spinner=False)
def _offers(key: str, _scope: Scope, _snapshot: warehouse.Snapshot) -> filters.Offers:
    names = filters.QUESTIONS
    return filters.offers({name: ask(name, {}, _scope, _snapshot).rows for name in names})
