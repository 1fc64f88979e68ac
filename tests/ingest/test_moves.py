"""指派去向: a row goes only to another task that holds the firm, else it names an office."""

import pytest

from ingest.files import FIRM_A, FIRM_B, NUMBER_A, write_csv

HEADER = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "管辖单位",
    "检查机关",
    "检查事项编码",
    "检查结果",
    "检查日期",
    "指派去向",
)
STATION = "鼓楼区市场监管局温泉所"


def row(task, to="", code=FIRM_A, day="", result="", place=STATION, office=""):
    return (task, code, place, office, "A08", result, day, to)


@pytest.fixture
def after(take, export, rows):
    """Tasks from which the rows went away, and the doubts about their 指派去向."""

    def gone(*lines):
        take(export(HEADER, *lines))
        told = [(w["rule_code"], w["raw_value"]) for w in rows("warnings")]
        return {r["task_no"] for r in rows("task_rows") if r["moved_to"]}, told

    return gone


def test_row_goes_to_another_task_that_holds_the_firm(after):
    assert after(row("T1", "T2"), row("T2")) == ({"T1"}, [])


def test_number_is_read_as_numbers_of_tasks_are(after):
    assert after(row("t1", "【ｔ2】第二批"), row("T2")) == ({"T1"}, [])


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([row("T1", "T2"), row("T2", code=FIRM_B)], ("move_not_followed", "T2")),
        ([row("T1", "T1")], ("move_not_followed", "T1")),
        ([row("T1", "T2")], ("office_unknown", "T2")),
        ([row("T1", "某科")], ("office_unknown", "某科")),
        (
            [row("T1", "T2", day="2022-06-10", result="正常"), row("T2")],
            ("move_not_followed", "T2"),
        ),
        ([row("T1", "T2", day="2022-06-10"), row("T2")], ("move_not_followed", "T2")),
        ([row("T1", "T2", result="正常"), row("T2")], ("move_not_followed", "T2")),
    ],
)
def test_row_stays_and_the_word_is_a_doubt(after, lines, told):
    assert after(*lines) == (set(), [told])


def test_chain_ends_where_a_row_stays(after):
    assert after(row("T1", "T2"), row("T2", "T3"), row("T3")) == ({"T1", "T2"}, [])


def test_rows_that_name_each_other_both_stay(after):
    gone, told = after(row("T1", "T2"), row("T2", "T1"))
    assert gone == set()
    assert sorted(told) == [("move_not_followed", "T1"), ("move_not_followed", "T2")]


def test_office_carries_the_row_out_where_the_row_names_no_other(take, export, rows):
    province = row("T2", STATION, FIRM_B, office="福建省市场监督管理局")
    take(export(HEADER, row("T1", STATION, place=""), province))
    found = {r["task_no"]: r for r in rows("task_rows")}
    assert rows("warnings") == []
    assert (found["T1"]["check_office"], found["T1"]["unit_basis"]) == (STATION, "检查机关")
    assert (found["T1"]["unit"], found["T1"]["county_code"]) == ("福州", "350102")
    assert found["T2"]["check_office"] == "福建省市场监督管理局"
    assert {r["assigned_to"] for r in found.values()} == {STATION}
    assert {r["moved_to"] for r in found.values()} == {None}


def test_task_known_by_its_publicity_alone_holds_the_firm(take, export, tmp_path, rows):
    public = ("抽查任务编号", "统一社会信用代码/注册号", "公示状态", "指派去向")
    lines = [public, ("T2", FIRM_A, "未公示", ""), ("T3", NUMBER_A, "未公示", "T2")]
    take(export(HEADER, row("T1", "T2")), write_csv(tmp_path / "公示_20220909.csv", lines))
    assert {r["task_no"]: r["moved_to"] for r in rows("task_rows")} == {
        "T1": "T2",
        "T2": None,
        "T3": None,
    }
    doubts = {(doubt["file"], doubt["rule_code"]) for doubt in rows("warnings")}
    # The firm of the number has no kind.
    assert doubts == {
        ("公示_20220909.csv", "move_not_followed"),
        ("公示_20220909.csv", "kind_unknown"),
    }
