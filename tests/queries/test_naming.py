"""Firms named in free text are named to those who may see names, and to nobody else."""

import pytest
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.naming import without_firms

FIRM, CODE, NUMBER = "榕城(福州)示例食品有限公司", "91350100MA00000155", "350100200000014"
WRITTEN = f"对榕城（福州） 示例食品有限公司（{CODE}、{NUMBER}）等的检查"
SHOWN = "对***（***、***）等的检查"


@pytest.fixture
def world(make_snapshot):
    return make_snapshot(
        entities=[{"entity_id": 1, "name": FIRM, "name_key": FIRM, "uscc": CODE}],
        plans=[{"plan_no": "P1", "name": WRITTEN, "lead_office": WRITTEN}],
        tasks=[{"task_no": "T1", "plan_no": "P1", "name": WRITTEN, "lead_office": WRITTEN}],
        task_rows=[{"entity_id": 1}],
        cases=[{"case_no": 1, "title": WRITTEN, "background": WRITTEN, "medium": WRITTEN}],
        events=[{"happened_on": "2022-05-01", "event": WRITTEN}],
    )


@pytest.mark.parametrize(
    "question", ["task_list", "plan_list", "case_list", "event_list", "filter_offices"]
)
def test_text_names_firms_to_the_entitled_only(world, question):
    whole = str(warehouse.answer(question, scope=LOCAL).to_pylist())
    assert WRITTEN in whole
    told = str(warehouse.answer(question, scope=NAMELESS).to_pylist())
    assert SHOWN in told
    assert not [secret for secret in ("示例食品", CODE, NUMBER) if secret in told]


def test_text_that_names_no_registered_firm_stays(make_snapshot):
    make_snapshot(
        entities=[{"entity_id": 1, "name": FIRM, "name_key": FIRM}],
        tasks=[{"task_no": "T1", "name": "对榕城示例食品等的检查"}],
        task_rows=[{"entity_id": 1}],
    )
    [row] = warehouse.answer("task_list", scope=NAMELESS).to_pylist()
    assert row["name"] == "对榕城示例食品等的检查"


def test_longest_name_is_masked_whole():
    known = frozenset({"示例食品", "示例食品有限公司"})
    assert without_firms("查示例食品有限公司。", known) == "查***。"
