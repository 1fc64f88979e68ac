"""Readers who may see neither names nor classes: aggregates, small cells hidden, no class."""

import re

import pytest
from every import for_each
from readers import NAMELESS
from secrets_of import secrets_in

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.errors import NotAllowed

QUESTIONS = warehouse.questions()
OPEN = [question for question in QUESTIONS if question.access == "aggregate"]
# Counts of other things than firms, persons and their rows.
OTHER_THINGS = re.compile(
    r"(\w+_)?(plan|task|item|case|clue|city|county|duty|day|days_left|workdays_left|file|cell"
    r"|target|stock|base|extra|replicate|sample_min|small_cell|unit|task_pair|plus_one|planned)_count"
    r"|(adopted|draft|submitted|publicised|counting|city_done|plus_one_done|received|taken_up"
    r"|alternative|offered|looked|used|unknown|exempt|effective|thin|incomplete|missing|fault|read|loaded|superseded"
    r"|duplicate|rejected|non_data|case_done|existing|draw|forecast|short_forecast|long_forecast|shortfall|(reply_)?workday)_count"
)
# Progress over days, weeks and months, and rows counted by what they were read from.
SERIES = {
    "burn_up",
    "checked_by_day",
    "checked_by_week_and_unit",
    "collection_by_month",
    "completion_by_county_and_month",
    "platform_rows_by_month",
    "publication_times",
    "undated_facts",
    "own_system_rejects",
    "rejects_by_reason",
    "new_platform_share_by_unit",
    "plan_progress_by_unit",
    "load_by_unit",
    "duties_by_subject",
    "duties_by_unit",
    "filter_plans",
    "filter_sources",
    "filter_values",
}


@for_each("question", QUESTIONS, ids=lambda question: question.name)
def test_named_rows_and_classes_are_refused(question, empty_snapshot):
    if question.access == "aggregate":
        warehouse.answer(question.name, scope=NAMELESS, snapshot=empty_snapshot)
        return
    with pytest.raises(NotAllowed, match=question.title_zh):
        warehouse.answer(question.name, scope=NAMELESS, snapshot=empty_snapshot)


def test_no_answer_holds_a_name_or_code(small_demo):
    for question in OPEN:
        rows = warehouse.answer(question.name, scope=NAMELESS).to_pylist()
        assert not secrets_in(str(rows)), question.name


def test_named_answers_hold_names_and_codes(small_demo):
    rows = warehouse.answer("due_rows", scope=LOCAL).to_pylist()
    assert len(secrets_in(str(rows))) > 10


def small_cells(scope):
    """Counting columns with a count from 1 to 4, by question."""
    found = set()
    for question in OPEN:
        rows = warehouse.answer(question.name, scope=scope)
        for name in question.small_cells.derived:
            if any(value and 0 < value < 5 for value in rows[name].to_pylist()):
                found.add((question.name, name))
    return found


def test_no_count_of_firms_is_under_five(small_demo):
    assert len(small_cells(LOCAL)) > 30
    assert small_cells(NAMELESS) == set()


@for_each("question", OPEN, ids=lambda question: question.name)
def test_every_count_of_firms_is_declared(question):
    declared = {*question.small_cells.derived, *sum(question.small_cells.derived.values(), ())}
    counts = {name for name in question.columns if name.endswith("_count")}
    undeclared = {name for name in counts - declared if not OTHER_THINGS.fullmatch(name)}
    assert not undeclared or question.name in SERIES or "sees_class" in question.params
    assert declared <= set(question.columns)
    assert {name for line in question.small_cells.parts for name in line} <= set(
        question.small_cells.derived
    )
    assert set(question.small_cells.named) <= set(question.columns)


def test_tables_by_class_hold_no_number_whatever_is_asked(small_demo):
    numbers = ("problem_count", "applicable_count", "finding_rate")
    for asked in ({}, {"as_of": "2022-08-31"}, {"counties": ["350102"]}, {"units": ["福州"]}):
        for row in warehouse.answer("finding_rate_by_class", scope=NAMELESS, **asked).to_pylist():
            assert {row[name] for name in numbers} == {None}
