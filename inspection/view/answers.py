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
    question = warehouse.describe(name)
    taken = {key: value for key, value in params.items() if key in question.params}
    key = repr((name, sorted(taken.items()), scope, snapshot.id))
    note = "frame.fixed" if warehouse.is_cut_too_fine(question, scope, snapshot, taken) else ""
    return Answer(question, taken, _rows(key, name, taken, scope, snapshot), note)


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _rows(
    key: str, _name: str, _params: Params, _scope: Scope, _snapshot: warehouse.Snapshot
) -> pa.Table:
    """The key says all that the rest says: one text is hashed faster than many values."""
    return warehouse.run(_name, scope=_scope, snapshot=_snapshot, **_params)


def offered(scope: Scope, snapshot: warehouse.Snapshot) -> filters.Offers:
    """What the filters can be set to."""
    return _offers(repr((scope, snapshot.id)), scope, snapshot)


@st.cache_data(max_entries=MAX_SNAPSHOTS, show_spinner=False)
def _offers(key: str, _scope: Scope, _snapshot: warehouse.Snapshot) -> filters.Offers:
    names = filters.QUESTIONS
    return filters.offers({name: ask(name, {}, _scope, _snapshot).rows for name in names})
