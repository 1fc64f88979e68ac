"""A second table below the first on one sheet: found by a header of its own.

Its rows are none of the first table. They are set aside and said, never read by a header
that is not theirs.
"""

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.headers import Header, find_header
from inspection.ingest.vocabulary import Vocabulary

# A header has a text that we know in one of so many first columns.
COLUMNS_LOOKED_AT = 4
# What `header_hits` says of a row of a second table.
OF_OTHER = -1


def marked(hits: pa.Array, cells: pa.Table, header: Header, words: Vocabulary) -> pa.Array:
    """In how many columns each row repeats the header; `OF_OTHER` from a second header on."""
    first = _second_header(cells, header, words)
    if first is None:
        return hits
    is_own = pa.array(range(cells.num_rows), pa.int64())
    return pc.if_else(pc.less(is_own, first), hits, pa.scalar(OF_OTHER, pa.int64()))


def _second_header(cells: pa.Table, header: Header, words: Vocabulary) -> int | None:
    """The first row that heads another table, or this one with other columns."""
    for number in _like_headers(cells, words):
        row = [cell or "" for cell in cells.slice(number, 1).to_pylist()[0].values()]
        found = find_header([row], words)
        if found and _columns(found) != _columns(header):
            return number
    return None


def _like_headers(cells: pa.Table, words: Vocabulary) -> list[int]:
    """Rows with the text of a header in one of the first columns."""
    known = pa.array(sorted(words.headers))
    rows: set[int] = set()
    for column in cells.columns[:COLUMNS_LOOKED_AT]:
        rows.update(pc.indices_nonzero(pc.is_in(column, value_set=known)).to_pylist())
    return sorted(rows)


def _columns(header: Header) -> tuple[str, list[str]]:
    return header.table.name, [column for column in header.columns if column]
