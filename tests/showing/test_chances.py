"""A probability in a sentence: short of certain it is never told as 100 % or as 0 %."""

import pytest

from inspection.showing.shown import said


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (1.0, "大于99.9%"),
        (0.99951, "大于99.9%"),
        (0.9994, "99.9%"),
        (0.5, "50.0%"),
        (0.0004, "小于0.1%"),
        (0.0, "0.0%"),
    ],
)
def test_a_probability_is_certain_only_where_it_is(chance, told):
    assert said("more_rate", chance, "zh") == told


def test_a_rate_that_is_counted_is_told_as_it_is():
    assert said("completion_rate", 1.0, "zh") == "100.0%"
    assert said("none_rate", 0.9999, "en") == "above 99.9%"
