"""Cells as they are read: on the screen, in a workbook, on the command line."""

import json
import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pyarrow as pa
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1.element_tree import Dataframe

MISSING = "—"
NO = "否"
# The formats of months, and of ratios told as so many times.
MONTHS = {"M月": "{0.month}月", 'm"月"': "{0.month}月"}
TIMES = '#,##0.0"倍"'
# The formats that tables of the screen take, and those of spreadsheets.
PRINTED = re.compile(r"%(?P<sign>\+?)(?P<thousands>,?)(?:\.(?P<decimals>\d)f|d)(?P<unit>(?:%%)?)")
SECTION = re.compile(r"(?P<sign>[+-]?)(?P<thousands>(?:#,##)?)0(?:\.(?P<zeros>0+))?(?P<unit>%?)")
FORMULA_START = re.compile(r"'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])")
# What a spreadsheet keeps of a number; what the browser's own form of numbers keeps.
DIGITS = 15
LOCAL_DECIMALS = 3


def below_head(sheet: Worksheet) -> list[tuple[Cell, ...]]:
    """The row of headings and every row below it: from where its own filter begins."""
    _, first, last, _ = range_boundaries(sheet.auto_filter.ref)
    return list(sheet.iter_rows(min_row=first, max_col=last))


def sheet_text(cell: Cell) -> str:
    """A cell of a workbook as a spreadsheet shows it."""
    value = cell.value
    if value is None:
        return MISSING
    if isinstance(value, datetime | date):
        if cell.number_format in MONTHS:
            return MONTHS[cell.number_format].format(value)
        assert cell.number_format == "yyyy-mm-dd"
        return value.strftime("%Y-%m-%d")
    if isinstance(value, bool | str):
        return FORMULA_START.sub("", str(value), count=1)
    if cell.number_format == TIMES:
        return f"{Decimal(f'{value:.{DIGITS}g}').quantize(Decimal('0.1'), ROUND_HALF_UP):,}倍"
    return _by_section(value, cell.number_format)


def _by_section(value: float, number_format: str) -> str:
    """A number by the section of its sign: positive; negative; zero."""
    first, *others = number_format.split(";")
    number = Decimal(f"{value:.{DIGITS}g}")
    place = 1 if number < 0 else 2 if number == 0 else 0
    own = others[place - 1] if 0 < place <= len(others) else first
    form = SECTION.fullmatch(own)
    assert form, f"no number format: {number_format}"
    number = number.scaleb(2) if form["unit"] else number
    number = abs(number) if form["sign"] else number
    step = Decimal(1).scaleb(-len(form["zeros"] or ""))
    digits = f"{number.quantize(step, ROUND_HALF_UP):{',' if form['thousands'] else ''}f}"
    return form["sign"] + digits + form["unit"]


def screen_texts(table: Dataframe) -> list[list[str]]:
    """The cells of a table of the screen, as the browser writes them."""
    settings = json.loads(table.proto.columns)
    rows = table.value
    styled = _styled(table)
    columns = [
        styled[name].tolist()
        if settings[name]["type_config"].get("format") is None and name in styled
        else [_on_screen(value, settings[name]["type_config"]) for value in rows[name].tolist()]
        for name in rows.columns
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def _styled(table: Dataframe) -> dict[str, pd.Series]:
    """The texts that a table brings along for its numbers, by column; mostly none."""
    styler = table.proto.arrow_data.styler
    if not styler.display_values:
        return {}
    texts = pa.ipc.open_stream(styler.display_values).read_all().to_pandas()
    numbers = table.value.select_dtypes("number").columns
    return {name: texts[name] for name in numbers}


def _on_screen(value: object, setting: dict) -> str:
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return MISSING
    if setting["type"] == "number":
        return _printed(value, setting["format"])
    if setting["type"] == "date" and setting["format"] in MONTHS:
        return MONTHS[setting["format"]].format(value)
    if setting["type"] == "date":
        assert setting["format"] == "YYYY-MM-DD"
        return str(value)[:10]
    if setting["type"] == "link":
        return re.search(setting["display_text"], value)[1]
    assert setting["type"] == "text"
    assert isinstance(value, str)
    # A flag that is not true is an empty cell, which no other text is.
    return value or NO


def _printed(value: float, number_format: str) -> str:
    """A number as the table's own printf writes it."""
    if number_format == "localized":
        digits = f"{value:,.{LOCAL_DECIMALS}f}"
        return digits.rstrip("0").rstrip(".")
    form = PRINTED.fullmatch(number_format)
    assert form, f"no number format: {number_format}"
    if not form["decimals"]:
        assert value == int(value), "this format cuts decimals off"
    digits = f"{value:{form['sign']}{form['thousands']}.{form['decimals'] or 0}f}"
    return digits + form["unit"][:1]


def terminal_cells(said: str) -> list[list[str]]:
    """The cells of a table of the command line; the line of dashes tells the columns."""
    _, rule, *lines = said.rstrip("\n").split("\n")
    spans = [found.span() for found in re.finditer("[-─]+", rule)]
    return [[_between(line, start, end) for start, end in spans] for line in lines]


def _between(line: str, start: int, end: int) -> str:
    """What stands in these columns of a terminal, where a wide character takes two."""
    found, at = "", 0
    for char in line:
        if start <= at < end:
            found += char
        at += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return found.strip()
