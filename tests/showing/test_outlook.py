"""What the headline concludes: two causes apart, the deadline, and nothing over what is unknown."""

import pytest

from inspection.showing.outlook import outlook

TOTALS = {
    "is_over": False,
    "workdays_left_count": 37,
    "floor_target_count": None,
    "shortfall_count": 0,
    "still_to_draw_count": 0,
}
UNIT = {
    "is_judged": True,
    "target_count": 40,
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
    assert said([{"still_to_draw_count": 7}, {}]) == {
        "undrawn": {"undrawn_count": 1, "to_draw_count": 7}
    }


def test_on_the_last_day_no_pace_is_spoken_of():
    found = said([{"shortfall_count": 2}], workdays_left_count=0)
    assert found == {"last_day": {"unit_count": 1, "shortfall_count": 2}}


def test_in_time_needs_every_unit_known():
    assert said([{}, {}]) == {"in_time": {"unit_count": 2}}
    assert said([{}, {"shortfall_count": None}]) == {"withheld": {"unknown_count": 1}}
    bare = {"is_judged": None, "target_count": None, "shortfall_count": None}
    assert said([bare]) == {"unknown": {"unknown_count": 1}}


def test_the_pace_suffices_for_all_only_where_all_are_known():
    few = {"undrawn_count": 1, "to_draw_count": 7}
    assert said([{"still_to_draw_count": 7}, {"shortfall_count": None}]) == {
        "undrawn_some": few,
        "withheld": {"unknown_count": 1},
    }


def test_units_that_nobody_judges_are_neither_behind_nor_in_time():
    units = [{"is_judged": False, "gap_count": 9}, {"is_judged": False, "gap_count": 0}]
    assert said(units) == {
        "reference": {
            "reference_count": 2,
            "short_count": 1,
            "reference_gap_count": 9,
            "unknown_count": 0,
        }
    }
    hidden = said([{"is_judged": False, "gap_count": None}])
    assert list(hidden) == ["reference_unknown"]
    assert hidden["reference_unknown"]["unknown_count"] == 1


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
    ("short", "to_draw", "names"),
    [
        (4, 6, ["whole_short", "whole_undrawn"]),
        (0, 6, ["whole_undrawn"]),
        (0, 0, ["whole_in_time"]),
        (None, 0, ["whole_unknown"]),
    ],
)
def test_the_province_is_measured_by_its_own_floor(short, to_draw, names):
    found = said([], floor_target_count=100, shortfall_count=short, still_to_draw_count=to_draw)
    assert list(found) == names
    assert "whole_short" not in said([], floor_target_count=100, **OVER)
