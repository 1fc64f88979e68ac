"""A count of one takes the singular in English, wherever a sentence is told."""

import pytest

from inspection.counted import for_one
from inspection.text import text, told


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("{n} units are farthest behind", "1 unit is farthest behind"),
        ("{n} counties without a plan", "1 county without a plan"),
        ("{n} units that are only compared", "1 unit that is only compared"),
        ("{n} tables of rules differ ({m})", "1 table of rules differs (2)"),
        ("{n} more rows stand below", "1 more row stands below"),
        ("{n} of {m} units have met it", "1 of 2 units have met it"),
        ("{m} units, each {n} short", "2 units, each 1 short"),
        ("{n:,} applicable rows", "1 applicable row"),
        ("{n} more have drawn too few", "1 more has drawn too few"),
        ("{n} are not closed, {m} of them old", "1 is not closed, 2 of them old"),
        ("{n} is the number of classes", "1 is the number of classes"),
    ],
)
def test_one_is_told_in_the_singular(words, one):
    assert told(words, "en", {"n": 1, "m": 2}) == one


def test_many_and_chinese_stay_as_they_are():
    assert told("{n} units are", "en", {"n": "1,234"}) == "1,234 units are"
    assert told("{n} units are", "zh", {"n": 1}) == "1 units are"
    assert for_one("{a} rows and {b} visits", {"a": "1", "b": "2"}) == "{a} row and {b} visits"


def test_words_of_the_product_are_told_of_one():
    said = text("overview.units_tied_finding", "en", tied_count="1", gap_count="1")
    assert said == "1 unit is farthest behind, each 1 short"
    said = text("plan.windows_finding", "en", task_count="1", row_count="1")
    assert said == "1 task is overdue with 1 row not inspected"
