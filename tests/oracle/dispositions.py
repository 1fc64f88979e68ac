"""What is done about problems, what is overdue for how long, what has no date."""

from collections import Counter
from datetime import date

import pandas as pd

from . import reference, workdays
from .areas import UNMAPPED
from .clocks import Clock, clocks_of, is_soon, state_of
from .facts import PUBLISHED, Facts, by, needs_disposal, ratio
from .follow_up import days_of, quantile
from .progress import Figure
from .reference import parameter
from .words import OWN_SYSTEM

NO_MEASURE = "未注明"
OVERDUE_BANDS = {"5": range(1, 6), "10": range(6, 11), "20": range(11, 21)}


def follow_up_by_kind(facts: Facts) -> Figure:
    """Rows with a problem that needs disposal, under each measure named."""
    rows = facts.rows[facts.rows["is_checked"] & facts.rows["is_problem"]]
    rows = rows[needs_disposal(rows)]
    kinds = [
        found if isinstance(found, frozenset) and found else {NO_MEASURE}
        for found in rows["disposals"]
    ]
    spread = rows.assign(kind=[sorted(found) for found in kinds]).explode("kind")
    found = [{"disposal_kind": kind, **measures(mine)} for kind, mine in spread.groupby("kind")]
    return sorted(found, key=lambda row: (-row["disposal_count"], row["disposal_kind"]))


def measures(rows: pd.DataFrame) -> dict[str, object]:
    """Rows under one measure."""
    closed = int(rows["is_closed"].sum())
    return {
        "disposal_count": len(rows),
        "closed_count": closed,
        "closure_rate": ratio(closed, len(rows)),
        "unfinished_count": len(rows) - closed,
        "case_filed_count": int(rows["is_case_filed"].eq(True).sum()),
    }


def overdue(facts: Facts, name: str | None = None) -> list[Clock]:
    """Clocks that have run out and are not done; of one name, or all."""
    return [
        clock
        for clock in clocks_of(facts)
        if name in (None, clock.name) and state_of(clock, facts.as_of) == "overdue"
    ]


def overdue_age_by_unit(facts: Facts) -> Figure:
    """Working days past the due date, in bands."""
    groups: dict[tuple[str, str], list[date]] = {}
    for clock in overdue(facts):
        groups.setdefault((clock.name, clock.row["unit"]), []).append(clock.due)
    order = [*reference.units(), UNMAPPED]
    return [
        {"clock": name, "unit": unit, **ages(facts, groups[name, unit])}
        for name, unit in sorted(groups, key=lambda key: (key[0], order.index(key[1])))
    ]


def ages(facts: Facts, days: list[date]) -> dict[str, object]:
    """Due dates by how long ago they are."""
    gone = [workdays.between(day, facts.as_of) for day in days]
    counts = {
        f"days_{name}_count": sum(n in span for n in gone) for name, span in OVERDUE_BANDS.items()
    }
    rest = len(days) - sum(counts.values()) - gone.count(0)
    counts["days_5_count"] += gone.count(0)
    return {
        "overdue_count": len(days),
        **counts,
        "days_more_count": rest,
        "oldest_due_on": min(days),
    }


def follow_up_totals(facts: Facts) -> Figure:
    """M15, M21, M31 of the whole selection, and what is due."""
    clocks = [
        clock
        for clock in clocks_of(facts)
        if clock.row["is_inspected"] and clock.row["inspected_on"] <= facts.as_of
    ]
    due = Counter(due_in(clock, facts.as_of) for clock in clocks if clock.name == "publication")
    disposal = [clock for clock in clocks if clock.name == "closure"]
    own = [clock for clock in clocks if clock.name == "collection"]
    delays = [
        (clock.done - clock.start).days
        for clock in clocks
        if clock.name == "entry" and is_done(clock, facts) and has_delay(clock)
    ]
    closed = sum(is_done(clock, facts) for clock in disposal)
    collected = sum(is_done(clock, facts) for clock in own)
    return [
        {
            "overdue_count": due["overdue"],
            "due_today_count": due["today"],
            "due_soon_count": sum(
                state_of(clock, facts.as_of) in ("not_due", "due_today")
                and is_soon(clock.due, facts.as_of)
                for clock in clocks
                if clock.name == "publication"
            ),
            "soon_days": int(parameter("due_soon_workdays")),
            "due_week_count": due["today"] + due["week"],
            "disposal_count": len(disposal),
            "closed_count": closed,
            "closure_rate": ratio(closed, len(disposal)),
            "own_count": len(own),
            "collected_count": collected,
            "collection_rate": ratio(collected, len(own)),
            "entry_median": quantile(delays, 0.5),
            "entry_p90": quantile(delays, 0.9),
        }
    ]


def due_in(clock: Clock, as_of: date) -> str:
    """Whether a publication is overdue, due today, or due until Sunday."""
    state = state_of(clock, as_of)
    if state in ("overdue", "due_today"):
        return state.removeprefix("due_")
    is_week = state == "not_due" and (clock.due - as_of).days <= 7 - as_of.isoweekday()
    return "week" if is_week else ""


def is_done(clock: Clock, facts: Facts) -> bool:
    """Whether the end was reached by the day."""
    return clock.done is not None and clock.done <= facts.as_of


def has_delay(clock: Clock) -> bool:
    """Whether both ends are dated, in their order."""
    return not clock.is_undated and not clock.is_early


def collection_by_month(facts: Facts) -> Figure:
    """M21 by month of the inspection: own rows, and those of them on the platform."""
    groups: dict[tuple[str, date], list[bool]] = {}
    for clock in clocks_of(facts):
        inspected = clock.row["inspected_on"]
        if clock.name == "collection" and inspected <= facts.as_of:
            key = (clock.row["unit"], inspected.replace(day=1))
            groups.setdefault(key, []).append(is_done(clock, facts))
    order = [*reference.units(), UNMAPPED]
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return [
        {
            "unit": unit,
            "month_on": month,
            "own_count": len(groups[unit, month]),
            "platform_count": sum(groups[unit, month]),
            "uncollected_count": groups[unit, month].count(False),
            "collection_rate": ratio(sum(groups[unit, month]), len(groups[unit, month])),
        }
        for unit, month in keys
    ]


def undated_facts(facts: Facts) -> Figure:
    """Facts of each stage that bear no date, once they count."""
    rows = facts.rows
    has_result = rows["results"].map(bool)
    at_data_date = facts.exports.data_date <= facts.as_of
    exported = by(rows["publicity_exported_on"], facts.as_of)
    closes = needs_disposal(rows) & (rows["disposal_state"] == "已完结")
    stages = {
        "drawn": undated(rows["drawn_on"]) & at_data_date,
        "inspected": has_result & undated(rows["inspected_on"]) & at_data_date,
        "entered": has_result & undated(rows["entered_on"]) & at_data_date,
        "published": (rows["pub_state"] == PUBLISHED) & undated(rows["published_on"]) & exported,
        "closed": closes & undated(rows["closed_on"]) & exported,
        "collected": is_own(facts)
        & rows["is_checked"]
        & rows["is_collected"].eq(True)
        & undated(rows["collected_on"])
        & at_data_date,
    }
    return [{"stage": stage, "row_count": int(mask.sum())} for stage, mask in stages.items()]


def is_own(facts: Facts) -> pd.Series:
    """Rows of tasks of the units' own systems."""
    return facts.rows["task"].map(facts.exports.tasks["source_system"]) == OWN_SYSTEM


def undated(cells: pd.Series) -> pd.Series:
    """Cells without a day."""
    return pd.Series([day is None for day in days_of(cells)], cells.index)
