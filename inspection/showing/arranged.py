"""Rows as a table lays them out: what matters first, heavy rows first, totals where they stand.

`arranged.csv` names per question the columns that lead, in order, and the column whose
large values come first – its small ones where `<` stands before. Nothing is left out:
every other column follows as asked, and rows alike in weight keep the question's order.
"""

import csv
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data.classes import in_use

TABLE = Path(__file__).with_suffix(".csv")
# What the first column of a row that sums others up says.
TOTALS = ("合计", "全省")


class Arrangement(NamedTuple):
    """The columns that lead; the column by which rows are laid out, or empty, and how."""

    leading: tuple[str, ...]
    by: str
    order: str


@lru_cache(maxsize=1)
def arrangements() -> dict[str, Arrangement]:
    """Every arrangement by question."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["question"]: Arrangement(
                in_use(row["leading"].split()),
                row["by"].removeprefix("<"),
                "ascending" if row["by"].startswith("<") else "descending",
            )
            for row in csv.DictReader(file)
        }


def arranged(question: str, rows: pa.Table) -> pa.Table:
    """The same rows and columns, laid out; as they are where nothing is said or known of them."""
    found = arrangements().get(question)
    if not found:
        return rows
    names = rows.column_names
    leading = [name for name in found.leading if name in names]
    rows = rows.select([*leading, *(name for name in names if name not in leading)])
    return _by_weight(rows, found) if found.by in names and rows.num_rows else rows


def _by_weight(rows: pa.Table, found: Arrangement) -> pa.Table:
    """Heavy rows first, unknown ones last; a total stays before or behind the rows it sums up."""
    is_total = pc.is_in(rows.column(0), pa.array(TOTALS))
    parts = rows.filter(pc.invert(is_total))
    parts = parts.take(pc.sort_indices(parts, sort_keys=[(found.by, found.order)]))
    total = rows.filter(is_total)
    is_first = is_total[0].as_py()
    return pa.concat_tables([total, parts] if is_first else [parts, total])
