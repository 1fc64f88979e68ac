"""Words of other countries that proposals know; an import never reads them by itself."""

import csv
from functools import lru_cache
from pathlib import Path

from inspection.data import reference
from inspection.ingest.mapping.values import PLACE, known_words, value_key
from inspection.provinces import by_province

HINTS = Path(__file__).with_name("hints.csv")
COLUMN = "column"


@by_province
def hints(domain: str) -> dict[str, str]:
    """What the foreign words of a domain may mean, by their key."""
    if domain == PLACE:
        return _english_places()
    return {word: ours for told, word, ours in _rows() if told == domain}


def column_hints() -> list[tuple[str, str]]:
    """Foreign headers and our columns; a header may mean several, of different tables."""
    return [(word, ours) for told, word, ours in _rows() if told == COLUMN]


@by_province
def proposable(domain: str) -> dict[str, str]:
    """Every word that a proposal can start from."""
    return known_words(domain) | hints(domain)


@lru_cache(maxsize=1)
def _rows() -> list[tuple[str, str, str]]:
    with HINTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [(row["domain"], value_key(row["word"]), row["ours"]) for row in rows]


def _english_places() -> dict[str, str]:
    counties = reference.load("counties").to_pylist()
    units = reference.load("units").to_pylist()
    words = {value_key(row["name_en"]): row["county"] for row in counties if row["name_en"]}
    return words | {value_key(row["name_en"]): row["unit"] for row in units if row["has_target"]}
