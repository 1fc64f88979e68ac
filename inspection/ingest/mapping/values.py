"""Our words of a coded column: which there are, which a source may use, what a foreign one means.

Reference data tell them: results, synonyms of values, counties, units and offices.
"""

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from inspection.data import reference
from inspection.ingest import assigned
from inspection.provinces import by_province
from inspection.settings import settings

CODED = Path(__file__).with_name("coded.csv")
ANY = "*"
RESULT, PLACE = "result", "place"
# Codes that stand for the lack of a result.
NO_RESULTS = ("R0", "RX")
BETWEEN = re.compile(r"[，,、;；/\n]+")
# A county is found inside a longer name by so many characters of its own at least.
FEWEST = 2


class Coded(NamedTuple):
    """What a coded column holds: words of a domain, one or several in a cell."""

    domain: str
    is_list: bool


@lru_cache(maxsize=1 << 16)
def value_key(text: str) -> str:
    """`text` as the reference tables spell words: NFKC, no white space, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def coded(table: str, column: str) -> Coded | None:
    """What a column holds; None for free text."""
    columns = _coded()
    return columns.get((table, column)) or columns.get((ANY, column))


def domain_of(table: str, column: str) -> str:
    """The domain of a coded column, "" for a column of free text."""
    found = coded(table, column)
    return found.domain if found else ""


def our_values(domain: str) -> dict[str, str]:
    """Every word of ours in a domain and what it is called."""
    return OURS.get(domain, _ours_of_synonyms)(domain)


def known_words(domain: str, system: str = "") -> dict[str, str]:
    """Every word that is understood without a mapping, by its key, and what it means.

    Of a source system its own words too; without one those of any system. What somebody
    assigned to a word is understood as well.
    """
    path = settings().data / assigned.FILE
    return _known(domain, system, (str(path), path.stat().st_mtime_ns if path.exists() else 0))


@by_province
def _known(domain: str, system: str, _assigned: tuple[str, int]) -> dict[str, str]:
    """They are read anew once somebody has assigned a word."""
    ours = {value_key(value): value for value in our_values(domain)}
    return SPOKEN.get(domain, _spoken)(domain, system) | ours


def is_known(spoken: str, of: Coded, system: str = "") -> bool:
    """Whether the import understands a cell: as a whole, part by part, or by a place it names."""
    known = known_words(of.domain, system)
    key = value_key(spoken)
    if key in known:
        return True
    if of.domain == PLACE:
        return any(name in key for name in _place_names())
    parts = [value_key(part) for part in BETWEEN.split(spoken) if part.strip()]
    return of.is_list and len(parts) > 1 and all(part in known for part in parts)


@lru_cache(maxsize=1)
def _coded() -> dict[tuple[str, str], Coded]:
    with CODED.open(encoding="utf-8", newline="") as file:
        return {
            (row["table_name"], row["column_name"]): Coded(row["domain"], row["is_list"] == "true")
            for row in csv.DictReader(file)
        }


def _ours_of_synonyms(domain: str) -> dict[str, str]:
    rows = reference.load("value_synonyms").to_pylist()
    return {row["value"]: row["value"] for row in rows if row["domain"] == domain}


def _ours_of_results(_domain: str) -> dict[str, str]:
    return {
        row["result_code"]: f"{row['result_code']} {row['name']}"
        for row in reference.load("results").to_pylist()
        if row["result_code"] not in NO_RESULTS
    }


def _ours_of_places(_domain: str) -> dict[str, str]:
    units = reference.load("units").to_pylist()
    counties = reference.load("counties").to_pylist()
    names = {row["unit"]: row["unit"] for row in units if row["has_target"]}
    return names | {row["county"]: f"{row['unit']} {row['county']}" for row in counties}


def _spoken(domain: str, system: str) -> dict[str, str]:
    rows = _in_force(assigned.VALUES)
    own = [row for row in rows if row["domain"] == domain and _says(row, system)]
    return {value_key(row["raw_value"]): row["value"] for row in own}


def _spoken_results(_domain: str, system: str) -> dict[str, str]:
    rows = _in_force(assigned.RESULTS)
    own = [row for row in rows if row["is_current"] and _says(row, system)]
    return {row["raw_value"]: row["result_code"] for row in own}


def _in_force(name: str) -> list[dict[str, Any]]:
    """A reference table with what was assigned."""
    return assigned.applied(name, reference.load(name), assigned.load()).to_pylist()


def _says(row: dict[str, Any], system: str) -> bool:
    return not system or row["source_system"] in (ANY, system)


def _spoken_places(_domain: str, _system: str) -> dict[str, str]:
    """Names and codes of counties and units, full ones too, and aliases of offices."""
    words: dict[str, str] = {}
    for row in _in_force(assigned.OFFICES):
        words[value_key(row["alias"])] = row["unit"]
    for row in reference.load("counties").to_pylist():
        words[row["county_code"]] = words[value_key(row["county"])] = row["county"]
    for row in reference.load("units").to_pylist():
        for name in ("unit", "full_name", "unit_code"):
            if row[name]:
                words[value_key(row[name])] = row["unit"]
    return words


@by_province
def _place_names() -> frozenset[str]:
    """Names that the import finds inside longer ones."""
    counties = [row["county"] for row in reference.load("counties").to_pylist()]
    units = reference.load("units").to_pylist()
    bare = [name[:-1] for name in counties if len(name) > FEWEST]
    return frozenset(
        [*counties, *bare, *(row[name] for row in units for name in ("unit", "full_name"))]
    )


OURS: dict[str, Callable[[str], dict[str, str]]] = {
    RESULT: _ours_of_results,
    PLACE: _ours_of_places,
}
SPOKEN: dict[str, Callable[[str, str], dict[str, str]]] = {
    RESULT: _spoken_results,
    PLACE: _spoken_places,
}
