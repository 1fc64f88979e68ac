"""M18: what was drawn of each class, against the pools it was drawn from."""

import pandas as pd

from . import reference
from .classes import CLASSES, key_cities
from .drawn import drawn_tasks, executing_units
from .effects import INVERTED, stratified
from .facts import Facts, ratio
from .pools import Pool, pools_of
from .progress import Figure


def class_ratio_by_unit(facts: Facts) -> Figure:
    """Drawn rows over pool entities, per executing unit and class."""
    pools = pools_of(facts, drawn_tasks(facts))
    drawn = facts.all_rows[facts.all_rows["is_drawn"]]
    is_key = key_cities()
    found: Figure = []
    for unit in executing_units(facts, {pool.unit for pool in pools}):
        mine = [pool for pool in pools if pool.unit == unit]
        if mine:
            rows = drawn[drawn["task"].isin([pool.task for pool in mine])]
            named = {"unit": unit, "is_key_city": is_key.get(unit, False)}
            found += [named | row for row in compared(ratios(mine, rows), mine, rows)]
    return found


def ratios(pools: list[Pool], drawn: pd.DataFrame) -> Figure:
    """The four classes of one unit."""
    found: Figure = []
    for one in CLASSES:
        mine = [pool for pool in pools if one in pool.sizes]
        size = sum(pool.sizes[one] for pool in mine)
        rows = drawn[drawn["class_at_draw"] == one]
        entities = rows["entity"].nunique()
        found.append(
            {
                "risk_class": one,
                "task_count": len(mine),
                "drawn_count": len(rows),
                "inferred_count": int(rows["is_class_inferred"].sum()),
                "pool_count": size,
                "applied_ratio": ratio(len(rows), size),
                "entity_count": entities,
                "frequency": ratio(len(rows), entities),
                "is_estimated": any(pool.is_estimated for pool in mine),
                "is_thin": size < reference.parameter("sample_min"),
            }
        )
    return found


def compared(rows: Figure, pools: list[Pool], drawn: pd.DataFrame) -> Figure:
    """Each class beside the lower one that was drawn most: below it, it is inverted."""
    by_task = drawn.groupby(["task", "class_at_draw"]).size().to_dict()
    found = []
    for number, row in enumerate(rows):
        lower = [other for other in rows[:number] if other["applied_ratio"] is not None]
        most = max(lower, key=lambda other: other["applied_ratio"], default=None)
        own = row["applied_ratio"]
        is_inverted = bool(most) and own is not None and own < most["applied_ratio"]
        other = most["risk_class"] if is_inverted else None
        z = stratified(tables(row["risk_class"], other, pools, by_task)) if other else None
        found.append(
            row
            | {
                "is_inverted": is_inverted,
                "compared_class": other,
                "inversion_z": z,
                "is_significant": z is not None and z < -INVERTED,
            }
        )
    return found


def tables(one: str, other: str, pools: list[Pool], drawn: dict) -> list[tuple[int, ...]]:
    """Pool and draws of two classes in each task."""
    return [
        (
            pool.sizes.get(one, 0),
            drawn.get((pool.task, one), 0),
            pool.sizes.get(other, 0),
            drawn.get((pool.task, other), 0),
        )
        for pool in pools
    ]
