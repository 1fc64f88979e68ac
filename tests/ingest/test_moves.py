"""指派去向: a row goes only to another task that holds the firm, else it names an office."""

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


def to_another(t):
    return [row(t(1), t(2)), row(t(2))], {t(1)}, []


def number_as_numbers_of_tasks_are_read(t):
    return [row(t(1).lower(), f"【{t(2).replace('T', 'ｔ')}】第二批"), row(t(2))], {t(1)}, []


def other_firm(t):
    return [row(t(1), t(2)), row(t(2), code=FIRM_B)], set(), [("move_not_followed", t(2))]


def itself(t):
    return [row(t(1), t(1))], set(), [("move_not_followed", t(1))]


def no_such_task(t):
    return [row(t(1), t(2))], set(), [("office_unknown", t(2))]


def no_such_office(t):
    return [row(t(1), "某科")], set(), [("office_unknown", "某科")]


def inspected(t):
    lines = [row(t(1), t(2), day="2022-06-10", result="正常"), row(t(2))]
    return lines, set(), [("move_not_followed", t(2))]


def day_alone(t):
    lines = [row(t(1), t(2), day="2022-06-10"), row(t(2))]
    return lines, set(), [("move_not_followed", t(2))]


def result_alone(t):
    lines = [row(t(1), t(2), result="正常"), row(t(2))]
    return lines, set(), [("move_not_followed", t(2))]


def chain_ends_where_a_row_stays(t):
    return [row(t(1), t(2)), row(t(2), t(3)), row(t(3))], {t(1), t(2)}, []


def rows_that_name_each_other_both_stay(t):
    told = [("move_not_followed", t(2)), ("move_not_followed", t(1))]
    return [row(t(1), t(2)), row(t(2), t(1))], set(), told


CASES = (
    *(to_another, number_as_numbers_of_tasks_are_read, other_firm, itself, no_such_task),
    *(no_such_office, inspected, day_alone, result_alone, chain_ends_where_a_row_stays),
    rows_that_name_each_other_both_stay,
)


def test_row_goes_to_another_task_that_holds_the_firm_or_stays_and_is_doubted(take, export, rows):
    """Each case with tasks of its own: which rows went away, what is said of 指派去向."""
    cases = [
        case(lambda task, number=number: f"T{number}{task}")
        for number, case in enumerate(CASES, 10)
    ]
    lines = [line for lines, _, _ in cases for line in lines]
    take(export(HEADER, *lines))
    moved = {r["task_no"] for r in rows("task_rows") if r["moved_to"]}
    warnings = sorted(rows("warnings"), key=lambda w: w["source_row"])
    first = 2
    for case, (lines, gone, told) in zip(CASES, cases, strict=True):
        own = range(first, first + len(lines))
        first = own.stop
        tasks = {task.upper() for task, *_ in lines}
        assert moved & tasks == gone, case.__name__
        found = [(w["rule_code"], w["raw_value"]) for w in warnings if w["source_row"] in own]
        assert found == told, case.__name__
    assert {w["source_row"] for w in warnings} <= set(range(2, first))


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
