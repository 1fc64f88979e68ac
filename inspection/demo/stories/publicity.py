"""Stories of publicity: late, undated and early publication, collection, results, reports.

Of the rows inspected in the year; what was done before New Year is last year's work.
"""

import numpy as np

from inspection.demo.exports.small import REPORT_METRICS, reported_records
from inspection.demo.world import days
from inspection.demo.world.inspections import R2A, R2B, R4, R7, R9, R10, RESULTS
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.places import OWN_SYSTEM_UNIT
from inspection.demo.world.tasks import OWN_SYSTEM

PUBLICITY_DAYS = 20
# The figures that units report, in the order in which the ledger counts them.
STAGES_REPORTED = dict(zip(REPORT_METRICS, ("drawn", "checked", "published"), strict=True))
# Where one result per row is needed: the gravest first; both kinds of R2 are one.
PRECEDENCE = ("R6", "R4", "R3", "R2a", "R2b", "R8", "R5", "R9", "R10", "R7", "R1")


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """Publication, then collection, results and reported figures."""
    cast = ledger.world.cast
    return [
        _late(ledger, cast.late_publicity),
        _undated(ledger, cast.undated_publicity),
        _early(ledger, cast.early_publicity),
        _collection(ledger),
        _results(ledger),
        _misreported(ledger, cast.misreporting),
    ]


def main_results(results: np.ndarray) -> np.ndarray:
    """The gravest result of each row as a place in RESULTS; −1 where there is none."""
    main = np.full(len(results), -1)
    for name in reversed(PRECEDENCE):
        place = RESULTS.index(name)
        main = np.where(results >> place & 1 > 0, place, main)
    return np.where(main == R2B, R2A, main)


def _late(ledger: Ledger, unit: int) -> dict:
    """Rows due before the day, or on it and published; those of them published in time."""
    world, after = ledger.world, ledger.world.publicity
    is_public, inspected_on = ledger.stages.is_published, world.inspections.inspected_on
    due_on = days.add_workdays(inspected_on, PUBLICITY_DAYS)
    counted = ledger.is_checked(ledger.day) & ~ledger.stages.is_refused
    counted &= ~(is_public & (after.is_undated | (after.published_on < inspected_on)))
    is_due = counted & ((due_on < ledger.day) | ((due_on == ledger.day) & is_public))
    in_time = is_due & is_public & (after.published_on <= due_on)
    by_unit = {
        one.name: [
            int((is_due & (ledger.unit == at)).sum()),
            int((in_time & (ledger.unit == at)).sum()),
        ]
        for at, one in enumerate(world.places.units)
    }
    name = world.places.units[unit].name
    facts = {"due": by_unit[name][0], "in_time": by_unit[name][1], "due_and_in_time": by_unit}
    return {"id": "late_publicity", "unit": name, "facts": facts}


def _undated(ledger: Ledger, unit: int) -> dict:
    rows = ledger.is_published(ledger.day) & ledger.world.publicity.is_undated
    name = ledger.world.places.units[unit].name
    return {"id": "publicity_without_date", "unit": name, "facts": {"rows": int(rows.sum())}}


def _early(ledger: Ledger, unit: int) -> dict:
    """Rows whose publication is dated before their inspection, both known."""
    world, after = ledger.world, ledger.world.publicity
    early = ledger.is_checked(ledger.day) & ledger.stages.is_published & ~after.is_undated
    early &= after.published_on < world.inspections.inspected_on
    facts = {"rows": ledger.row_keys(early)}
    return {"id": "early_publicity", "unit": world.places.units[unit].name, "facts": facts}


def _collection(ledger: Ledger) -> dict:
    world = ledger.world
    is_own = np.array([task.system == OWN_SYSTEM for task in world.tasks])[world.rows.task]
    rows = ledger.is_checked(ledger.day) & is_own
    collected = rows & ledger.stages.is_collected
    delay = (world.publicity.collected_on - world.inspections.entered_on)[collected]
    never = rows & np.isnat(world.publicity.collected_on)
    facts = {
        "rows": int(rows.sum()),
        "collected": int(collected.sum()),
        "never_collected": int(never.sum()),
        "median_delay_days": float(np.median(delay.astype(int))) if len(delay) else None,
    }
    return {"id": "own_system_collection", "unit": OWN_SYSTEM_UNIT, "facts": facts}


def _results(ledger: Ledger) -> dict:
    """Inspected rows by main result, R2a and R2b as R2; rows with several; by each result."""
    results = np.where(ledger.is_checked(ledger.day), ledger.world.inspections.results, 0)
    main = main_results(results)
    names = {place: "R2" if place == R2A else name for place, name in enumerate(RESULTS)}
    counts = {
        names[place]: int((main == place).sum()) for place in range(len(RESULTS)) if place != R2B
    }
    several = np.bitwise_count(results.astype(np.uint64)) > 1
    gone = {RESULTS[one]: counts[RESULTS[one]] for one in (R7, R9, R10)}
    facts = {
        "by_main_result": counts,
        "gone": gone,
        "unreachable": counts[RESULTS[R4]],
        "rows_with_several_results": int(several.sum()),
        "by_every_result": {
            name: int((results >> place & 1).sum())
            for place, name in enumerate(RESULTS)
            if place not in (R2A, R2B)
        },
    }
    return {"id": "results", "unit": "", "facts": facts}


def _misreported(ledger: Ledger, unit: int) -> dict:
    """Reported beside counted, as the export of the day gives both."""
    world = ledger.world
    name = world.places.units[unit].name
    figures: dict[str, list] = {stage: [] for stage in STAGES_REPORTED.values()}
    for record in reported_records(world, ledger.day):
        if record["报告单位"] == name:
            stage = STAGES_REPORTED[record["指标"]]
            day = np.datetime64(record["截止日期"], "D")
            counted = dict(zip(figures, ledger.counts(day, unit), strict=True))[stage]
            figures[stage].append([record["截止日期"], record["上报数"], counted])
    return {"id": "reported_differs", "unit": name, "facts": figures}
