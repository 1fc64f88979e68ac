"""Tables without the numbers that tell their rows apart, and days that stand for empty cells."""

import pytest

from ingest.files import FIRM_A, FIRM_B, RESULTS, write_xlsx

NOTICE = ("序号", "企业名称", "统一社会信用代码", "检查日期", "检查结果")
FUZHOU = "福州市市场监督管理局"
# What the days of cells are, in the order of ZERO_DAYS and TRUE_DAYS.
ZERO_DAYS = (
    *("1900-01-01", "1900/1/0", "1899-12-30", "1899-12-31 00:00:00", "1970-01-01 08:00:00"),
    *("1904.1.1", "1753-01-01", "0001-01-01", "0000-00-00", "1900年1月1日"),
    *("19000101", "0", "00:00:00", "1899-12-31T16:00:00Z"),
)
TRUE_DAYS = {
    "1970-01-02": "1970-01-02",
    "1900-10-10": "1900-10-10",
    "1971-01-01": "1971-01-01",
    "1970年11月1日": "1970-11-01",
    "2000-01-01": "2000-01-01",
}


def doubts(rows) -> set[tuple]:
    found = rows("warnings", "column_name", "rule_code", "raw_value", "clean_value")
    return {tuple(row.values()) for row in found}


def test_a_notice_of_results_with_neither_task_nor_office(take, export, rows):
    """Each inspection counts, of no known task, on its day; nothing tells its place."""
    firms = [(FIRM_A, "福州示例一号有限公司"), (FIRM_B, "厦门示例二号有限公司")]
    cells = [
        (1, firms[0][1], firms[0][0], "2022-06-15", "未发现问题"),
        (2, firms[1][1], firms[1][0], "2022-06-16", "发现问题已责令改正"),
    ]
    report = take(export(NOTICE, *cells, name="检查结果公告"))
    [file] = report["files"]
    assert (file["table"], file["read"], file["loaded"]) == ("inspection_results", 3, 2)
    assert file["doubts"] == {"task_unnamed": 2, "place_unknown": 2}
    found = rows("task_rows", "task_no", "unit", "inspected_on")
    assert {(row["task_no"], row["unit"], str(row["inspected_on"])) for row in found} == {
        ("未注明任务 2022-06-15", "未映射", "2022-06-15"),
        ("未注明任务 2022-06-16", "未映射", "2022-06-16"),
    }
    assert {row["result_code"] for row in rows("results")} == {"R1", "R5"}


def test_plans_without_numbers_and_the_tasks_that_name_them(take, tmp_path, rows):
    path = write_xlsx(
        tmp_path / "计划任务_20220909.xlsx",
        计划=[
            ("年度", "抽查计划名称", "抽查比例", "编制单位"),
            ("2022", "公示信息抽查", "3%", FUZHOU),
            ("2022", "2022年价格检查", "1%", FUZHOU),
            ("2022", "2022年价格检查", "2%", "厦门市市场监督管理局"),
            ("2022", "无主计划", "3%", ""),
            ("2022", "异地计划", "3%", "某某局"),
            ("2022", "", "3%", FUZHOU),
        ],
        任务=[
            ("任务编号", "任务名称", "抽查计划名称", "实施部门"),
            ("T1", "一批", "公示信息抽查", FUZHOU),
            ("T2", "二批", "临时任务", FUZHOU),
            ("T3", "三批", "没有的计划", FUZHOU),
            ("T4", "四批", "2022年价格检查", FUZHOU),
            ("T5", "五批", "", ""),
        ],
        有编号=[
            ("计划编号", "计划名称", "层级"),
            ("P9", "公示信息抽查甲", "省级"),
            ("", "乙", "省级"),
        ],
    )
    files = {file["sheet"]: file for file in take(path)["files"]}
    assert (files["计划"]["loaded"], files["计划"]["rejected"]) == (5, 1)
    assert files["计划"]["doubts"] == {"plan_named": 5, "place_missing": 1, "place_unknown": 1}
    assert files["任务"]["doubts"] == {"plan_named": 3, "place_missing": 1}
    # A sheet that has numbers is told by them.
    assert (files["有编号"]["loaded"], files["有编号"]["rejected"]) == (1, 1)
    assert files["有编号"]["doubts"] == {}
    plans = {(row["plan_no"], row["unit"], row["ratio"]) for row in rows("plans")}
    assert plans == {
        (f"2022 {FUZHOU} 公示信息抽查", "福州", 0.03),
        (f"{FUZHOU} 2022年价格检查", "福州", 0.01),
        ("厦门市市场监督管理局 2022年价格检查", "厦门", 0.02),
        ("2022 无主计划", None, 0.03),
        ("2022 某某局 异地计划", None, 0.03),
        ("P9", None, None),
    }
    # One plan bears the first name, two the last.
    assert {row["task_no"]: row["plan_no"] for row in rows("tasks")} == {
        "T1": f"2022 {FUZHOU} 公示信息抽查",
        "T2": None,
        "T3": "没有的计划",
        "T4": "2022年价格检查",
        "T5": None,
    }
    assert {
        ("made_by", "place_missing", None, None),
        ("made_by", "place_unknown", "某某局", None),
        ("exec_office", "place_missing", None, "未映射"),
    } <= doubts(rows)


def test_a_roster_by_certificates_alone(take, export, rows):
    header = ("序号", "姓名", "工作单位", "执法证号", "省执法证编号", "执法证有效期")
    take(
        export(
            header,
            (1, "测试甲", FUZHOU, "闽A0000001", "", "2025-12-31"),
            (2, "测试乙", "", "", "闽B0000002", "1900-01-01"),
            (3, "测试丙", FUZHOU, "", "", ""),
        )
    )
    known = {(row["inspector_id"], str(row["cert_valid_to"])) for row in rows("inspectors")}
    assert known == {("福州-闽A0000001", "2025-12-31"), ("未映射-闽B0000002", "None")}
    assert doubts(rows) == {
        ("emp_no", "told_by_certificate", None, "闽A0000001"),
        ("emp_no", "told_by_certificate", None, "闽B0000002"),
        ("cert_valid_to", "date_zero", "1900-01-01", None),
        ("unit", "place_missing", None, "未映射"),
    }
    assert [row["reason_code"] for row in rows("rejects")] == ["key_missing"]


@pytest.fixture
def inspected(take, export, rows):
    """The day that each cell was read as, and what it is doubted for."""

    def read(*cells: str) -> tuple[dict, dict]:
        firm = (FIRM_A, "福州示例一号有限公司", "鼓楼区", "A08", "未发现问题")
        take(export(RESULTS, *((f"T{i}", *firm, cell) for i, cell in enumerate(cells))))
        days = {row["task_no"]: row["inspected_on"] for row in rows("task_rows")}
        told = {row["raw_value"]: row["rule_code"] for row in rows("warnings")}
        return {cell: days[f"T{i}"] for i, cell in enumerate(cells)}, told

    return read


def test_the_day_of_an_empty_cell_is_no_day_of_inspection(inspected):
    days, told = inspected(*ZERO_DAYS, *TRUE_DAYS, "9999-12-31", "")
    assert told == {**dict.fromkeys(ZERO_DAYS, "date_zero"), "9999-12-31": "date_long_term"}
    assert {cell: str(day) for cell, day in days.items() if day} == TRUE_DAYS


def test_an_office_of_a_province_that_nobody_names_is_no_doubt(take, export):
    """A task of the province's own is told by its level."""
    header = ("任务编号", "任务名称", "层级")
    report = take(export(header, ("T1", "一批", "省级"), ("T2", "二批", "市级")))
    assert [file["doubts"] for file in report["files"]] == [{"place_missing": 1}]
