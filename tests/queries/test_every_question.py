"""Rules that hold of every question, asked of worlds made by hand.

Each question is asked with whatever of the parameters below it takes.
"""

import math
from collections.abc import Callable
from functools import lru_cache

from every import for_each

from inspection.data import connections, reference, warehouse
from inspection.data.access import LOCAL, Scope
from inspection.data.snapshots import Snapshot

from .crowd import THERE_ARE
from .friday import DATA_DATE, DAY_AFTER, FRIDAY, SATURDAY
from .nothing import BEFORE_THE_END
from .partners import LIMITS

NAMES = [question.name for question in warehouse.questions()]
# What grows by itself from one day to the next; a curve has a row for each day.
GROWING = {
    "integration_rate_by_unit.until_on",
    "integration_totals.until_on",
    "median_age_days",
    "p90_age_days",
    "days_left_count",
    "joint_from_on",
}
CURVES = {"burn_up"}
# What is owed on the last day of the year.
DUE_DAY_AFTER = {"duties_near_due", "units_without_case"}
DAYS = ("2022-01-01", "2022-01-04", "2022-09-08", FRIDAY, SATURDAY, BEFORE_THE_END, "2022-11-30")
# Every unit, county, class, week …, whatever happened; 83 counties are supervised.
ROWS_OF_NOTHING = {
    "class_migration": 4 * 4,
    "checked_by_week_and_unit": 53 * 10,
    "completion_by_county": 83,
    "completion_by_county_and_month": 83 * 12,
    "coverage_by_unit": 10 + 1,
    "field_coverage": 7 * 10,
    "filter_counties": 83,
    "finding_rate_by_class": 4,
    "integration_totals": 2,
    "kind_panel": 10 * 3,
    "new_platform_share_by_unit": 10 + 1,
    "results_by_code": 13,
    "target_versions": 1 + 10,
    "uptake_by_unit": 10 + 1,
}
# Questions about classes, offices, the roster and other things that may be unknown.
ASKS_FOR_THE_KNOWN = {
    "case_classes",
    "class_age_by_unit",
    "class_ratio_by_unit",
    "class_stock_by_county",
    "class_stock_by_unit",
    "draw_frame",
    "draw_roster",
    "duties_by_subject",
    "duties_by_unit",
    "duties_near_due",
    "duty_list",
    "effect_by_task",
    "entity_classes",
    "filter_offices",
    "filter_plans",
    "filter_values",
    "findings_by_class_and_unit",
    "missing_inputs",
    "office_duties",
    "reported_cause_rows",
    "undrawn_d_by_unit",
    "undrawn_d_list",
    "unvisited_cells",
}
# Questions whose rows are places, teams, or registers of a place.
ASKS_FOR_A_PLACE = {
    "case_classes",
    "class_ratio_by_unit",
    "completion_rates",
    "draw_roster",
    "unvisited_cells",
}
# They give a limit itself beside what it decides; test_edges.py stands on those of pace_totals.
NAMES_LIMITS = {"bootstrap_rules", "pace_totals", "small_cell"}
UNENTITLED = Scope("local", may_see_class=False)
NOWHERE = ({"counties": ["000000"]}, {"units": ["无"]})
GIVEN = {
    "task_no": "T1",
    "entity_id": 1,
    "code": "91350101",
    "part": "示例1",
    "floor_ppm": 35_000,
    "by": "unit",
    "is_public": True,
    "team": "350102",
    "threshold": 0,
}

GIVEN_TO = {
    # Rates and chances below the threshold are told.
    "late_publicity": {"threshold": 2},
    "concentrated_pairs": {"threshold": 1},
}


def answer(
    name: str, snapshot: Snapshot, as_of: str, scope: Scope = LOCAL, **more: object
) -> list[dict]:
    taken = warehouse.describe(name).params
    asked = GIVEN | GIVEN_TO.get(name, {}) | {"as_of": as_of} | more
    given = {key: value for key, value in asked.items() if key in taken}
    prepared = warehouse.prepare(name, given, scope, snapshot)
    if scope is UNENTITLED and prepared.question.is_by_class:
        # What the query withholds by itself, before all of it is.
        sql = prepared.question.sql
        return connections.fetch(prepared.marts, sql, prepared.values).to_pylist()
    return warehouse.run(prepared).to_pylist()


def on_data_date(name: str, snapshot: Snapshot) -> list[dict]:
    """The answer of the last day, asked once of the query and the marts as they are."""
    return _asked_once(connections.fetch, warehouse.describe(name).sql, name, snapshot)


@lru_cache(maxsize=2000)
def _asked_once(_fetch: Callable, _sql: str, name: str, snapshot: Snapshot) -> list[dict]:
    return answer(name, snapshot, DATA_DATE)


def scopes_of(name: str) -> tuple[Scope, ...]:
    """Who may ask."""
    return (LOCAL,) if warehouse.describe(name).access == "class" else (LOCAL, UNENTITLED)


def without_growing(name: str, rows: list[dict]) -> list[dict]:
    grows = {key for key in rows[0] if {key, f"{name}.{key}"} & GROWING} if rows else set()
    return [{key: value for key, value in row.items() if key not in grows} for row in rows]


@for_each("name", sorted(set(NAMES) - CURVES))
def test_day_off_on_which_nothing_happened_changes_nothing(worlds, name):
    for days in ((FRIDAY, SATURDAY), (DATA_DATE, DAY_AFTER))[: 1 if name in DUE_DAY_AFTER else 2]:
        found, after = (answer(name, worlds.friday, day) for day in days)
        assert without_growing(name, after) == without_growing(name, found)


@for_each("name", sorted(CURVES))
def test_day_off_on_which_nothing_happened_leaves_the_curve_as_it_is(worlds, name):
    found, after = (
        [row for row in answer(name, worlds.friday, day) if str(row["day_on"]) <= FRIDAY]
        for day in (FRIDAY, SATURDAY)
    )
    known = ("checked_count", "drawn_count", "target_count", "plan_count")
    assert [[row[one] for one in known] for row in found] == [
        [row[one] for one in known] for row in after
    ]


@for_each("name", NAMES)
def test_rate_of_nothing_is_unknown_and_never_infinite(worlds, name):
    asked = [(worlds.nothing, as_of, {}) for as_of in DAYS]
    asked += [(snapshot, FRIDAY, {}) for snapshot in worlds.plain]
    asked += [(worlds.nothing, as_of, {"units": ["厦门"]}) for as_of in (FRIDAY, SATURDAY)]
    asked += [(worlds.friday, FRIDAY, one) for one in NOWHERE]
    found = [answer(name, snapshot, as_of, **more) for snapshot, as_of, more in asked]
    for rows in [*found, *(on_data_date(name, snapshot) for snapshot in worlds.plain)]:
        for row in rows:
            numbers = [value for value in row.values() if isinstance(value, float)]
            assert all(map(math.isfinite, numbers)), row


@for_each("name", NAMES)
def test_no_row_is_answered_twice(worlds, name):
    for snapshot in worlds.plain:
        rows = on_data_date(name, snapshot)
        lists = [value for row in rows for value in row.values() if isinstance(value, list)]
        for several in (rows, *lists):
            told = list(map(str, several))
            assert len(told) == len(set(told))


@for_each("name", NAMES)
def test_nothing_is_counted_more_often_than_it_exists(worlds, name):
    for row in on_data_date(name, worlds.crowd):
        for column, value in row.items():
            most = THERE_ARE.get(f"{name}.{column}", THERE_ARE.get(column))
            assert most is None or (value or 0) <= most, (column, row)


@for_each(
    "name",
    [
        question.name
        for question in warehouse.questions()
        if "one row per reporting unit in its order" in question.grain
        and "with an" not in question.grain
        and "with a class" not in question.grain
    ],
)
def test_every_unit_is_listed_where_nothing_happened(worlds, name):
    units = [row["unit"] for row in reference.load("units").to_pylist() if row["has_target"]]
    found = [row["unit"] for row in on_data_date(name, worlds.empty)]
    assert set(units) <= set(found)


@for_each("name", ROWS_OF_NOTHING)
def test_rows_stand_where_nothing_happened(worlds, name):
    assert len(on_data_date(name, worlds.empty)) == ROWS_OF_NOTHING[name]


@for_each("name", sorted(set(NAMES) - ASKS_FOR_THE_KNOWN))
def test_what_is_not_known_hides_no_row(worlds, name):
    known, unknown = (on_data_date(name, one) for one in (worlds.known, worlds.unknown))
    assert len(unknown) >= len(known)


@for_each("name", sorted(set(NAMES) - ASKS_FOR_A_PLACE))
def test_place_that_is_not_mapped_hides_no_row(worlds, name):
    mapped, unmapped = (on_data_date(name, one) for one in (worlds.known, worlds.unmapped))
    assert len(unmapped) >= len(mapped)


@for_each("name", sorted(set(NAMES) - NAMES_LIMITS))
def test_limit_is_met_by_reaching_it(worlds, name):
    """For whole counts "at least n" is "more than n less a half"."""
    for least in LIMITS:
        for scope in scopes_of(name):
            reached, passed = (
                answer(name, worlds.limited[one], DAY_AFTER, scope) for one in (least, least - 0.5)
            )
            assert reached == passed
