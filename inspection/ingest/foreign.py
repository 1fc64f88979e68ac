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

from inspection.ingest.vocabulary import IGNORED, PERSONAL, Table, header_key

MARKS = Path(__file__).parent / "foreign.csv"
# One word that decides, among so many columns of our own, is a remark of the register.
OWN_FOR_ONE_MARK = 6
# Columns that a register may have beside its own and other lists live on.
GUESTS = ("lic_name", "lic_no", "lic_from_on", "lic_to_on", "lic_org")
ADDRESS_BOOK = "通讯录"
OTHER = "其他名单或清单"
# A grade is a class of risk where its header says so, or where more speaks for the register.
GRADES, RISK = "信用评级名单", "风险"
CLASS_COLUMNS = frozenset({"risk_class", "class_on"})
# Every list of firms has these; alone they do not say which list it is.
CODE_COLUMNS, NAME_COLUMN = ("uscc", "id_raw", "reg_no"), "name"
OF_EVERY_LIST = frozenset({*CODE_COLUMNS, NAME_COLUMN, *IGNORED})


class Reading(NamedTuple):
    """A header read as one table: its texts and the columns they name, "" where none."""

    table: Table
    texts: Sequence[str]
    columns: Sequence[str]

    @property
    def known(self) -> set[str]:
        return {column for column in self.columns if column}


class Mark(NamedTuple):
    """A part of a header by which a kind of list is known; some decide, some only hint."""

    title: str
    text: str
    decides: bool


def other_kind(best: Reading, rivals: Iterable[Reading]) -> str | None:
    """What the list is that `best` takes for its table, or None where it is that table.

    A rival is the same header read as another table, complete or not. A table that
    nothing makes sure is no longer believed where more headers are strange than its own;
    where nothing of its core is there half as many are enough.
    """
    known = best.known
    if not best.table.own or known & best.table.sure:
        return None
    own, strange = len(known & best.table.own), _strange(best)
    marked = told_by_marks(best)
    if marked:
        return marked
    if _is_graded(best):
        return GRADES
    if not best.table.sure and len(strange) > own:
        return OTHER
    if best.table.core and not known & best.table.core and len(_of_matters(strange)) * 2 > own:
        return OTHER
    wider = max(filter(_is_told, rivals), key=lambda rival: len(rival.known), default=best)
    return wider.table.title if len(wider.known) > len(known) else None


def _is_graded(reading: Reading) -> bool:
    """Whether a grade that no header calls one of risk is all that tells a register."""
    if reading.known & reading.table.own - CLASS_COLUMNS:
        return False
    named = zip(reading.texts, reading.columns, strict=True)
    return any(column == "risk_class" and RISK not in text for text, column in named)


def is_bare(reading: Reading) -> bool:
    """Whether nothing but codes and names speaks for a table that every list of firms could be."""
    table = reading.table
    return bool(table.own) and not table.sure and reading.known <= OF_EVERY_LIST


def told_by_marks(reading: Reading) -> str | None:
    """The kind that headers unknown to the table tell, beside its own columns.

    Of a table that is sure of itself one such header tells nothing.
    """
    own = len(reading.known & reading.table.own) if reading.table.own else 1
    found = [mark for text in _strange(reading) for mark in _kinds(text)]
    found = [mark for mark in found if mark.title != reading.table.title]
    deciding = Counter(mark.title for mark in found if mark.decides)
    for title, count in deciding.most_common(1):
        if count > 1 or (reading.table.own and own < OWN_FOR_ONE_MARK):
            return title
    hints = Counter(mark.title for mark in found).most_common(1)
    return hints[0][0] if hints and hints[0][1] > own else None


def _is_told(reading: Reading) -> bool:
    """Whether more than names and codes speaks for the table."""
    return not reading.table.own or bool(reading.known & reading.table.own)


def strange_headers(reading: Reading) -> str:
    """The headers that decided, as a clerk reads them."""
    return "、".join(_strange(reading)) or "、".join(filter(None, reading.texts))


def _strange(reading: Reading) -> list[str]:
    """The headers that name no column of the table, and those of guests.

    Without a column of the table's own the headers of an address book are strange too.
    """
    alone = not reading.known & reading.table.own
    return [
        text
        for text, column in zip(reading.texts, reading.columns, strict=True)
        if header_key(text)
        and (not column or column in GUESTS or (alone and column == PERSONAL and _kinds(text)))
    ]


def _of_matters(strange: Iterable[str]) -> list[str]:
    """Without headers of persons and their addresses, which stand in every list of firms."""
    return [text for text in strange if {mark.title for mark in _kinds(text)} != {ADDRESS_BOOK}]


def _kinds(text: str) -> list[Mark]:
    """The kinds of lists whose marks stand in a header, each once, what decides first."""
    key = header_key(text)
    found = sorted((mark for mark in _marks() if mark.text in key), key=lambda mark: mark.decides)
    return list({mark.title: mark for mark in found}.values())


@lru_cache(maxsize=1)
def _marks() -> list[Mark]:
    with MARKS.open(encoding="utf-8", newline="") as file:
        return [
            Mark(row["title"], header_key(row["mark"]), row["decides"] == "true")
            for row in csv.DictReader(file)
        ]
