"""A paper has the table of the page, tells who can run its commands, and asks for an answer."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from papers import CommandLine, body, commanded, made

from inspection.data import warehouse
from inspection.data.access import LOCAL, Scope
from inspection.report.document import AnnexTitle, Heading
from inspection.report.ground import Ground
from inspection.report.kinds import KINDS
from inspection.report.problems import Alerts
from inspection.report.reminder import reminder
from inspection.report.tables import cell
from inspection.showing import evaluation
from inspection.showing.trial_total import RULES
from inspection.text import text

SEPTEMBER = date(2022, 9, 9)
OF_QUANZHOU = Scope("unit", ("泉州",))


def ground(unit=None, scope=LOCAL):
    snapshot = warehouse.current()
    assert snapshot
    return Ground(scope, snapshot, SEPTEMBER, unit)


def test_indicators_are_those_of_the_page(desk):
    content = made(SEPTEMBER, "泉州", forms=("docx",))["docx"]
    tables = docx.Document(BytesIO(content)).tables
    found = [[one.text for one in row.cells] for table in tables for row in table.rows]
    snapshot = warehouse.current()
    assert snapshot
    told = evaluation.evaluate(LOCAL, snapshot, SEPTEMBER, ["泉州"])
    lines = evaluation.indicator_rows(told, "泉州").to_pylist()
    assert len(lines) == len(evaluation.INDICATORS)
    columns = ("indicator", "indicator_rate", "reference_rate", "top_count", "whole_count")
    for line in lines:
        assert [cell(name, line[name]) for name in columns] in [row[:5] for row in found]
    short = evaluation.below_reference(evaluation.indicator_rows(told, "泉州"))
    assert evaluation.say_indicator(short[0], "zh") in "".join(body(content))


def test_trial_total_is_the_provinces_alone_and_says_whose_weights_it_has(desk):
    said = {unit: "".join(body(made(SEPTEMBER, unit)["docx"])) for unit in (None, "泉州")}
    assert said[None].count("示例权重，未经省局确定") >= 3
    assert "试算" not in said["泉州"]


@pytest.mark.parametrize("kind", ["evaluation", "monthly"])
def test_commands_of_a_part_say_who_runs_them_and_give_its_numbers(desk, capsys, kind):
    whole = made(SEPTEMBER, "泉州", kind, forms=("docx", "xlsx"))
    part = made(SEPTEMBER, "泉州", kind, forms=("docx", "xlsx"), scope=OF_QUANZHOU)
    note = text("report.list_partial")
    for files, is_part in ((whole, False), (part, True)):
        words = [one.text for one in docx.Document(BytesIO(files["docx"])).paragraphs]
        assert any(note in one for one in words) is is_part
        assert any("按全部权限运行" in one for one in words) is is_part
        sheet = openpyxl.load_workbook(BytesIO(files["xlsx"]))["数字清单"]
        heads = {one.value for row in sheet.iter_rows() for one in row}
        assert (text("report.list_command") in heads) is not is_part
        assert (text("report.list_command_partial") in heads) is is_part
    lines = list(commanded(part["xlsx"], text("report.list_command_partial")))
    assert CommandLine(capsys).wrong(lines) == []


def test_every_annex_has_a_page_a_number_and_a_title_that_the_text_names(desk):
    made_of = KINDS["evaluation"].build(ground("泉州"), Alerts(LOCAL))
    heads = [one.words for one in made_of.blocks if isinstance(one, Heading) and not one.level]
    titles = [one.words for one in made_of.blocks if isinstance(one, AnnexTitle)]
    assert heads == ["附件1", "附件2"]
    assert titles == ["县级完成情况", "数字清单"]
    paper = docx.Document(BytesIO(made(SEPTEMBER, "泉州", forms=("docx",))["docx"]))
    told = [one.text.strip() for one in paper.paragraphs]
    assert "附件：1. 县级完成情况" in told
    assert "2. 数字清单" in told
    styles = {one.text: one.style.name for one in paper.paragraphs}
    assert styles["【待填：署名】"] == styles["【待填：成文日期】"] == "署名"
    assert styles["数字清单"] == "附件标题"


def test_an_answer_is_asked_by_the_day_of_the_parameter(desk, monkeypatch):
    paper = docx.Document(BytesIO(made(SEPTEMBER, "泉州", "reminder", forms=("docx",))["docx"]))
    said = {one.text: one.style.name for one in paper.paragraphs}
    assert any("2022年9月19日前书面回复" in one and "5个工作日" in one for one in said)
    assert said["泉州市："] == "主送机关"
    asked = Ground.rows
    monkeypatch.setattr(
        Ground, "rows", lambda own, name, *a, **k: name != "reply_day" and asked(own, name, *a, **k)
    )
    words = [getattr(one, "words", "") for one in reminder(ground("泉州"), Alerts(LOCAL)).blocks]
    assert any("【待填：回复期限】" in one for one in words)


def test_a_snapshot_older_than_the_parameters_of_the_trial_total_says_so(desk, monkeypatch):
    asked = Ground.rows

    def older(own, name, *a, **k):
        rows = asked(own, name, *a, **k)
        return [row | {"concentration": None} for row in rows] if name == RULES else rows

    monkeypatch.setattr(Ground, "rows", older)
    blocks = KINDS["evaluation"].build(ground(), Alerts(LOCAL)).blocks
    words = [getattr(one, "words", "") for one in blocks]
    assert text("evaluation.total_untold") in words
    assert not any("不随权重改变" in one for one in words)


def asked(question, **params):
    return warehouse.answer(question, scope=LOCAL, as_of=SEPTEMBER, **params).to_pylist()


def test_plans_of_an_account_are_the_sums_of_their_tasks(desk):
    """Of each plan of the unit itself: tasks of it and of those that its counties made on it."""
    content = made(SEPTEMBER, "泉州", "yearly", forms=("docx",))["docx"]
    rows = [
        [one.text for one in row.cells] for row in docx.Document(BytesIO(content)).tables[0].rows
    ]
    plans, tasks = asked("plan_list", units=["泉州"]), asked("task_list", units=["泉州"])
    own = [plan for plan in plans if plan["county"] is None]
    assert [row[0] for row in rows[1:-1]] == [plan["name"] for plan in own]
    seen = 0
    for row, plan in zip(rows[1:], own, strict=False):
        roots = {one["plan_no"]: one["root_plan_no"] or one["plan_no"] for one in plans}
        root = roots[plan["plan_no"]]
        mine = [one for one in tasks if roots.get(one["plan_no"]) == root]
        sums = [sum(one[name] for one in mine) for name in ("row_count", "inspected_count")]
        told = [int(one.replace(",", "")) for one in row[2:5]]
        assert told == [len([one for one in mine if one["row_count"]]), *sums], plan["name"]
        assert int(row[6].replace(",", "")) == sum(one["published_count"] for one in mine)
        seen += sum(sums)
    assert seen
