"""Layouts of other provinces and forms: plans by items, days of a visit, samples, totals, dates."""

import io
import zipfile
from datetime import date

import pytest

from ingest.files import FIRM_A, FIRM_B, REGISTER, RESULTS, csv_text, write_csv, write_xlsx
from inspection.errors import BadInput
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
            ("", "", "价格检查", "1%", "2022年5月至9月", "省级"),
        )
    )
    plans = {
        (row["plan_no"], row["name"], row["ratio"], str(row["window_to"])) for row in rows("plans")
    }
    assert plans == {
        ("2022 旅游 旅行社检查", "旅游", 0.05, "2022-10-31"),
        ("2022 旅游 景区检查", "旅游", 0.03, "2022-05-31"),
        ("2022 广告检查", "广告检查", 0.01, "2022-06-30"),
        ("价格检查", "价格检查", 0.01, "2022-09-30"),
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
            ("第 2 页 共 2 页", "", "", "", ""),
            ("本页小计", "1", "", "", ""),
            ("填报人：某甲", "", "审核人：某乙", "", "2022-09-01"),
        ],
    )
    [file] = take(path)["files"]
    assert (file["read"], file["loaded"], file["rejected"], file["non_data"]) == (8, 1, 0, 7)
    kinds = {row["source_row"]: row["aside_kind"] for row in rows("set_aside")}
    assert kinds == {
        1: "header",
        2: "sample",
        4: "sample",
        5: "note",
        6: "note",
        7: "total",
        8: "note",
    }
    assert [row["uscc"] for row in rows("entities")] == [FIRM_A]


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


def test_the_order_of_day_and_month_is_told_by_the_column(take, tmp_path, rows):
    """25/06 proves the day first, 06/25 the month; both in one column prove nothing."""
    firm = (FIRM_A, NAME, "鼓楼区", "A08", "未发现问题")
    columns = {
        "日": ("05/06/2022", "25/06/2022"),
        "月": ("05/06/2022 10:00", "06/25/2022"),
        "不定": ("05/06/2022", "25/06/2022", "06/25/2022"),
        "两位年": ("22-06-05", "22-06-25"),
    }
    sheets = {
        name: [RESULTS, *((f"{name}{i}", *firm, cell) for i, cell in enumerate(cells))]
        for name, cells in columns.items()
    }
    files = take(write_xlsx(tmp_path / "日月_20220909.xlsx", **sheets))["files"]
    days = {row["task_no"]: str(row["inspected_on"]) for row in rows("task_rows")}
    assert days == {
        **{"日0": "2022-06-05", "日1": "2022-06-25"},
        **{"月0": "2022-05-06", "月1": "2022-06-25"},
        **{"不定0": "2022-05-06", "不定1": "2022-06-25", "不定2": "2022-06-25"},
        **{"两位年0": "2022-06-05", "两位年1": "2022-06-25"},
    }
    assert {file["sheet"]: file["doubts"] for file in files} == {
        "日": {},
        "月": {},
        "不定": {"date_order_ambiguous": 1},
        "两位年": {"date_two_digit_year": 2},
    }
    traces = {(row["sheet"], row["rule_code"], row["cell_count"]) for row in rows("cleaning")}
    assert {("日", "date_settled", 2), ("月", "date_settled", 2)} <= traces


def test_documents_beside_tables_are_named_and_refuse_nothing(take, tmp_path, rows):
    path = tmp_path / "打包_20220909.zip"
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    table = csv_text([RESULTS, ("T1", FIRM_A, NAME, "鼓楼区", "A08", "未发现问题", "2022-06-15")])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("检查结果_20220909.csv", table)
        archive.writestr("通知.docx", word.getvalue())
        archive.writestr("残.docx", b"PK\x03\x04")
        archive.writestr("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    report = take(path)
    assert [row["task_no"] for row in rows("task_rows")] == ["T1"]
    left = {one["path"].rsplit("/", 1)[-1] for one in report["left_out"]}
    assert left == {"通知.docx", "残.docx", "旧.doc"}
    told = {one["path"].rsplit("/", 1)[-1]: one["what"] for one in report["unread"]}
    assert "Word 文档" in told["通知.docx"]
    assert told["残.docx"] == "压缩结构损坏，文件不完整"


def test_a_cell_without_end_is_told_in_chinese(take, tmp_path):
    path = tmp_path / "长_20220909.csv"
    path.write_bytes(b"0" * 200_000)
    with pytest.raises(BadInput) as refused:
        take(path)
    assert refused.value.what == "开头有一格长过 131,072 个字符，或引号没有成对"
