"""Figures that a reader is not shown, apart from those that nobody knows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from inspection.data.columns import is_missing
from inspection.showing.answer import Answer
from inspection.showing.shown import said
from inspection.text import text


def withheld(row: Mapping[str, Any], of: Iterable[Answer]) -> frozenset[str]:
    """Columns that disclosure control took: a hidden count, and what is computed from it."""
    rules = [answer.question.small_cells for answer in of]
    found = set()
    for rule in rules:
        for count, computed in rule.derived.items():
            if count in row and row[count] is None:
                found |= {name for name in (count, *computed) if name in row and row[name] is None}
    return frozenset(found)


def withheld_cells(answer: Answer) -> dict[str, frozenset[int]]:
    """The numbers of the rows in which a column is withheld, by column; empty where none is."""
    if not answer.is_narrowed:
        return {}
    found: dict[str, set[int]] = {}
    for at, row in enumerate(answer.rows.to_pylist()):
        for name in withheld(row, [answer]):
            found.setdefault(name, set()).add(at)
    return {name: frozenset(places) for name, places in found.items()}


def told(name: str, row: Mapping[str, Any], hidden: frozenset[str], lang: str) -> str:
    """A figure of a row as a word of a sentence: withheld, unknown, or what it is."""
    if name in hidden:
        return text("frame.withheld", lang)
    if is_missing(row[name]):
        return text("frame.unknown", lang)
    return said(name, row[name], lang)


def without_units(sentence: str, lang: str) -> str:
    """A sentence in which no unit of measure follows a word that stands in place of a number."""
    units = text("frame.measures", lang)
    words = "|".join(text(key, lang) for key in ("frame.withheld", "frame.unknown"))
    return re.sub(rf"({words})\s*(?:{units})", r"\1", sentence)
