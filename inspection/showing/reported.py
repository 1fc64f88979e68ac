"""What units report beside what is counted: per figure one line per unit, by difference.

The causes of a line and what they leave unexplained add up to its difference.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inspection.data.columns import said
from inspection.data.disclosure import TOTAL
from inspection.text import text

Row = Mapping[str, Any]
EQUAL, UNEXPLAINED = "equal", "unexplained"
SUMS = ("reported_value", "counted_count", "reported_gap_value", "unexplained_count")
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("reported_gap_value", pa.float64()),
        ("why_text", pa.string()),
        ("unexplained_count", pa.int64()),
        ("reported_value", pa.float64()),
        ("counted_count", pa.int64()),
        ("reported_on", pa.date32()),
        ("county", pa.string()),
        ("alternative_count", pa.int64()),
    ]
)


def by_metric(causes: pa.Table) -> dict[str, pa.Table]:
    """The rows of each figure that is reported, in their order."""
    names = list(dict.fromkeys(causes["metric_name"].to_pylist()))
    return {name: causes.filter(pc.equal(causes["metric_name"], name)) for name in names}


def other(causes: pa.Table) -> pa.Table:
    """The rows of places whose report and count are not the same."""
    return causes.filter(pc.not_equal(causes["cause"], EQUAL))


def lines(causes: Sequence[Row], lang: str) -> pa.Table:
    """A line per unit or county of the rows of one figure, the sum of units first."""
    groups = groupby(causes, lambda row: (row["unit"], row["county"]))
    found = sorted(
        (line_of(list(rows), lang) for _, rows in groups),
        key=lambda line: -abs(line["reported_gap_value"] or 0),
    )
    units = [line for line in found if line["county"] is None]
    whole = [sum_of(units)] if units else []
    return pa.Table.from_pylist([*whole, *found], SCHEMA)


def line_of(rows: Sequence[Row], lang: str) -> dict[str, Any]:
    """One line: the difference, the causes taken, and what is left."""
    first = rows[0]
    left = {row["cause"]: row["effect_count"] for row in rows}
    is_known = first["reported_gap_value"] is not None
    return {name: first[name] for name in SCHEMA.names if name in first} | {
        "why_text": why(rows, lang) if is_known else text("publicity.withheld", lang),
        "unexplained_count": left.get(UNEXPLAINED, 0) if is_known else None,
    }


def why(rows: Sequence[Row], lang: str) -> str:
    """The causes of a difference with what each adds; said where they agree or are withheld."""
    taken = [row for row in rows if row["is_part"]]
    if any(row["effect_count"] is None and row["cause"] != EQUAL for row in taken):
        return text("publicity.withheld", lang)
    return text("frame.between", lang).join(
        said("cause", row["cause"], lang)
        + ("" if row["cause"] == EQUAL else f" {row['effect_count']:+,}")
        for row in taken
    )


def sum_of(units: Sequence[Row]) -> dict[str, Any]:
    """The sum of the units; unknown where one of them is."""
    sums = {name: [line[name] for line in units] for name in SUMS}
    return {"unit": TOTAL} | {
        name: None if None in values else sum(values) for name, values in sums.items()
    }


def left_over(units: Sequence[Row]) -> int:
    """What nobody can explain: too many here and too few there do not cancel out."""
    return sum(abs(line["unexplained_count"]) for line in units)
