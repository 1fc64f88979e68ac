"""Words that the data bring along, in English: places, kinds, results, states, offices.

The name of an office is put together from its place, its bureau and its division; one that
has an unknown part stays as it is, as every other proper name does.
"""

import re
from collections.abc import Callable
from functools import partial

import pyarrow as pa

from inspection.data import reference
from inspection.data.columns import BETWEEN
from inspection.provinces import by_province
from inspection.text import LANGUAGES, text
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
OFFICE_PLACES = (("units", "full_name"), ("counties", "county"))
# Columns of places by which a figure labels its marks, where it knows a total by its word;
# and of teams, offices, fields and classes.
PLACE_COLUMNS = ("unit", "county")
LABELS = ("part", "team", "first_office", "second_office", "risk_field", "risk_class")
# Words of the data that no reference table has.
PREFIX = "name."
# Kinds of bureaus and of their divisions, and what a division does.
BUREAUS, DIVISIONS, DUTIES = ("office.bureau_", "office.division_", "office.duty_")
# A word with what is told of it in brackets; a name and, after a colon, what is its.
REMARKED = re.compile(r"(?P<word>[^（）]+)（(?P<remark>[^（）]+)）")
OWNED = re.compile(r"(?P<owner>[^：]+)：(?P<own>[^：]+)")
# Between the grounds of a rule.
AND_ALSO = "；"
# So many names are kept as put together.
MOST_NAMES = 20_000


@by_province
def names() -> dict[str, str]:
    """Every such word with its English."""
    own = {one.zh: one.en for key, one in words().items() if key.startswith(PREFIX)}
    return own | {zh: en for table, column in NAMED for zh, en in _pairs(table, column)}


@by_province
def places() -> dict[str, str]:
    """Units and counties with their English."""
    return {zh: en for name, column in NAMED if name in PLACES for zh, en in _pairs(name, column)}


def _pairs(name: str, column: str) -> list[tuple[str, str]]:
    rows = reference.load(name).to_pylist()
    return [(row[column], row["name_en"]) for row in rows if row[column] and row["name_en"]]


def named(value: str, lang: str) -> str:
    """A word of the data in the reader's language; any other text as it is."""
    return value if lang == LANGUAGES[0] else _english(value)


@by_province
def _english(value: str) -> str:
    """A word, an office, a document of a place, or one of these with a remark or an owner."""
    if told := names().get(value) or office(value) or _placed(value):
        return told
    if found := REMARKED.fullmatch(value):
        word, remark = found["word"], found["remark"]
        return value if (told := _english(word)) == word else f"{told} ({_english(remark)})"
    if found := OWNED.fullmatch(value):
        parts = [_english(found[part]) for part in ("owner", "own")]
        return value if parts == [found["owner"], found["own"]] else ": ".join(parts)
    return value


def office(value: str) -> str:
    """The name of an office in English; empty where a part of it is not known."""
    found = _office_pattern().fullmatch(value)
    place = _place(found["place"]) if found else None
    if not found or place is None:
        return ""
    bureau = _said(BUREAUS, found["bureau"])
    whole = f"{place} {bureau}" if place else bureau
    if not found["duty"]:
        return whole
    return f"{whole}, {_said(DUTIES, found['duty'])} {_said(DIVISIONS, found['division'])}"


@by_province
def _office_pattern() -> re.Pattern[str]:
    kinds = ("|".join(sorted(_words(one), key=len)[::-1]) for one in (BUREAUS, DUTIES, DIVISIONS))
    bureau, duty, division = kinds
    return re.compile(
        rf"(?P<place>.*?)(?P<bureau>{bureau})(?:(?P<duty>{duty})(?P<division>{division}))?"
    )


def _words(prefix: str) -> dict[str, str]:
    own = {one.zh: one.en for key, one in words().items() if key.startswith(prefix)}
    return own | (dict(_bureau()) if prefix == BUREAUS else {})


def _bureau() -> list[tuple[str, str]]:
    """The bureau of the province."""
    rows = reference.load("province").to_pylist()
    return [(row["full_name"], row["full_name_en"]) for row in rows]


def _said(prefix: str, word: str) -> str:
    return _words(prefix)[word]


def _place(value: str) -> str | None:
    """The smallest place that a text names; empty for none, None where it is not known."""
    if not value:
        return ""
    units, counties = (dict(_pairs(name, column)) for name, column in OFFICE_PLACES)
    if value in units:
        return units[value]
    county = next((one for one in counties if value.endswith(one)), "")
    before = value.removesuffix(county)
    return counties[county] if county and (not before or before in units) else None


def _placed(value: str) -> str:
    """A document of a county or a unit, as a duty names it; empty where it is none."""
    place = next((one for one in places() if value.startswith(one)), "")
    word = names().get(value.removeprefix(place), "") if place else ""
    return text("office.of", LANGUAGES[-1], word=word, place=places()[place]) if word else ""


def listed(value: str, lang: str) -> str:
    """Words of the data one after the other, each in the reader's language; or all as one."""
    if (whole := named(value, lang)) != value:
        return whole
    parts = value.split(BETWEEN)
    told = [named(part, lang) for part in parts]
    return value if told == parts else text("frame.between", lang).join(told)


def grounds(value: str, lang: str) -> str:
    """On what a rule rests, ground by ground; a document is called by its own number."""
    between = text("frame.between", lang)
    parts = [named(part, lang) for part in value.split(AND_ALSO)]
    return text("office.and", lang).join(part.replace(BETWEEN, between) for part in parts)


def named_rows(rows: pa.Table, lang: str) -> pa.Table:
    """Rows with every such word in the reader's language."""
    return (
        rows
        if lang == LANGUAGES[0]
        else _renamed(rows, partial(listed, lang=lang), rows.column_names)
    )


def placed_rows(rows: pa.Table, lang: str) -> pa.Table:
    """Rows with the names by which a figure labels its marks in the reader's language."""
    if lang == LANGUAGES[0]:
        return rows
    placed = _renamed(rows, _place_name, PLACE_COLUMNS)
    return _renamed(placed, partial(named, lang=lang), LABELS)


def _place_name(value: str) -> str:
    return places().get(value) or office(value) or value


def place_of(value: str) -> str:
    """The place that a mark of a figure stands for, whatever its language."""
    return next((zh for zh, en in places().items() if en == value), value)


def _renamed(
    rows: pa.Table, told: Callable[[str], str], columns: list[str] | tuple[str, ...]
) -> pa.Table:
    for index, column in enumerate(rows.schema):
        if column.name in columns and pa.types.is_string(column.type):
            said = [value and told(value) for value in rows[column.name].to_pylist()]
            rows = rows.set_column(index, column, pa.array(said, column.type))
    return rows
