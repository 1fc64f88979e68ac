"""Columns of a file of which nothing is taken: each by its header, with what it holds.

Text of a column that nobody knows may be personal. A value is only kept as a sample
where it is a short number or grade, or a word of the reference tables.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data import reference
from inspection.ingest import queries
from inspection.ingest.foreign import CODE_COLUMNS, NAME_COLUMN
from inspection.ingest.headers import Header
from inspection.ingest.vocabulary import IGNORED, PERSONAL, Vocabulary
from inspection.provinces import by_province

# Whom a row speaks of is read in one step for all tables.
IDENTITY = frozenset({*CODE_COLUMNS, NAME_COLUMN})
SAMPLES, CELLS_SAMPLED = 5, 2_000
SHORT = re.compile(r"[A-Za-z]{1,3}|[+-]?\d{1,6}(?:\.\d{1,4})?%?|是|否|有|无|√|×")
# Where the reference tables keep words of exports.
KNOWN_WORDS = {
    "value_synonyms": ("raw_value", "value"),
    "result_codes": ("raw_value",),
    "counties": ("county",),
    "units": ("unit", "full_name"),
    "office_aliases": ("alias",),
}


Kind = Literal["unknown", "repeated", "without_header", "not_needed", "personal", "row_number"]


class UnusedColumn(NamedTuple):
    """A column of a file, counted from 1, and why nothing of it is used."""

    column_no: int
    header: str
    unused_kind: Kind
    cell_count: int
    samples: list[str]


def unused_columns(cells: pa.Table, header: Header, words: Vocabulary) -> list[UnusedColumn]:
    """The columns that are not used; a column without header and cells is none."""
    return list(_unused(cells, header, words))


def _unused(cells: pa.Table, header: Header, words: Vocabulary) -> Iterator[UnusedColumn]:
    for i, column in enumerate(cells.columns):
        name = header.columns[i] if i < len(header.columns) else ""
        text = "".join(header.texts[i].split()) if i < len(header.texts) else ""
        count = len(column) - column.null_count
        kind = _kind(name, text, header.table.name, words)
        if kind and (text or count):
            samples = _samples(column) if kind in ("unknown", "repeated") else []
            yield UnusedColumn(i + 1, text, kind, count, samples)


def _kind(name: str, text: str, table_name: str, words: Vocabulary) -> Kind | None:
    """Why a column is not used; None where it is."""
    if name == PERSONAL:
        return "personal"
    if name in IGNORED:
        return "row_number"
    if name:
        return None if name in _used_columns(table_name) else "not_needed"
    if not text:
        return "without_header"
    return "repeated" if words.column(table_name, text) else "unknown"


@lru_cache(maxsize=32)
def _used_columns(table_name: str) -> frozenset[str]:
    """The names that the rules of a table read."""
    rules = re.sub(r"--.*", "", queries.staging(table_name))
    return frozenset(re.findall(r"\w+", rules)) | IDENTITY


def _samples(column: pa.ChunkedArray) -> list[str]:
    """The first values that tell what the column holds and nothing of a person."""
    values = pc.unique(column.slice(0, CELLS_SAMPLED).drop_null()).to_pylist()
    told = [value.strip() for value in values if _is_harmless(value.strip())]
    return told[:SAMPLES]


def _is_harmless(value: str) -> bool:
    return SHORT.fullmatch(value) is not None or value.upper() in _known_words()


@by_province
def _known_words() -> frozenset[str]:
    return frozenset(
        word
        for name, columns in KNOWN_WORDS.items()
        for column in columns
        for word in reference.load(name)[column].to_pylist()
        if word
    )
