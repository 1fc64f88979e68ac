"""The workbook of an answer: rows, basis, and cells that no spreadsheet executes."""

import csv
import io
from datetime import date

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter

from inspection.console import output
from inspection.showing import paper, workbook

SHEETS = workbook.Sheets("数据", "口径", {"unit": "报告单位", "completion_rate": "完成率"})


def book(rows: pa.Table, basis=()) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.workbook(rows, basis, SHEETS)))


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", " =", "＝", "＋", "－", "＠", "\n", "　＝"]
)
def test_cell_that_begins_like_a_formula_is_harmless(start):
    sheet = book(pa.table({"unit": [f"{start}1+1"]}))["数据"]
    assert sheet["A2"].value == f"'{start}1+1"
    assert sheet["A2"].data_type == "s"


def test_negative_number_stays_a_number():
    assert book(pa.table({"pace_value": [-0.1]}))["数据"]["A2"].value == -0.1


def test_points_are_written_as_points_with_their_sign():
    cell = book(pa.table({"gain_points": [0.04]}))["数据"]["A2"]
    assert (cell.value, cell.number_format) == (4.0, "+0.0;-0.0;+0.0")


def test_figure_as_sent_keeps_its_decimals():
    sheet = book(pa.table({"reported_value": [1234.0, 0.25]}))["数据"]
    assert [sheet[at].number_format for at in ("A2", "A3")] == ["#,##0", "#,##0.00"]


def test_yes_no_and_lists_are_texts():
    rows = pa.table({"is_judged": [True, False], "labels": [["甲", None], []]})
    sheet = book(rows)["数据"]
    assert [[cell.value for cell in row] for row in sheet["A2:B3"]] == [
        ["是", "甲、—"],
        ["否", None],
    ]


def test_rows_keep_their_types_and_formats():
    rows = pa.table({"unit": ["龙岩"], "completion_rate": [0.25], "due_on": [date(2022, 10, 31)]})
    sheet = book(rows)["数据"]
    assert [cell.value for cell in sheet[1]] == ["报告单位", "完成率", "due_on"]
    assert sheet["B2"].value == 0.25
    assert sheet["B2"].number_format == "0.0%"
    assert sheet["C2"].value.date() == date(2022, 10, 31)


def test_large_ratio_keeps_its_number_and_says_times():
    rows = pa.table({"completion_rate": [4.349, 0.5], "month_on": [date(2022, 3, 1)] * 2})
    sheet = book(rows)["数据"]
    assert (sheet["A2"].value, sheet["A2"].number_format) == (4.349, '#,##0.0"倍"')
    assert sheet["A3"].number_format == "0.0%"
    assert sheet["B2"].number_format == 'm"月"'


def test_missing_value_is_an_empty_cell():
    assert (
        book(pa.table({"completion_rate": pa.nulls(1, pa.float64())}))["数据"]["A2"].value is None
    )


def test_second_sheet_holds_the_basis():
    sheet = book(pa.table({"unit": ["a"]}), [("指标", "完成率"), ("公式", "=1")])["口径"]
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        ["指标", "完成率"],
        ["公式", "'=1"],
    ]


def test_command_repeats_what_was_asked():
    params = {
        "as_of": date(2022, 8, 31),
        "units": ["龙岩", "福州"],
        "counties": None,
        "is_open": False,
    }
    assert workbook.command("completion_by_unit", params, "s1", {"is_total": False}) == (
        "python -m inspection query completion_by_unit --param as_of=2022-08-31 "
        "--param units=龙岩,福州 --param is_open=false --where is_total=false --snapshot s1"
    )


FORMULAS = ["=1+1", "+1", "-1", "@a", "＝1+1", "＋1", "－1", "＠a", " =1", "\t=1"]


def test_csv_of_page_and_command_holds_no_formula():
    rows = pa.table({"unit": FORMULAS, "gap_count": [-1] * len(FORMULAS)})
    of_page = workbook.csv_file(rows, {}).decode("utf-8-sig")
    of_command = output.format_csv(rows.to_pylist(), rows.column_names)
    for told in (of_page, of_command):
        assert list(csv.reader(io.StringIO(told)))[1:] == [[f"'{one}", "-1"] for one in FORMULAS]


def test_columns_are_as_wide_as_what_they_hold():
    long = "福建省市场监督管理局信用监督管理处" * 9
    rows = pa.table({"unit": ["平潭"], "check_office": [long], "row_count": [1_234_567]})
    sheet = book(rows)["数据"]
    narrow, wide, number = (sheet.column_dimensions[at].width for at in "ABC")
    assert narrow < number < wide < 50
    assert sheet["B2"].alignment.wrap_text


def test_title_and_lines_stand_above_the_rows_and_the_total_below():
    sheets = SHEETS._replace(
        head=("完成率", "统计截至 2022-09-09"), total="合计", sums={"row_count": 3}
    )
    rows = pa.table({"unit": ["龙岩", "福州"], "row_count": [1, 2], "publicity_rate": [0.5, 0.5]})
    made = openpyxl.load_workbook(io.BytesIO(workbook.workbook(rows, (), sheets)))["数据"]
    assert [row[0].value for row in made.iter_rows()] == [
        *("完成率", "统计截至 2022-09-09", "报告单位", "龙岩", "福州", "合计")
    ]
    assert [cell.value for cell in made[6]][:3] == ["合计", 3, None]


def test_without_a_name_there_is_no_second_sheet():
    made = workbook.workbook(pa.table({"unit": ["a"]}), [("指标", "x")], SHEETS._replace(basis=""))
    assert openpyxl.load_workbook(io.BytesIO(made)).sheetnames == ["数据"]


def test_sheet_too_wide_to_be_read_lies_on_several_pages(tmp_path):
    path = tmp_path / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for width in (paper.WIDEST_SHEET, paper.WIDEST_SHEET + 1):
            paper.set_page(book.add_worksheet(), ["题"], 3, "zh", width)
    one, two = openpyxl.load_workbook(path)
    assert (one.page_setup.fitToWidth, one.print_title_cols) == (None, None)
    assert (two.page_setup.fitToWidth, two.print_title_cols) == (2, "$A:$A")
    assert two.print_title_rows == "$4:$4"
