"""Metrics in full: every part in both languages, without codes, with the questions that give it."""

import re

from every import for_each

from inspection.data import warehouse
from inspection.data.columns import RATE, announced
from inspection.showing import basis, dictionary
from inspection.showing.answer import Answer
from inspection.text import LANGUAGES

CODE = re.compile(r"(?<!\w)[MR]\d", re.ASCII)


@for_each("metric", dictionary.metric_names())
def test_metric_is_told_whole_and_without_codes(metric):
    for lang in LANGUAGES:
        told = dictionary.definition(metric, lang)
        assert list(told) == ["metric", *dictionary.PARTS.values(), "asked_by"]
        assert all(told.values())
        assert not CODE.search("".join(value for key, value in told.items() if key != "metric"))


def test_every_metric_names_questions_that_there_are():
    known = {question.name for question in warehouse.questions()}
    for metric in dictionary.metric_names():
        asked = dictionary.questions_of(metric)
        assert asked, metric
        assert set(asked) <= known, metric
        assert len(set(asked)) == len(asked), metric


def test_evaluation_names_the_indicators_that_stand_side_by_side():
    assert "indicator_totals" in dictionary.questions_of("M25")


def test_question_tells_numerator_denominator_day_exceptions_and_ground_of_its_metrics():
    (told,) = basis.measured(warehouse.describe("closure_by_unit"), "zh")
    assert told.startswith("后续处置完结率：分子 已完结的；分母 需处置的问题户次，不论是否公示。")
    assert all(part in told for part in ("日期：", "例外：", "依据："))
    (counted,) = basis.measured(warehouse.describe("overdue_rows"), "zh")
    assert "分母" not in counted


def test_answer_tells_its_day_and_its_base(empty_snapshot):
    day = empty_snapshot.data_date
    dated = Answer(warehouse.describe("completion_by_unit"), {"as_of": "2022-03-31"}, None)
    assert basis.counted_on(dated, day, "zh") == [
        "统计截至2022-03-31（含当日）。",
        "基数为冻结的上年末企业实有数。",
    ]
    (known,) = basis.counted_on(Answer(warehouse.describe("files_read"), {}, None), day, "zh")
    assert f"{day}" in known
    assert "不随截止日期变化" in known


def test_every_rate_beside_a_target_or_base_belongs_to_a_metric():
    """What rests on the frozen base is a figure of the notice: it has a definition."""
    for question in warehouse.questions():
        rates = [name for name in question.columns if announced(name) is RATE]
        if question.is_base_bound and rates:
            assert dictionary.metrics_of(question.name), question.name
