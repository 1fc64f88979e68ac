"""What nobody can read is told row by row; no amount and no day passes silently."""

import pytest

from ingest.files import FIRM_A, FIRM_B, REGISTER, write_csv, write_xlsx

ENTITIES = [
    (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区"),
    (FIRM_B, "厦门示例", "企业", "思明区"),
]
NOTICE = ("企业名称", "统一社会信用代码", "检查机关", "检查日期", "检查结果")
PENALTIES = (
    *("企业名称", "统一社会信用代码/注册号", "处罚决定书文号", "处罚决定日期", "处罚机关"),
    *("罚款金额(元)", "罚款金额(万元)"),
)
LISTED = ("企业名称", "统一社会信用代码", "名单类别", "列入日期", "列入机关")
OFFICE = "福州市鼓楼区市场监督管理局"


@pytest.fixture
def report(take, tmp_path):
    folder = tmp_path / "导出"
    folder.mkdir()
    firm = ("福州示例一号有限公司", FIRM_A)
    days = ("2022-06-15", "2022年6月15号", "第二季度", "6月15日", "6月15日")
    write_csv(folder / "对象_20220901.csv", [REGISTER, *ENTITIES])
    write_csv(
        folder / "公告_20220909.csv",
        [NOTICE, *((*firm, OFFICE, day, "未发现问题") for day in days)],
    )
    fines = [("5000", ""), ("1.5万元", ""), ("", "2"), ("", "3000元"), ("伍仟元", "")]
    last = "2022-09-10"
    write_csv(
        folder / "处罚_20220909.csv",
        [PENALTIES]
        + [
            (*firm, f"{i}号", last if i == 0 else "2022-05-01", OFFICE, *fine)
            for i, fine in enumerate(fines)
        ],
    )
    kinds = ("守信激励红名单", "严重违法失信名单", "经营异常名录")
    write_csv(
        folder / "名单_20220909.csv",
        [LISTED, *((*firm, kind, "2021-01-01", "市局") for kind in kinds)],
    )
    return take(folder)


def test_cells_that_nobody_can_read(report, rows):
    files = {file["path"].rsplit("/", 1)[-1][:2]: file for file in report["files"]}
    # Two spellings of one day are one row, a cell told twice is one doubt, 第二季度 another.
    notice = files["公告"]
    assert (notice["loaded"], notice["duplicate"]) == (2, 3)
    assert notice["doubts"] == {"date_unreadable": 2, "task_unnamed": 3}
    assert files["处罚"]["doubts"] == {"count_unreadable": 1, "date_after_export": 1}
    assert files["名单"]["doubts"] == {"value_unknown": 1}
    # The column that tells who is meant is used.
    assert not any(one["header"] == PENALTIES[1] for one in files["处罚"]["unused_columns"])
    facts = rows("follow_ups", "kind", "document_no", "fine_yuan")
    fines = {one["document_no"]: one["fine_yuan"] for one in facts if one["kind"] == "行政处罚"}
    assert fines == {"0号": 5000, "1号": 15000, "2号": 20000, "3号": 3000, "4号": None}


def test_offices_years_and_days_of_small_tables(take, tmp_path):
    """An office nobody knows, a year of two digits, a draw after the export."""
    tasks = ("任务编号", "任务名称", "报告单位", "任务组织部门", "随机抽取日期")
    path = write_xlsx(
        tmp_path / "甲_20220909.xlsx",
        任务=[
            tasks,
            ("T1", "一批", "福州", "", "2022-05-06"),
            ("T2", "二批", "某某市", "", "2022-09-10"),
        ],
        人员=[
            ("单位工号", "姓名", "工作单位"),
            ("0010", "测试甲", "福州市鼓楼区市场监督管理局"),
            ("0010", "测试乙", "不知何处"),
        ],
        计划=[
            ("计划编号", "计划名称", "年度", "抽查类型"),
            ("P1", "一", "22年", "不定向"),
            ("P2", "二", "2022年度", "定向"),
        ],
    )
    assert {one["sheet"]: one["doubts"] for one in take(path)["files"]} == {
        "任务": {"date_after_export": 1, "place_unknown": 1},
        "人员": {"place_unknown": 1},
        "计划": {"date_unreadable": 1, "place_missing": 2},
    }


def test_a_sheet_that_is_left_out_is_told_as_what_it_is(take, tmp_path):
    path = write_xlsx(
        tmp_path / "甲_20220909.xlsx",
        一=[REGISTER, *ENTITIES],
        许可=[
            ("企业名称", "统一社会信用代码", "许可编号", "许可机关"),
            ("甲", FIRM_A, "1", "市局"),
        ],
        结果=[("任务编号", "企业名称", "检查机关", "检查结果"), ("T1", "甲", OFFICE, "正常")],
    )
    told = {one["sheet"]: (one["code"], one["detail"]) for one in take(path)["remarks"]}
    assert told == {
        "许可": ("foreign_sheet", "行政许可名单"),
        "结果": ("lacking_header", "检查结果（缺少：检查日期）"),
    }
