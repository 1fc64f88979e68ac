"""The pools that tasks were drawn from, per class: as exported, or inferred from the register."""

from collections import Counter
from datetime import date
from typing import NamedTuple

import pandas as pd

from .areas import PROVINCE_OFFICE
from .classes import CLASSES, existing
from .facts import Facts

# The province, a unit or a county, and a class.
Place = tuple[str, str]


class Pool(NamedTuple):
    """How many entities of each class one task could draw."""

    task: str
    unit: str
    sizes: dict[str, int]
    is_estimated: bool


def pools_of(facts: Facts, tasks: pd.DataFrame) -> list[Pool]:
    """The pools of those tasks that have one."""
    found = []
    for key, task in tasks.iterrows():
        exported = {one: task[f"pool_{one.lower()}"] for one in CLASSES}
        sizes = {one: int(size) for one, size in exported.items() if pd.notna(size)}
        if not sizes and task["draw_kind"] == "不定向":
            counts = counts_on(facts, task["drawn_on"])
            found.append(Pool(key, task["unit"], register_pool(counts, task), True))
        elif sizes:
            found.append(Pool(key, task["unit"], sizes, False))
    return found


def counts_on(facts: Facts, day: date) -> Counter[Place]:
    """Enterprises in existence on a day by class, in the province, each unit and each county."""
    if day not in facts.existing:
        sizes = existing(facts, day).groupby(["unit", "county", "risk_class"]).size()
        counts = facts.existing[day] = Counter()
        for (unit, county, one), size in sizes.items():
            for place in (PROVINCE_OFFICE, unit, county):
                counts[place, one] += int(size)
    return facts.existing[day]


def register_pool(counts: Counter[Place], task: pd.Series) -> dict[str, int]:
    """Enterprises of the task's jurisdiction at the draw date, per class."""
    place = task["county"] or task["unit"]
    return {one: counts[place, one] for one in CLASSES}
