"""Tables on the screen: Arrow rows, each column headed and formatted by its kind."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from inspection.data import columns as kinds
from inspection.showing.shown import as_shown
from inspection.view import links

# Rows above which only what is scrolled to travels to the browser.
LAZY_ROWS = 5_000
# A table of so many rows is shown whole; a longer one scrolls. Heights in pixels.
SHORT_ROWS = 16
ROW_HEIGHT = 30
TALL = 480
BORDER = 2
# The parameter of the page of an entity, the last of its address, and the code in it.
ENTITY_FIND = "&entity.find="
ENTITY_CODE = r"find=([^&]*)"
DAY_FORMAT = "YYYY-MM-DD"


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
    shown = as_shown(rows.select(list(columns)) if columns else rows, lang)
    is_short = shown.num_rows <= SHORT_ROWS
    st.dataframe(
        as_links(shown, view),
        hide_index=True,
        placeholder=kinds.MISSING,
        height=height or ("content" if is_short else TALL),
        row_height=ROW_HEIGHT,
        lazy=True if shown.num_rows > LAZY_ROWS else None,
        column_config={field.name: column_of(field, lang) for field in shown.schema},
        alt=alt,
    )


def whole_height(count: int) -> int:
    """Pixels of a table that shows so many rows at once, heading included."""
    return (count + 1) * ROW_HEIGHT + BORDER


def as_links(rows: pa.Table, view: Sequence[tuple[str, str]]) -> pa.Table:
    """Codes of entities as addresses of their page, with the day, filters and words in use."""
    page = f"entity?{links.query(view)}{ENTITY_FIND}"
    for index, field in enumerate(rows.schema):
        if kinds.kind_of_field(field) is kinds.ENTITY:
            found = pc.binary_join_element_wise(page, rows[field.name], "")
            rows = rows.set_column(index, field.name, found)
    return rows


def column_of(field: pa.Field, lang: str) -> ColumnConfig:
    """How one column is headed and formatted; a text stays as it is, whatever its name."""
    kind, label = kinds.kind_of_field(field), kinds.heading(field.name, lang)
    if kind is kinds.ENTITY:
        return st.column_config.LinkColumn(label, display_text=ENTITY_CODE)
    if kind.holds in kinds.NUMERIC:
        return st.column_config.NumberColumn(label, format=kinds.screen_format(kind))
    if kind is kinds.DAY:
        return st.column_config.DateColumn(label, format=DAY_FORMAT)
    if kind is kinds.FLAG:
        return st.column_config.CheckboxColumn(label)
    return st.column_config.TextColumn(label)
