"""Stories of risk classes: inverted ratios, flags, exemptions, findings, D firms."""

import numpy as np

from inspection.demo.exports.tasks import APPROVED_LATE, exemption_of, invalid_exemption
from inspection.demo.stories.plans import drawn_tasks
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.lists import CLASSES, ENTERPRISE, UNCLASSED

CLASS_D = CLASSES.index("D")


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """Stories of single tasks, then of all rows."""
    told = _tasks_of_style(ledger, "inverted", "inverted_ratio")
    told += _tasks_of_style(ledger, "ticked", "ticked_unused")
    return [
        *told,
        _blank_flags(ledger),
        _exemptions(ledger),
        _integration(ledger),
        _findings(ledger, effects),
        _class_d(ledger),
        _coverage(ledger),
    ]


def _tasks_of_style(ledger: Ledger, style: str, name: str) -> list[dict]:
    """Pools and draws of the tasks with a style, as their exports give them."""
    world = ledger.world
    return [
        {
            "id": name,
            "unit": world.places.units[task.unit].name,
            "facts": {
                "task": task.number,
                "pool": [int(n) for n in world.pools[at].counts[:4]],
                "drawn": [int(n) for n in world.pools[at].drawn[:4]],
            },
        }
        for at, task in drawn_tasks(ledger)
        if task.style == style
    ]


def _blank_flags(ledger: Ledger) -> dict:
    tasks = [task.number for _, task in drawn_tasks(ledger) if task.style == "blank"]
    unit = ledger.world.places.units[ledger.world.cast.blank_flags].name
    return {"id": "blank_flags", "unit": unit, "facts": {"tasks": tasks}}


def _exemptions(ledger: Ledger) -> dict:
    complete, incomplete = [], {}
    late: list[str] = []
    unlisted: list[str] = []
    for at, task in drawn_tasks(ledger):
        if task.style == "exempt":
            left_out = [name for name, text in exemption_of(ledger.world, at).items() if not text]
            fault = invalid_exemption(ledger.world, at)
            if fault is not None:
                (late if fault == APPROVED_LATE else unlisted).append(task.number)
            elif left_out:
                incomplete[task.number] = left_out
            else:
                complete.append(task.number)
    facts = {
        "complete": complete,
        "incomplete": incomplete,
        "approved_late": late,
        "unlisted": unlisted,
    }
    return {"id": "exempt_tasks", "unit": "", "facts": facts}


def _integration(ledger: Ledger) -> dict:
    """Tasks with enterprises drawn in the year, by what their export says."""
    styles: dict[str, int] = {}
    for _, task in drawn_tasks(ledger):
        if task.role not in ("other", "last_year"):
            styles[task.style] = styles.get(task.style, 0) + 1
    return {"id": "integration", "unit": "", "facts": {"tasks_by_style": styles}}


def _findings(ledger: Ledger, effects: bool) -> dict:
    """Applicable rows of enterprises, inspected in the year, by class at draw; with a problem."""
    classes = ledger.world.rows.class_at_draw
    mine = ledger.is_applicable & ledger.is_enterprise & ledger.is_checked(ledger.day)
    facts = {
        letter: {
            "applicable": int((mine & (classes == at)).sum()),
            "problems": int((mine & ledger.has_problem & (classes == at)).sum()),
        }
        for at, letter in enumerate(CLASSES)
    }
    name = "findings_rise_with_class" if effects else "findings_same_in_all_classes"
    return {"id": name, "unit": "", "facts": facts}


def _class_d(ledger: Ledger) -> dict:
    """Enterprises of the register in class D on the day that no task of the year has drawn."""
    firms = _registered(ledger) & (_class_now(ledger) == CLASS_D)
    drawn = np.zeros(len(firms), dtype=bool)
    drawn[ledger.world.rows.entity[ledger.is_drawn(ledger.day)]] = True
    facts = {"enterprises": int(firms.sum()), "not_drawn": int((firms & ~drawn).sum())}
    return {"id": "class_d_not_drawn", "unit": "", "facts": facts}


def _coverage(ledger: Ledger) -> dict:
    """Enterprises of the unit that is behind in classifying, with and without a class."""
    world = ledger.world
    mine = _registered(ledger) & (world.population.unit == world.cast.unclassed)
    classed = mine & (_class_now(ledger) != UNCLASSED)
    facts = {"enterprises": int(mine.sum()), "with_class": int(classed.sum())}
    return {
        "id": "classes_missing",
        "unit": world.places.units[world.cast.unclassed].name,
        "facts": facts,
    }


def _registered(ledger: Ledger) -> np.ndarray:
    """Enterprises that exist on the day and stand in the register."""
    population = ledger.world.population
    found = population.exists_on(ledger.day) & (population.kind == ENTERPRISE)
    found[ledger.world.absent] = False
    return found


def _class_now(ledger: Ledger) -> np.ndarray:
    return ledger.world.classes[ledger.world.places.calendar.month_of(ledger.day)]
