"""Tables on the screen: Arrow rows, each column headed and formatted by its kind.

A narrow screen shows the same rows as cards; which of the two is seen is told by
`inspection/static/page.css`.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from inspection.data import columns as kinds
from inspection.showing.paper import cells_of
from inspection.showing.plain import in_address
from inspection.showing.row_cards import cards
from inspection.showing.shown import as_shown
from inspection.text import text
from inspection.view import links

# Rows above which only what is scrolled to travels to the browser.
LAZY_ROWS = 5_000
# A table on a card lists so many rows and no more; one that is hardly longer is listed whole.
LISTED_ROWS, HARDLY_MORE = 200, 250
# A table of so many rows is shown whole; a longer one scrolls. Heights in pixels.
SHORT_ROWS = 16
ROW_HEIGHT = 30
TALL = 480
BORDER = 2
# Pixels of a character of half width and around a cell; columns of texts that are wider than
# the least are given their width, up to the most, by so many rows.
CELL_WIDTH, PADDING = 7, 20
NARROW, WIDEST = 100, 420
MEASURED_ROWS = 200
DAY_WIDTH = len("2000-01-01")
# The parameter of the page of an entity, the last of its address, and the code in it.
ENTITY_FIND = "&entity.find="
ENTITY_CODE = r"find=([^&]*)"
DAY_FORMAT = "YYYY-MM-DD"
# Which rows of which columns are withheld from the reader.
Hidden = Mapping[str, Collection[int]]
NOT_HIDDEN: Hidden = {}


def draw_table(
    rows: pa.Table,
    lang: str,
    *,
    alt: str,
    view: Sequence[tuple[str, str]],
    question: str = "",
    columns: Sequence[str] | None = None,
    height: int | None = None,
    hidden: Hidden = NOT_HIDDEN,
) -> None:
    """Show rows of a `question`; a missing value is a dash, what is `hidden` said to be withheld.

    Links open the same `view`.
    """
    rows = rows.select(list(columns)) if columns else rows
    shown = with_withheld(as_shown(rows, lang), rows, hidden, lang)
    multiples = [name for name in multiples_of(rows) if not hidden.get(name)]
    is_short = whole_height(shown.num_rows) <= (height or whole_height(SHORT_ROWS))
    st.dataframe(
        with_multiples(as_links(shown, view), multiples, lang),
        hide_index=True,
        placeholder=kinds.MISSING,
        height="content" if is_short else height or TALL,
        row_height=ROW_HEIGHT,
        lazy=True if shown.num_rows > LAZY_ROWS else None,
        column_config={
            field.name: column_of(
                field,
                lang,
                question,
                is_styled=field.name in multiples,
                width=width_of(shown[field.name])
                or day_width(shown[field.name], kinds.heading(field.name, lang, question)),
                is_number=bool(hidden.get(field.name)),
            )
            for field in shown.schema
        },
        alt=alt,
    )
    if rows.num_rows:
        addresses = dict.fromkeys(entities_of(rows), entity_page(view))
        st.html(cards(rows, lang, question, addresses, hidden))


def listed(rows: pa.Table) -> int:
    """How many rows of a table stand on its card, the heaviest first; all are exported."""
    return rows.num_rows if rows.num_rows <= HARDLY_MORE else LISTED_ROWS


def multiples_of(rows: pa.Table) -> list[str]:
    """Columns of which some ratio is told as so many times; not of a table too long to style."""
    if rows.num_rows > LAZY_ROWS:
        return []
    return [
        field.name
        for field in rows.schema
        if pa.types.is_floating(field.type)
        and any(
            kinds.is_multiple(kinds.kind_of_field(field), value)
            for value in pc.min_max(rows[field.name]).as_py().values()
        )
    ]


def with_multiples(rows: pa.Table, names: Sequence[str], lang: str) -> pa.Table | Styler:
    """Rows with the texts of the columns that are told as so many times; still numbers."""
    if not names:
        return rows
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    told = {name: partial(told_shown, name, lang) for name in names}
    return frame.style.format(told, na_rep=kinds.MISSING)


def with_withheld(shown: pa.Table, rows: pa.Table, hidden: Hidden, lang: str) -> pa.Table:
    """Columns of which something is withheld as text, so that each such cell says so."""
    word = text("frame.withheld", lang)
    for name in [name for name in shown.column_names if hidden.get(name)]:
        told = [
            word
            if at in hidden[name]
            else None
            if value is None
            else kinds.written(name, value, lang)
            for at, value in enumerate(rows[name].to_pylist())
        ]
        place = shown.column_names.index(name)
        shown = shown.set_column(place, name, pa.array(told, pa.string()))
    return shown


def told_shown(name: str, lang: str, value: float) -> str:
    """A ratio already multiplied as the screen has it, as text."""
    return kinds.written(name, value / 100, lang)


def entities_of(rows: pa.Table) -> list[str]:
    """Columns whose codes lead to the page of an entity."""
    return [field.name for field in rows.schema if kinds.kind_of_field(field) is kinds.ENTITY]


def entity_page(view: Sequence[tuple[str, str]]) -> str:
    """The address of the page of an entity, but for its code."""
    return f"entity?{links.query(view)}{ENTITY_FIND}"


def whole_height(count: int) -> int:
    """Pixels of a table that shows so many rows at once, heading included."""
    return (count + 1) * ROW_HEIGHT + BORDER


def as_links(rows: pa.Table, view: Sequence[tuple[str, str]]) -> pa.Table:
    """Codes of entities as addresses of their page, with the day, filters and words in use."""
    for name in entities_of(rows):
        page = entity_page(view)
        found = [code and f"{page}{in_address(code)}" for code in rows[name].to_pylist()]
        place = rows.column_names.index(name)
        rows = rows.set_column(place, name, pa.array(found, pa.string()))
    return rows


def width_of(values: pa.ChunkedArray) -> int | None:
    """Pixels that a column of long texts takes; None where the browser's own measure will do.

    The browser measures the first rows alone.
    """
    if not pa.types.is_string(values.type):
        return None
    told = values.slice(0, MEASURED_ROWS).to_pylist()
    widest = max((cells_of(one) for one in told if one), default=0) * CELL_WIDTH + PADDING
    return min(widest, WIDEST) if widest > NARROW else None


def day_width(values: pa.ChunkedArray, heading: str) -> int | None:
    """Pixels of a column of days of which some are missing: a dash is no measure of a day."""
    if not (pa.types.is_date(values.type) and values.null_count):
        return None
    return max(DAY_WIDTH, cells_of(heading)) * CELL_WIDTH + PADDING


def column_of(
    field: pa.Field,
    lang: str,
    question: str = "",
    *,
    is_styled: bool = False,
    width: int | None = None,
    is_number: bool = False,
) -> ColumnConfig:
    """How one column is headed and formatted; a text stays as it is, whatever its name."""
    kind, label = kinds.kind_of_field(field), kinds.heading(field.name, lang, question)
    if kind is kinds.ENTITY:
        return st.column_config.LinkColumn(label, display_text=ENTITY_CODE)
    if kind.holds in kinds.NUMERIC:
        form = None if is_styled else kinds.screen_format(kind)
        return st.column_config.NumberColumn(label, format=form)
    if kind.holds is kinds.Holds.DAY:
        form = text("value.month_screen", lang) if kind is kinds.MONTH else DAY_FORMAT
        return st.column_config.DateColumn(label, format=form, width=width)
    # A column of numbers some of which are withheld is text that stands like numbers.
    side: Literal["right"] | None = "right" if is_number else None
    return st.column_config.TextColumn(label, width=width, alignment=side)
