"""Words that the data bring along, in English: places, kinds, results, states, systems."""

from functools import lru_cache

import pyarrow as pa

from inspection.data import reference
from inspection.data.columns import BETWEEN
from inspection.text import LANGUAGES
from inspection.text import table as words

# Columns of reference tables that hold a word, beside their `name_en`.
NAMED = (
    ("units", "unit"),
    ("units", "full_name"),
    ("counties", "county"),
    ("entity_kinds", "entity_kind"),
    ("results", "name"),
    ("risk_fields", "risk_field"),
    ("duties", "duty"),
    ("class_ratios", "scheme"),
    ("exemption_rules", "field"),
    ("clocks", "name"),
)
PLACES = ("units", "counties")
# Columns of places by which a figure labels its marks.
PLACE_COLUMNS = ("unit", "county", "part")
# Words of the data that no reference table has.
PREFIX = "name."


@lru_cache(maxsize=1)
def names() -> dict[str, str]:
    """Every such word with its English."""
    own = {one.zh: one.en for key, one in words().items() if key.startswith(PREFIX)}
    return own | {zh: en for table, column in NAMED for zh, en in _pairs(table, column)}


@lru_cache(maxsize=1)
def places() -> dict[str, str]:
    """Units and counties with their English."""
    return {zh: en for name, column in NAMED if name in PLACES for zh, en in _pairs(name, column)}


def _pairs(name: str, column: str) -> list[tuple[str, str]]:
    rows = reference.load(name).to_pylist()
    return [(row[column], row["name_en"]) for row in rows if row[column] and row["name_en"]]


def named(value: str, lang: str) -> str:
    """A word of the data in the reader's language; any other text as it is."""
    return value if lang == LANGUAGES[0] else names().get(value, value)


def listed(value: str, lang: str) -> str:
    """Words of the data one after the other, each in the reader's language."""
    return BETWEEN.join(named(part, lang) for part in value.split(BETWEEN))


def named_rows(rows: pa.Table, lang: str) -> pa.Table:
    """Rows with every such word in the reader's language."""
    return rows if lang == LANGUAGES[0] else _renamed(rows, names(), rows.column_names)


def placed_rows(rows: pa.Table, lang: str) -> pa.Table:
    """Rows with the names of places in the reader's language: what a figure labels by them."""
    return rows if lang == LANGUAGES[0] else _renamed(rows, places(), PLACE_COLUMNS)


def place_of(value: str) -> str:
    """The place that a mark of a figure stands for, whatever its language."""
    return next((zh for zh, en in places().items() if en == value), value)


def _renamed(
    rows: pa.Table, known: dict[str, str], columns: list[str] | tuple[str, ...]
) -> pa.Table:
    for index, column in enumerate(rows.schema):
        if column.name in columns and pa.types.is_string(column.type):
            told = [known.get(value, value) for value in rows[column.name].to_pylist()]
            rows = rows.set_column(index, column, pa.array(told, column.type))
    return rows
