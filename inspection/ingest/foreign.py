"""Lists that only look like a table of ours: told by the headers that belong to another kind.

Required columns alone make no register: a code and a name stand in every list of firms.
`foreign.csv` holds the words of headers by which other lists are known.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from inspection.ingest.vocabulary import Table, header_key

MARKS = Path(__file__).parent / "foreign.csv"
# One mark among so many columns of our own is a remark of the register.
OWN_FOR_ONE_MARK = 4
# Columns that a register may have beside its own and other lists live on.
GUESTS = ("lic_name", "lic_no", "lic_from_on", "lic_to_on", "lic_org")
NAMES = "单位或个人名单"


class Reading(NamedTuple):
    """A header read as one table: its texts and the columns they name, "" where none."""

    table: Table
    texts: Sequence[str]
    columns: Sequence[str]

    @property
    def known(self) -> set[str]:
        return {column for column in self.columns if column}


def other_kind(best: Reading, rivals: Iterable[Reading]) -> str | None:
    """What the list is that `best` takes for its table, or None where it is that table.

    A rival is the same header read as another table, complete or not.
    """
    known = best.known
    if not best.table.own or known & best.table.sure:
        return None
    own, strange = len(known & best.table.own), _strange(best)
    marks = Counter(kind for text in strange for kind in _kinds(text))
    marks.pop(best.table.title, None)
    if marks and (marks.total() > 1 or own < OWN_FOR_ONE_MARK):
        return marks.most_common(1)[0][0]
    if len(strange) > own:
        return NAMES
    wider = max(filter(_is_told, rivals), key=lambda rival: len(rival.known), default=best)
    return wider.table.title if len(wider.known) > len(known) else None


def _is_told(reading: Reading) -> bool:
    """Whether more than names and codes speaks for the table."""
    return not reading.table.own or bool(reading.known & reading.table.own)


def strange_headers(reading: Reading) -> str:
    """The headers that decided, as a clerk reads them."""
    return "、".join(_strange(reading)) or "、".join(filter(None, reading.texts))


def _strange(reading: Reading) -> list[str]:
    """The headers that name no column of the table, and those of guests."""
    pairs = zip(reading.texts, reading.columns, strict=True)
    return [text for text, column in pairs if header_key(text) and (not column or column in GUESTS)]


def _kinds(text: str) -> list[str]:
    """The kinds of lists whose marks stand in a header, each once."""
    key = header_key(text)
    return list(dict.fromkeys(title for mark, title in _marks() if mark in key))


@lru_cache(maxsize=1)
def _marks() -> list[tuple[str, str]]:
    with MARKS.open(encoding="utf-8", newline="") as file:
        return [(header_key(row["mark"]), row["title"]) for row in csv.DictReader(file)]
