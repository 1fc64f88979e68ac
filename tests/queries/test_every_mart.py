"""Rules that hold of every mart, in the worlds of the questions."""

import math
import re

from every import for_each

from inspection.data import connections
from inspection.data.questions import sql_files

MARTS = sql_files("marts")
GRAIN = re.compile(r"-- grain: +(\w+(?:,\s+(?:-- +)?\w+)*)")
# Named by a column that the mart does not keep, or a single row.
WITHOUT_KEY = {"campaign", "rules", "visitor_rows"}
GRAINS = {
    name: found[1].replace("--", "")
    for name, sql in MARTS.items()
    if name not in WITHOUT_KEY and (found := GRAIN.search(sql))
}
# Tables of classes and industries, and of offices that owe something.
OF_THE_KNOWN = {
    "class_spans",
    "class_terms",
    "d_firms",
    "industry_cells",
    "member_classes",
    "owed_duties",
    "population_changes",
    "task_classes",
    "task_pools",
}
# Rows of the worlds: facts that stand without any partner.
STANDING = {
    "base_floors": {"known": 10, "friday": 11 * 2},
    "campaign": {"known": 1},
    "clock_rows": {"known": 21, "alone": 19},
    "entity_task_pairs": {"crowd": 3 * 28 + 6 + 3},
    "industry_cells": {"known": 2},
    "moved_rows": {"known": 1, "alone": 1},
    "pace_days": {"known": 4 * 365 + 1},
    "plan_rows": {"known": 3, "crowd": 5},
    "row_details": {"known": 6, "alone": 6},
    "task_classes": {"alone": 3},
    "task_effects": {"known": 4, "alone": 3},
    "task_ends": {"known": 4, "alone": 3},
    "task_facts": {"known": 5, "alone": 5},
    "task_summaries": {"known": 4, "alone": 3},
    "unit_targets": {"known": 11, "friday": 11 * 2},
}


def rows_of(snapshot, name: str, columns: str = "*") -> list[dict]:
    return connections.fetch(snapshot.marts(), f"select {columns} from {name}", {}).to_pylist()


@for_each("name", GRAINS)
def test_grain_of_a_mart_names_one_row(worlds, name):
    for snapshot in worlds.plain:
        rows = list(map(str, rows_of(snapshot, name, GRAINS[name])))
        assert len(rows) == len(set(rows))


@for_each("name", MARTS)
def test_no_number_in_a_mart_is_infinite(worlds, name):
    for snapshot in worlds.plain:
        for row in rows_of(snapshot, name):
            numbers = [value for value in row.values() if isinstance(value, float)]
            assert all(map(math.isfinite, numbers)), row


@for_each("name", sorted(set(MARTS) - OF_THE_KNOWN))
def test_what_is_not_known_hides_no_row_of_a_mart(worlds, name):
    known, unknown = (rows_of(one, name) for one in (worlds.known, worlds.unknown))
    assert len(unknown) >= len(known)


@for_each("name", STANDING)
def test_fact_stands_without_a_partner(worlds, name):
    found = {world: len(rows_of(getattr(worlds, world), name)) for world in STANDING[name]}
    assert found == STANDING[name]
