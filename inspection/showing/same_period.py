"""One day of two years side by side (同期): rows of the same question, joined by unit.

What one of the years does not know stays unknown, and so does the change.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]
# What is compared, under which name the change stands, and of which type it is.
COMPARED = (
    ("checked_count", "checked_change_count", pa.int64()),
    ("completion_rate", "completion_change_points", pa.float64()),
    ("drawn_count", "drawn_change_count", pa.int64()),
)


def compared(now: Sequence[Row], before: Sequence[Row]) -> pa.Table:
    """A line per unit of `now` in its order: each figure, that of the year before, the change."""
    earlier = {row["unit"]: row for row in before}
    columns: dict[str, pa.Array] = {"unit": pa.array([row["unit"] for row in now], pa.string())}
    for name, change, type_ in COMPARED:
        mine = [row[name] for row in now]
        theirs = [earlier.get(row["unit"], {}).get(name) for row in now]
        columns[name] = pa.array(mine, type_)
        columns[f"earlier_{name}"] = pa.array(theirs, type_)
        pairs = zip(mine, theirs, strict=True)
        columns[change] = pa.array([changed(new, old) for new, old in pairs], type_)
    return pa.table(columns)


def changed(now: Any, before: Any) -> Any:
    """The difference; None where one of the two is unknown."""
    return None if now is None or before is None else now - before
