"""Reading the files of a report back: what stands in them, and what the command line says of it."""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import takewhile
from typing import Any

import docx
import openpyxl
from docx.table import Table

from inspection.console.cli import main
from inspection.data import warehouse
from inspection.data.access import LOCAL, Scope
from inspection.data.columns import announced, written
from inspection.report.making import Made, Maker, Order

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
# Days, and the numbers of headings and figures, are no figures of the data.
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{4}年\d+月\d+日|\d+月\d+日|\d{4}年末?")
COMMANDED = "python -m inspection "
# The columns that are less those of another day, and the command that gives these.
LESS = re.compile(r"；(\S+)＝上列减去 (python -m inspection [^；]+) 的同一格")
APPENDIX = "附件"
COMPUTED = "由所列各行计算"
COMMAND, SECOND = "复核命令", "第二条命令"


def made(
    day: date,
    unit: str | None = None,
    kind: str = "evaluation",
    *,
    office: str | None = None,
    scope: Scope = LOCAL,
    snapshot: str | None = None,
    forms: tuple[str, ...] = ("docx", "pdf", "xlsx"),
) -> dict[str, bytes]:
    """The files of one report by their form."""
    chosen = warehouse.find(snapshot) if snapshot else warehouse.current()
    assert chosen
    found = Maker(scope, chosen, day).make(Order(kind, unit, office, forms))
    return {one.form: one.content for one in found if isinstance(one, Made)}


def body(content: bytes) -> list[str]:
    """Paragraphs of the text before the appendix."""
    told = docx.Document(BytesIO(content)).paragraphs
    before = takewhile(lambda one: one.style.name != APPENDIX, told)
    return [one.text for one in before]


def sourced(content: bytes) -> Iterator[tuple[list[str], list[list[str]], str]]:
    """Headings and rows of each table whose source is a command, with the words of that source."""
    heads: list[str] = []
    rows: list[list[str]] = []
    for part in docx.Document(BytesIO(content)).iter_inner_content():
        if not isinstance(part, Table):
            if rows and COMMANDED in part.text:
                yield heads, rows, part.text
            heads, rows = [], []
        else:
            heads, *rows = ([cell.text for cell in row.cells] for row in part.rows)


def listed(content: bytes) -> list[tuple[str, ...]]:
    """The rows of the list of numbers, the last table of a Word file."""
    table = docx.Document(BytesIO(content)).tables[-1]
    return [tuple(cell.text for cell in row.cells) for row in table.rows][1:]


def numbers(told: str) -> list[str]:
    """Every number of a text that is no day."""
    return NUMBER.findall(DAY.sub("", told))


def commanded(content: bytes, named: str = COMMAND) -> Iterator[dict[str, str]]:
    """The lines of the workbook's list of numbers, each with its command, under whatever name."""
    sheet = openpyxl.load_workbook(BytesIO(content))["数字清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(place for place, row in enumerate(rows) if row[0] == "序号")
    for row in rows[first + 1 :]:
        # What a spreadsheet could take for a formula stands behind an apostrophe.
        cells = (str(cell or "").removeprefix("'") for cell in row)
        line = dict(zip(rows[first], cells, strict=True))
        yield line | {COMMAND: line[named]}


class CommandLine:
    """Answers of `python -m inspection query`, each asked once."""

    def __init__(self, capsys: Any) -> None:
        self._capsys = capsys
        self._known: dict[str, list[dict[str, Any]]] = {}

    def rows(self, command: str) -> list[dict[str, Any]]:
        if command not in self._known:
            *_, ours = command.partition("-m inspection ")
            self._capsys.readouterr()
            assert main([*shlex.split(ours), "--format", "json"]) == 0, command
            self._known[command] = json.loads(self._capsys.readouterr().out)
        return self._known[command]

    def wrong(self, lines: list[dict[str, str]]) -> list[dict[str, str]]:
        """Lines whose number is another one; what was computed of several rows is left out."""
        direct = [line for line in lines if line["计算"] != COMPUTED]
        assert direct
        return [line for line in direct if self.value(line) != line["数值"]]

    def told(self, source: str, head: str) -> set[str]:
        """What a column may hold by the commands of its table's source, written as everywhere."""
        command = COMMANDED + LESS.sub("", source).partition(COMMANDED)[2]
        rows = self.rows(command)
        for heads, second in LESS.findall(source):
            if head in heads.split("、"):
                then = {row["unit"]: row for row in self.rows(second)}
                return {told for row in rows for told in differences(row, then.get(row["unit"]))}
        return {as_said(name, value) for row in rows for name, value in row.items()}

    def value(self, line: dict[str, str]) -> str:
        """The number of a line as the command line has it, written as everywhere."""
        rows = self.rows(line[COMMAND])
        column, how = line["列"], line["计算"]
        if how.startswith("减去"):
            [row], [then] = rows, self.rows(line[SECOND])
            return difference(column, row[column], then[column])
        if "比较" in how:
            return as_said(column, moved(column, rows, line, self))
        if "相差的天数" in how:
            [told] = {row[column] for row in rows}
            as_of = re.search(r"as_of=(\S+)", line[COMMAND])
            assert as_of
            return f"{abs((date.fromisoformat(told) - date.fromisoformat(as_of[1])).days)}"
        if line["计算"] == "行数":
            return f"{len(rows):,}"
        if line["计算"] == "合计":
            return f"{sum(row[column] for row in rows):,}"
        assert len(rows) == 1, line
        said = as_said(column, rows[0][column])
        # A floor is told without zeros at its end.
        return said.replace(".0%", "%") if line["查询"] == "year_terms" else said


def as_said(column: str, value: Any) -> str:
    """A value of JSON as the reports write it."""
    if isinstance(value, str) and announced(column) and column.rsplit("_", 1)[-1] == "on":
        return written(column, date.fromisoformat(value))
    return written(column, value)


def differences(row: dict[str, Any], then: dict[str, Any] | None) -> Iterator[str]:
    """What each number of a row is beyond that of another day, written as everywhere."""
    for column, value in row.items():
        if then and isinstance(value, int | float) and isinstance(then[column], int | float):
            yield difference(column, value, then[column])


def difference(column: str, value: float, then: float) -> str:
    """Of rates in points."""
    is_rate = column.rsplit("_", 1)[-1] == "rate"
    return as_said("month_change_points" if is_rate else column, value - then)


def moved(
    column: str, rows: list[dict[str, Any]], line: dict[str, str], command_line: CommandLine
) -> int:
    """Firms inspected by either day: counted from the firms that the two commands list."""
    now = {row["entity_id"]: row for row in rows}
    if line.get(SECOND):
        was = {row["entity_id"] for row in command_line.rows(line[SECOND])}
        [day] = re.findall(r"as_of=(\S+)", line[SECOND])
    else:
        [day] = re.findall(r"\d{4}-\d\d-\d\d", line["计算"])
        was = {entity for entity, row in now.items() if row["known_on"] <= day}
    added = now.keys() - was
    new = {entity for entity in added if now[entity]["first_on"] > day}
    parts = {
        "earlier": was,
        "new": new,
        "late": added - new,
        "gone": was - now.keys(),
        "later": now,
    }
    return len(parts[column.split("_")[1]])
