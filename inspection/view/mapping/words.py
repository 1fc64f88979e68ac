"""The words of coded columns, each with its count, and what they are here."""

from collections.abc import Sequence

import streamlit as st

from inspection.ingest.mapping.column_map import ColumnMap
from inspection.ingest.mapping.drafting import (
    Chosen,
    complete,
    default_word,
    source_of,
    told_words,
)
from inspection.ingest.mapping.naming import title_of
from inspection.ingest.mapping.proposing import Word, source_words
from inspection.ingest.mapping.values import domain_of, our_values
from inspection.showing.plain import plain
from inspection.view.mapping.place import Place
from inspection.view.page import Page, side_by_side

# Words of one column that are drawn; a column of so many is told by a file.
MOST_WORDS = 40
IN_A_ROW = 3


def draw_words(page: Page, place: Place, first: ColumnMap, chosen: Chosen) -> Chosen:
    """The choices with what the words mean."""
    told = complete(place.sheet, place.reading, chosen)
    columns = place.sheet.columns(place.reading)
    cells = place.sheet.cells(place.reading)
    # What is told of columns without a list of words stays.
    values = {name: dict(pairs) for name, pairs in first.values if name in told.targets}
    is_any = False
    with page.card("mapping.words"):
        for column in dict.fromkeys(told.targets):
            source = source_of(told, column, columns)
            words = source_words(cells, source.position, place.table, column) if source else []
            if words:
                is_any = True
                values[column] = draw_column(page, place, first, column, words)
        if not is_any:
            page.note("mapping.no_words")
    return chosen._replace(values=values)


def draw_column(
    page: Page, place: Place, first: ColumnMap, column: str, words: Sequence[Word]
) -> dict[str, str]:
    """The words of one column; those beyond the limit keep what is told of them already."""
    ours = our_values(domain_of(place.table, column))
    shown = sorted(words, key=lambda word: word.is_known)[:MOST_WORDS]
    title = title_of(column, page.lang)
    known_count = sum(word.is_known for word in words)
    with st.expander(
        plain(page.say("mapping.words_of", title=title, count=len(words), known=known_count)),
        expanded=known_count < len(words),
    ):
        chosen = {word.text: default_word(first, column, word) for word in words[MOST_WORDS:]}
        if len(words) > MOST_WORDS:
            page.warn("mapping.too_many", count=len(words) - MOST_WORDS)
        for start in range(0, len(shown), IN_A_ROW):
            spots = side_by_side(IN_A_ROW)
            for spot, word in zip(spots, shown[start : start + IN_A_ROW], strict=False):
                with spot:
                    default = default_word(first, column, word)
                    chosen[word.text] = draw_word(page, place, column, word, default, ours)
    return told_words(first, column, words, chosen)


def draw_word(
    page: Page, place: Place, column: str, word: Word, default: str, ours: dict[str, str]
) -> str:
    """One word with its count."""
    names = list(ours)
    found = st.selectbox(
        page.say("mapping.word", text=word.text, count=f"{word.cell_count:,}"),
        names,
        index=names.index(default) if default in names else None,
        format_func=lambda name: ours[name],
        placeholder=page.say("mapping.as_it_is"),
        key=place.key(f"word_{column}_{word.text}"),
    )
    return found or ""
