"""Rules that hold of every mart, in the worlds of the questions."""

import math
import re

import pytest

from inspection import connections
from inspection.warehouse import sql_files

MARTS = sql_files("marts")
GRAIN = re.compile(r"-- grain: +(\w+(?:,\s+(?:-- +)?\w+)*)")
# Named by a column that the mart does not keep, or a single row.
WITHOUT_KEY = {"campaign", "visitor_rows"}
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


def rows_of(snapshot, name: str, columns: str = "*") -> list[dict]:
    return connections.fetch(snapshot.marts, f"select {columns} from {name}", {}).to_pylist()


@pytest.mark.parametrize("name", GRAINS)
def test_grain_of_a_mart_names_one_row(worlds, name):
    for snapshot in worlds.plain:
        rows = list(map(str, rows_of(snapshot, name, GRAINS[name])))
        assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", MARTS)
def test_no_number_in_a_mart_is_infinite(worlds, name):
    for snapshot in worlds.plain:
        for row in rows_of(snapshot, name):
            numbers = [value for value in row.values() if isinstance(value, float)]
            assert all(map(math.isfinite, numbers)), row


@pytest.mark.parametrize("name", sorted(set(MARTS) - OF_THE_KNOWN))
def test_what_is_not_known_hides_no_row_of_a_mart(worlds, name):
    known, unknown = (rows_of(one, name) for one in (worlds.known, worlds.unknown))
    assert len(unknown) >= len(known)
