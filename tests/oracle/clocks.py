"""Time limits of inspections: in which state each stands, and what is due with whom."""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from . import reference, workdays
from .areas import UNMAPPED, aliases, squeezed
from .facts import PUBLISHED, REFUSED, Facts, needs_disposal
from .follow_up import NEW_PLATFORM, OLD_PLATFORM
from .planning import TOTAL
from .progress import Figure
from .reference import parameter
from .rules import Row
from .words import OWN_SYSTEM

ABNORMAL_LIST = "列入经营异常名录"
NO_OFFICE = "未注明"
DONE = ("done", "in_time", "late", "early", "undated")
OPEN = ("open", "not_due", "due_today", "overdue", "no_start")


class Clock(NamedTuple):
    """One time limit of one row: None where a day is unknown."""

    limit: Row
    row: dict
    start: date | None
    done: date | None
    is_undated: bool
    is_early: bool = False
    is_waived: bool = False

    @property
    def name(self) -> str:
        """Which time limit it is."""
        return self.limit["clock"]

    @property
    def due(self) -> date | None:
        """Working days or days after the start; None without start or limit."""
        limit = self.limit["limit_days"]
        if self.start is None or not limit:
            return None
        if self.limit["day_kind"] == "工作日":
            return workdays.add(self.start, int(limit))
        return self.start + timedelta(days=int(limit))


def clocks_of(facts: Facts) -> list[Clock]:
    """All clocks of all rows with a result that the filters keep."""
    rows = facts.rows[facts.rows["results"].map(bool)]
    rows = rows.assign(
        needs=needs_disposal(rows),
        system=rows["task"].map(facts.exports.tasks["source_system"]),
        is_inspected=rows["inspected_on"].notna(),
        data_date=facts.exports.data_date,
    )
    limits = facts.rules.limits
    return [clock for row in rows.to_dict("records") for clock in clocks_of_row(limits, tidy(row))]


def tidy(row: dict) -> dict:
    """A row whose missing days are None."""
    return {name: None if cell is pd.NaT or cell != cell else cell for name, cell in row.items()}


def clocks_of_row(limits: dict[str, Row], row: dict) -> list[Clock]:
    """The clocks that run for one row."""
    inspected, entered = row["inspected_on"], row["entered_on"]
    found = [publication(limits["publication"], row)]
    if not row["is_inspected"]:
        return found
    closed = (row["closed_on"] or row["publicity_exported_on"]) if closes(row) else None
    closure = (closed, closed is not None and row["closed_on"] is None)
    if ABNORMAL_LIST in (row["disposals"] or ()):
        start = row["verified_on"] or row["found_out_on"]
        found.append(Clock(limits["abnormal_list"], row, start, *closure))
    is_early = entered is not None and entered < inspected
    done = entered or row["data_date"]
    found.append(Clock(limits["entry"], row, inspected, done, entered is None, is_early))
    if row["system"] == OWN_SYSTEM:
        collected = row["collected_on"]
        is_early = None not in (entered, collected) and collected < entered
        is_undated = collected is None and row["is_collected"]
        done = row["data_date"] if is_undated else collected
        found.append(Clock(limits["collection"], row, entered, done, is_undated, is_early))
    if row["is_problem"] and row["needs"]:
        is_early = row["closed_on"] is not None and closes(row) and row["closed_on"] < inspected
        found.append(Clock(limits["closure"], row, inspected, *closure, is_early))
    return found


def closes(row: dict) -> bool:
    """Whether the follow-up of a row is completed."""
    return bool(row["needs"]) and row["disposal_state"] == "已完结"


def publication(limit: Row, row: dict) -> Clock:
    """The clock of publication; a publication before the inspection is early."""
    inspected, published = row["inspected_on"], row["published_on"]
    is_public = row["pub_state"] == PUBLISHED
    known = [day for day in (published or row["publicity_exported_on"], inspected) if day]
    return Clock(
        limit,
        row,
        inspected,
        max(known) if is_public else None,
        is_public and published is None,
        is_public and None not in (published, inspected) and published < inspected,
        row["pub_state"] == REFUSED and bool(row["not_public_reason"]),
    )


def state_of(clock: Clock, as_of: date) -> str:
    """The one state of a clock on a day."""
    done, due = clock.done, clock.due
    is_done = done is not None and done <= as_of
    if clock.is_waived or clock.is_undated:
        return "waived" if clock.is_waived else "undated"
    if is_done and clock.is_early:
        return "early"
    if not is_done and clock.start is None:
        return "no_start"
    if due is None:
        return "done" if is_done else "open"
    if is_done:
        return "in_time" if done <= due else "late"
    return "not_due" if due > as_of else "due_today" if due == as_of else "overdue"


def clock_states_by_unit(facts: Facts) -> Figure:
    """Clocks of the rows inspected by the day; undated inspections at the data date."""
    clocks = [
        clock
        for clock in clocks_of(facts)
        if (clock.start or clock.row["inspected_on"] or facts.exports.data_date) <= facts.as_of
    ]
    order = [TOTAL, *reference.units(), UNMAPPED]
    found = []
    for name, rule in facts.rules.limits.items():
        mine = [
            (clock.row["unit"], state_of(clock, facts.as_of))
            for clock in clocks
            if clock.name == name
        ]
        for unit in [one for one in order if mine and one in {TOTAL, *(unit for unit, _ in mine)}]:
            states = Counter(state for one, state in mine if unit in (TOTAL, one))
            found.append({"clock": name, "unit": unit, **stated(rule, states)})
    return found


def stated(rule: dict[str, str], states: Counter) -> dict[str, object]:
    """The row of one clock and unit."""
    return {
        "limit_days": int(rule["limit_days"]) if rule["limit_days"] else None,
        "clock_status": rule["status"],
        "row_count": states.total(),
        "in_time_count": states["in_time"],
        "done_late_count": states["late"],
        "early_count": states["early"],
        "not_due_count": states["not_due"],
        "due_today_count": states["due_today"],
        "overdue_count": states["overdue"],
        "no_start_count": states["no_start"],
        "undated_count": states["undated"],
        "waived_count": states["waived"],
        "done_count": sum(states[state] for state in DONE),
        "unfinished_count": sum(states[state] for state in OPEN),
    }


def due_by_office(facts: Facts) -> Figure:
    """What is overdue or due soon, by clock, unit and inspecting office."""
    groups: dict[tuple[str, str, str], list[Clock]] = {}
    for clock in clocks_of(facts):
        due = clock.due
        is_open = state_of(clock, facts.as_of) in ("not_due", "due_today", "overdue")
        if due is not None and is_soon(due, facts.as_of) and clock.start <= facts.as_of and is_open:
            spelling = clock.row["check_office"] or NO_OFFICE
            place = aliases().get(squeezed(spelling))
            key = (clock.name, clock.row["unit"], str(place or spelling))
            groups.setdefault(key, []).append(clock)
    found = [
        {"clock": clock, "unit": unit, "check_office": called(mine), **due_counts(facts, mine)}
        for (clock, unit, _), mine in groups.items()
    ]
    return sorted(
        found,
        key=lambda row: (
            -row["overdue_count"],
            -row["due_soon_count"],
            row["clock"],
            row["unit"],
            row["check_office"],
        ),
    )


def called(clocks: list[Clock]) -> str:
    """The spelling of an office that most of its rows have; of as many, the first."""
    spellings = Counter(clock.row["check_office"] or NO_OFFICE for clock in clocks)
    return min(spellings, key=lambda one: (-spellings[one], one))


def is_soon(due: date, as_of: date) -> bool:
    """Whether a day is over, or within the next so many working days."""
    return due <= as_of or workdays.between(as_of, due) <= parameter("due_soon_workdays")


def due_counts(facts: Facts, clocks: list[Clock]) -> dict[str, object]:
    """Clocks of one office by when they are due."""
    days = [clock.due for clock in clocks]
    sunday = facts.as_of + timedelta(days=7 - facts.as_of.isoweekday())
    late, coming = [d for d in days if d < facts.as_of], [d for d in days if d >= facts.as_of]
    states = [clock.row["entry_state"] for clock in clocks]
    return {
        "overdue_count": len(late),
        "due_today_count": days.count(facts.as_of),
        "due_soon_count": len(coming),
        "due_week_count": sum(day <= sunday for day in coming),
        "to_review_count": sum(state in ("待审核", "审核退回") for state in states),
        "oldest_due_on": min(late, default=None),
        "next_due_on": min(coming, default=None),
    }


def platform_rows_by_month(facts: Facts) -> Figure:
    """Rows inspected per month by platform, of units with any."""
    rows = facts.rows[facts.rows["is_checked"]]
    systems = rows["task"].map(facts.exports.tasks["source_system"]).fillna("")
    keys = zip(rows["unit"], [day.month for day in rows["inspected_on"]], systems, strict=True)
    counts = Counter(keys)
    switches = {row["unit"]: row["switched_on"] for row in facts.rules.rows("switch_dates")}
    months = range(1, facts.as_of.month + 1)
    units = [unit for unit in [*reference.units(), UNMAPPED] if unit in set(rows["unit"])]
    return [
        {
            "unit": unit,
            "month_on": date(facts.as_of.year, month, 1),
            "old_count": counts[unit, month, OLD_PLATFORM],
            "new_platform_count": counts[unit, month, NEW_PLATFORM],
            "own_count": counts[unit, month, OWN_SYSTEM],
            "unknown_count": counts[unit, month, ""],
            "row_count": sum(
                count for (one, when, _), count in counts.items() if (one, when) == (unit, month)
            ),
            "switched_on": switches.get(unit),
        }
        for unit in units
        for month in months
    ]
