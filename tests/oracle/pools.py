"""The pools that tasks were drawn from, per class: as exported, or inferred from the register."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from .areas import PROVINCE_OFFICE
from .classes import CLASSES, existing
from .facts import Facts


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
