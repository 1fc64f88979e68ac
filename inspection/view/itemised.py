"""Why more firms can be inspected than were drawn: those drawn the year before."""

from collections.abc import Mapping
from typing import Any

from inspection.showing.answer import Answer
from inspection.showing.shown import written_row
from inspection.view.page import Page


def tell_more_checked(page: Page, standing: Answer) -> None:
    """One line for each unit that has inspected more firms than it has drawn."""
    more = [row for row in standing.rows.to_pylist() if is_more(row)]
    carried = page.ask("checked_itemised").by("unit") if more else {}
    for row in more:
        told = row | {"carried_count": carried.get(row["unit"], {}).get("carried_count")}
        key = "more_checked" if told["carried_count"] else "more_checked_whole"
        values = written_row(told, page.lang)
        page.note(f"progress.{key}", where=values["unit"], **values)


def is_more(row: Mapping[str, Any]) -> bool:
    """Whether both counts are known, and more is inspected than drawn."""
    checked, drawn = row["checked_count"], row["drawn_count"]
    return checked is not None and drawn is not None and checked > drawn
