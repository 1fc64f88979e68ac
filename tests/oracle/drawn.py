"""Tasks drawn in the year: whether they count, are exempt, and say that the class was used."""

import pandas as pd

from .areas import PROVINCE_OFFICE, UNMAPPED
from .facts import ENTERPRISE, Facts, in_year
from .filters import within

BY_CLASS = "分类分层"
EXEMPTION = ("exempt_field", "exempt_reason", "exempt_office")


def executing_units(facts: Facts, found: set[str]) -> list[str]:
    """The units that carry out tasks, 省局本级 among them; 未映射 where not empty."""
    others = [PROVINCE_OFFICE, *({UNMAPPED} & found)]
    return [*facts.units, *filter(facts.filters.has_unit, others)]


def drawn_tasks(facts: Facts) -> pd.DataFrame:
    """Tasks drawn in the year by the day with enterprises among their objects."""
    tasks = facts.tasks
    tasks = tasks[
        in_year(tasks["drawn_on"], facts.as_of)
        & tasks["kinds"].map(lambda kinds: ENTERPRISE in kinds)
    ]
    tasks = tasks[within(tasks["county"], facts.filters.counties)]
    tasks = tasks.assign(
        unit=tasks["unit"].where(tasks["unit"] != "", UNMAPPED),
        is_exempt=is_exempt(facts, tasks),
        is_claimed=(tasks[list(EXEMPTION)] != "").any(axis=1) | tasks["exempt_on"].notna(),
        is_used=tasks["class_used"].eq(True) | (tasks["draw_method"] == BY_CLASS),
    )
    return tasks[within(tasks["unit"], facts.filters.units)]


def is_exempt(facts: Facts, tasks: pd.DataFrame) -> pd.Series:
    """Complete, of a field of the year's list, and approved on or before the draw."""
    fields = {row["field"] for row in facts.rules.rows("exemption_rules")}
    is_in_time = [
        pd.notna(approved) and approved <= drawn
        for approved, drawn in zip(tasks["exempt_on"], tasks["drawn_on"], strict=True)
    ]
    is_complete = (tasks[list(EXEMPTION)] != "").all(axis=1)
    is_known = is_complete & tasks["exempt_field"].isin(fields)
    return is_known & pd.Series(is_in_time, tasks.index, dtype=bool)
