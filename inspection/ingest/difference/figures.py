"""Headline figures of two snapshots, and by what each one moved.

新增 has happened since the earlier data date; 补录 had happened and was not known;
更正 is known otherwise, or gone; 口径 are rules and programme. The four add up, for the
same questions are asked of snapshots between the two.
"""

from typing import Any

from inspection.data.access import Scope
from inspection.data.columns import COUNT, MISSING, Holds, kind_of, written
from inspection.data.snapshots import Snapshot
from inspection.ingest import headline
from inspection.ingest.difference.steps import steps

Row = dict[str, Any]
CAUSES = ("added", "late", "corrected", "ruled")


def figure_changes(before: Snapshot, after: Snapshot, scope: Scope) -> list[Row]:
    """Each figure before and after, of the year of the earlier data date, and the four causes.

    A cause is None where a figure on either side of it is not known.
    """
    day = before.last_day()
    last = after.last_day(day.year)
    with steps(before, after) as (ruled, known):
        told = [
            headline.figures(snapshot, scope, on)
            for snapshot, on in (
                (before, day),
                (ruled, day),
                (known, day),
                (after, day),
                (after, last),
            )
        ]
    return [
        {
            "headline": figure.column,
            "before": values[0],
            "after": values[-1],
            "ruled": _change(values[0], values[1]),
            "corrected": _change(values[1], values[2]),
            "late": _change(values[2], values[3]),
            "added": _change(values[3], values[4]),
        }
        for figure, values in zip(headline.FIGURES, zip(*told, strict=True), strict=True)
    ]


def in_words(rows: list[Row], lang: str) -> list[Row]:
    """The same as texts: figures as everywhere, causes with a sign, rates in points."""
    return [
        {
            "headline": row["headline"],
            "earlier": written(row["headline"], row["before"], lang),
            "later": written(row["headline"], row["after"], lang),
            **{f"by_{cause}": _signed(row["headline"], row[cause], lang) for cause in CAUSES},
        }
        for row in rows
    ]


def _change(before: Any, after: Any) -> Any:
    return None if before is None or after is None else after - before


def _signed(name: str, change: Any, lang: str) -> str:
    if not change:
        return MISSING if change is None else "0"
    if kind_of(name, Holds.WHOLE) is COUNT:
        return f"{change:+,}"
    return written("change_points", float(change), lang)
