"""Stories of pace: fast, slow and late, catching up, drawn too few, bunching, stuck; the base."""

import numpy as np

from inspection.demo.exports.small import is_approved
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.tasks import target_of

IDS = {
    "fast": "pace_fast",
    "slow": "pace_slow",
    "catch_up": "pace_catch_up",
    "too_few": "drawn_too_few",
    "bunching": "september_bunching",
}
FOUR_WEEKS = np.timedelta64(28, "D")


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """One story per unit with a pace of its own, the stuck task, and the base of the targets."""
    cast = ledger.world.cast
    told = [_pace(ledger, unit, IDS[pace]) for unit, pace in enumerate(cast.paces) if pace in IDS]
    late = _late(ledger, cast.paces.index("slow"))
    return [*told, late, *_stuck(ledger), _partial_base(ledger)]


def overdue_rows(ledger: Ledger) -> np.ndarray:
    """Rows past their task's window without an inspection."""
    ends = np.array([task.window_to for task in ledger.world.tasks])[ledger.world.rows.task]
    return ledger.is_row & ~ledger.stages.is_entered & (ends < ledger.day)


def checked_four_weeks_ago(ledger: Ledger, unit: int) -> int:
    """Enterprises of the unit inspected by the day four weeks before."""
    return ledger.firms(ledger.is_checked(ledger.day - FOUR_WEEKS) & (ledger.unit == unit))


def checked_by_deadline(ledger: Ledger, unit: int) -> int:
    """Enterprises of the unit inspected by the deadline, as far as the day knows."""
    day = min(ledger.day, ledger.world.places.calendar.deadline_on)
    return ledger.firms(ledger.is_checked(day) & (ledger.unit == unit))


def _partial_base(ledger: Ledger) -> dict:
    """The base is approved in some counties only."""
    counties = ledger.world.places.counties
    facts = {"approved": sum(map(is_approved, counties)), "counties": len(counties)}
    return {"id": "partial_base", "unit": "", "facts": facts}


def _late(ledger: Ledger, unit: int) -> dict:
    """The slow unit reaches its target, but only after the deadline."""
    _, checked, _ = ledger.counts(ledger.day, unit)
    facts = {
        "target": target_of(ledger.world.places, unit),
        "checked": checked,
        "checked_by_deadline": checked_by_deadline(ledger, unit),
    }
    return {"id": "late_completion", "unit": ledger.world.places.units[unit].name, "facts": facts}


def _pace(ledger: Ledger, unit: int, name: str) -> dict:
    world = ledger.world
    drawn, checked, _ = ledger.counts(ledger.day, unit)
    facts = {
        "target": target_of(world.places, unit),
        "drawn": drawn,
        "checked": checked,
        "checked_four_weeks_ago": checked_four_weeks_ago(ledger, unit),
        "rows_by_month": _rows_by_month(ledger, unit),
    }
    return {"id": name, "unit": world.places.units[unit].name, "facts": facts}


def _rows_by_month(ledger: Ledger, unit: int) -> dict[str, int]:
    """Inspected rows per month of inspection."""
    mine = ledger.is_checked(ledger.day) & (ledger.unit == unit)
    months = ledger.world.inspections.inspected_on[mine].astype("datetime64[M]")
    found, counts = np.unique(months, return_counts=True)
    return {str(month): int(n) for month, n in zip(found, counts, strict=True)}


def _stuck(ledger: Ledger) -> list[dict]:
    world = ledger.world
    overdue = overdue_rows(ledger)
    return [
        {
            "id": "stuck_task",
            "unit": world.places.units[task.unit].name,
            "facts": {
                "task": task.number,
                "window_to": str(task.window_to),
                "rows": int((world.rows.task == at).sum()),
                "overdue_rows": int((overdue & (world.rows.task == at)).sum()),
            },
        }
        for at, task in enumerate(world.tasks)
        if task.role == "stuck" and task.drawn_on <= ledger.day
    ]
