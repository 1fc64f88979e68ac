"""A file as the one who maps it sees it: sheets, possible headers, columns with samples."""

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.detection import detect
from inspection.ingest.headers import Alternatives, find_header, readings
from inspection.ingest.mapping.placing import Placed
from inspection.ingest.readers import open_sheets
from inspection.ingest.shape import MASK
from inspection.ingest.sheets import Row, Sheet
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key

SAMPLES = 3
# A header names at least so many columns.
FEWEST = 2


class Reading(NamedTuple):
    """One or two rows, counted from 0, taken as the header."""

    first: int
    last: int
    texts: Alternatives

    @property
    def names(self) -> list[str]:
        """What each column is called: group and leaf where there are two rows."""
        return [texts[0] for texts in self.texts]


class SourceColumn(NamedTuple):
    """One column below the header: how many cells hold text, how many texts, the first of them."""

    position: int
    names: tuple[str, ...]
    filled_count: int
    distinct_count: int
    samples: list[str]

    @property
    def name(self) -> str:
        """Its whole header."""
        return self.names[0]


class SourceSheet(NamedTuple):
    """One sheet of a file, read whole, with every reading of its header, the best one first."""

    path: Path
    name: str
    head: list[Row]
    table: pa.Table
    readings: list[Reading]

    def cells(self, reading: Reading) -> pa.Table:
        """The text columns below a header, rows without text left out."""
        below = self.table.filter(pc.greater(self.table["source_row"], reading.last + 1))
        cells = below.select([name for name in below.column_names if name.startswith("c")])
        if not cells.num_columns:
            return cells
        return cells.filter(pc.is_valid(pc.coalesce(*cells.columns)))

    def columns(self, reading: Reading) -> list[SourceColumn]:
        """Columns that a mapping can name: those with a header that is theirs alone."""
        cells = self.cells(reading)
        keys = [header_key(name) for name in reading.names]
        return [
            _column(cells, position, names)
            for position, names in enumerate(reading.texts)
            if keys[position] and keys.index(keys[position]) == position
        ]


def look(path: Path, words: Vocabulary) -> list[SourceSheet]:
    """The sheets of a file that hold rows. Raises BadInput for what cannot be read."""
    sheets = [_look(path, sheet, words) for sheet in open_sheets(detect(path))]
    return [sheet for sheet in sheets if sheet.readings]


def shown_samples(column: SourceColumn, table: str, words: Vocabulary) -> list[str]:
    """The samples of a column, *** where the table keeps nothing of it."""
    is_personal = PERSONAL in {words.column(table, name) for name in column.names}
    return [MASK] if is_personal else column.samples


def saved_for(sheet: SourceSheet, words: Vocabulary) -> Placed | None:
    """The saved mapping that an import would read this sheet by."""
    header = find_header(sheet.head, words._replace(given=None))
    return header.placed if header else None


def _look(path: Path, sheet: Sheet, words: Vocabulary) -> SourceSheet:
    width = max(map(len, sheet.head), default=0)
    found = [
        Reading(first, last, texts)
        for first, last, texts in readings(sheet.head)
        if len({header_key(names[0]) for names in texts} - {""}) >= FEWEST
    ]
    header = find_header(sheet.head, words)
    known = header.texts if header else None
    ranked = sorted(found, key=lambda one: (tuple(one.names) != known, -_looks_like_header(one)))
    return SourceSheet(path, sheet.name, sheet.head, sheet.read(width), ranked)


def _looks_like_header(reading: Reading) -> int:
    """Many words and few numbers; one row before two, an upper row before a lower."""
    keys = [header_key(name) for name in reading.names]
    words = [key for key in keys if key and not any(mark.isdigit() for mark in key)]
    return len(words) - (reading.last - reading.first) - reading.last


def _column(cells: pa.Table, position: int, names: tuple[str, ...]) -> SourceColumn:
    if position >= cells.num_columns:
        return SourceColumn(position, names, 0, 0, [])
    column = cells.column(position).drop_null()
    texts = pc.unique(column)
    return SourceColumn(
        position, names, len(column), len(texts), texts.slice(0, SAMPLES).to_pylist()
    )
