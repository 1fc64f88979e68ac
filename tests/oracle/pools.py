"""M18: what was drawn of each class, against the pool it was drawn from."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from .areas import PROVINCE_OFFICE
from .facts import Facts, ratio
from .integration import CLASSES, drawn_tasks, executing_units, existing
from .progress import Figure


class Pool(NamedTuple):
    """How many entities of each class one task could draw."""

    task: str
    unit: str
    sizes: dict[str, int]
    is_estimated: bool


def class_ratio_by_unit(facts: Facts) -> Figure:
    """Drawn rows over pool entities, per executing unit and class."""
    pools = pools_of(facts)
    drawn = facts.all_rows[facts.all_rows["is_drawn"]]
    found: Figure = []
    for unit in executing_units(facts, {pool.unit for pool in pools}):
        mine = [pool for pool in pools if pool.unit == unit]
        if mine:
            found += ratios(unit, mine, drawn[drawn["task"].isin([pool.task for pool in mine])])
    return found


def pools_of(facts: Facts) -> list[Pool]:
    """The pools of the tasks drawn in the year that have one."""
    found = []
    for key, task in drawn_tasks(facts).iterrows():
        exported = {one: task[f"pool_{one.lower()}"] for one in CLASSES}
        sizes = {one: int(size) for one, size in exported.items() if pd.notna(size)}
        if not sizes and task["draw_kind"] == "不定向":
            counts = counts_on(facts, task["drawn_on"])
            found.append(Pool(key, task["unit"], register_pool(counts, task), True))
        elif sizes:
            found.append(Pool(key, task["unit"], sizes, False))
    return found


def counts_on(facts: Facts, day: date) -> pd.Series:
    """Enterprises in existence on a day by unit, county and class."""
    if day not in facts.existing:
        groups = existing(facts, day).groupby(["unit", "county", "risk_class"])
        facts.existing[day] = groups.size()
    return facts.existing[day]


def register_pool(counts: pd.Series, task: pd.Series) -> dict[str, int]:
    """Enterprises of the task's jurisdiction at the draw date, per class."""
    places = counts.reset_index(name="size")
    if task["county"]:
        places = places[places["county"] == task["county"]]
    elif task["unit"] != PROVINCE_OFFICE:
        places = places[places["unit"] == task["unit"]]
    return {one: int(places["size"][places["risk_class"] == one].sum()) for one in CLASSES}


def ratios(unit: str, pools: list[Pool], drawn: pd.DataFrame) -> Figure:
    """The four classes of one unit; a ratio below that of a lower class is inverted."""
    found: Figure = []
    for one in CLASSES:
        mine = [pool for pool in pools if one in pool.sizes]
        size = sum(pool.sizes[one] for pool in mine)
        rows = drawn[drawn["class_at_draw"] == one]
        entities = rows["entity"].nunique()
        applied = ratio(len(rows), size)
        lower = [row["applied_ratio"] for row in found if row["applied_ratio"] is not None]
        found.append(
            {
                "unit": unit,
                "risk_class": one,
                "task_count": len(mine),
                "drawn_count": len(rows),
                "pool_count": size,
                "applied_ratio": applied,
                "entity_count": entities,
                "frequency": ratio(len(rows), entities),
                "is_estimated": any(pool.is_estimated for pool in mine),
                "is_inverted": applied is not None and any(applied < other for other in lower),
            }
        )
    return found
