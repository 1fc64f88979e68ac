"""What needs a decision, in plain words, each with the page that shows it."""

from collections.abc import Iterator

from inspection.view.answers import Answer
from inspection.view.page import Alert, Page
from inspection.view.shown import shown


def alerts(page: Page, standing: Answer, indicators: Answer, duties: Answer) -> list[Alert]:
    """Alerts of the selection, the most pressing kind first."""
    found = [
        *_pace(page, standing),
        *_draws(page, standing),
        *_publicity(page, indicators),
        *_duties(page, duties),
        *_cases(page),
    ]
    return [] if standing.is_blank else found


def _pace(page: Page, standing: Answer) -> Iterator[Alert]:
    """Units past the date, or behind their yardstick, by gap."""
    rows = sorted(standing.rows.to_pylist(), key=lambda row: -(row["gap_count"] or 0))
    for row in rows:
        if row["status"] in ("red", "amber"):
            values = {name: shown(name, value) for name, value in row.items()}
            key = "late" if row["shortfall_count"] else "behind"
            key = "over" if row["status"] == "red" else key
            yield Alert(page.say(f"alert.{key}", **values), "progress", row["unit"])


def _draws(page: Page, standing: Answer) -> Iterator[Alert]:
    """Units that have drawn fewer than their target."""
    for row in standing.rows.to_pylist():
        if (row["sufficiency_rate"] or 1) < 1:
            values = {name: shown(name, value) for name, value in row.items()}
            yield Alert(page.say("alert.draw", **values), "progress", row["unit"])


def _publicity(page: Page, indicators: Answer) -> Iterator[Alert]:
    """Rows whose time to publish has run out."""
    overdue = indicators.one()["overdue_count"]
    if overdue:
        yield Alert(page.say("alert.publicity", count=f"{overdue:,}"), "progress")


def _duties(page: Page, duties: Answer) -> Iterator[Alert]:
    """Documents past their date."""
    overdue = [row for row in duties.rows.to_pylist() if row["is_overdue"]]
    if overdue:
        yield Alert(
            page.say("alert.duty", count=len(overdue), first=overdue[0]["duty"]), "overview"
        )


def _cases(page: Page) -> Iterator[Alert]:
    """Units that must have a case and have none that counts."""
    rows = page.ask("cases_by_unit").rows.to_pylist()
    missing = [row["unit"] for row in rows if row["is_required"] and not row["is_fulfilled"]]
    if missing:
        yield Alert(page.say("alert.case", units="、".join(missing)), "cases")
