"""Numbers made of two queries: how the second differs, in words and as the list names it."""

from collections.abc import Mapping
from datetime import date

from inspection.report.document import Second
from inspection.report.ground import LANG, pairs
from inspection.text import text

Told = tuple[str, Second]


def less(asked: Mapping[str, object], day: date) -> Told:
    """A cell less the same cell of another day."""
    how = text("report.how_less", LANG, told=_mark(day))
    return how, Second(pairs({**asked, "as_of": day}))


def beside(asked: Mapping[str, object], day: date, snapshot: str) -> Told:
    """Rows compared with those of another snapshot's day."""
    told = f"{_mark(day)} --snapshot {snapshot}"
    return text("report.how_beside", LANG, told=told), Second(
        pairs({**asked, "as_of": day}), snapshot
    )


def _mark(day: date) -> str:
    return text("report.param_mark", LANG, told=f"as_of={day}")
