"""Files as they come: every container, shape and size of the list of imports.

The files of R06 to R34 are copies of the reproductions; the others are written here.
"""

import pytest
import xlsxwriter
from built import without_marts

from inspection.data import engine
from inspection.data.snapshots import current
from inspection.errors import BadInput
from inspection.ingest import database, publish
from inspection.ingest.publish import import_files

from .conftest import WORLDS

FILES = WORLDS / "r_files"
# Nine firms of 城厢区, of which R32, R33 and R34 list all, each below its header.
FIRMS = "甲乙丙丁戊己庚辛壬"


def account(report):
    """Name, sheet, table, rows read, loaded and non-data of every sheet."""
    keys = ("sheet", "table", "read", "loaded", "non_data")
    return {
        (file["path"].removeprefix(f"{FILES}/"), file["sheet"]): tuple(file[k] for k in keys[1:])
        for file in report["files"]
    }


def test_every_container_and_size_is_read_or_named(warehouse_folder, ask):
    """R06: xlsx, ods and zip hold one firm each. R11 is XML 2003, R11b HTML, three firms each.
    R18 has a second sheet of two rows without header: not read, and named. R32 to R34 have a
    blank cell in XFD10, A1048576 and XFD1048576: nine firms below the header all the same.
    """
    report = import_files([FILES])
    assert account(report) == {
        ("R06/检查对象_丙_20220909.zip/检查对象_丙_20220909.xlsx", "Sheet1"): ("register", 2, 1, 1),
        ("R06/检查对象_乙_20220909.ods", "Sheet1"): ("register", 2, 1, 1),
        ("R06/检查对象_甲_20220909.xlsx", "Sheet1"): ("register", 2, 1, 1),
        ("R11_抽查名单_20220909.xlsx", "Sheet1"): ("register", 4, 3, 1),
        ("R11b_抽查名单_20220909.xls", ""): ("register", 4, 3, 1),
        ("R18_检查对象_20220909.xlsx", "第1页"): ("register", 2, 1, 1),
        ("R18_检查对象_20220909.xlsx", "第2页"): (None, 2, 0, 2),
        ("R32_检查对象_20220909.xlsx", "Sheet1"): ("register", 10, 9, 1),
        ("R33_检查对象_20220909.xlsx", "Sheet1"): ("register", 10, 9, 1),
        ("R34_检查对象_20220909.xlsx", "Sheet1"): ("register", 10, 9, 1),
    }
    told = [(one["code"], one["sheet"], one["number"]) for one in report["remarks"]]
    assert told == [("other_kind", "", 0), ("other_kind", "", 0), ("no_header", "第2页", 2)]
    assert report["unread"] == []
    names = {row["name"] for row in ask("entities_by_name", part="莆田示例")}
    assert names == {f"莆田示例{firm}商贸有限公司" for firm in FIRMS}


def test_a_bad_byte_refuses_the_file_with_its_line(warehouse_folder, tmp_path):
    """R30: 0xFF 0xFE as the name in the third line of a GB18030 text."""
    path = tmp_path / "R30_检查对象_20220909.csv"
    lines = ["统一社会信用代码,企业名称,县（市、区）", f"{A},莆田示例甲商贸有限公司,城厢区", ""]
    bad = B.encode() + b",\xff\xfe," + "城厢区\n".encode("gb18030")
    path.write_bytes("\n".join(lines).encode("gb18030") + bad)
    with pytest.raises(BadInput) as error:
        import_files([path])
    assert "按 GB18030 读" in error.value.what
    assert "0xFF" in error.value.what
    assert error.value.where == f"{path} 第3行"
    assert current() is None


A, B = "91350302MA0005019W", "91350302MA0005027P"
# A title, a header of two rows with merged groups, a hint, a sample, data, a note; and
# formats in columns and rows far to the right and below.
RESULT_GROUPS = (
    ("抽查任务编号", "抽查任务编号"),
    ("检查对象", "统一社会信用代码"),
    ("检查对象", "企业名称"),
    ("检查情况", "检查事项编码"),
    ("检查情况", "检查结果"),
    ("检查情况", "检查日期"),
)
RESULT_ROWS = (
    ("T1", A, "莆田示例甲商贸有限公司", "A08", "未发现问题", "2022-06-15"),
    ("", "", "", "A09", "查无下落", ""),
    ("", B, "莆田示例乙商贸有限公司", "A08", "发现问题已责令改正；不予配合情节严重", "2022-06-16"),
)


def write_results(path):
    """An xlsx by the name of an xls. The task is merged over three rows, firm A over two."""
    with xlsxwriter.Workbook(path.with_suffix(".xlsx")) as book:
        sheet = book.add_worksheet("结果")
        sheet.merge_range("A1:F1", "检查结果表（截至2022年9月9日）")
        sheet.merge_range("A2:A3", "抽查任务编号")
        sheet.merge_range("B2:C2", "检查对象")
        sheet.merge_range("D2:F2", "检查情况")
        for i, (_, leaf) in enumerate(RESULT_GROUPS[1:], start=1):
            sheet.write(2, i, leaf)
        sheet.write_row(3, 0, ["详见参数表", "", "", "", "", "YYYY-MM-DD"])
        for i, row in enumerate(RESULT_ROWS):
            sheet.write_row(4 + i, 3, row[3:])
        sheet.merge_range("A5:A7", "T1")
        for column, cell in ((1, A), (2, "莆田示例甲商贸有限公司"), (5, "2022-06-15")):
            sheet.merge_range(4, column, 5, column, cell)
        sheet.write_row("B7", RESULT_ROWS[2][1:3])
        sheet.merge_range("A8:F8", "注意：黄色列为必填项")
        bold = book.add_format({"bold": True})
        for row in range(400):
            sheet.write_blank(row, 240, None, bold)
    return path.with_suffix(".xlsx").rename(path)


def test_titles_hints_merges_notes_and_formats_leave_the_rows_that_are_data(
    warehouse_folder, ask, tmp_path
):
    """Firm A has two items, clean and not found: its main result is R4 (it goes before R1).
    Firm B has two results in one cell, R5 and R6: the main result is R6. The register is a
    GB18030 text with a title; a file that is empty and one of a header only are refused
    and named, the other two come in.
    """
    results = write_results(tmp_path / "检查结果_20220909.xls")
    register = tmp_path / "检查对象_20220909.csv"
    lines = [
        "检查对象名录库",
        "统一社会信用代码,企业名称,主体类型,县(市、区)",
        f"{A},莆田示例甲商贸有限公司,企业,城厢区",
        f"{B},莆田示例乙商贸有限公司,企业,城厢区",
    ]
    register.write_bytes("\r\n".join([*lines, ""]).encode("gb18030"))
    (tmp_path / "空_20220909.csv").write_bytes(b"")
    (tmp_path / "表头_20220909.csv").write_text(lines[1], encoding="utf-8")
    report = import_files([tmp_path], skip_bad=True)
    counts = {file["path"].rpartition("/")[2]: file for file in report["files"]}
    read = {name: (file["read"], file["loaded"], file["non_data"]) for name, file in counts.items()}
    assert read == {results.name: (8, 3, 5), register.name: (4, 2, 2)}
    refused = {one["path"].rpartition("/")[2]: one["error"] for one in report["refused"]}
    assert set(refused) == {"空_20220909.csv", "表头_20220909.csv"}
    assert "空文件" in refused["空_20220909.csv"]
    assert "只有表头" in refused["表头_20220909.csv"]
    codes = {row["result_code"]: row["main_count"] for row in ask("results_by_code")}
    assert {code: count for code, count in codes.items() if count} == {"R4": 1, "R6": 1}


def test_a_hundred_thousand_result_rows_are_each_accounted_for(
    warehouse_folder, tmp_path, monkeypatch
):
    """50 000 firms with two items each; every hundredth firm stands twice, word for word:
    101 000 rows below the header, of which 1 000 repeat another.
    """
    # So many rows have a database of their own, as every import of the programme has.
    monkeypatch.setattr(publish, "open_database", database.open_database)
    monkeypatch.setattr(engine, "build_marts", without_marts)
    head = "抽查任务编号,注册号,企业名称,检查事项编码,检查结果,检查日期\n"
    firms = [
        "".join(f"T1,350302{i:09d},示例{i}号,{item},正常,2022-06-15\n" for item in ("A08", "A09"))
        for i in range(50_000)
    ]
    path = tmp_path / "检查结果_20220909.csv"
    path.write_text(head + "".join([*firms, *firms[::100]]), encoding="gb18030")
    [file] = import_files([path])["files"]
    counts = [file[name] for name in ("read", "loaded", "duplicate", "rejected", "non_data")]
    assert counts == [101_001, 100_000, 1_000, 0, 1]
    assert current().manifest["rows"]["task_rows"] == 50_000
