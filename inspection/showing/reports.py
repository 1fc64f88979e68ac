"""The last report before a day: the snapshot of about a week earlier, else the same data looked
back at; and what became of each alert since.

Reports are named by data date and weekday; the id of a snapshot is a detail.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspection.data.snapshots import Snapshot
from inspection.showing.alerts import SEVERITIES, Alert
from inspection.text import text

WEEK = timedelta(days=7)
# A report comes about once a week: so many days before are still the last one.
NEAREST, FURTHEST = timedelta(days=4), timedelta(days=10)
# What became of an alert, in the order in which a meeting asks.
STATES = ("new", "worse", "lasting", "settled")


@dataclass(frozen=True)
class Report:
    """What the present is compared with: a day, and of which snapshot it was told."""

    snapshot: Snapshot
    day: date
    # Whether it is a snapshot of its own: what was known then, not what is known today of then.
    is_snapshot: bool


@dataclass(frozen=True)
class Standing:
    """An alert and what became of it since the last report."""

    alert: Alert
    state: str


def last_report(snapshot: Snapshot, as_of: date, published: Iterable[Snapshot]) -> Report | None:
    """The snapshot of about a week before, the nearest to one, the newest of a day; else a look
    back by a week. None where the week before lies in another year.
    """
    found = [
        one
        for one in published
        if one.id != snapshot.id
        and NEAREST <= as_of - one.data_date <= FURTHEST
        and one.data_date.year == as_of.year
    ]
    if found:
        nearest = min(abs(as_of - WEEK - one.data_date) for one in found)
        same = [one for one in found if abs(as_of - WEEK - one.data_date) == nearest]
        chosen = max(same, key=lambda one: (one.data_date, one.id))
        return Report(chosen, chosen.data_date, is_snapshot=True)
    day = as_of - WEEK
    return Report(snapshot, day, is_snapshot=False) if day.year == as_of.year else None


def named_day(day: date, lang: str) -> str:
    """A day with its weekday: 2000-01-31（周一）."""
    weekday = text(f"reports.weekday_{day.weekday()}", lang)
    return text("reports.day", lang, day=day.isoformat(), weekday=weekday)


def standings(now: Sequence[Alert], before: Sequence[Alert]) -> list[Standing]:
    """Every alert with its state: those of today in their order, then those that are settled."""
    earlier = {alert.key: alert for alert in before}
    present = {alert.key for alert in now}
    settled = [alert for alert in before if alert.key not in present]
    return [
        *(Standing(alert, _state(alert, earlier.get(alert.key))) for alert in now),
        *(Standing(alert, "settled") for alert in settled),
    ]


def _state(alert: Alert, before: Alert | None) -> str:
    if before is None:
        return "new"
    is_graver = SEVERITIES.index(alert.severity) < SEVERITIES.index(before.severity)
    is_more = (alert.amount or 0) > (before.amount or 0) and before.amount is not None
    return "worse" if is_graver or is_more else "lasting"


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """How many alerts of each state."""
    states = [one.state for one in found]
    return {f"{state}_count": states.count(state) for state in STATES}
