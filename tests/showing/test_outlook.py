"""What the headline concludes: two causes apart, the deadline, and nothing over what is unknown."""

import pytest

from inspection.showing.outlook import draws, outlook

TOTALS = {
    "is_over": False,
    "gap_count": 5,
    "workdays_left_count": 37,
    "floor_target_count": None,
    "shortfall_count": 0,
    "still_to_draw_count": 0,
}
UNIT = {
    "is_judged": True,
    "target_count": 40,
    "floor_rate": 0.04,
    "shortfall_count": 0,
    "still_to_draw_count": 0,
    "deadline_gap_count": None,
    "gap_count": 5,
}


def said(units, **totals) -> dict[str, dict[str, int]]:
    """Figures of every clause by its name."""
    rows = [UNIT | unit for unit in units]
    return {clause.name: dict(clause.values) for clause in outlook(rows, TOTALS | totals)}


def test_slow_and_drawn_too_few_are_two_clauses():
    units = [
        {"shortfall_count": 30},
        {"shortfall_count": 1, "still_to_draw_count": 4},
        {"still_to_draw_count": 7},
        {},
    ]
    assert said(units) == {
        "late": {"unit_count": 2, "shortfall_count": 31},
        "late_undrawn": {"both_count": 1, "both_to_draw_count": 4},
        "undrawn_also": {"undrawn_count": 1, "to_draw_count": 7},
    }


def test_who_has_only_drawn_too_few_is_not_called_slow():
    draws = {"undrawn_count": 1, "to_draw_count": 7}
    units = [{"still_to_draw_count": 7}, {}]
    assert said(units) == {"pace_in_time": {"unit_count": 2}, "undrawn": draws}
    assert said([*units, {"gap_count": 1, "shortfall_count": None}]) == {
        "undrawn": draws,
        "withheld": {"unknown_count": 1},
    }


def test_on_the_last_day_no_pace_is_spoken_of():
    found = said([{"shortfall_count": 2}], workdays_left_count=0)
    assert found == {"last_day": {"unit_count": 1, "shortfall_count": 2}}


def test_in_time_needs_every_unit_known():
    assert said([{}, {}]) == {"in_time": {"unit_count": 2}}
    assert said([{"gap_count": 0}]) == {"done": {"unit_count": 1}}
    assert said([{}, {"shortfall_count": None}]) == {"withheld": {"unknown_count": 1}}
    bare = {"is_judged": None, "target_count": None, "shortfall_count": None}
    assert said([bare]) == {"unknown": {"unknown_count": 1}}
    assert said([]) == {}


def test_units_that_nobody_judges_are_neither_behind_nor_in_time():
    low = {"is_judged": False, "floor_rate": 0.035}
    found = {
        "reference_count": 2,
        "floor_rate": 0.035,
        "short_count": 1,
        "reference_gap_count": 9,
        "unknown_count": 0,
    }
    assert said([low | {"shortfall_count": 9}, low]) == {"reference": found}
    past = [low | {"deadline_gap_count": 9}, low | {"deadline_gap_count": 0}]
    assert said(past, **OVER) == {"reference_over": found}
    assert list(said([low])) == ["reference_met"]
    assert list(said([low | {"deadline_gap_count": 0}], **OVER)) == ["reference_met_over"]
    hidden = said([low | {"shortfall_count": None}])
    assert list(hidden) == ["reference_unknown"]
    assert hidden["reference_unknown"]["unknown_count"] == 1


def test_units_compared_with_other_floors_are_told_apart():
    units = [{"is_judged": False, "floor_rate": floor} for floor in (0.05, 0.03, 0.05)]
    found = outlook([UNIT | unit for unit in units], TOTALS)
    floors = [(one.values["floor_rate"], one.values["reference_count"]) for one in found]
    assert floors == [(0.03, 1), (0.05, 2)]


OVER = {"is_over": True, "workdays_left_count": 0}


def test_after_the_deadline_its_own_day_is_judged():
    units = [
        {"deadline_gap_count": 0, "gap_count": 0},
        {"deadline_gap_count": 3, "gap_count": 0},
        {"deadline_gap_count": 9, "gap_count": 8},
    ]
    assert said(units, **OVER) == {
        "over": {
            "on_time_unit_count": 1,
            "late_unit_count": 1,
            "missed_unit_count": 1,
            "deadline_gap_count": 12,
            "gap_count": 8,
        }
    }
    assert list(said(units[:1], **OVER)) == ["over_in_time"]
    assert list(said([{"deadline_gap_count": None}], **OVER)) == ["withheld"]


@pytest.mark.parametrize(
    ("totals", "names"),
    [
        ({"shortfall_count": 4, "still_to_draw_count": 6}, ["whole_short", "whole_undrawn"]),
        ({"shortfall_count": 4, "workdays_left_count": 0}, ["whole_last_day"]),
        ({"still_to_draw_count": 6}, ["whole_undrawn"]),
        ({}, ["whole_in_time"]),
        ({"gap_count": 0}, ["whole_done"]),
        ({"shortfall_count": None}, ["whole_unknown"]),
    ],
)
def test_the_province_is_measured_by_its_own_floor(totals, names):
    assert list(said([], floor_target_count=100, **totals)) == names
    assert "whole_short" not in said([], floor_target_count=100, **OVER)


def test_what_one_unit_draws_too_many_does_not_help_another():
    rows = [UNIT | {"still_to_draw_count": count} for count in (0, 3, 4)]
    compared = UNIT | {"is_judged": False, "still_to_draw_count": 9}
    assert draws([*rows, compared]) == {"undrawn_unit_count": 2, "units_to_draw_count": 7}
    assert draws([compared]) == {"undrawn_unit_count": 1, "units_to_draw_count": 9}
    unknown = UNIT | {"still_to_draw_count": None}
    assert draws([*rows, unknown]) == {"undrawn_unit_count": None, "units_to_draw_count": None}
