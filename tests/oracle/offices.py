"""Figures by office and unit beside the headline: what rows bring, publicity, cases."""

from datetime import date

import pandas as pd

from . import reference, workdays
from .areas import UNMAPPED
from .facts import ABSENT, ENTERPRISE, PUBLISHED, REFUSED, Facts, by, ratio
from .progress import Figure

CASE_STATES = {
    "线索": "clue_count",
    "起草": "draft_count",
    "报送": "submitted_count",
    "采用": "adopted_count",
    "已宣传": "publicised_count",
}

HANDED_IN = ("报送", "采用", "已宣传")


def contribution(facts: Facts) -> Figure:
    """What the rows that the filters keep bring, by unit."""
    rows = facts.rows[facts.rows["is_checked"]]
    found = []
    for unit in [*facts.units, *({UNMAPPED} & set(rows["unit"]))]:
        mine = rows[rows["unit"] == unit]
        found.append(
            {
                "unit": unit,
                "enterprise_count": mine[mine["kind"] == ENTERPRISE]["entity"].nunique(),
                "entity_count": mine["entity"].nunique(),
                "row_count": len(mine),
            }
        )
    return found


def publicity_by_unit(facts: Facts) -> Figure:
    """M11 and M12 of the rows inspected, by unit."""
    rows = facts.rows[facts.rows["is_checked"]]
    rows = with_due_days(facts, rows)
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    return [{"unit": unit, **publicity(facts, rows[rows["unit"] == unit])} for unit in units]


def with_due_days(facts: Facts, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows inspected, with the day on which their publication is due."""
    limit = facts.rules.publication_days
    return rows.assign(due_on=[workdays.add(day, limit) for day in rows["inspected_on"]])


def publicity(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    """Published of inspected, and in time of what fell due."""
    is_exempt = (rows["pub_state"] == REFUSED) & (rows["not_public_reason"].fillna("") != "")
    has_no_day = (rows["pub_state"] == PUBLISHED) & rows["published_on"].isna()
    is_early = (rows["pub_state"] == PUBLISHED) & is_before(rows)
    is_timed = ~is_exempt & ~has_no_day & ~is_early
    is_today = rows["due_on"] == facts.as_of
    is_due = is_timed & by(rows["due_on"], facts.as_of) & (~is_today | rows["is_published"])
    is_on_time = is_due & rows["is_published"] & in_time(rows)
    inspected, published = len(rows), int(rows["is_published"].sum())
    return {
        "inspected_count": inspected,
        "withheld_count": int(is_exempt.sum()),
        "published_count": published,
        "publicity_rate": ratio(published, inspected - int(is_exempt.sum())),
        "due_count": int(is_due.sum()),
        "on_time_count": int(is_on_time.sum()),
        "on_time_rate": ratio(int(is_on_time.sum()), int(is_due.sum())),
        "overdue_count": int((is_due & ~rows["is_published"]).sum()),
        "early_count": int((is_early & ~is_exempt).sum()),
        "due_today_count": int((is_timed & is_today & ~rows["is_published"]).sum()),
        "not_due_count": int((is_timed & ~by(rows["due_on"], facts.as_of)).sum()),
        "undated_count": int((has_no_day & rows["is_published"]).sum()),
    }


def indicator_totals(facts: Facts) -> Figure:
    """M11, M12, M13 and M32 of all rows inspected that the filters keep."""
    rows = facts.rows[facts.rows["is_checked"]]
    rows = with_due_days(facts, rows)
    applicable = rows[rows["is_applicable"]]
    problems = int(applicable["is_problem"].sum())
    valid = sum(not found & ABSENT for found in rows["results"])
    found = publicity(facts, rows) | {
        "problem_count": problems,
        "applicable_count": len(applicable),
        "finding_rate": ratio(problems, len(applicable)),
        "valid_count": valid,
        "valid_rate": ratio(valid, len(rows)),
    }
    del found["due_today_count"], found["not_due_count"]
    return [found]


def is_before(rows: pd.DataFrame) -> pd.Series:
    """Rows whose publication bears a day before that of the inspection."""
    pairs = zip(rows["published_on"], rows["inspected_on"], strict=True)
    return pd.Series(
        [bool(day and day == day and day < seen) for day, seen in pairs], rows.index, dtype=bool
    )


def in_time(rows: pd.DataFrame) -> pd.Series:
    """Rows whose publication bears a day, not later than the due day."""
    pairs = zip(rows["published_on"], rows["due_on"], strict=True)
    return pd.Series(
        [bool(day and day == day and day <= due) for day, due in pairs], rows.index, dtype=bool
    )


def cases_by_unit(facts: Facts) -> Figure:
    """Typical cases by state; one counts only with its evidence and once handed in."""
    cases = facts.exports.cases
    cases = cases[cases["case_year"].isna() | (cases["case_year"] == facts.rules.year)]
    is_later = cases["publicised_on"].notna() & ~by(cases["publicised_on"], facts.as_of)
    cases = cases.assign(
        state=cases["state"].where(~((cases["state"] == "已宣传") & is_later), "采用")
    )
    submitted = [submitted_on(facts, row) for row in cases.to_dict("records")]
    is_to_come = [day is not None and day > facts.as_of for day in submitted]
    is_drafted = cases["state"].isin(HANDED_IN) & pd.Series(is_to_come, cases.index, dtype=bool)
    cases = cases.assign(state=cases["state"].where(~is_drafted, "起草"))
    duty = {row["unit"]: row["has_case_duty"] == "true" for row in reference.rows("units")}
    return [
        {"unit": unit, "is_required": duty[unit], **board(cases[cases["unit"] == unit])}
        for unit in facts.units
    ]


def submitted_on(facts: Facts, case: dict) -> date | None:
    """The day on which a case came in: as the duty of its unit, or in public."""
    duties = facts.exports.duties
    mine = duties[(duties["duty"] == "典型案例") & (duties["subject"] == case["unit"])]
    days = [*mine["received_on"], case["publicised_on"]]
    return min((day for day in days if isinstance(day, date) and day == day), default=None)


def board(cases: pd.DataFrame) -> dict[str, object]:
    """The cases of one unit."""
    counts = {name: int((cases["state"] == state).sum()) for state, name in CASE_STATES.items()}
    counting = int(cases["state"].isin(HANDED_IN).sum())
    return {
        **counts,
        "case_count": len(cases),
        "counting_count": counting,
        "is_fulfilled": counting > 0,
    }
