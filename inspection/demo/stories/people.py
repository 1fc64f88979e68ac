"""Stories of inspectors: the same pair again and again, expired certificates, reassigned rows."""

import numpy as np

from inspection.demo.world.ledger import Ledger
from inspection.demo.world.places import PROVINCE

ROSTER_LIMIT = 20


def tell(ledger: Ledger, effects: bool) -> list[dict]:
    """Pairs, certificates, reassignments."""
    return [_pairs(ledger), _expired(ledger), _moved(ledger)]


def inspector_id(ledger: Ledger, person: int) -> str:
    """Unit and employee number."""
    world = ledger.world
    county = int(world.people.county[person])
    unit = PROVINCE
    if county >= 0:
        unit = world.places.units[world.places.counties[county].unit].name
    return f"{unit}-{int(world.people.number[person]):04d}"


def _pairs(ledger: Ledger) -> dict:
    """Rows of the most frequent pair in the county, regardless of order."""
    world = ledger.world
    county = world.cast.concentrated_county
    rows = ledger.is_row & (world.people.county[world.pairs[:, 0]] == county)
    pairs, counts = np.unique(np.sort(world.pairs[rows], axis=1), axis=0, return_counts=True)
    facts: dict = {"county": world.places.counties[county].code, "rows": int(rows.sum())}
    if len(counts):
        top = int(counts.argmax())
        facts["pair"] = [inspector_id(ledger, int(one)) for one in pairs[top]]
        facts["pair_rows"] = int(counts[top])
    unit = world.places.units[world.places.counties[county].unit].name
    return {"id": "concentrated_pair", "unit": unit, "facts": facts}


def _expired(ledger: Ledger) -> dict:
    """Inspectors whose certificate had run out when they inspected."""
    world = ledger.world
    late = world.people.cert_valid_to[world.pairs] < world.inspections.inspected_on[:, None]
    late &= ledger.is_inspected[:, None]
    people = np.unique(world.pairs[late])
    county = world.cast.expired_county
    is_home = world.people.county == county
    lapsed = np.flatnonzero((world.people.cert_valid_to < ledger.day) & is_home)
    facts = {
        "county": world.places.counties[county].code,
        "inspectors": [inspector_id(ledger, int(one)) for one in lapsed],
        "inspected_after": [inspector_id(ledger, int(one)) for one in people],
        "rows_after": int(late.any(axis=1).sum()),
    }
    unit = world.places.units[world.places.counties[county].unit].name
    return {"id": "expired_certificates", "unit": unit, "facts": facts}


def _moved(ledger: Ledger) -> dict:
    moved = ledger.stages.is_visible & ledger.stages.is_moved
    facts = {"count": int(moved.sum()), "rows": ledger.row_keys(moved)[:ROSTER_LIMIT]}
    return {"id": "reassigned_rows", "unit": "", "facts": facts}
