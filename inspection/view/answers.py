"""Answers of named questions, cached per question, parameters, snapshot and scope."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import streamlit as st

from inspection import warehouse
from inspection.access import Scope

# Answers are small; the bound keeps a busy week of filter changes in memory.
MAX_ANSWERS = 2_000

Value = object
Params = tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Answer:
    """Rows of one question and what they were asked with."""

    question: warehouse.Question
    params: Mapping[str, Value]
    rows: pa.Table

    def one(self) -> dict[str, Value]:
        """The only row of a question that has one."""
        return self.rows.slice(0, 1).to_pylist()[0]

    def __bool__(self) -> bool:
        return self.rows.num_rows > 0


def ask(
    name: str, params: Mapping[str, Value], scope: Scope, snapshot: warehouse.Snapshot
) -> Answer:
    """The answer of `name`, given those of `params` that it takes."""
    question = warehouse.describe(name)
    taken = {key: value for key, value in params.items() if key in question.params}
    rows = _rows(name, _frozen(taken), scope, snapshot.id, snapshot)
    return Answer(question, taken, rows)


@st.cache_data(max_entries=MAX_ANSWERS, show_spinner=False)
def _rows(
    name: str, params: Params, scope: Scope, snapshot_id: str, _snapshot: warehouse.Snapshot
) -> pa.Table:
    return warehouse.run(name, scope=scope, snapshot=_snapshot, **dict(params))


def _frozen(params: Mapping[str, Value]) -> Params:
    """Parameters as a key: by name, lists as tuples."""
    return tuple(
        (name, tuple(value) if isinstance(value, list) else value)
        for name, value in sorted(params.items())
    )
