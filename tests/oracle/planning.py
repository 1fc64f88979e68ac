"""Plans and tasks: how far they are, joint work, repeats, and what counties take up."""

from collections.abc import Callable
from datetime import date
from itertools import combinations

import pandas as pd

from . import reference
from .areas import PROVINCE_OFFICE, UNMAPPED
from .facts import PUBLISHED, REFUSED, Facts, by, ratio
from .filters import within
from .progress import Figure

TOTAL = "合计"
# What the three rates are counted from.
RATED = ["task", "task_window_to", "is_checked", "is_done"]
NO_OFFICE = "未注明处室"
PROVINCIAL, MUNICIPAL, COUNTY = "省级", "市级", "县级"


def with_total(facts: Facts, figures: Callable[[pd.DataFrame], dict]) -> Figure:
    """Figures of the task rows drawn: each unit, 未映射 where it has any, and all of them."""
    rows = facts.rows[facts.rows["is_assigned"]]
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    parts = {unit: rows[rows["unit"] == unit] for unit in units}
    return [{"unit": unit, **figures(mine)} for unit, mine in (parts | {TOTAL: rows}).items()]


def completion_rates(facts: Facts) -> Figure:
    """M10 by unit; a unit stands where it has a row or a plan."""
    rows = facts.rows[facts.rows["is_assigned"]]
    rows = rows.assign(is_done=done(rows, facts.as_of))
    plans = plans_chosen(facts, rows)
    rows = rows[[*RATED, "unit"]]
    order = [*reference.units(), PROVINCE_OFFICE]
    found = {*rows["unit"], *plans["unit"]}
    units = [*(unit for unit in order if unit in found), *sorted(found - set(order))]
    parts = [(unit, rows[rows["unit"] == unit], plans[plans["unit"] == unit]) for unit in units]
    return [
        {"part": part, **how_far(facts, mine, own)}
        for part, mine, own in [*parts, (TOTAL, rows, plans)]
    ]


def completion_rates_by_office(facts: Facts) -> Figure:
    """M10 by launching office, the most overdue first."""
    rows = facts.rows[facts.rows["is_assigned"]]
    rows = rows.assign(is_done=done(rows, facts.as_of), office=office_of(rows["task_lead_office"]))
    plans = plans_chosen(facts, rows)
    plans = plans.assign(office=office_of(plans["lead_office"]))
    rows = rows[[*RATED, "office"]]
    own, planned = dict(list(rows.groupby("office"))), dict(list(plans.groupby("office")))
    found = [
        {
            "part": office,
            **how_far(facts, own.get(office, rows.iloc[:0]), planned.get(office, plans.iloc[:0])),
        }
        for office in sorted({*own, *planned})
    ]
    found.sort(key=lambda row: -int(str(row["overdue_count"])))
    return [*found, {"part": TOTAL, **how_far(facts, rows, plans)}]


def office_of(offices: pd.Series) -> pd.Series:
    """The launching office, also where none is named."""
    return offices.fillna("").replace("", NO_OFFICE)


def how_far(facts: Facts, rows: pd.DataFrame, plans: pd.DataFrame) -> dict[str, object]:
    """The three rates of some rows and plans."""
    done_tasks = len({*rows["task"]} - {*rows["task"][~rows["is_done"]]})
    is_past = by(rows["task_window_to"], facts.as_of) & (rows["task_window_to"] != facts.as_of)
    tasks, inspected = rows["task"].nunique(), int(rows["is_checked"].sum())
    done_plans = int(plans["is_done"].sum())
    return {
        "known_plan_count": len(plans),
        "done_plan_count": done_plans,
        "plan_completion_rate": ratio(done_plans, len(plans)),
        "task_count": tasks,
        "done_task_count": done_tasks,
        "task_completion_rate": ratio(done_tasks, tasks),
        "row_count": len(rows),
        "inspected_count": inspected,
        "inspection_completion_rate": ratio(inspected, len(rows)),
        "overdue_count": int((is_past & ~rows["is_checked"]).sum()),
    }


def done(rows: pd.DataFrame, as_of: date) -> pd.Series:
    """Rows published, or inspected and lawfully not public."""
    is_withheld = (rows["pub_state"] == REFUSED) & (rows["not_public_reason"].fillna("") != "")
    days = rows["published_on"].where(rows["published_on"].notna(), rows["publicity_exported_on"])
    is_later = rows["inspected_on"].notna() & ~by(rows["inspected_on"], as_of)
    is_public = (rows["pub_state"] == PUBLISHED) & by(days, as_of) & ~is_later
    return (is_withheld & rows["is_checked"]) | is_public


def plans_chosen(facts: Facts, rows: pd.DataFrame) -> pd.DataFrame:
    """The plans that the filters keep, and whether all rows of all their tasks are done."""
    plans, chosen = facts.exports.plans, facts.filters
    unit = plans["unit"].where(
        (plans["unit"] != "") & (plans["level"] != PROVINCIAL), PROVINCE_OFFICE
    )
    plans = plans.assign(unit=unit, is_done=plans_done(facts))
    county = plans["county"].where(plans["level"] == COUNTY, "")
    keep = within(plans["unit"], chosen.units) & within(county, chosen.counties)
    keep &= within(plans["lead_office"], chosen.offices) & within(plans["joint"], chosen.joints)
    keep &= within(plans["draw_kind"], chosen.draw_kinds)
    keep &= within(plans.index.to_series(), chosen.plans)
    if chosen._replace(kinds=None, sources=None, one_plus_x=None) != chosen:
        keep &= plans.index.isin(rows["task"].map(facts.exports.tasks["plan"]))
    return plans[keep]


def plans_done(facts: Facts) -> pd.Series:
    """Of each plan, whether it has tasks, and all of them have rows, all done."""
    rows = facts.all_rows
    by_task = done(rows, facts.as_of).groupby(rows["task"]).all()
    tasks = facts.exports.tasks
    states = by_task.reindex(tasks.index).eq(True).groupby(tasks["plan"]).all()
    return states.reindex(facts.exports.plans.index).eq(True)


def joint_share_by_unit(facts: Facts) -> Figure:
    """M19, and the flag 1+X."""
    return with_total(facts, lambda rows: joint_shares(facts, rows))


def joint_shares(facts: Facts, rows: pd.DataFrame) -> dict[str, object]:
    """Tasks and rows that several departments inspect together."""
    tasks = facts.exports.tasks.reindex(rows["task"])
    joint, flag = tasks["joint"].set_axis(rows.index), tasks["one_plus_x"].set_axis(rows.index)
    across, inside, marked = rows[joint == "跨部门"], rows[joint == "部门内"], rows[flag.eq(True)]
    count = rows["task"].nunique()
    return {
        "task_count": count,
        "joint_task_count": across["task"].nunique(),
        "joint_task_share": ratio(across["task"].nunique(), count),
        "inner_task_count": inside["task"].nunique(),
        "row_count": len(rows),
        "joint_row_count": len(across),
        "joint_row_share": ratio(len(across), len(rows)),
        "one_plus_x_task_count": marked["task"].nunique(),
        "one_plus_x_row_count": len(marked),
    }


def repeats_by_unit(facts: Facts) -> Figure:
    """M20: entities that another task inspected again within the window."""
    window = int(reference.parameter("repeat_window_days"))
    same, other = repeated_rows(facts, window)
    rows = facts.rows[facts.rows["is_checked"]]
    units = [*facts.units, *({UNMAPPED} & set(rows["unit"]))]
    parts = {unit: rows[rows["unit"] == unit] for unit in units} | {TOTAL: rows}
    return [
        {"unit": unit, "window_days": window, **repeats(mine, same, other)}
        for unit, mine in parts.items()
    ]


def repeats(rows: pd.DataFrame, same: set, other: set) -> dict[str, object]:
    """Entities of some rows that are repeated, with an item checked twice or without."""
    keys = [*zip(rows["entity"], rows["task"], strict=True)]
    again = {entity for entity, task in keys if (entity, task) in same | other}
    twice = {entity for entity, task in keys if (entity, task) in same}
    return {
        "inspected_entity_count": rows["entity"].nunique(),
        "repeated_entity_count": len(again),
        "repeat_rate": ratio(len(again), rows["entity"].nunique()),
        "same_item_count": len(twice),
        "other_item_count": len(again) - len(twice),
    }


def repeated_rows(facts: Facts, window: int) -> tuple[set, set]:
    """(entity, task) of rows with a second visit near: sharing an item, and sharing none."""
    rows = facts.all_rows[facts.all_rows["is_checked"]]
    items = facts.exports.items
    checked = items[items["checked"].ne(False)].groupby(["entity", "task"])["item"].agg(set)
    known = checked.to_dict()
    same, other = set(), set()
    for entity, mine in rows[rows["entity"].duplicated(keep=False)].groupby("entity"):
        visits = [*zip(mine["task"], mine["inspected_on"], strict=True)]
        for (one, first), (two, second) in combinations(visits, 2):
            if abs((second - first).days) <= window:
                shared = known.get((entity, one), set()) & known.get((entity, two), set())
                (same if shared else other).update({(entity, one), (entity, two)})
    return same, other


def uptake_by_unit(facts: Facts) -> Figure:
    """M26 and M27: counties with a plan, and provincial plans found in county plans."""
    plans = facts.exports.plans
    provincial = plans[plans["level"] == PROVINCIAL]
    local = plans[plans["level"] == COUNTY]
    numbers = provincial.reset_index().groupby("name")["plan"].min().to_dict()
    roots = local["root"].where(local["root"] != "", local["name"].map(numbers))
    roots = roots.where(roots.isin(provincial.index))
    found = roots.groupby(local["county"]).nunique().to_dict()
    municipal = set(plans[plans["level"] == MUNICIPAL]["unit"])
    counties = counties_chosen(facts)
    parts = [(unit, codes) for unit, codes in counties.items()]
    everything = sorted(code for codes in counties.values() for code in codes)
    names = {row["county_code"]: row["county"] for row in reference.rows("counties")}
    return [
        {
            "unit": unit,
            "county_count": len(codes),
            "planned_county_count": sum(code in found for code in codes),
            "plan_making_rate": ratio(sum(code in found for code in codes), len(codes)),
            "unplanned_counties": "、".join(names[c] for c in codes if c not in found) or None,
            "has_unit_plan": None if unit == TOTAL else unit in municipal,
            "offered_count": len(codes) * len(provincial),
            "taken_up_count": sum(found.get(code, 0) for code in codes),
            "uptake_rate": ratio(
                sum(found.get(code, 0) for code in codes), len(codes) * len(provincial)
            ),
        }
        for unit, codes in [*parts, (TOTAL, everything)]
    ]


def counties_chosen(facts: Facts) -> dict[str, list[str]]:
    """Supervised counties by unit, of those that the filters keep."""
    rows = [row for row in reference.rows("counties") if row["is_supervised"] == "true"]
    chosen = facts.filters.counties
    found = {
        unit: [
            row["county_code"]
            for row in rows
            if row["unit"] == unit and (chosen is None or row["county_code"] in chosen)
        ]
        for unit in facts.units
    }
    return {unit: codes for unit, codes in found.items() if codes}
