"""Hand-made export files: rows in, a CSV or a workbook out. Every name and code is invented."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

Rows = Sequence[Sequence[object]]

# Both check digits of these codes are right.
FIRM_A, FIRM_B, FIRM_C = "91350100MA00000155", "91350200MA0000015A", "91350128MA0000015P"
COOP, TRADER = "93350722MA0000015R", "92350800MA00000156"
NUMBER_A, NUMBER_B = "350100200000014", "350200400000017"

REGISTER = ("统一社会信用代码/注册号", "企业名称", "主体类型", "县(市、区)")
RESULTS = (
    "抽查任务编号",
    "统一社会信用代码/注册号",
    "企业名称",
    "管辖单位",
    "检查事项编码",
    "检查结果",
    "检查日期",
)
PUBLICITY = ("抽查任务编号", "统一社会信用代码/注册号", "公示状态", "公示日期")
TASKS = ("抽查任务编号", "抽查任务名称", "抽查类型", "随机抽取日期", "来源系统", "实施部门")
CLASSES = ("统一社会信用代码/注册号", "分类日期", "信用风险分类", "风险得分")


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_csv(path: Path, rows: Rows, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    return path


def write_xlsx(path: Path, **sheets: Rows) -> Path:
    """One worksheet per keyword; strings stay strings, numbers and dates are typed cells."""
    options = {"strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(path, options) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
