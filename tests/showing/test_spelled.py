"""Codes, parameters and columns in a sentence, told in words."""

import re

import pytest
from every import for_each

from inspection.data import warehouse
from inspection.showing import basis
from inspection.showing.spelled import spelled
from inspection.text import LANGUAGES

BARE = re.compile(
    r"(?<!\w)(?:M\d+[abc]?|R\d+[ab]?|RX|ppm|KS|z|[kKN]|\$\w+|[a-z]+(?:_[a-z0-9]+)+)(?!\w)", re.ASCII
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("M2b、M4，按当日的目标", "已检查户数、完成率，按当日的目标"),
        ("M1–M5：基数", "目标户数至差额户数：基数"),
        ("M17a–c", "融合运用率至融合实效率"),
        ("有问题（R2–R6、R8）", "有问题（未按规定公示信息至不配合检查、待后续处理）"),
        ("不少于$threshold", "不少于阈值"),
        ("参数 alert_min_rows 户", "参数 提示的最少户数 户"),
        ("同 due_by_office", "同 近期到期与逾期"),
        ("A至D，M99、x_y", "A至D，M99、x_y"),
    ],
)
def test_code_becomes_its_words_and_what_is_unknown_stays(sentence, told):
    assert spelled(sentence, "zh") == told


def test_column_is_named_as_its_question_heads_it():
    assert spelled("by reason_code", "en", "reject_list") == "by Kind of refusal"
    assert spelled("by reason_code", "en") == "by Reason"


@for_each("question", warehouse.questions(), ids=lambda question: question.name)
def test_no_question_explains_itself_in_codes(question):
    for lang in LANGUAGES:
        told = (basis.rule(question, lang), basis.grain(question, lang))
        assert not [found for sentence in told for found in BARE.findall(sentence)]
