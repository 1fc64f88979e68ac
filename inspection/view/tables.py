"""Tables: Arrow rows as they are, columns named and formatted by their suffix."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from inspection.text import LANGUAGES, text
from inspection.text import table as words
from inspection.view import links

# Rows above which only what is scrolled to travels to the browser.
LAZY_ROWS = 5_000
# A table of so many rows is shown whole; a longer one scrolls. Heights in pixels.
SHORT_ROWS = 16
ROW_HEIGHT = 30
TALL = 480
# Kinds of columns by the end of their name.
RATES = ("_rate", "_ratio", "_share", "_progress", "_low", "_high", "_gain", "yardstick")
POINTS = ("_deviation", "_points")
COUNTS = ("_count", "_days", "_order", "_ppm")
DAYS = ("_on", "day")
# Standard scores of tests, and what differs in the second decimal.
SCORES = ("_z", "frequency")
SMALL_RATES = ("applied_ratio", "a_ratio", "b_ratio", "c_ratio", "d_ratio", "move_share")
# Figures of a sender, as many decimals as were sent.
SENT = ("reported_value", "reported_gap_value")
PACES = (
    "_per_day",
    "_pace",
    "_value",
    "_median",
    "_p90",
    "_week",
    "_month",
    "_hundred",
    "_left",
)
# Columns whose values are words of the product, not of the data.
WORDED = (
    "scenario",
    "yardstick",
    "status",
    "period",
    "stage",
    "verdict",
    "floor_status",
    "policy",
    "finds_part",
    "history_rule",
    "joint_question",
    "sceptic_test",
    "clock",
    "table_name",
    "column_name",
    "rule_code",
    "reason_code",
)
# Where the words of their values stand, where not under value.<column>_.
VOCABULARIES = {"column_name": "column.", "rule_code": "rule.", "reason_code": "reject."}
# Columns whose values lead to the page of an entity, and that page's own parameter, the last.
ENTITY_LINKS = ("entity_code",)
ENTITY_FIND = "&entity.find="


def column_label(name: str, lang: str) -> str:
    """The heading of a column; its own name where the words do not have it."""
    key = f"column.{name}"
    return text(key, lang) if key in words() else name


def draw_table(
    rows: pa.Table,
    lang: str,
    *,
    alt: str,
    view: Sequence[tuple[str, str]],
    columns: Sequence[str] | None = None,
    height: int | None = None,
) -> None:
    """Show rows; a missing value is a dash, never a zero. Links open the same `view`."""
    shown = in_language(rows.select(list(columns)) if columns else rows, lang)
    is_short = shown.num_rows <= SHORT_ROWS
    st.dataframe(
        as_links(as_percentages(in_words(shown, lang)), view),
        hide_index=True,
        placeholder="—",
        height=height or ("content" if is_short else TALL),
        row_height=ROW_HEIGHT,
        lazy=True if shown.num_rows > LAZY_ROWS else None,
        column_config={field.name: column_of(field, lang) for field in shown.schema},
        alt=alt,
    )


def in_language(rows: pa.Table, lang: str) -> pa.Table:
    """Of a text that has a second column in English, the reader's alone."""
    for index, name in enumerate(rows.column_names):
        if (english := f"{name}_en") in rows.column_names:
            said = rows[name if lang == LANGUAGES[0] else english]
            rows = rows.set_column(index, name, said).drop_columns(english)
    return rows


def in_words(rows: pa.Table, lang: str) -> pa.Table:
    """Values of worded columns in the reader's language; other values stay."""
    for index, name in enumerate(rows.column_names):
        if name in WORDED:
            said = [value_label(name, value, lang) for value in rows[name].to_pylist()]
            rows = rows.set_column(index, name, pa.array(said, pa.string()))
    return rows


def value_label(name: str, value: str | None, lang: str) -> str | None:
    """A value that is a word of the product, in the reader's language."""
    key = f"{VOCABULARIES.get(name, f'value.{name}_')}{value}"
    return text(key, lang) if key in words() else value


def as_percentages(rows: pa.Table) -> pa.Table:
    """Rates and deviations times a hundred, for display only."""
    for index, name in enumerate(rows.column_names):
        if name.endswith(RATES + POINTS) and pa.types.is_floating(rows.schema.field(name).type):
            rows = rows.set_column(index, name, pc.multiply(rows[name], 100.0))
    return rows


def as_links(rows: pa.Table, view: Sequence[tuple[str, str]]) -> pa.Table:
    """Codes of entities as addresses of their page, with the day, filters and words in use."""
    page = f"entity?{links.query(view)}{ENTITY_FIND}"
    for index, name in enumerate(rows.column_names):
        if name in ENTITY_LINKS:
            found = pc.binary_join_element_wise(page, rows[name], "")
            rows = rows.set_column(index, name, found)
    return rows


def column_of(field: pa.Field, lang: str) -> ColumnConfig:
    """How one column is headed and formatted; a text stays as it is, whatever its name."""
    name, label = field.name, column_label(field.name, lang)
    if name in ENTITY_LINKS:
        return st.column_config.LinkColumn(label, display_text=r"find=([^&]*)")
    if pa.types.is_string(field.type):
        return st.column_config.TextColumn(label)
    if name in SENT:
        return st.column_config.NumberColumn(label, format="localized")
    if name.endswith(SMALL_RATES):
        return st.column_config.NumberColumn(label, format="%.2f%%")
    if name.endswith(RATES):
        return st.column_config.NumberColumn(label, format="%.1f%%")
    if name.endswith(POINTS):
        return st.column_config.NumberColumn(label, format="%+.1f")
    if name.endswith(COUNTS):
        return st.column_config.NumberColumn(label, format="%,d")
    if name.endswith(PACES):
        return st.column_config.NumberColumn(label, format="%,.1f")
    if name.endswith(SCORES):
        return st.column_config.NumberColumn(label, format="%.2f")
    if name.endswith(DAYS):
        return st.column_config.DateColumn(label, format="YYYY-MM-DD")
    return st.column_config.Column(label)
