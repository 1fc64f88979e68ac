"""What a week changed: every firm in one part, the parts add up, a visitor learns no small one."""

from datetime import date

import pytest
from readers import NAMELESS

from inspection.data import connections
from inspection.data.access import LOCAL
from inspection.showing.reports import Report
from inspection.showing.week import (
    COLUMNS,
    RULED_COLUMNS,
    can_be_asked,
    changed_rules,
    ruled_changes,
    week_changes,
)

BEFORE, TODAY = date(2022, 9, 2), date(2022, 9, 9)
FUZHOU = {"unit": "福州", "county_code": "350102"}
LONGYAN = {"unit": "龙岩", "county_code": "350802"}
ALL = {"units": None, "counties": None}


def row(entity: int, on: str | None, entered: str | None = None, **more) -> dict:
    seen = {"inspected_on": on, "results": ["R1"], "entered_on": entered or on} if on else {}
    return {"entity_id": entity, **FUZHOU, **seen, **more}


# Known then: 1 to 4. Since: 5 in the week, 6 late; 4 is gone, 3 has another day of the week.
THEN = [row(n, "2022-08-01") for n in (1, 2, 3, 4)]
SINCE = [
    row(1, "2022-08-01"),
    row(2, "2022-08-01"),
    row(3, "2022-09-05"),
    row(4, None),
    row(5, "2022-09-06"),
    row(6, "2022-08-20", "2022-09-07"),
    row(6, "2022-08-20", "2022-09-07", task_no="T2", **LONGYAN),
]


@pytest.fixture
def reports(make_snapshot) -> tuple[Report, Report]:
    old = make_snapshot(data_date=BEFORE, task_rows=THEN)
    new = make_snapshot(data_date=TODAY, task_rows=SINCE)
    return Report(new, TODAY, is_snapshot=True), Report(old, BEFORE, is_snapshot=True)


def parts(rows) -> dict[str, tuple]:
    return {row["unit"]: tuple(row[name] for name in COLUMNS) for row in rows.to_pylist()}


def test_every_firm_stands_in_one_part_and_a_firm_of_two_units_once_in_the_whole(reports):
    found = parts(week_changes(*reports, LOCAL, ALL))
    assert found == {
        "福州": (4, 1, 1, 1, 5),
        "龙岩": (0, 0, 1, 0, 1),
        "合计": (4, 1, 1, 1, 5),
    }
    assert list(found) == ["福州", "龙岩", "合计"]
    for earlier, new, late, gone, later in found.values():
        assert earlier + new + late - gone == later


def test_what_the_rules_moved_stands_apart_and_the_parts_add_up(reports, make_snapshot):
    """Under the later rules 4 no longer counts, and 7 did; the rest is as without them."""
    now, before = reports
    later_rules = [row(n, "2022-08-01") for n in (1, 2, 3)] + [row(7, "2022-08-02", **LONGYAN)]
    ruled = Report(make_snapshot(data_date=BEFORE, task_rows=later_rules), BEFORE, True)
    found = {
        one["unit"]: tuple(one[name] for name in RULED_COLUMNS)
        for one in ruled_changes(now, ruled, before, LOCAL, ALL).to_pylist()
    }
    # Known before, in and out by the rules, new, late, gone, known now.
    assert found == {
        "福州": (4, 0, 1, 1, 1, 0, 5),
        "龙岩": (0, 1, 0, 0, 1, 1, 1),
        "合计": (4, 1, 1, 1, 1, 1, 5),
    }
    for earlier, came, went, new, late, gone, later in found.values():
        assert earlier + came - went + new + late - gone == later


def test_look_back_tells_what_was_entered_since_and_not_what_is_gone(reports):
    now, _ = reports
    found = parts(week_changes(now, Report(now.snapshot, BEFORE, is_snapshot=False), LOCAL, ALL))
    assert found["合计"] == (2, 2, 1, None, 5)


def test_row_without_a_day_of_entry_counts_as_known_at_once(make_snapshot):
    bare = {"entity_id": 1, **FUZHOU, "inspected_on": "2022-08-01", "results": ["R1"]}
    now = Report(make_snapshot(data_date=TODAY, task_rows=[bare]), TODAY, is_snapshot=True)
    found = week_changes(now, Report(now.snapshot, BEFORE, is_snapshot=False), LOCAL, ALL)
    assert parts(found)["合计"] == (1, 0, 0, None, 1)


def test_places_chosen_are_followed(reports):
    chosen = {"units": ["龙岩"], "counties": None}
    assert parts(week_changes(*reports, LOCAL, chosen)) == {
        "龙岩": (0, 0, 1, 0, 1),
        "合计": (0, 0, 1, 0, 1),
    }
    assert not week_changes(*reports, LOCAL, {"units": ["厦门"], "counties": None})


def test_small_parts_are_withheld_from_a_visitor(reports):
    found = parts(week_changes(*reports, NAMELESS, ALL))
    for values in found.values():
        assert not [value for value in values if value is not None and 0 < value < 5]
    assert found["合计"] == (None, None, None, None, 5)


def test_snapshot_that_this_version_cannot_ask_is_no_report(reports):
    now, before = reports
    assert can_be_asked(before, LOCAL)
    before.snapshot.marts().write_bytes(b"")
    connections.forget()
    assert not can_be_asked(before, LOCAL)
    assert can_be_asked(now, LOCAL)


def test_rules_that_differ_are_named(make_snapshot):
    old, new = (make_snapshot(data_date=day) for day in (BEFORE, TODAY))
    assert changed_rules(new, old) == []
    new.manifest["reference"] = {"targets": {"sha256": "1"}, "alerts": {"sha256": "2"}}
    assert changed_rules(new, old) == ["抽查比例目标"]
