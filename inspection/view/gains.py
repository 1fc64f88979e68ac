"""The class gain behind the page: computed from rows of tasks, cached, as answers with furniture.

The rows by task and class are an internal reference; what leaves here are rates
of units, and the contrast of D and A only where every count may be seen.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa
import streamlit as st

from inspection.data.questions import Question
from inspection.inference import class_gain
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
    scope = replace(page.scope, may_see_names=True, may_see_class=True)
    inside = replace(page, scope=scope)
    findings = inside.ask("finding_counts_by_task")
    stock = inside.ask("class_stock_by_unit")
    limits: Mapping[str, Any] = page.ask("bootstrap_rules").one()
    key = repr((page.filters.params, page.scope, page.snapshot.id))
    by_unit, contrast = _computed(key, findings.rows, stock.rows, limits)
    if page.ask("finding_rate_by_class").is_blank:
        by_unit, contrast = by_unit.slice(0, 0), contrast.slice(0, 0)
    elif not page.scope.may_see_class and _has_small(contrast, limits["small_cell_count"]):
        contrast = contrast.slice(0, 0)
    return Gains(_answer("gain", findings, by_unit), _answer("contrast", findings, contrast))


@st.cache_data(max_entries=MAX_GAINS, show_spinner=False)
def _computed(
    key: str, _findings: pa.Table, _stock: pa.Table, _limits: Mapping[str, Any]
) -> tuple[pa.Table, pa.Table]:
    rules = class_gain.Bootstrap(
        _limits["replicate_count"], _limits["seed"], _limits["sample_min_count"]
    )
    return (
        class_gain.class_gains(_findings, _stock, rules),
        class_gain.class_contrast(_findings, rules),
    )


def _has_small(contrast: pa.Table, small_cell: int) -> bool:
    """Whether a count of firms of one class is too small to be shown."""
    names = [name for name in contrast.column_names if name[:2] in ("a_", "d_")]
    counts = [name for name in names if name.endswith("_count")]
    return any(row[name] < small_cell for row in contrast.to_pylist() for name in counts)


def _answer(part: str, findings: Answer, rows: pa.Table) -> Answer:
    """The rows with what the furniture says about a figure that no query gives."""
    question = findings.question
    own = Question(
        name=f"class_{part}",
        folder="",
        title_zh=text(f"integration.{part}_title", "zh"),
        title_en=text(f"integration.{part}_title", "en"),
        about_en=text(f"integration.{part}_note", "en"),
        grain="unit",
        params=question.params,
        columns=tuple(rows.column_names),
        rule=text("integration.gain_rule"),
        access="aggregate",
        sql=question.sql,
        sha256=question.sha256,
    )
    return Answer(own, findings.params, rows)
