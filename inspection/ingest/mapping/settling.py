"""Days written as 5/6/2000: which number is the day, told by others of the same column.

One number above twelve proves the order of a column that no mapping speaks of, where every day
of it is written so; a column of several ways to write a day proves nothing.
"""

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from inspection.ingest.mapping.column_map import AUTO
from inspection.ingest.mapping.dates import is_day, rewritten, settle
from inspection.ingest.mapping.filling import Change, Filled, replaced

SETTLED = "date_settled"
YEAR_LAST = r"^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:[ T].*)?\s*$"
BLANK = r"^\s*$"
# A column is written in one way: these tell whether it has such days.
ROWS_LOOKED_AT = 5_000


def with_settled_days(columns: Mapping[str, pa.Array]) -> Filled:
    """The columns of days whose order is proved, as year, month, day; of others nothing."""
    found: dict[str, pa.Array] = {}
    changes: list[Change] = []
    for name in filter(is_day, columns):
        if not _has_year_last(columns[name].slice(0, ROWS_LOOKED_AT)):
            continue
        spoken = pc.unique(columns[name]).drop_null()
        if not pc.all(pc.match_substring_regex(spoken, f"{YEAR_LAST}|{BLANK}")).as_py():
            continue
        cells = spoken.filter(pc.match_substring_regex(spoken, YEAR_LAST)).to_pylist()
        order = settle(AUTO, cells)
        told = {cell: rewritten(cell, order) for cell in cells}
        found[name], made = replaced(columns[name], name, SETTLED, told)
        changes += made
    return Filled(found, changes)


def _has_year_last(cells: pa.Array) -> bool:
    return pc.any(pc.match_substring_regex(cells, YEAR_LAST)).as_py() or False
