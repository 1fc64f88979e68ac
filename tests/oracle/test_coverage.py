"""Which questions are compared: all that state a metric, but for those named here."""

import re

from every import for_each

from .figures import FIGURES
from .questions import headers

# Why a question with a metric in its rule is not compared itself.
NOT_COMPARED = {
    "case_candidates": "every kind by hand in test_candidates.py; recounted by tests/stories",
    "case_task": "one task of a case: literals in tests/queries/test_cases.py",
    "duties_by_subject": "the lines that duties_by_unit counts, by who owes them; test_monday.py",
    "duty_list": "one line per duty that duties_by_unit counts",
    "missing_inputs": "what duties_by_unit and sent_by_unit count as missing; test_evaluation.py",
    "ratio_moves": "one line per task, counted by hand in test_evaluation.py",
    "effect_by_task": "one line per task that integration_totals counts; planted ones by story",
    "pair_concentration": "pairs counted by hand in test_plan_people.py; the planted one by story",
    "plan_list": "one line per plan that completion_rates counts",
    "reported_causes": "recounted in test_reported.py, where every sum is of one making",
    "task_list": "one line per task that completion_rates counts",
    "unvisited_cells": "the cells that coverage_by_unit counts as not visited",
    "uptake_grid": "the cells that uptake_by_unit counts; every missing one by story",
}
# Alerts are rows of compared figures beyond a threshold; tests/stories holds each to truth.json.
ALERTS = {name for name, header in headers().items() if "threshold" in header.params}
METRIC = re.compile(r"\bM(\d+)(?:[a-c]?-M?(\d+))?")


def metrics(name: str) -> set[int]:
    """Numbers of the metrics that a rule names; M1-M5 are five."""
    spans = METRIC.findall(headers()[name].rule)
    return {n for first, last in spans for n in range(int(first), int(last or first) + 1)}


WITH_METRIC = {
    name
    for name, header in headers().items()
    if header.access == "aggregate" and metrics(name) and name not in ALERTS
}


@for_each("name", sorted(WITH_METRIC))
def test_question_with_a_metric_is_compared_or_says_why_not(name: str) -> None:
    assert (name in FIGURES) != (name in NOT_COMPARED)


def test_only_questions_with_a_metric_are_excepted() -> None:
    assert set(NOT_COMPARED) <= WITH_METRIC
    assert len(WITH_METRIC) >= 50


def test_every_metric_that_the_dictionary_numbers_is_compared() -> None:
    assert set().union(*map(metrics, FIGURES)) == set(range(1, 36))
