"""成效评估 as rows and sentences, free of the screen: what each unit's work amounts to.

Every figure comes from one question, asked of the day, of the end of the month before and of
the same day a year before; what one of the days does not know stays unknown, and so does the
change. Nothing is added up.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.data.columns import POINTS, rounded, written
from inspection.data.disclosure import TOTAL
from inspection.data.snapshots import Snapshot
from inspection.showing.english import named
from inspection.showing.same_period import changed
from inspection.text import text

QUESTION = "indicators_by_unit"
MISSING = "missing_inputs"
Row = Mapping[str, Any]


class Indicator(NamedTuple):
    """One measure: its name, its columns in the answer, and what it is held against.

    `against` is the yardstick of the day, `full` (all of it), the `whole` of the selection, or
    `none` where nothing says how much it should be.
    """

    name: str
    rate: str
    top: str
    base: str
    against: str


INDICATORS = (
    Indicator("completion", "completion_rate", "checked_count", "target_count", "yardstick"),
    Indicator("sufficiency", "sufficiency_rate", "drawn_count", "target_count", "full"),
    Indicator("integration", "integration_rate", "used_count", "task_count", "full"),
    Indicator("effective", "effective_rate", "effective_count", "used_count", "none"),
    Indicator("coverage", "coverage_rate", "classified_count", "existing_count", "full"),
    Indicator("finding", "finding_rate", "problem_count", "applicable_count", "whole"),
    Indicator("valid", "valid_rate", "valid_count", "inspected_count", "whole"),
    Indicator("publicity", "publicity_rate", "published_count", "publishable_count", "full"),
    Indicator("on_time", "on_time_rate", "on_time_count", "due_count", "full"),
    Indicator("closure", "closure_rate", "closed_count", "disposal_count", "none"),
    Indicator("collection", "collection_rate", "collected_count", "own_count", "full"),
    Indicator("plans", "plan_making_rate", "planned_county_count", "county_count", "full"),
    Indicator("uptake", "uptake_rate", "taken_up_count", "offered_count", "full"),
    Indicator("duties", "duties_rate", "received_count", "duty_count", "full"),
    Indicator("cases", "case_rate", "case_done_count", "case_unit_count", "full"),
)
BY_NAME = {one.name: one for one in INDICATORS}
SCHEMA = pa.schema(
    [
        ("unit", pa.string()),
        ("indicator", pa.string()),
        ("indicator_rate", pa.float64()),
        ("top_count", pa.int64()),
        ("whole_count", pa.int64()),
        ("counted_as", pa.string()),
        ("reference_rate", pa.float64()),
        ("reference_kind", pa.string()),
        ("month_rate", pa.float64()),
        ("month_change_points", pa.float64()),
        ("earlier_year_rate", pa.float64()),
        ("year_change_points", pa.float64()),
    ]
)


class Evaluation(NamedTuple):
    """Rows of the indicators on the day, at the end of the month before, and a year before."""

    now: list[Row]
    month: list[Row]
    year: list[Row]


def month_before(as_of: date) -> date | None:
    """The last day of the month before; None where that lies in another year."""
    day = as_of.replace(day=1) - timedelta(days=1)
    return day if day.year == as_of.year else None


def year_before(as_of: date, snapshot: Snapshot) -> date | None:
    """The same day of the year before; None where the snapshot does not hold that year."""
    day = warehouse.years_before(as_of, 1)
    return day if day.year in snapshot.years else None


def evaluate(
    scope: Scope, snapshot: Snapshot, as_of: date, units: Sequence[str] | None = None
) -> Evaluation:
    """The indicators of these units and of all of them together, on the three days."""
    days = (as_of, month_before(as_of), year_before(as_of, snapshot))
    return Evaluation(
        *(_rows(QUESTION, scope, snapshot, day, units) if day else [] for day in days)
    )


def missing_inputs(
    scope: Scope, snapshot: Snapshot, as_of: date, units: Sequence[str] | None = None
) -> list[Row]:
    """What these units have not sent, past its day first."""
    return _rows(MISSING, scope, snapshot, as_of, units)


def _rows(
    name: str, scope: Scope, snapshot: Snapshot, day: date, units: Sequence[str] | None
) -> list[Row]:
    given = {"as_of": day, "units": list(units) if units else None}
    return warehouse.answer(name, scope=scope, snapshot=snapshot, **given).to_pylist()


def indicator_rows(found: Evaluation, unit: str = TOTAL, *, is_over: bool = False) -> pa.Table:
    """A line per indicator of one unit, or of all; `is_over`: the deadline has passed."""
    now, month, year, whole = (
        next((row for row in rows if row["unit"] == name), {})
        for rows, name in (
            *((rows, unit) for rows in found),
            (found.now, TOTAL),
        )
    )
    # One unit alone is not held against itself.
    whole = whole if unit != TOTAL and len(found.now) > len((unit, TOTAL)) else {}
    lines = [_line(one, now, month, year, whole, is_over=is_over) for one in INDICATORS if now]
    return pa.Table.from_pylist(lines, SCHEMA)


def _line(
    one: Indicator, now: Row, month: Row, year: Row, whole: Row, *, is_over: bool
) -> dict[str, Any]:
    rate, then, ago = now[one.rate], month.get(one.rate), year.get(one.rate)
    kind = "full" if one.against == "yardstick" and is_over else one.against
    kind = "none" if kind == "whole" and not whole else kind
    known = {"yardstick": now["yardstick_rate"], "full": 1.0, "whole": whole.get(one.rate)}
    return {
        "unit": now["unit"],
        "indicator": one.name,
        "indicator_rate": rate,
        "top_count": now[one.top],
        "whole_count": now[one.base],
        "counted_as": one.name,
        "reference_rate": known.get(kind),
        "reference_kind": kind,
        "month_rate": then,
        "month_change_points": changed(rate, then),
        "earlier_year_rate": ago,
        "year_change_points": changed(rate, ago),
    }


def below_reference(rows: pa.Table) -> list[dict[str, Any]]:
    """Lines whose rate is known and below what they are held against, the furthest first."""
    known = [
        row
        for row in rows.to_pylist()
        if row["indicator_rate"] is not None
        and row["reference_rate"] is not None
        and row["indicator_rate"] < row["reference_rate"]
    ]
    return sorted(known, key=lambda row: row["indicator_rate"] - row["reference_rate"])


def say_missing(rows: Sequence[Row], lang: str) -> str:
    """How many inputs are missing: of duties those past their day, with who owes them."""
    duties = [row for row in rows if row["input_kind"] == "duty"]
    tables = [row for row in rows if row["input_kind"] == "table"]
    if not rows:
        return text("evaluation.nothing_missing", lang)
    return _owed(duties, lang) + _unsent(tables, lang)


def _owed(duties: Sequence[Row], lang: str) -> str:
    """Of the duties those past their day, with who owes them; a nought is said in words."""
    late = [row for row in duties if row["is_overdue"]]
    if not late:
        key = "evaluation.missing_none_late" if duties else "evaluation.missing_no_duty"
        return text(key, lang, count=len(duties))
    said = text("evaluation.missing_duties", lang, count=len(duties), late_count=len(late))
    return said + text("evaluation.missing_late", lang, names=_owing(late, lang))


def _unsent(tables: Sequence[Row], lang: str) -> str:
    """How many tables did not come this week, and of how many units."""
    if not tables:
        return text("evaluation.missing_no_table", lang)
    units = {row["unit"] for row in tables}
    return text("evaluation.missing_tables", lang, count=len(tables), unit_count=len(units))


def _owing(rows: Iterable[Row], lang: str) -> str:
    """Each duty with who owes it: 成效评估报告（福州、厦门）."""
    owing: dict[str, list[str]] = {}
    for row in rows:
        owing.setdefault(row["duty"], []).append(named(row["subject"], lang))
    between = text("frame.between", lang)
    return between.join(
        text("evaluation.owed_by", lang, duty=named(duty, lang), names=between.join(subjects))
        for duty, subjects in owing.items()
    )


def say_indicator(row: Row, lang: str) -> str:
    """One line of `indicator_rows` in words: value, counts, reference, changes as far as known."""
    values = {name: written(name, value, lang) for name, value in row.items()}
    if row["indicator_rate"] is None:
        return text("evaluation.said_unknown", lang, **values)
    told = [text("evaluation.said_rate", lang, **values)]
    if row["reference_rate"] is not None and row["reference_kind"] != "full":
        told.append(text("evaluation.said_reference", lang, **values))
    for span in ("month", "year"):
        if row[f"{span}_change_points"] is not None:
            same = "" if rounded(POINTS, row[f"{span}_change_points"]) else "_same"
            told.append(text(f"evaluation.said_{span}{same}", lang, **values))
    return "".join(told) + text("evaluation.said_end", lang)
