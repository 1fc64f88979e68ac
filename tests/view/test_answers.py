"""Blank figures, sums for sentences, and figures as text."""

import re
from datetime import date

import pyarrow as pa
import pytest

from inspection.data import warehouse
from inspection.showing.answer import Answer, blank
from inspection.showing.leading import week_change
from inspection.view.headline import duty_sums


def test_blank_answer_keeps_its_rows_and_loses_its_numbers():
    rows = pa.table({"unit": ["福州"], "checked_count": [3], "completion_rate": [0.5]})
    found = blank(Answer(warehouse.describe("completion_by_unit"), {}, rows))
    assert found.rows.to_pylist() == [
        {"unit": "福州", "checked_count": None, "completion_rate": None}
    ]
    assert found.is_blank


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pace_totals", True),
        ("standing_by_unit", True),
        ("contribution", False),
        ("stage_funnel_by_unit", False),
        ("data_badge", False),
        ("cases_by_unit", False),
    ],
)
def test_which_questions_rest_on_the_base(name, expected):
    assert warehouse.describe(name).is_base_bound is expected


# Plans ratios for places; what it does not follow is told instead.
PLANS = {"planning_by_unit"}


def rests_on_a_target(question: warehouse.Question) -> bool:
    """Whether a rule names M1 or one of M3 to M9, alone or at an end of a span."""
    return bool(re.search(r"\bM[13-9]\b|\bM1-", question.rule))


def test_every_question_about_a_target_rests_on_the_base():
    about = [one for one in warehouse.questions() if rests_on_a_target(one)]
    assert len(about) > 10
    free = {one.name for one in about if not one.is_base_bound} - PLANS
    assert free == set()


def test_change_of_a_week_is_a_difference_of_running_sums():
    days = pa.table({"day_on": [date(2022, 9, 2), date(2022, 9, 9)], "checked_count": [100, 145]})
    assert week_change(days, date(2022, 9, 9)) == 45
    assert week_change(days, date(2022, 9, 10)) is None


def test_documents_received_of_all_owed():
    duties = {"is_received": [True, False, True, None], "is_unknown": [False, False, False, True]}
    assert duty_sums(pa.table(duties)) == {
        "duty_count": 4,
        "received_count": 2,
        "unknown_duty_count": 1,
    }
