"""Figures of 抽查进度: targets, completion, stages, pace."""

import pandas as pd

from . import reference
from .areas import UNMAPPED
from .facts import ENTERPRISE, Facts, base, distinct, floor_ppm, ratio, target

Figure = list[dict[str, object]]


def rates(stock: int | None, goal: int | None, counts: dict[str, int]) -> dict[str, object]:
    """The columns that follow from base, target and the three counts."""
    checked, drawn = counts["checked_count"], counts["drawn_count"]
    return {
        "stock_count": stock,
        "target_count": goal,
        **counts,
        "completion_rate": ratio(checked, goal),
        "check_ratio": ratio(checked, stock),
        "sufficiency_rate": ratio(drawn, goal),
        "gap_count": None if goal is None else max(goal - checked, 0),
    }


def counts_by(facts: Facts, group: list[str] | str) -> dict[object, dict[str, int]]:
    """Distinct enterprises drawn, inspected and published, per group."""
    rows = facts.enterprises
    by_stage = {
        f"{stage}_count": distinct(rows[rows[f"is_{stage}"]], group)
        for stage in ("drawn", "checked", "published")
    }
    keys = set().union(*by_stage.values())
    return {key: {name: found.get(key, 0) for name, found in by_stage.items()} for key in keys}


NO_COUNTS = {"drawn_count": 0, "checked_count": 0, "published_count": 0}


def completion_by_unit(facts: Facts) -> Figure:
    """M1-M5 of the units that the base has; 未映射 where something stands under it."""
    stock = base(facts).groupby("unit")["stock_count"].sum().to_dict()
    counts = counts_by(facts, "unit")
    found = [
        {
            "unit": unit,
            **rates(
                stock[unit],
                target(stock[unit], floor_ppm(facts.rules, unit, facts.as_of)),
                counts.get(unit, NO_COUNTS),
            ),
        }
        for unit in facts.units
        if unit in stock
    ]
    if UNMAPPED in counts:
        found.append({"unit": UNMAPPED, **rates(None, None, counts[UNMAPPED])})
    return found


def completion_by_county(facts: Facts) -> Figure:
    """M1-M5 of the supervised counties by unit and code; rows without a county last."""
    stock = base(facts).set_index("county")["stock_count"].to_dict()
    counts = counts_by(facts, ["unit", "county"])
    found = []
    for unit, code, county in supervised_counties(facts):
        size, own = stock.get(code), counts.pop((unit, code), NO_COUNTS)
        goal = None if size is None else target(size, floor_ppm(facts.rules, unit, facts.as_of))
        found.append(
            {"unit": unit, "county_code": code, "county": county, **rates(size, goal, own)}
        )
    return found + [
        {"unit": unit, "county_code": None, "county": UNMAPPED, **rates(None, None, rest)}
        for (unit, _), rest in counts.items()
    ]


def supervised_counties(facts: Facts) -> list[tuple[str, str, str]]:
    """Unit, code and name of every supervised county, in the units' order."""
    rows = [row for row in reference.rows("counties") if row["is_supervised"] == "true"]
    order, counties = facts.units, facts.filters.counties
    found = [
        (row["unit"], row["county_code"], row["county"])
        for row in rows
        if row["unit"] in order and (counties is None or row["county_code"] in counties)
    ]
    return sorted(found, key=lambda county: (order.index(county[0]), county[1]))


def province_totals(facts: Facts) -> Figure:
    """The whole province, judged on its own floor, or a selection; a firm counts once."""
    per_unit = base(facts).groupby("unit")["stock_count"].sum()
    stock = int(per_unit.sum())
    is_whole = facts.filters.is_whole
    floor = target(stock, floor_ppm(facts.rules, "全省", facts.as_of)) if is_whole else None
    sum_of_units = sum(
        target(size, floor_ppm(facts.rules, unit, facts.as_of)) for unit, size in per_unit.items()
    )
    rows = facts.enterprises
    counts = {
        name: rows[rows[f"is_{name.removesuffix('_count')}"]]["entity"].nunique()
        for name in NO_COUNTS
    }
    units = rows[rows["is_checked"]].groupby("entity")["unit"].nunique()
    return [
        {
            **rates(stock, floor or sum_of_units, counts),
            "floor_target_count": floor,
            "units_target_count": sum_of_units,
            "draw_ratio": ratio(counts["drawn_count"], stock),
            "publish_ratio": ratio(counts["published_count"], stock),
            "repeated_unit_count": int((units > 1).sum()),
        }
    ]


def stage_funnel_by_unit(facts: Facts) -> Figure:
    """Task rows of every kind in each stage, by unit."""
    rows = facts.rows.assign(
        is_drawn=facts.rows["is_assigned"],
        is_inspected=facts.rows["is_checked"],
        is_to_review=to_review(facts),
    )
    stages = ("drawn", "inspected", "entered", "published", "closed", "to_review")
    sums = rows.groupby("unit")[[f"is_{stage}" for stage in stages]].sum()
    units = [*facts.units, *({UNMAPPED} & set(sums.index))]
    return [
        {
            "unit": unit,
            **{
                f"{stage}_count": int(sums.at[unit, f"is_{stage}"]) if unit in sums.index else 0
                for stage in stages
            },
        }
        for unit in units
    ]


def to_review(facts: Facts) -> pd.Series:
    """Rows entered by the day whose review stands out."""
    return facts.rows["is_entered"] & (facts.rows["entry_state"] == "待审核")


def kind_panel(facts: Facts) -> Figure:
    """Individuals, co-ops and offices by unit: 户 per stage and inspected 户次."""
    kinds = [row["entity_kind"] for row in reference.rows("entity_kinds")]
    others = [kind for kind in kinds if kind != ENTERPRISE]
    rows = facts.rows
    found = []
    for unit in facts.units:
        for kind in others:
            mine = rows[(rows["unit"] == unit) & (rows["kind"] == kind)]
            if kind != "未知" or mine["is_drawn"].any() or mine["is_checked"].any():
                found.append({"unit": unit, "entity_kind": kind, **panel(mine)})
    return found


def panel(rows: pd.DataFrame) -> dict[str, object]:
    """The figures of one kind in one unit."""
    counts = {
        name: rows[rows[f"is_{name.removesuffix('_count')}"]]["entity"].nunique()
        for name in NO_COUNTS
    }
    return {
        "is_organised": bool(rows["is_drawn"].any()),
        **counts,
        "row_count": int(rows["is_checked"].sum()),
    }
