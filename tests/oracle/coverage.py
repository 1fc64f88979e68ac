"""M22: which items, risk fields and kinds of firms in which places were inspected."""

from collections.abc import Collection

import pandas as pd

from . import reference
from .areas import UNMAPPED
from .facts import ENTERPRISE, PROBLEMS, Facts, by, ratio
from .filters import within
from .planning import TOTAL
from .progress import Figure


def items_checked(facts: Facts) -> pd.DataFrame:
    """Items of the rows that the filters keep, checked by the day in the year."""
    items = facts.exports.items
    items = items[items["checked"].ne(False) & (items["item"] != "")]
    rows = facts.all_rows[facts.all_rows["results"].map(bool)]
    rows = facts.filters.rows(rows, facts.exports.tasks)
    place = rows[["task", "entity", "unit", "county", "inspected_on"]]
    joined = items.drop(columns=["county"]).merge(
        place, on=["task", "entity"], how="inner", suffixes=("", "_of_row")
    )
    own = joined["inspected_on"]
    joined["inspected_on"] = own.where(own.notna(), joined["inspected_on_of_row"])
    return joined[by(joined["inspected_on"], facts.as_of)]


def item_coverage(facts: Facts) -> Figure:
    """Every item of the list and every one checked beside it."""
    checked = items_checked(facts)
    listed = facts.exports.listed.set_index("item")["name"]
    codes = [*sorted(listed.index), *sorted(set(checked["item"]) - set(listed.index))]
    return [item(code, code in listed.index, checked[checked["item"] == code]) for code in codes]


def item(code: str, is_listed: bool, rows: pd.DataFrame) -> dict[str, object]:
    """One item."""
    problems = rows["item_results"].map(lambda found: bool(found & PROBLEMS))
    return {
        "item_code": code,
        "is_listed": is_listed,
        "unit_count": rows["unit"].nunique(),
        "checked_count": len(rows),
        "problem_count": int(problems.sum()),
        "is_empty": rows.empty,
    }


def field_coverage(facts: Facts) -> Figure:
    """Every risk field in every unit: tasks, rows, inspections."""
    rows = facts.rows[facts.rows["is_assigned"]]
    fields = rows["task"].map(facts.exports.tasks["fields"])
    named = sorted(row["risk_field"] for row in reference.rows("risk_fields"))
    return [
        {"risk_field": field, "unit": unit, **cell(rows[here & (rows["unit"] == unit)])}
        for field in named
        for here in [fields.map(lambda found, field=field: field in found).astype(bool)]
        for unit in facts.units
        if facts.filters.counties is None or unit in homes(facts.filters.counties)
    ]


def homes(counties: Collection[str]) -> set[str]:
    """The units of some counties."""
    return {row["unit"] for row in reference.rows("counties") if row["county_code"] in counties}


def cell(rows: pd.DataFrame) -> dict[str, object]:
    """One field in one unit."""
    visited = rows[rows["is_checked"]]
    return {
        "task_count": rows["task"].nunique(),
        "row_count": len(rows),
        "inspected_count": len(visited),
        "problem_count": int(visited["is_problem"].sum()),
        "last_inspected_on": max(visited["inspected_on"], default=None),
        "is_empty": rows.empty,
    }


def coverage_by_unit(facts: Facts) -> Figure:
    """Items of the list used, and cells of county and industry visited."""
    checked = items_checked(facts)
    listed = set(facts.exports.listed["item"])
    used = checked[checked["item"].isin(listed)]
    firms, visited = cells_of(facts)
    found = []
    for unit in [*facts.units, TOTAL]:
        here = slice(None) if unit == TOTAL else firms["unit"] == unit
        mine = used if unit == TOTAL else used[used["unit"] == unit]
        sizes = firms.loc[here].groupby(["unit", "county", "industry"]).size()
        seen = [key in visited for key in sizes.index]
        found.append(
            {
                "unit": unit,
                "item_count": len(listed),
                "used_item_count": mine["item"].nunique(),
                "item_coverage_rate": ratio(mine["item"].nunique(), len(listed)),
                "cell_count": len(sizes),
                "visited_cell_count": sum(seen),
                "object_coverage_rate": ratio(sum(seen), len(sizes)),
                "unvisited_entity_count": int(sizes[[not one for one in seen]].sum()),
            }
        )
    return found


def cells_of(facts: Facts) -> tuple[pd.DataFrame, set]:
    """Enterprises of the register 存续 with an industry, and the cells inspected."""
    register = facts.exports.entities
    firms = register[
        (register["kind"] == ENTERPRISE)
        & (register["state"] == "存续")
        & (register["industry"] != "")
        & (register["county"] != "")
        & ~register["unit"].isin(["", UNMAPPED])
        & (register["established_on"].isna() | by(register["established_on"], facts.as_of))
    ]
    chosen = facts.filters
    firms = firms[within(firms["unit"], chosen.units) & within(firms["county"], chosen.counties)]
    rows = facts.all_rows[facts.all_rows["is_checked"] & (facts.all_rows["kind"] == ENTERPRISE)]
    industries = rows["entity"].map(register["industry"])
    return firms, set(zip(rows["unit"], rows["county"], industries, strict=True))
