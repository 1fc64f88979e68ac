"""A limit is reached by what lies exactly on it."""

from datetime import date

import pytest
from rows import DATA_DATE, write_snapshot

from inspection.data import warehouse
from inspection.data.access import Scope

from .friday import with_limits

UNENTITLED = Scope("local", may_see_class=False)
FUZHOU, XIAMEN, PUTIAN, QUANZHOU, SANMING, LONGYAN = (
    {"unit": unit, "county_code": county}
    for unit, county in (
        ("福州", "350102"),
        ("厦门", "350203"),
        ("莆田", "350302"),
        ("泉州", "350502"),
        ("三明", "350404"),
        ("龙岩", "350802"),
    )
)
# Eight firms in A and eight in D, of which eight are drawn: the trend moves by
# a whole standard error with each firm of D more.
POOL = {"pool_a": 8, "pool_d": 8, "pool_count": 16, "class_used": True}
DRAWS = {"T1": "AAAAAADD", "T2": "AADDDDDD", "T3": "AAAADDDD"}
LIMITS = {
    "sample_min": 16,
    "draw_sample_min": 8,
    "alert_min_rows": 8,
    "rising_z": 2,
    "inversion_z": 2,
    "small_cell": 2,
}


def drawn(task_no, letters, first, **more):
    """A row per letter, of firms with the numbers from `first` on."""
    return [
        {"entity_id": number, "task_no": task_no, "class_at_draw": letter, **more}
        for number, letter in enumerate(letters, start=first)
    ]


def firms(letters, first, place):
    """Firms of a place, and since when they are in their classes."""
    numbered = list(enumerate(letters, start=first))
    entities = [{"entity_id": number, **place} for number, _ in numbered]
    return entities, [in_class(number, letter) for number, letter in numbered]


def in_class(number, letter, since="2022-01-01"):
    return {"entity_id": number, "risk_class": letter, "valid_from": since}


def tables():
    draws = [
        row
        for n, (task, letters) in enumerate(DRAWS.items())
        for row in drawn(task, letters, 100 * n + 100)
    ]
    places = [
        firms("DDDD", 500, PUTIAN),
        firms("AAAAAAAA", 600, QUANZHOU),
        firms("ABBCC", 700, SANMING),
    ]
    moves = [in_class(n, to, "2022-09-05") for n, to in enumerate("BBCCDD", start=602)]
    found = {"inspected_on": "2022-08-15", "results": ["R4"]}
    return {
        "ref_parameters": with_limits(**LIMITS),
        # 3.5 % of 228 is just under 8, 4 % of 50 is 2.
        "stock": [
            FUZHOU | {"stock_count": 228},
            LONGYAN | {"stock_count": 50},
            *(place | {"stock_count": 0} for place in (XIAMEN, PUTIAN)),
        ],
        "tasks": [{"task_no": task, **POOL} for task in DRAWS]
        + [{"task_no": "T4", **XIAMEN, **POOL}, {"task_no": "T5", **XIAMEN, "pool_d": 8}],
        "entities": [firm for entities, _ in places for firm in entities],
        "class_periods": [period for _, periods in places for period in periods]
        + [in_class(row["entity_id"], row["class_at_draw"]) for row in draws]
        + moves,
        "task_rows": draws
        + drawn("T4", "AAAAAD", 400, **XIAMEN)
        + drawn("T6", "DD", 500, **PUTIAN, **found)
        + [LONGYAN | {"entity_id": 800, "task_no": "T7"}]
        + [LONGYAN | {"entity_id": 801, "task_no": "T7", **found}],
    }


BY_CLASS = (
    "class_coverage_by_unit",
    "class_migration",
    "finding_rate_by_class",
    "undrawn_d_by_unit",
)


@pytest.fixture(scope="module")
def limits(tmp_path_factory):
    """The snapshot with rows on the limits."""
    root = tmp_path_factory.mktemp("limits")
    return write_snapshot(root, "20220909T000000-00000002", DATA_DATE, tables())


@pytest.fixture
def ask_unentitled(limits):
    """What they see of a unit who may not see classes of few firms."""

    def rows(name, place, **params):
        units = [place["unit"]]
        answer = warehouse.answer(name, scope=UNENTITLED, snapshot=limits, units=units, **params)
        return answer.to_pylist()

    return rows


def test_trend_of_two_errors_rises_or_is_inverted(ask, limits):
    found = {row["task_no"]: row for row in ask("effect_by_task", snapshot=limits)}
    assert [found[task]["trend_z"] for task in DRAWS] == [-2, 2, 0]
    assert [found[task]["status"] for task in DRAWS] == ["inverted", "rising", "level"]
    assert [found[task]["is_inverted"] for task in DRAWS] == [True, False, False]


def test_pools_and_draws_just_large_enough_are_judged(ask, limits):
    asked = {"snapshot": limits, "threshold": 2}
    assert [row["subject"] for row in ask("class_ratios_inverted", **asked)] == ["T1"]
    assert [row["subject"] for row in ask("class_ticked_unused", **asked)] == ["T3"]


def test_inversion_of_two_errors_is_significant(ask_one, limits):
    found = ask_one("class_ratio_by_unit", {"unit": "厦门", "risk_class": "D"}, snapshot=limits)
    assert (found["inversion_z"], found["is_significant"]) == (-2, True)
    assert (found["pool_count"], found["is_thin"]) == (16, False)


def test_lag_of_just_enough_firms_is_told(ask, tmp_path):
    known = write_snapshot(tmp_path, "20221031T000000-00000002", date(2022, 10, 31), tables())
    found = ask("behind_yardstick", snapshot=known, threshold=0)
    assert [(row["unit"], row["target_count"]) for row in found] == [("福州", 8)]


def test_unit_that_drew_just_its_target_can_finish(ask_one, limits):
    asked = {"unit": "龙岩", "scenario": "short"}
    found = ask_one("forecast_by_unit", asked, snapshot=limits)
    assert (found["drawn_count"], found["target_count"], found["checked_count"]) == (2, 2, 1)
    assert str(found["finish_on"]) == "2022-10-13"


def test_unit_that_stands_still_never_finishes(ask_one, limits):
    found = ask_one("forecast_by_unit", {"unit": "福州", "scenario": "short"}, snapshot=limits)
    assert (found["pace_per_day"], found["finish_on"]) == (0, None)
    assert found["drawn_count"] > found["target_count"] > found["checked_count"]


def test_firms_by_class_of_two_are_told_and_added_up(ask, limits):
    def of(name, place):
        return ask(name, units=[place["unit"]], snapshot=limits)

    (found,) = [row for row in of("class_coverage_by_unit", SANMING) if row["unit"] != "合计"]
    assert [found[f"{letter}_count"] for letter in "abcd"] == [1, 2, 2, 0]
    moves = [row for row in of("class_migration", QUANZHOU) if row["from_class"] == "A"]
    assert [row["entity_count"] for row in moves] == [2, 2, 2, 2]
    assert [(row["from_count"], row["move_share"]) for row in moves] == [(8, 0.25)] * 4
    rated = {row["risk_class"]: row for row in of("finding_rate_by_class", PUTIAN)}
    assert (rated["D"]["problem_count"], rated["D"]["beyond_r5_count"]) == (2, 2)
    undrawn = of("undrawn_d_by_unit", PUTIAN)
    assert [(row["unit"], row["d_count"], row["undrawn_count"]) for row in undrawn] == [
        ("合计", 4, 2),
        ("莆田", 4, 2),
    ]


def test_no_number_by_class_is_for_whoever_may_not_see_classes(ask, ask_unentitled, limits):
    for name in BY_CLASS:
        (told,) = {len(ask(name, units=[PUTIAN["unit"]], snapshot=limits))}
        rows = ask_unentitled(name, PUTIAN)
        assert len(rows) == told > 0, name
        left = {value for row in rows for value in row.values() if type(value) in (int, float)}
        assert not left, name
