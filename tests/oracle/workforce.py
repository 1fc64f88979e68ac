"""M23: who may inspect, who was drawn, how even the load is."""

import pandas as pd

from . import reference
from .areas import PROVINCE_OFFICE, UNMAPPED
from .facts import Facts, by, ratio
from .filters import within
from .follow_up import quantile
from .planning import TOTAL
from .progress import Figure


def workforce_by_unit(facts: Facts) -> Figure:
    """The roster of each unit and its visits in the rows that the filters keep."""
    roster = roster_of(facts)
    visits = visits_of(facts)
    drawn = visits.groupby("inspector").size()
    done = visits[visits["is_checked"]].groupby("inspector").size()
    in_force = roster["valid_to"].isna() | ~is_before(roster["valid_to"], facts)
    roster = roster.assign(
        is_eligible=(roster["state"] == "有效") & in_force,
        is_expired=(roster["state"] == "有效") & ~in_force,
        is_drawn=roster.index.isin(drawn.index),
        drawn=drawn.reindex(roster.index).fillna(0).astype(int),
        done=done.reindex(roster.index).fillna(0).astype(int),
    )
    order = [*reference.units(), PROVINCE_OFFICE, UNMAPPED]
    units = [unit for unit in order if unit in set(roster["unit"])]
    parts = {unit: roster[roster["unit"] == unit] for unit in units} | {TOTAL: roster}
    return [{"unit": unit, **load(mine)} for unit, mine in parts.items() if len(mine)]


def roster_of(facts: Facts) -> pd.DataFrame:
    """Inspectors of the units and counties chosen."""
    roster, chosen = facts.exports.inspectors, facts.filters
    return roster[within(roster["unit"], chosen.units) & within(roster["county"], chosen.counties)]


def eligible(facts: Facts) -> pd.DataFrame:
    """Those of them who may inspect on the day."""
    roster = roster_of(facts)
    in_force = roster["valid_to"].isna() | ~is_before(roster["valid_to"], facts)
    return roster[(roster["state"] == "有效") & in_force]


def is_before(days: pd.Series, facts: Facts) -> pd.Series:
    """Days that are over."""
    return by(days, facts.as_of) & (days != facts.as_of)


def visits_of(facts: Facts) -> pd.DataFrame:
    """Visits of the rows drawn, of whatever jurisdiction: units are the inspectors' own."""
    rows = facts.all_rows
    chosen = facts.filters._replace(units=None, counties=None)
    rows = chosen.rows(rows, facts.exports.tasks)
    rows = rows[rows["is_assigned"]][["task", "entity", "is_checked"]]
    return facts.exports.visits.merge(rows, on=["task", "entity"])


def load(people: pd.DataFrame) -> dict[str, object]:
    """The figures of one roster."""
    counted = people[people["is_eligible"] | people["is_drawn"]]["drawn"].sort_values()
    loads = counted.tolist()
    eligible = int(people["is_eligible"].sum())
    taking_part = int((people["is_eligible"] & people["is_drawn"]).sum())
    return {
        "inspector_count": len(people),
        "eligible_count": eligible,
        "drawn_inspector_count": int(people["is_drawn"].sum()),
        "participation_rate": ratio(taking_part, eligible),
        "drawn_visit_count": int(people["drawn"].sum()),
        "done_visit_count": int(people["done"].sum()),
        "mean_load_value": ratio(sum(loads), len(loads)),
        "low_load_value": quantile(loads, 0.1),
        "median_load_value": quantile(loads, 0.5),
        "high_load_value": quantile(loads, 0.9),
        "most_visits_count": max(loads, default=0),
        "gini_rate": gini(loads),
        "expired_count": int(people["is_expired"].sum()),
    }


def gini(loads: list[int]) -> float | None:
    """Half the mean difference of any two, over the mean."""
    differences = sum(abs(one - other) for one in loads for other in loads)
    return ratio(differences, 2 * len(loads) * sum(loads))
