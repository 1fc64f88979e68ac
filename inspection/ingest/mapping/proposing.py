"""First guesses for who maps a file: the table, the columns, and what foreign words may mean."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.mapping.dates import is_day, looks_like_day
from inspection.ingest.mapping.hinting import column_hints, hints, proposable
from inspection.ingest.mapping.looking import Reading, SourceColumn, SourceSheet
from inspection.ingest.mapping.naming import title_of
from inspection.ingest.mapping.values import (
    Coded,
    coded,
    is_known,
    known_words,
    our_values,
    value_key,
)
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key, without_remarks
from inspection.provinces import by_province
from inspection.text import LANGUAGES

# From here on two words are alike enough to be offered; the reader decides.
ALIKE = 0.7
# Words in letters share roots and endings that mean little.
ALIKE_IN_LETTERS = 0.85
SAME = 1.0
# A running number is no information.
ROW_NO = "row_no"


class Word(NamedTuple):
    """A word of a source column, how often it stands there, and what it may mean.

    `ours` is "" where nothing is like it; a known word needs no mapping.
    """

    text: str
    cell_count: int
    ours: str
    is_known: bool


def rank_tables(sheet: SourceSheet, reading: Reading, words: Vocabulary) -> list[str]:
    """All tables, the one whose columns the header resembles most first."""
    columns = sheet.columns(reading)

    def fit(table: str) -> tuple[int, float]:
        found = propose_columns(columns, table, words).values()
        named = set(found) - {PERSONAL}
        missing = sum(not named.intersection(g) for g in words.tables[table].required)
        return len(named) - missing, -len(words.columns_of(table))

    return sorted(words.tables, key=fit, reverse=True)


def propose_columns(
    columns: Sequence[SourceColumn], table: str, words: Vocabulary
) -> dict[int, str]:
    """Position → our column: by synonyms, then the most alike of what is left."""
    found: dict[int, str] = {}
    for one in columns:
        column = next(filter(None, (words.column(table, name) for name in one.names)), "")
        if column == PERSONAL or (column and column not in found.values()):
            found[one.position] = column
    left = [one for one in columns if one.position not in found]
    for _, position, column in sorted(_alike(left, table, words), reverse=True):
        if position not in found and column not in found.values():
            found[position] = column
    return {position: column for position, column in found.items() if column != ROW_NO}


def source_words(cells: pa.Table, position: int, table: str, column: str) -> list[Word]:
    """The words of a source column, proposals first, then by how often they stand there."""
    of = coded(table, column)
    if not of or position >= cells.num_columns:
        return []
    counted = pc.value_counts(cells.column(position).drop_null()).to_pylist()
    found = [_word(row["values"], row["counts"], of) for row in counted]
    return sorted(found, key=lambda word: (not word.ours, -word.cell_count, word.text))


def _alike(
    left: Sequence[SourceColumn], table: str, words: Vocabulary
) -> Iterator[tuple[float, int, str]]:
    """Likeness, position and column, where a column of days has days."""
    names, known = _names(table, words), set(words.columns_of(table))
    for one in left:
        own = without_remarks(header_key(one.name))
        has_days = bool(one.samples) and all(map(looks_like_day, one.samples))
        least = ALIKE_IN_LETTERS if own.isascii() else ALIKE
        told = {column for word, column in column_hints() if header_key(word) == own}
        likely = [(SAME, column) for column in told & known]
        likely += [(_likeness(own, name), column) for name, column in names]
        for likeness, column in likely:
            if likeness >= least and is_day(column) == has_days:
                yield likeness, one.position, column


def _names(table: str, words: Vocabulary) -> list[tuple[str, str]]:
    """Every header and title of a table's columns, with the column."""
    columns = words.columns_of(table)
    titles = [(header_key(title_of(name, lang)), name) for name in columns for lang in LANGUAGES]
    known = [(key, name) for key, name in words.synonyms[table].items() if name in columns]
    return known + titles


def _word(spoken: str, count: int, of: Coded) -> Word:
    known = known_words(of.domain).get(value_key(spoken))
    ours = known if known in our_values(of.domain) else ""
    return Word(spoken, count, ours or _nearest(spoken, of.domain), is_known(spoken, of))


@by_province
def _nearest(spoken: str, domain: str) -> str:
    """What the most alike of all words means, else one that it holds; "" where none is alike."""
    key, ours = value_key(spoken), our_values(domain)
    ranked = ((_likeness(key, word), meant) for word, meant in proposable(domain).items())
    likeness, meant = max(ranked, default=(0.0, ""))
    if likeness >= ALIKE and meant in ours:
        return meant
    inside = [meant for word, meant in hints(domain).items() if word in key]
    return inside[0] if len(set(inside)) == 1 else ""


@lru_cache(maxsize=1 << 16)
def _likeness(one: str, other: str) -> float:
    """From 0 to 1; words of very different length are not compared."""
    if not one or not other or max(len(one), len(other)) > 2 * min(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
