"""First guesses for who maps a file: the table, the columns, and what foreign words may mean."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.mapping.looking import Reading, SourceSheet
from inspection.ingest.mapping.naming import title_of
from inspection.ingest.mapping.values import domain_of, known_words, our_values, value_key
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key
from inspection.text import LANGUAGES

# From here on two words are alike enough to be offered; the reader decides.
ALIKE = 0.7


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

    def fit(table: str) -> tuple[int, float]:
        found = propose_columns(reading, table, words).values()
        columns = set(found) - {PERSONAL}
        missing = sum(not columns.intersection(g) for g in words.tables[table].required)
        return len(columns) - missing, -len(words.columns_of(table))

    return sorted(words.tables, key=fit, reverse=True)


def propose_columns(reading: Reading, table: str, words: Vocabulary) -> dict[int, str]:
    """Position → our column: by synonyms, then the most alike of what is left."""
    found: dict[int, str] = {}
    for position, names in enumerate(reading.texts):
        column = next(filter(None, (words.column(table, name) for name in names)), "")
        if column == PERSONAL or (column and column not in found.values()):
            found[position] = column
    left = [position for position in range(len(reading.texts)) if position not in found]
    for _, position, column in sorted(_alike(reading, left, table, words), reverse=True):
        if position not in found and column not in found.values():
            found[position] = column
    return found


def source_words(cells: pa.Table, position: int, table: str, column: str) -> list[Word]:
    """The words of a source column, proposals first, then by how often they stand there."""
    domain = domain_of(table, column)
    if not domain or position >= cells.num_columns:
        return []
    counted = pc.value_counts(cells.column(position).drop_null()).to_pylist()
    found = [_word(row["values"], row["counts"], domain) for row in counted]
    return sorted(found, key=lambda word: (not word.ours, -word.cell_count, word.text))


def _alike(
    reading: Reading, left: Sequence[int], table: str, words: Vocabulary
) -> Iterator[tuple[float, int, str]]:
    names = _names(table, words)
    for position in left:
        own = header_key(reading.names[position])
        for name, column in names:
            likeness = _likeness(own, name)
            if likeness >= ALIKE:
                yield likeness, position, column


def _names(table: str, words: Vocabulary) -> list[tuple[str, str]]:
    """Every header and title of a table's columns, with the column."""
    columns = words.columns_of(table)
    titles = [(header_key(title_of(name, lang)), name) for name in columns for lang in LANGUAGES]
    known = [(key, name) for key, name in words.synonyms[table].items() if name in columns]
    return known + titles


def _word(spoken: str, count: int, domain: str) -> Word:
    known = known_words(domain).get(value_key(spoken))
    ours = known if known in our_values(domain) else ""
    return Word(spoken, count, ours or _nearest(spoken, domain), known is not None)


@lru_cache(maxsize=1 << 12)
def _nearest(spoken: str, domain: str) -> str:
    """What the most alike of the known words means, "" where none is alike."""
    key, ours = value_key(spoken), our_values(domain)
    ranked = ((_likeness(key, word), meant) for word, meant in known_words(domain).items())
    likeness, meant = max(ranked, default=(0.0, ""))
    return meant if likeness >= ALIKE and meant in ours else ""


@lru_cache(maxsize=1 << 16)
def _likeness(one: str, other: str) -> float:
    """From 0 to 1; words of very different length are not compared."""
    if not one or not other or max(len(one), len(other)) > 3 * min(len(one), len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
