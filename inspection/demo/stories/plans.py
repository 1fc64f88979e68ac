"""Stories of plans and tasks: missing plans, gaps, overlaps, merged visits, repeats, cases."""

import numpy as np

from inspection.demo.exports.plans import number_of, plan_number, planning_offices
from inspection.demo.exports.small import missing_duties
from inspection.demo.exports.tasks import is_one_plus_x
from inspection.demo.world.draws import overlap_partner
from inspection.demo.world.ledger import Ledger
from inspection.demo.world.lists import campaigns
from inspection.demo.world.merging import ROLE
from inspection.demo.world.tasks import NEW_PLATFORM, NOWHERE, OLD_PLATFORM, Task, lead_office

REPEAT_DAYS = 90


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """Stories of the province's plans, then of single units."""
    told = [
        _plans_missing(ledger),
        _not_taken_up(ledger),
        _fields_without_task(ledger),
        _flagged_tasks(ledger),
        _repeats(ledger),
        *_late_on_old_platform(ledger),
        *_overlap(ledger),
        *_merged(ledger),
    ]
    return told + _duties(ledger) + _cases(ledger)


def drawn_tasks(ledger: Ledger) -> list[tuple[int, Task]]:
    """Tasks drawn by the day."""
    tasks = enumerate(ledger.world.tasks)
    return [(at, task) for at, task in tasks if task.drawn_on <= ledger.day]


def _story(name: str, unit: str, **facts: object) -> dict:
    return {"id": name, "unit": unit, "facts": facts}


def _plans_missing(ledger: Ledger) -> dict:
    counties = ledger.world.places.counties
    chosen = [counties[one] for one in ledger.world.cast.without_plan]
    return _story("counties_without_plan", "", counties=sorted(one.code for one in chosen))


def _not_taken_up(ledger: Ledger) -> dict:
    world = ledger.world
    pairs = [
        [world.places.counties[county].code, number_of(world.places, NOWHERE, NOWHERE, campaign)]
        for county, campaign in world.cast.declined
    ]
    return _story("provincial_plans_not_taken_up", "", pairs=sorted(pairs))


def _fields_without_task(ledger: Ledger) -> dict:
    """Unit × risk field cells without any row or task of the unit."""
    world = ledger.world
    fields = sorted({one.risk_field for one in campaigns() if one.risk_field})
    units = range(len(world.places.units))
    used = {
        (int(unit), campaigns()[world.tasks[int(task)].campaign].risk_field)
        for unit, task in zip(
            ledger.unit[ledger.is_row], world.rows.task[ledger.is_row], strict=True
        )
    }
    empty = [
        [world.places.units[unit].name, field]
        for unit in units
        for field in fields
        if (unit, field) not in used
    ]
    planted = [[world.places.units[unit].name, field] for unit, field in world.cast.without_field]
    return _story("risk_fields_without_task", "", empty=empty, planted=sorted(planted))


def _flagged_tasks(ledger: Ledger) -> dict:
    tasks = drawn_tasks(ledger)
    return _story(
        "flagged_tasks",
        "",
        one_plus_x=[task.number for at, task in tasks if is_one_plus_x(ledger.world, at)],
        cross_department=[
            task.number for _, task in tasks if campaigns()[task.campaign].joint == "跨部门"
        ],
        outside_plan=[task.number for _, task in tasks if not plan_number(ledger.world, task)],
    )


def _late_on_old_platform(ledger: Ledger) -> list[dict]:
    """Tasks drawn on the old platform after their unit's switch."""
    units = ledger.world.places.units
    switched_on = ledger.world.places.calendar.switched_on
    late: dict[str, list[str]] = {}
    after: dict[str, int] = {}
    for _, task in drawn_tasks(ledger):
        if task.unit < 0 or task.drawn_on < switched_on[units[task.unit].name]:
            continue
        name = units[task.unit].name
        after[name] = after.get(name, 0) + (task.system in (OLD_PLATFORM, NEW_PLATFORM))
        if task.system == OLD_PLATFORM:
            late.setdefault(name, []).append(task.number)
    return [
        _story("old_platform_after_switch", name, tasks=tasks, drawn_after_switch=after[name])
        for name, tasks in late.items()
    ]


def _overlap(ledger: Ledger) -> list[dict]:
    """Entities that lie in two tasks at once, not yet inspected in either."""
    world, rows = ledger.world, ledger.world.rows
    told = []
    for at, task in drawn_tasks(ledger):
        partner = overlap_partner(world.tasks[:at], task)
        if partner is None:
            continue
        waiting = ledger.is_row & ~ledger.stages.is_entered
        both = [
            set(rows.entity[(rows.task == one) & ledger.is_row].tolist()) for one in (at, partner)
        ]
        still = [set(rows.entity[(rows.task == one) & waiting].tolist()) for one in (at, partner)]
        told.append(
            _story(
                "overlapping_tasks",
                world.places.units[task.unit].name,
                tasks=[world.tasks[partner].number, task.number],
                offices=[lead_office(world.places, world.tasks[one]) for one in (partner, at)],
                shared=len(both[0] & both[1]),
                shared_waiting=ledger.ids(np.array(sorted(still[0] & still[1]), dtype=int)),
            )
        )
    return told


def _merged(ledger: Ledger) -> list[dict]:
    """Entities of the task taken along, inspected on the visit of another task of the unit."""
    rows, inspected_on = ledger.world.rows, ledger.world.inspections.inspected_on
    told = []
    for at, task in drawn_tasks(ledger):
        if task.role == ROLE:
            mine = ledger.is_inspected & (rows.task == at)
            visits = set(zip(rows.entity[mine], inspected_on[mine], strict=True))
            others = ledger.is_inspected & (ledger.unit == task.unit) & (rows.task != at)
            known = zip(rows.entity[others], inspected_on[others], strict=True)
            both = np.array(sorted({entity for entity, _ in visits.intersection(known)}), dtype=int)
            unit = ledger.world.places.units[task.unit].name
            told.append(_story("merged_visits", unit, task=task.number, merged=ledger.ids(both)))
    return told


def _repeats(ledger: Ledger) -> dict:
    """Entities inspected again within ninety days."""
    checked = ledger.is_checked(ledger.day)
    entity = ledger.world.rows.entity[checked]
    day = ledger.world.inspections.inspected_on[checked]
    order = np.lexsort((day, entity))
    entity, day = entity[order], day[order]
    again = (entity[1:] == entity[:-1]) & ((day[1:] - day[:-1]).astype(int) <= REPEAT_DAYS)
    repeated = np.unique(entity[1:][again])
    return _story(
        "repeats", "", days=REPEAT_DAYS, entities=len(repeated), inspected=len(np.unique(entity))
    )


def _duties(ledger: Ledger) -> list[dict]:
    units = ledger.world.places.units
    missing = sorted(missing_duties(ledger.world))
    office = planning_offices(ledger.world.places)[:1]
    return [
        *(_story("missing_duty", units[unit].name, duty=duty) for duty, unit in missing),
        *(_story("missing_duty_of_office", one, duty="年度抽查工作情况") for one in office),
    ]


def _cases(ledger: Ledger) -> list[dict]:
    units, cast = ledger.world.places.units, ledger.world.cast
    return [
        _story("no_case", units[cast.no_case].name, cases=0),
        _story("case_without_task", units[cast.lead_only].name, state="线索", task=""),
    ]
