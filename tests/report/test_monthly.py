"""月报: its tables follow the file that lays them out, and their numbers are those of the rows."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from papers import CommandLine, commanded, made

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.errors import BadInput
from inspection.settings import settings

DAY, MONTH_END = date(2022, 9, 9), date(2022, 8, 31)
FACTS = "checked_count"
HEAD = "table,words,column,span\n"


def tables(content: bytes) -> list[list[list[str]]]:
    found = docx.Document(BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def checked(day: date) -> dict[str, int]:
    """Enterprises inspected by a day, by unit, from the list of completion."""
    rows = warehouse.answer("completion_by_unit", scope=LOCAL, as_of=day).to_pylist()
    return {row["unit"]: row[FACTS] for row in rows}


@pytest.fixture
def own_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder of templates with a layout of these lines."""

    def put(*lines: str) -> None:
        (tmp_path / "monthly.csv").write_text(HEAD + "\n".join(lines), encoding="utf-8-sig")
        monkeypatch.setenv("INSPECTION_TEMPLATES", str(tmp_path))
        settings.cache_clear()

    return put


def test_month_is_what_the_day_has_beyond_the_month_before(desk, capsys):
    files = made(DAY, None, "monthly")
    progress = tables(files["docx"])[0]
    heads, *lines = progress
    told = {line[0]: dict(zip(heads, line, strict=True)) for line in lines}
    now, before = checked(DAY), checked(MONTH_END)
    units = [unit for unit in now if unit != "未映射"]
    assert list(told) == [*units, "合计"]
    for unit in units:
        assert told[unit]["已检查户数"] == f"{now[unit]:,}"
        assert told[unit]["本月新增检查"] == f"{now[unit] - before[unit]:,}"
    assert sum(now[unit] - before[unit] for unit in units) > 0
    assert CommandLine(capsys).wrong(list(commanded(files["xlsx"]))) == []
    book = openpyxl.load_workbook(BytesIO(files["xlsx"]))
    assert book.sheetnames == ["抽查进度", "分类运用", "检查结果", "公示与处置", "数字清单"]
    rows = [[cell.value for cell in row] for row in book["抽查进度"].iter_rows()]
    assert heads in rows
    assert [row[0] for row in rows[rows.index(heads) + 1 :]][: len(told)] == list(told)


def test_in_january_the_month_is_all_there_is(desk):
    (table, *_) = tables(made(date(2023, 1, 31), None, "monthly", forms=("docx",))["docx"])
    at, month = table[0].index("已检查户数"), table[0].index("本月新增检查")
    assert len(table) > 1
    assert [line[month] for line in table[1:]] == [line[at] for line in table[1:]]


def test_a_bureau_lays_out_its_own(desk, own_layout):
    own_layout(
        "甲表,单位,unit,to_date", "甲表,新查,checked_count,month", "乙表,率,finding_rate,to_date"
    )
    first, second, *_ = tables(made(DAY, "泉州", "monthly", forms=("docx",))["docx"])
    assert first[0] == ["单位", "新查"]
    assert [line[0] for line in first[1:]] == ["泉州", "合计"]
    grown = checked(DAY)["泉州"] - checked(MONTH_END)["泉州"]
    assert first[1][1] == f"{grown:,}"
    assert second[0] == ["率"]


@pytest.mark.parametrize(
    "line",
    [
        "甲表,单位,nothing,to_date",
        "甲表,率,finding_rate,month",
        "甲表,户数,checked_count,",
        "甲表,,checked_count,to_date",
        "甲表,单位,unit,to_date",
    ],
)
def test_line_that_says_nothing_known_is_refused_by_its_number(desk, own_layout, line):
    own_layout("甲表,单位,unit,to_date", line)
    with pytest.raises(BadInput) as refused:
        made(DAY, None, "monthly", forms=("docx",))
    assert "第 3 行" in str(refused.value)
