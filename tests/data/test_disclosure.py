"""Small cells: hidden with what is computed from them and what would give them away."""

import pyarrow as pa
import pytest

from inspection.data.disclosure import blank, hide, parse_rule

LEAST = 5


def hidden(rows, small, parts="", named=""):
    return hide(pa.table(rows), parse_rule(small, parts, named), LEAST).to_pydict()


def units(*counts, **more):
    return {"unit": [f"单位{at}" for at in range(len(counts))], "found_count": list(counts), **more}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (None, None)])
def test_count_from_one_to_four_is_hidden(count, shown):
    assert hidden(units(count), "found_count")["found_count"] == [shown]


def test_rate_of_a_hidden_count_is_hidden():
    found = hidden(units(3, 30, 3, found_rate=[0.1, 0.2, 0.3]), "found_count > found_rate")
    assert found["found_rate"] == [None, 0.2, None]


def test_single_hidden_count_takes_the_next_smallest_with_it():
    assert hidden(units(3, 30, 20), "found_count")["found_count"] == [None, 30, None]


def test_hidden_counts_sum_to_five_or_more():
    assert hidden(units(1, 1, 30, 20), "found_count")["found_count"] == [None, None, 30, None]
    assert hidden(units(2, 3, 30, 20), "found_count")["found_count"] == [None, None, 30, 20]


def test_zero_covers_nothing():
    assert hidden(units(3, 0, 9, 20), "found_count")["found_count"] == [None, 0, None, 20]


def test_total_neither_covers_nor_is_covered():
    rows = {"unit": ["甲", "乙", "合计"], "found_count": [3, 9, 12]}
    assert hidden(rows, "found_count")["found_count"] == [None, None, 12]


def test_rows_of_another_clock_do_not_cover():
    rows = {"clock": ["x", "x", "y"], "unit": ["甲", "乙", "甲"], "found_count": [3, 9, 7]}
    assert hidden(rows, "found_count")["found_count"] == [None, None, 7]


def test_part_cannot_be_subtracted_from_its_row():
    rows = {"unit": ["甲"], "done_count": [40], "open_count": [3], "all_count": [43]}
    found = hidden(rows, "done_count; open_count; all_count", "done_count + open_count")
    assert (found["done_count"], found["open_count"], found["all_count"]) == ([None], [None], [43])


def test_cover_in_a_row_is_covered_in_its_column():
    rows = {"unit": ["甲", "乙", "丙"], "done_count": [40, 60, 50], "open_count": [3, 0, 9]}
    found = hidden(rows, "done_count; open_count", "done_count + open_count")
    assert found["open_count"] == [None, 0, None]
    assert found["done_count"] == [None, 60, None]


def test_labels_of_persons_are_hidden_always():
    assert hidden(units(30, labels=[["A-01"]]), "found_count", named="labels")["labels"] == [None]


def test_types_stay_and_blank_rows_have_no_numbers():
    rows = pa.table({"unit": ["甲"], "found_count": [3], "found_rate": [0.1]})
    for answer in (hide(rows, parse_rule("found_count > found_rate", "", ""), LEAST), blank(rows)):
        assert answer.schema == rows.schema
        assert answer.to_pylist() == [{"unit": "甲", "found_count": None, "found_rate": None}]
