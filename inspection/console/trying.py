"""`import --dry-run`: what publication would change, told, and the draft deleted."""

from typing import Any

from inspection.console import output
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.ingest import drafts, headline
from inspection.text import text

CHANGE_COLUMNS = {
    "headline": "column.headline",
    "before": "column.before",
    "after": "column.after",
    "is_changed": "column.is_changed",
}


def conclude(report: dict[str, Any]) -> dict[str, Any]:
    """The report with `dry_run` and the figures before and after; nothing is left behind."""
    draft_id = report.pop("draft", None)
    found: list[headline.Row] = []
    if draft_id:
        served, draft = warehouse.current(), drafts.find(draft_id).snapshot
        found = headline.changes(served, draft, LOCAL)
        drafts.discard(draft_id)
    return report | {"dry_run": True, "headline": found}


def say_changes(report: dict[str, Any]) -> None:
    """The figures as a table, and that nothing was published."""
    if report["headline"]:
        rows = headline.in_words(report["headline"], "zh")
        output.say(output.format_table(rows, CHANGE_COLUMNS))
    output.say(text("cli.import.tried", data_date=report["data_date"]))
