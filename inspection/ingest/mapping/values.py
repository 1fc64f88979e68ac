"""Our words of a coded column: which there are, which a source may use, what a foreign one means.

Reference data tell them: results, synonyms of values, counties, units and offices.
"""

import csv
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from inspection.data import reference

CODED = Path(__file__).with_name("coded.csv")
ANY_TABLE = "*"
RESULT, PLACE = "result", "place"
# Codes that stand for the lack of a result.
NO_RESULTS = ("R0", "RX")


@lru_cache(maxsize=1 << 16)
def value_key(text: str) -> str:
    """`text` as the reference tables spell words: NFKC, no white space, upper case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def domain_of(table: str, column: str) -> str:
    """The domain of a coded column, "" for a column of free text."""
    domains = _coded()
    return domains.get((table, column)) or domains.get((ANY_TABLE, column), "")


def our_values(domain: str) -> dict[str, str]:
    """Every word of ours in a domain and what it is called."""
    return OURS.get(domain, _ours_of_synonyms)(domain)


def known_words(domain: str) -> dict[str, str]:
    """Every word that is understood without a mapping, by its key, and what it means."""
    return _known(domain)


@lru_cache(maxsize=1)
def _coded() -> dict[tuple[str, str], str]:
    with CODED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {(row["table_name"], row["column_name"]): row["domain"] for row in rows}


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


OURS: dict[str, Callable[[str], dict[str, str]]] = {
    RESULT: _ours_of_results,
    PLACE: _ours_of_places,
}


@lru_cache(maxsize=64)
def _known(domain: str) -> dict[str, str]:
    ours = {value_key(value): value for value in our_values(domain)}
    return _spoken(domain) | ours


def _spoken(domain: str) -> dict[str, str]:
    if domain == RESULT:
        rows = reference.load("result_codes").to_pylist()
        return {row["raw_value"]: row["result_code"] for row in rows if row["is_current"]}
    if domain == PLACE:
        return _spoken_places()
    rows = reference.load("value_synonyms").to_pylist()
    own = [row for row in rows if row["domain"] == domain]
    return {value_key(row["raw_value"]): row["value"] for row in own}


def _spoken_places() -> dict[str, str]:
    """Names and codes of counties and units, full ones too, and aliases of offices."""
    words: dict[str, str] = {}
    for row in reference.load("office_aliases").to_pylist():
        words[value_key(row["alias"])] = row["unit"]
    for row in reference.load("counties").to_pylist():
        words[row["county_code"]] = words[value_key(row["county"])] = row["county"]
    for row in reference.load("units").to_pylist():
        for name in ("unit", "full_name", "unit_code"):
            if row[name]:
                words[value_key(row[name])] = row["unit"]
    return words
