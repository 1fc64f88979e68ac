"""Kaplan–Meier curves against values counted by hand."""

import pyarrow as pa
import pytest

from inspection.inference import survival


def times(*rows):
    names = ("unit", "workday_count", "event_count", "unfinished_count")
    return pa.table([list(column) for column in zip(*rows, strict=True)], list(names))


def shares(found, unit):
    rows = [row for row in found.to_pylist() if row["unit"] == unit]
    return {row["workday_count"]: row["done_share"] for row in rows}


def test_rows_still_open_leave_the_risk_set_without_an_event():
    # Done on day 1, 1 and 3; open at 2 and 5: S(1) = 3/5, S(3) = 3/5 * 1/2.
    found = survival.curves(
        times(("福州", 1, 2, 0), ("福州", 2, 0, 1), ("福州", 3, 1, 0), ("福州", 5, 0, 1)), "合计"
    )
    assert shares(found, "福州") == pytest.approx({0: 0, 1: 0.4, 2: 0.4, 3: 0.7, 4: 0.7, 5: 0.7})
    at_risk = found.slice(6)["at_risk_count"].to_pylist()
    assert at_risk == [5, 5, 3, 2, 1, 1]


def test_without_censoring_the_curve_is_the_plain_share():
    found = survival.curves(times(("福州", 0, 1, 0), ("福州", 2, 3, 0)), "合计")
    assert shares(found, "福州") == {0: 0.25, 1: 0.25, 2: 1}


def test_nothing_done_is_a_flat_curve_without_an_interval():
    found = survival.curves(times(("福州", 2, 0, 4)), "合计").to_pylist()
    assert {row["done_share"] for row in found} == {0}
    assert {row["share_low"] for row in found} == {None}


def test_total_pools_the_rows_of_all_units():
    found = survival.curves(times(("福州", 1, 1, 0), ("厦门", 1, 0, 3)), "合计")
    assert list(dict.fromkeys(found["unit"].to_pylist())) == ["合计", "福州", "厦门"]
    assert shares(found, "合计")[1] == 0.25


def test_interval_holds_the_share():
    found = survival.curves(times(("福州", 1, 5, 0), ("福州", 4, 5, 10)), "合计").to_pylist()
    row = found[2]
    assert row["share_low"] < row["done_share"] < row["share_high"]


def test_summary_says_when_half_is_done_and_how_much_within_the_limit():
    found = survival.curves(times(("福州", 3, 1, 0), ("福州", 20, 1, 2)), "合计")
    [_, row] = survival.summary(found, 20).to_pylist()
    assert (row["row_count"], row["half_days"], row["within_limit_share"]) == (4, 20, 0.5)


def test_summary_is_missing_where_the_curve_ends_before():
    found = survival.curves(times(("福州", 3, 1, 3)), "合计")
    [_, row] = survival.summary(found, 20).to_pylist()
    assert (row["half_days"], row["within_limit_share"]) == (None, None)


def test_all_done_before_the_limit_is_all_done_within_it():
    found = survival.curves(times(("福州", 3, 1, 0), ("福州", 5, 2, 0)), "合计")
    [_, row] = survival.summary(found, 20).to_pylist()
    assert (row["half_days"], row["within_limit_share"]) == (5, 1.0)


def test_some_still_open_at_the_age_of_the_last_one_done_leave_it_unknown():
    found = survival.curves(times(("福州", 3, 1, 0), ("福州", 5, 2, 1)), "合计")
    [_, row] = survival.summary(found, 20).to_pylist()
    assert row["within_limit_share"] is None


def test_no_rows_give_no_curves():
    empty = times(("福州", 1, 1, 1)).slice(0, 0)
    assert survival.curves(empty, "合计").num_rows == 0
