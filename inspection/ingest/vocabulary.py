"""The words of headers: which text names which column of which table.

Synonyms are reference data; a mapping file of the user wins over them. The
known tables and their required columns are data too: `tables.csv`.
"""

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from inspection.data import reference
from inspection.data.columns import heading
from inspection.ingest.mapping.column_map import ColumnMap
from inspection.ingest.traditional import simplified
from inspection.settings import settings

PERSONAL = "drop_personal"
# Columns of a file that was given back to be corrected: which row, and what was wrong.
CORRECTS, NOTE = "corrects", "reject_note"
# Read and left out: a running number is no information, the row has its own.
IGNORED = (PERSONAL, "row_no", CORRECTS, NOTE)
TABLES = Path(__file__).parent / "tables.csv"
# The folder of saved mappings, in that of the warehouse.
MAPPINGS = "mappings"
# A text formula, ="检查结果".
WRAPPED = re.compile(r'^="(.*)"$')
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
# The running number of a column, and a colon behind its name.
AROUND_HEADERS = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、:]|[::]$")


class Table(NamedTuple):
    """A known table: `required` lists groups of columns, one of each must be there.

    `own` are columns that lists of another kind lack, `sure` those that settle the table,
    `core` those without which a few strange headers speak for another kind.
    """

    name: str
    title: str
    required: tuple[tuple[str, ...], ...]
    own: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()


class Vocabulary(NamedTuple):
    """All words in force for one import: header key → column, per table and by mapping.

    `given` is the mapping of this import, `saved` the folder of those kept for later ones.
    """

    tables: dict[str, Table]
    synonyms: dict[str, dict[str, str]]
    given: ColumnMap | None = None
    saved: Path | None = None

    def column(self, table_name: str, text: str) -> str:
        """The column that `text` names in a table, PERSONAL, or "" where it names none."""
        key = header_key(text)
        if not key:
            return ""
        headers = self.synonyms[table_name]
        return headers.get(key) or headers.get(without_remarks(key), "")

    @property
    def headers(self) -> set[str]:
        """The keys of all headers of all tables."""
        return {key for headers in self.synonyms.values() for key in headers}

    def columns_of(self, table_name: str) -> list[str]:
        """Every raw column a table can have, in a fixed order, personal ones left out."""
        names = dict.fromkeys(self.synonyms[table_name].values())
        return [name for name in names if name not in IGNORED]


def read_vocabulary(mapping: Path | None) -> Vocabulary:
    """Synonyms of the present reference files, with the user's mapping file if any."""
    synonyms: dict[str, dict[str, str]] = {}
    for row in reference.load("header_synonyms").to_pylist():
        headers = synonyms.setdefault(row["table_name"], {})
        headers[header_key(row["header"])] = row["column_name"]
    for headers in synonyms.values():
        headers |= {header_key(heading(name)): name for name in (CORRECTS, NOTE)}
    words = Vocabulary(_tables(), synonyms, saved=settings().data / MAPPINGS)
    if mapping is None:
        return words
    # It reads with these words.
    from inspection.ingest.mapping.reading import read_map

    return words._replace(given=read_map(mapping, words))


@lru_cache(maxsize=1 << 14)
def header_key(text: str) -> str:
    """`text` as headers are compared: NFKC, simplified, no white space, no marks, lower case."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKC", text) if _is_seen(mark))
    return simplified(WRAPPED.sub(r"\1", plain).strip("*").lower())


def _is_seen(mark: str) -> bool:
    """Whether a reader sees the character: no white space, no mark of format or control."""
    return not mark.isspace() and unicodedata.category(mark) not in ("Cf", "Cc")


@lru_cache(maxsize=1 << 14)
def without_remarks(key: str) -> str:
    """A header key without what stands in brackets, a running number and a colon."""
    return AROUND_HEADERS.sub("", BRACKETED.sub("", key).strip("*")).strip("*")


def _tables() -> dict[str, Table]:
    with TABLES.open(encoding="utf-8", newline="") as file:
        return {row["table_name"]: _table(row) for row in csv.DictReader(file)}


def _table(row: dict[str, str]) -> Table:
    required = tuple(tuple(group.split("|")) for group in row["required"].split())
    told = (frozenset(filter(None, row[name].split("|"))) for name in ("own", "sure", "core"))
    return Table(row["table_name"], row["title"], required, *told)
