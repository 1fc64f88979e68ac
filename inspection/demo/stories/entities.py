"""Stories of entities: two units, new, absent from the register, Pingtan, others, withdrawn."""

import numpy as np

from inspection.demo.world.ledger import Ledger
from inspection.demo.world.lists import COOPERATIVE, INDIVIDUAL, KINDS
from inspection.demo.world.places import PINGTAN
from inspection.demo.world.withdrawn import WEEK, withdrawn_rows


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """Stories of who was drawn and inspected."""
    return [
        _two_units(ledger),
        _new_firms(ledger),
        _absent(ledger),
        _pingtan(ledger),
        _other_kinds(ledger),
        *_last_year(ledger),
        *_withdrawn(ledger),
    ]


def _two_units(ledger: Ledger) -> dict:
    """Enterprises drawn, and inspected, in the year under more than one unit."""
    facts = {
        "enterprises": ledger.ids(_under_two_units(ledger, ledger.is_drawn(ledger.day))),
        "inspected": ledger.ids(_under_two_units(ledger, ledger.is_checked(ledger.day))),
    }
    return {"id": "firms_under_two_units", "unit": "", "facts": facts}


def _under_two_units(ledger: Ledger, wanted: np.ndarray) -> np.ndarray:
    """Enterprises whose wanted rows lie in more than one unit."""
    rows = wanted & ledger.is_enterprise
    pairs = np.unique(np.stack([ledger.world.rows.entity[rows], ledger.unit[rows]]), axis=1)
    entity, counts = np.unique(pairs[0], return_counts=True)
    return entity[counts > 1]


def _new_firms(ledger: Ledger) -> dict:
    founded = ledger.world.population.established_on[ledger.world.rows.entity]
    is_new = founded >= ledger.year_start
    checked = ledger.is_checked(ledger.day) & is_new
    return {
        "id": "new_enterprises_inspected",
        "unit": "",
        "facts": {"enterprises": ledger.firms(checked)},
    }


def _absent(ledger: Ledger) -> dict:
    entity = ledger.world.rows.entity
    visible = np.unique(entity[ledger.stages.is_visible & np.isin(entity, ledger.world.absent)])
    facts = {"entities": ledger.ids(visible)}
    return {"id": "absent_from_register", "unit": "", "facts": facts}


def _pingtan(ledger: Ledger) -> dict:
    """Rows whose county code begins like Fuzhou's and that are Pingtan's."""
    counties = ledger.world.places.counties
    code = np.array([county.code == PINGTAN for county in counties])
    rows = code[ledger.world.rows.county]
    facts = {
        "rows": int((ledger.is_row & rows).sum()),
        "checked": ledger.firms(ledger.is_checked(ledger.day) & rows),
    }
    return {"id": "pingtan_apart", "unit": "平潭", "facts": facts}


def _other_kinds(ledger: Ledger) -> dict:
    """Individuals and co-ops inspected per unit; the units that organise none."""
    world = ledger.world
    kind = world.population.kind[world.rows.entity]
    checked = ledger.is_checked(ledger.day)
    counts = {
        unit.name: {
            KINDS[one]: len(
                np.unique(world.rows.entity[checked & (ledger.unit == at) & (kind == one)])
            )
            for one in (INDIVIDUAL, COOPERATIVE)
        }
        for at, unit in enumerate(world.places.units)
    }
    without = [world.places.units[unit].name for unit in world.cast.without_other_kinds]
    facts = {"checked": counts, "units_without": without}
    return {"id": "individuals_and_cooperatives", "unit": "", "facts": facts}


def _last_year(ledger: Ledger) -> list[dict]:
    """A task drawn in the year before: rows inspected before and after New Year."""
    world, year = ledger.world, ledger.world.places.calendar.year
    day = world.inspections.inspected_on
    told = []
    for at, task in enumerate(world.tasks):
        if task.role == "last_year":
            mine = ledger.is_inspected & (world.rows.task == at)
            facts = {
                "task": task.number,
                f"inspected_{year - 1}": int((mine & (day < ledger.year_start)).sum()),
                f"inspected_{year}": int((mine & (day >= ledger.year_start)).sum()),
            }
            unit = world.places.units[task.unit].name
            told.append({"id": "drawn_last_year", "unit": unit, "facts": facts})
    return told


def _withdrawn(ledger: Ledger) -> list[dict]:
    """The row that only the export of the week before holds."""
    gone = withdrawn_rows(ledger.world, ledger.day)
    if not len(gone):
        return []
    wanted = np.isin(np.arange(len(ledger.world.rows)), gone)
    unit = ledger.world.places.units[int(ledger.unit[gone[0]])].name
    facts = {"rows": ledger.row_keys(wanted), "held_on": str(ledger.day - WEEK)}
    return [{"id": "withdrawn_rows", "unit": unit, "facts": facts}]
