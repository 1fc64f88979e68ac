"""Layouts of other provinces and forms: plans by items, days of a visit, samples, totals, dates."""

from datetime import date

import pytest

from ingest.files import FIRM_A, FIRM_B, REGISTER, RESULTS, write_csv, write_xlsx
from inspection.ingest.exported import export_date
from inspection.ingest.headers import find_header
from inspection.ingest.vocabulary import read_vocabulary

NAME = "福州示例一号有限公司"
BY_ITEMS = "序号 抽查领域 发起部门 配合部门 抽查事项 抽查对象 抽查比例 抽查时间"


@pytest.fixture(scope="module")
def words():
    return read_vocabulary(None)


@pytest.mark.parametrize(
    ("header", "table"),
    [
        (BY_ITEMS, "plans"),
        ("序号 抽查类别 抽查事项 检查对象 抽查比例 抽查时间 检查主体 责任单位", "plans"),
        ("年度 抽查事项 抽查对象 抽查数量 责任单位", "plans"),
        # Ratio and frequency stand in lists of items too, a time of year only in plans.
        ("抽查类别 抽查事项 抽查对象 抽查比例 抽查频次 检查依据", "items"),
        ("抽查事项 抽查依据 抽查主体 抽查对象 抽查比例 抽查频次", None),
        ("计划名称 责任单位 完成时间", None),
        ("任务名称 责任单位 完成时间", None),
        (
            "任务名称 任务编码 市场主体名称 统一社会信用代码 抽查机关 抽查完成时间 抽查结果",
            "inspection_results",
        ),
        ("统一社会信用代码 商事主体名称 商事主体类型 登记状态 所属监管所", "register"),
    ],
)
def test_what_a_table_of_another_province_is(words, header, table):
    found = find_header([header.split(), ["x"] * len(header.split())], words)
    assert (found.table.name if found else None) == table


def test_a_plan_that_names_its_items_alone(take, export, rows):
    """Rows of one name are told by their items; a name without items bears its own."""
    header = ("年度", "抽查领域", "抽查事项", "抽查比例", "抽查时间", "检查主体")
    take(
        export(
            header,
            ("2022", "旅游", "旅行社检查", "5%", "4月-10月", "省级"),
            ("2022", "旅游", "景区检查", "3%", "5月", "省级"),
            ("2022", "", "广告检查", "1%", "2022年6月", "省级"),
        )
    )
    plans = {
        (row["plan_no"], row["name"], row["ratio"], str(row["window_to"])) for row in rows("plans")
    }
    assert plans == {
        ("2022 旅游 旅行社检查", "旅游", 0.05, "2022-10-31"),
        ("2022 旅游 景区检查", "旅游", 0.03, "2022-05-31"),
        ("2022 广告检查", "广告检查", 0.01, "2022-06-30"),
    }


VISITS = {
    "2022-06-15至2022-06-16": ("2022-06-16", "date_period"),
    "2022年6月28日-7月2日": ("2022-07-02", "date_period"),
    "2022/6/15 ~ 2022/6/20": ("2022-06-20", "date_period"),
    "2022年6月15日~18日": ("2022-06-18", "date_period"),
    # No day, or days in the wrong order.
    "2022-06-15至2022-06-31": (None, "date_unreadable"),
    "2022-06-15至2022-06-14": (None, "date_unreadable"),
    "Wed Jun 15 10:00:00 CST 2022": ("2022-06-15", None),
    "2022-06-15": ("2022-06-15", None),
}


def test_several_days_in_one_cell_are_a_visit_that_ends_on_the_last(take, export, rows):
    firm = (FIRM_A, NAME, "鼓楼区", "A08", "未发现问题")
    take(export(RESULTS, *((f"T{i}", *firm, cell) for i, cell in enumerate(VISITS))))
    days = {row["task_no"]: row["inspected_on"] for row in rows("task_rows")}
    doubts = {row["raw_value"]: row["rule_code"] for row in rows("warnings")}
    told = {
        cell: (days[f"T{i}"] and str(days[f"T{i}"]), doubts.get(cell))
        for i, cell in enumerate(VISITS)
    }
    assert told == VISITS


def test_samples_signatures_and_totals_are_no_rows(take, tmp_path, rows):
    path = tmp_path / "名录_20220909.csv"
    register = ("序号", *REGISTER)
    write_csv(
        path,
        [
            register,
            ("例", FIRM_B, "厦门示例二号有限公司", "企业", "思明区"),
            ("1", FIRM_A, NAME, "企业", "鼓楼区"),
            ("填写示例", FIRM_B, "厦门示例二号有限公司", "企业", "思明区"),
            ("总计：1户", "", "", "", ""),
            ("填报人：某甲", "", "审核人：某乙", "", "2022-09-01"),
        ],
    )
    [file] = take(path)["files"]
    assert (file["read"], file["loaded"], file["rejected"], file["non_data"]) == (6, 1, 0, 5)
    kinds = {row["source_row"]: row["aside_kind"] for row in rows("set_aside")}
    assert kinds == {1: "header", 2: "sample", 4: "sample", 5: "note", 6: "note"}
    assert [row["uscc"] for row in rows("entities")] == [FIRM_A]


def test_a_total_of_the_base_in_the_place_of_its_day(take, tmp_path, rows):
    """It is that of the whole province, compared with its parts and never added."""
    header = ("年末", "单位", "县（市、区）", "主体类型", "企业实有数")
    path = write_xlsx(
        tmp_path / "实有数_20220909.xlsx",
        一年=[
            header,
            ("2021", "福州", "鼓楼区", "企业", 100),
            ("2021", "厦门", "思明区", "企业", 70),
            ("合计", "", "", "企业", 999),
        ],
        两年=[
            header,
            ("2019", "福州", "台江区", "企业", 1),
            ("2020", "福州", "台江区", "企业", 2),
            ("合计", "", "", "企业", 3),
        ],
    )
    files = {file["sheet"]: file for file in take(path)["files"]}
    assert (files["一年"]["loaded"], files["一年"]["doubts"]) == (3, {"total_differs": 1})
    # Of two days nobody knows which is meant.
    assert (files["两年"]["loaded"], files["两年"]["rejected"]) == (2, 1)
    [doubt] = rows("warnings", "raw_value", "clean_value")
    assert doubt == {"raw_value": "999", "clean_value": "170"}


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("检查结果", "福州市2022年第二季度检查结果", "2022-06-30"),
        ("检查结果", "2022年上半年抽查情况", "2022-06-30"),
        ("检查结果", "2022年前三季度抽查情况", "2022-09-30"),
        ("检查结果", "2022年一至三季度抽查情况", "2022-09-30"),
        ("2022年第1季度检查结果", "", "2022-03-31"),
        ("export_20220909153012", "", "2022-09-09"),
        ("导出202209091530", "", "2022-09-09"),
        ("export_20220909153012123", "", "2022-09-09"),
    ],
)
def test_the_end_of_a_quarter_and_a_day_with_its_clock(tmp_path, name, title, day):
    found = export_date(tmp_path / f"{name}.csv", [title], None)
    assert found.day == date.fromisoformat(day)
