"""What is said of a file beside its rows, and that nothing changes under the reader's hands."""

import pytest
from openpyxl import Workbook

from ingest.files import FIRM_A, FIRM_B, REGISTER, csv_text, write_csv, write_xlsx
from inspection.errors import BadInput

GOOD = (FIRM_A, "福州示例一号有限公司", "企业", "鼓楼区")
NAMES = ("统一社会信用代码", "企业名称", "主体类型")


def said(report):
    """Code, sheet, number and detail of every remark, and whether something was left out."""
    return [
        (one["code"], one["sheet"], one["number"], one["detail"], one["is_left_out"])
        for one in report["remarks"]
    ]


@pytest.mark.parametrize("change", [lambda path: path.write_text("x"), lambda path: path.unlink()])
def test_a_file_that_changes_while_it_is_read_refuses_the_import(take, tmp_path, published, change):
    path = write_csv(tmp_path / "甲_20220909.csv", [REGISTER, GOOD])
    kept = write_csv(tmp_path / "乙_20220909.csv", [REGISTER, (FIRM_B, "乙", "企业", "思明区")])

    def on_stage(stage, detail):
        if stage == "cleaning" and detail == kept.name:
            change(kept)
            kept.write_text(csv_text([REGISTER, GOOD]), encoding="utf-8")
            change(path)

    with pytest.raises(BadInput, match="读取期间文件被改动"):
        take(path, kept, on_stage=on_stage)
    assert published() == [".import.lock"]


def test_a_sheet_without_header_that_holds_data_is_named(take, tmp_path):
    path = write_xlsx(
        tmp_path / "甲_20220909.xlsx",
        一=[REGISTER, GOOD],
        二=[(FIRM_B, "厦门示例二号有限公司", "企业", "思明区")],
        三=[("a", "b", "c", "d"), ("e", "f", "g", "h")],
        参数表=[("参数", "值"), ("一", "二")],
        说明=[("请勿改动本表",)],
    )
    report = take(path)
    assert said(report) == [("no_header", "二", 1, "", True), ("no_header", "三", 2, "", True)]
    assert "没有表头，但像是数据" in report["remarks"][0]["text"]


def test_the_name_of_a_sheet_is_the_place_where_no_column_says_it(take, tmp_path, rows):
    """鼓楼区 by its name, 厦门 by that of the city; 三 is no place, 四 has a column."""
    path = write_xlsx(
        tmp_path / "甲_20220909.xlsx",
        鼓楼区=[NAMES, (FIRM_A, "甲", "企业")],
        厦门市=[NAMES, (FIRM_B, "乙", "企业")],
        三=[NAMES, ("93350722MA0000015R", "丙", "农民专业合作社")],
        仓山区=[(*NAMES, "县(市、区)"), ("92350800MA00000156", "丁", "个体工商户", "新罗区")],
    )
    report = take(path)
    places = {row["name"]: (row["unit"], row["county_code"]) for row in rows("entities")}
    assert places["甲"] == ("福州", "350102")
    assert places["乙"] == ("厦门", None)
    assert places["丁"] == ("龙岩", "350802")
    assert said(report) == [
        ("place_of_sheet", "鼓楼区", 0, "鼓楼区", False),
        ("place_of_sheet", "厦门市", 0, "厦门", False),
    ]


def test_hidden_rows_another_suffix_and_formulas_without_value_are_said(take, tmp_path, rows):
    book = Workbook()
    book.active.title = "数据"
    for line in (REGISTER, GOOD, (FIRM_B, '="乙"&"方"', "企业", "思明区")):
        book.active.append(line)
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "甲_20220909.xlsx")
    path = (tmp_path / "甲_20220909.xlsx").rename(tmp_path / "甲_20220909.xls")
    report = take(path)
    assert said(report) == [
        ("other_kind", "", 0, "xlsx 工作簿", False),
        ("hidden_rows", "数据", 1, "", False),
        ("lost_formulas", "数据", 1, "", False),
    ]
    assert len(rows("entities")) == 2
