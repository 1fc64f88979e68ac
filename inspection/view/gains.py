"""The class gain on the page: measured, cached, as answers with furniture."""

from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa
import streamlit as st

from inspection.data.access import Scope
from inspection.data.columns import heading
from inspection.data.questions import Question, describe
from inspection.data.snapshots import Snapshot
from inspection.inference import gains
from inspection.showing.answer import Answer
from inspection.text import text
from inspection.view.page import Page

MAX_GAINS = 256


class Gains(NamedTuple):
    """Gain of the whole and by unit; D against A inside the same tasks."""

    by_unit: Answer
    contrast: Answer


def class_gains(page: Page) -> Gains:
    """Both answers under the filters of the page."""
    params = page.filters.params
    key = repr((params, page.scope, page.snapshot.id))
    found = _measured(key, params, page.scope, page.snapshot)
    return Gains(_answer(page, "gain", found.by_unit), _answer(page, "contrast", found.contrast))


@st.cache_data(max_entries=MAX_GAINS, show_spinner=False)
def _measured(
    key: str, _params: Mapping[str, object], _scope: Scope, _snapshot: Snapshot
) -> gains.Gains:
    """The key says all that the rest says."""
    return gains.measure_gains(_params, _scope, _snapshot)


def _answer(page: Page, part: str, rows: pa.Table) -> Answer:
    """The rows with what the furniture says about a figure that no query gives."""
    question = describe(gains.FINDINGS)
    own = Question(
        name=f"class_{part}",
        folder="",
        title_zh=text(f"integration.{part}_title", "zh"),
        title_en=text(f"integration.{part}_title", "en"),
        about_en=text(f"integration.{part}_note", "en"),
        grain="unit",
        params=question.params,
        columns=tuple(rows.column_names),
        rule=text("integration.gain_rule", "en"),
        rule_zh=text("integration.gain_rule", "zh"),
        grain_zh=heading("unit", "zh"),
        access="aggregate",
        sql=question.sql,
        macros=question.macros,
        sha256=question.sha256,
    )
    params = gains.taken(gains.FINDINGS, page.filters.params)
    unfollowed = (
        key
        for name in (gains.FINDINGS, gains.STOCK)
        for key in page.unfollowed(describe(name).params, {})
    )
    return Answer(own, params, rows, unfollowed=tuple(dict.fromkeys(unfollowed)))
