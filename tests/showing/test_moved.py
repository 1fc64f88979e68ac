"""为什么变了: every firm or row in one part, the parts add up, and the rows behind them."""

from datetime import date

import pytest
from readers import NAMELESS

from inspection.data.access import LOCAL, Scope
from inspection.ingest.difference.figures import figure_changes
from inspection.showing.moved import (
    CAUSES,
    COLUMNS,
    FIGURES,
    Choice,
    compare,
    earlier_report,
)
from inspection.showing.moved_rows import moved_rows
from inspection.showing.reports import Report

BEFORE, TODAY = date(2022, 8, 5), date(2022, 9, 9)
FUZHOU = {"unit": "福州", "county_code": "350102"}
LONGYAN = {"unit": "龙岩", "county_code": "350802"}
CHECKED = Choice("checked")
NAMES = ("earlier", *CAUSES, "later")


def row(entity, on=None, **more):
    seen = {"inspected_on": on, "results": ["R1"], "entered_on": on} if on else {}
    return {"entity_id": entity, **FUZHOU, **seen, **more}


# 1 stays; 2 is told another day of the same time; 3 has no result any more; 4 is not exported any
# more; 5 is of another unit now; 6 had a day but no result; 7 was not told; 8 is told since.
THEN = [
    *(row(n, "2022-07-01") for n in (1, 2, 3, 4, 5)),
    {"entity_id": 6, **FUZHOU, "inspected_on": "2022-07-04"},
    row(8),
]
SINCE = [
    row(1, "2022-07-01"),
    row(2, "2022-07-02"),
    {"entity_id": 3, **FUZHOU, "inspected_on": "2022-07-01"},
    row(5, "2022-07-01", **LONGYAN),
    row(6, "2022-07-04"),
    row(7, "2022-07-05", entered_on="2022-08-20"),
    row(7, "2022-07-06", task_no="T2"),
    row(8, "2022-08-06"),
]


@pytest.fixture
def reports(make_snapshot) -> tuple[Report, Report]:
    old = make_snapshot(data_date=BEFORE, task_rows=THEN)
    new = make_snapshot(data_date=TODAY, task_rows=SINCE)
    return Report(new, TODAY, is_snapshot=True), Report(old, BEFORE, is_snapshot=True)


def parts(found) -> dict[str, dict[str, int]]:
    rows = found.parts.to_pylist()
    return {
        one["unit"]: {name: one[column] for name, column in zip(NAMES, COLUMNS, strict=True)}
        for one in rows
    }


def none_but(**counts) -> dict[str, int]:
    return dict.fromkeys(NAMES, 0) | counts


def test_every_firm_stands_in_one_part_and_the_parts_add_up(reports):
    found = parts(compare(*reports, LOCAL, CHECKED))
    assert found == {
        "福州": none_but(
            earlier=5, new=1, late=1, corrected_in=1, corrected_out=2, withdrawn=1, later=5
        ),
        "龙岩": none_but(corrected_in=1, later=1),
        "合计": none_but(
            earlier=5, new=1, late=1, corrected_in=1, corrected_out=1, withdrawn=1, later=6
        ),
    }


def test_rows_behind_a_cause_tell_both_sides(reports):
    found = compare(*reports, LOCAL, CHECKED)
    told = {
        cause: moved_rows(found, cause, *reports, LOCAL, CHECKED).to_pylist() for cause in CAUSES
    }
    assert [(one["task_no"], one["stage_on"]) for one in told["late"][-2:]] == [
        ("T1", date(2022, 7, 5)),
        ("T2", date(2022, 7, 6)),
    ]
    (gone,) = told["withdrawn"]
    assert (gone["stage_on"], gone["earlier_stage_on"]) == (None, date(2022, 7, 1))
    again, elsewhere = told["corrected_in"]
    assert (again["main_result"], again["earlier_main_result"]) == ("R1", None)
    assert (elsewhere["unit"], elsewhere["earlier_unit"]) == ("龙岩", "福州")
    assert [one["counted_on"] for one in told["new"]] == [date(2022, 8, 6)]


def test_look_back_tells_new_and_late_and_leaves_the_rest_unknown(reports):
    now, _ = reports
    found = compare(now, Report(now.snapshot, BEFORE, is_snapshot=False), LOCAL, CHECKED)
    whole = parts(found)["合计"]
    unknown = dict.fromkeys(("corrected_in", "corrected_out", "withdrawn", "ruled_in", "ruled_out"))
    assert whole == none_but(earlier=5, new=1, later=6, **unknown)


def test_look_back_calls_nothing_late_where_no_day_of_entry_is_told(reports):
    now, _ = reports
    before = Report(now.snapshot, BEFORE, is_snapshot=False)
    for figure in set(FIGURES) - {"checked"}:
        found = compare(now, before, LOCAL, Choice(figure))
        assert set(found.parts["moved_late_count"].to_pylist()) <= {None}
        assert "late" not in found.moves["move_cause"].to_pylist()


def test_what_the_rules_moved_stands_apart(reports, make_snapshot):
    now, before = reports
    ruled = make_snapshot(data_date=date(2022, 8, 6), task_rows=[*THEN[1:], row(9, "2022-07-01")])
    between = Report(ruled, BEFORE, is_snapshot=True)
    whole = parts(compare(now, before, LOCAL, CHECKED, between))["合计"]
    assert (whole["ruled_in"], whole["ruled_out"], whole["withdrawn"]) == (1, 1, 2)
    assert whole["late"] + whole["corrected_in"] == 3
    came = sum(whole[name] for name in ("new", "late", "corrected_in", "ruled_in"))
    went = sum(whole[name] for name in ("corrected_out", "withdrawn", "ruled_out"))
    assert whole["earlier"] + came - went == whole["later"]


def test_reader_without_names_learns_no_small_part_and_a_unit_nothing_of_another(reports):
    for line in parts(compare(*reports, NAMELESS, CHECKED)).values():
        assert not [value for value in line.values() if value and value < 5]
    own = compare(*reports, Scope("unit", ("龙岩",)), CHECKED)
    assert set(parts(own)) == {"龙岩", "合计"}
    assert set(own.moves["unit"].to_pylist()) == {"龙岩"}
    assert own.moves["move_cause"].to_pylist() == ["corrected_in"]
    left = parts(compare(*reports, Scope("unit", ("福州",)), CHECKED))["合计"]
    assert (left["corrected_out"], left["withdrawn"]) == (2, 1)


def test_figures_of_rows_count_each_row(reports):
    now, before = reports
    found = parts(compare(now, before, LOCAL, Choice("due", ("福州",))))["合计"]
    assert (found["earlier"], found["later"]) == (5, 6)
    assert set(parts(compare(now, before, LOCAL, Choice("drawn", (), ("350802",))))) == {
        "龙岩",
        "合计",
    }


def test_snapshot_of_about_a_month_before_is_taken_else_a_look_back(make_snapshot):
    days = [date(2021, 12, 31), date(2022, 7, 1), date(2022, 8, 12), date(2022, 9, 2)]
    known = [make_snapshot(data_date=day) for day in days]
    now = make_snapshot(data_date=TODAY)
    assert earlier_report(now, TODAY, [*known, now]).snapshot == known[2]
    back = earlier_report(now, TODAY, [known[0], now])
    assert (back.day, back.is_snapshot) == (date(2022, 8, 10), False)
    assert earlier_report(now, date(2022, 1, 20), [now]) is None


def test_causes_come_to_those_of_the_headline_figures(reports):
    now, before = reports
    figures = {one["headline"]: one for one in figure_changes(before.snapshot, now.snapshot, LOCAL)}
    for figure in ("drawn", "checked"):
        told = figures[f"{figure}_count"]
        whole = parts(compare(now, before, LOCAL, Choice(figure)))["合计"]
        gone = whole["corrected_out"] + whole["withdrawn"]
        assert (whole["earlier"], whole["later"]) == (told["before"], told["after"])
        assert (whole["new"], whole["late"]) == (told["added"], told["late"])
        assert whole["corrected_in"] - gone == told["corrected"]
