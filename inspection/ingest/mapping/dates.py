"""Days written as three numbers: which is the day, settled by the column where it can be."""

import re
import unicodedata
from collections.abc import Iterable

from inspection.ingest.han_days import with_digits
from inspection.ingest.mapping.column_map import AUTO

IS_DAY = re.compile(r".*_on|.*valid_(from|to)|window_(from|to)|as_of|year_end")
THREE = re.compile(r"\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?:[ T].*)?\s*")
DAY = re.compile(
    r"\s*(\d{1,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,4}|(19|20)\d{6}$|\d{4}年\d{1,2}月"
    r"|\d{1,2}[-/. ]?[A-Za-z]{3,9}[-/., ]+\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})"
)
MOST_MONTHS = 12


def is_day(column: str) -> bool:
    """Whether a column of ours holds days."""
    return IS_DAY.fullmatch(column) is not None


def settle(order: str, cells: Iterable[str]) -> str:
    """The order told, else the one that a number above twelve proves; AUTO where none does."""
    if order != AUTO:
        return order
    parts = [found for found in map(_three, cells) if found]
    first = any(int(found[1]) > MOST_MONTHS for found in parts)
    second = any(int(found[2]) > MOST_MONTHS for found in parts)
    if first == second:
        return AUTO
    return "dmy" if first else "mdy"


def rewritten(cell: str, order: str) -> str:
    """The day as year, month, day; the cell as it is where it is written otherwise."""
    found = _three(cell)
    if order not in ("dmy", "mdy") or not found:
        return cell
    day, month = (found[1], found[2]) if order == "dmy" else (found[2], found[1])
    if int(month) > MOST_MONTHS:
        return cell
    return f"{found[3]}-{month:0>2}-{day:0>2}"


def looks_like_day(cell: str) -> bool:
    """Whether a cell is written like a day, whichever way."""
    return DAY.match(with_digits(unicodedata.normalize("NFKC", cell))) is not None


def _three(cell: str) -> re.Match[str] | None:
    return THREE.fullmatch(unicodedata.normalize("NFKC", cell))
