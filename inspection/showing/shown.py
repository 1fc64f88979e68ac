"""Rows as a reader sees them: in the reader's words, numbers multiplied and rounded."""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data import columns
from inspection.showing.english import listed, named_rows
from inspection.text import LANGUAGES, text

# Probabilities: short of certain, they are never told as 100 % or as 0 %.
CHANCES = ("more_rate", "none_rate")
CERTAIN = 100


def as_shown(rows: pa.Table, lang: str) -> pa.Table:
    """Rows for a table of the screen: numbers and days still such, every other form text.

    A flag is a word where it is true, nothing where it is not, and missing where unknown.
    """
    shown = in_language(rows, lang)
    for index, field in enumerate(shown.schema):
        column = _shown_column(shown[field.name], field, lang)
        shown = shown.set_column(index, field.name, column)
    return shown


def _shown_column(values: pa.ChunkedArray, field: pa.Field, lang: str) -> pa.ChunkedArray:
    """One column: what its kind changes is changed, the rest stays as it is."""
    kind = columns.kind_of_field(field)
    if pa.types.is_floating(field.type):
        found = [_number(kind, value) for value in values.to_pylist()]
        return pa.chunked_array([pa.array(found, pa.float64())])
    if pa.types.is_string(field.type) and kind is not columns.WORDED:
        return pc.if_else(pc.equal(values, ""), pa.scalar(None, pa.string()), values)
    if kind is columns.FLAG:
        told = {True: columns.written(field.name, True, lang), False: "", None: None}
        words = [told[value] for value in values.to_pylist()]
        return pa.chunked_array([pa.array(words, pa.string())])
    if kind in (columns.WORDED, columns.LIST):
        said = [_told(kind, field.name, value, lang) for value in values.to_pylist()]
        return pa.chunked_array([pa.array(said, pa.string())])
    return values


def _number(kind: columns.Kind, value: float | None) -> float | None:
    """What is told as so many times is rounded once, when it is told."""
    if columns.is_missing(value):
        return None
    is_told = columns.is_multiple(kind, value)
    return float(columns.scaled(kind, value) if is_told else columns.rounded(kind, value))


def _told(kind: columns.Kind, name: str, value: object, lang: str) -> str | None:
    return None if columns.is_missing(value) else columns.write(kind, name, value, lang)


def in_language(rows: pa.Table, lang: str) -> pa.Table:
    """Of a text that has a second column in English, the reader's alone; words of the data too."""
    for name in rows.column_names:
        if (english := f"{name}_en") in rows.column_names:
            said = rows[name if lang == LANGUAGES[0] else english]
            place = rows.column_names.index(name)
            rows = rows.set_column(place, name, said).drop_columns(english)
    return named_rows(rows, lang)


def written_row(row: Mapping[str, object], lang: str) -> dict[str, str]:
    """Every value of a row as text, for sentences."""
    return {name: said(name, value, lang) for name, value in row.items()}


def said(name: str, value: object, lang: str) -> str:
    """A value as text, for a sentence; words of the data in the reader's language."""
    if name in CHANCES and isinstance(value, float) and (bound := _bound(value)):
        return text(f"value.chance_{bound}", lang)
    told = columns.written(name, value, lang)
    return listed(told, lang) if isinstance(value, str) else told


def _bound(chance: float) -> str:
    """Whether a probability short of certain would be rounded to 100 % or to 0 %."""
    told = columns.rounded(columns.RATE, chance)
    return "above" if told == CERTAIN else "below" if not told and chance > 0 else ""
