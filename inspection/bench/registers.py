"""How many rows of a register a second become a published snapshot, by format."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import xlsxwriter

from inspection.bench import processes
from inspection.bench.measures import Measure, summarise

TEXT_ROWS, BOOK_ROWS = 300_000, 100_000
# Rows a second that are wanted, of a text and of a workbook.
TEXT_RATE, BOOK_RATE = 200_000.0, 40_000.0
# The code of the registering office of every firm, and what stands in its other columns.
PREFIX = "350302"
COLUMNS = {
    "序号": "{0}",
    "注册号": PREFIX + "{0:09d}",
    "企业名称": "莆田示例{0}号商贸有限公司",
    "主体类型": "企业",
    "企业类型名称": "有限责任公司(自然人投资或控股)",
    "法定代表人": "测试甲",
    "联系电话": "13900000000",
    "登记状态": "存续",
    "成立日期": "2016-05-31",
    "注册资本": "100.00",
    "行业": "F51 批发业",
    "经营范围": "日用百货销售；食品销售；技术服务",
    "住所": "莆田市城厢区示例路{0}号",
    "登记机关": "莆田市城厢区市场监督管理局",
    "管辖单位": "城厢区市场监管局城西所",
    "片区": "一片",
    "所属地区": "莆田",
    "县(市、区)": "城厢区",
    "信用风险分类": "B",
    "分类日期": "2022-06-01",
    "风险得分": "312",
}
MORE_COLUMNS = {
    "监管标签": "重点",
    "专项库类别": "食品",
    "许可证名称": "许可",
    "许可证编号": "X{0}",
}


def measure_registers(work: Path, on_stage: Callable[[str, str], None]) -> list[Measure]:
    """Rows a second of three files, each into an empty warehouse in a process of its own."""
    files = {
        "register utf-8": (_text(work, "utf-8"), TEXT_ROWS, TEXT_RATE),
        "register gb18030": (_text(work, "gb18030"), TEXT_ROWS, TEXT_RATE),
        "register xlsx": (_book(work), BOOK_ROWS, BOOK_RATE),
    }
    measures = []
    for name, (path, rows, rate) in files.items():
        on_stage("import", path.name)
        done = processes.run("import", str(path), "--json", data=work / f"warehouse {name}")
        measures.append(summarise(name, "rows/s", [rows / done.seconds], rate))
    return measures


def _rows(columns: dict[str, str], count: int) -> Iterator[list[str]]:
    yield list(columns)
    for number in range(1, count + 1):
        yield [cell.format(number) for cell in columns.values()]


def _text(work: Path, encoding: str) -> Path:
    path = work / f"检查对象_{encoding}_20220909.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(_rows(COLUMNS, TEXT_ROWS))
    return path


def _book(work: Path) -> Path:
    path = work / "检查对象_20220909.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(_rows(COLUMNS | MORE_COLUMNS, BOOK_ROWS)):
            sheet.write_row(number, 0, row)
    return path
