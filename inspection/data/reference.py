"""Rules as data: the tables of `data/reference/`, typed by the names of their columns.

A file opens with comment lines `# title:`, `# source:`, `# version:`, `# note:`,
then a header and rows. An empty cell is NULL. A wrong cell raises BadInput that
names file, row and column; nothing is guessed.
"""

import csv
import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from inspection.data.columns import Holds, read_as
from inspection.errors import BadInput
from inspection.settings import ROOT

FOLDER = ROOT / "data" / "reference"
HEADER_KEYS = ("title", "source", "version", "note")
BOOLEANS = {"true": True, "false": False}


class ColumnType(NamedTuple):
    """How the cells of a column are read, and what the reader is told when one fails."""

    arrow: pa.DataType
    read: Callable[[str], object]
    expected: str


TEXT = ColumnType(pa.string(), str, "文字")
INTEGER = ColumnType(pa.int64(), int, "整数")
NUMBER = ColumnType(pa.float64(), float, "数字")
DAY = ColumnType(pa.date32(), date.fromisoformat, "日期（如 2000-01-31）")
BOOLEAN = ColumnType(pa.bool_(), BOOLEANS.__getitem__, "true 或 false")
BY_CONTENT = {
    Holds.WHOLE: INTEGER,
    Holds.NUMBER: NUMBER,
    Holds.DAY: DAY,
    Holds.FLAG: BOOLEAN,
    Holds.TEXT: TEXT,
}


def names() -> list[str]:
    """Names of all reference tables, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.csv"))


def header(name: str) -> dict[str, str]:
    """Title, source, version and note of a table."""
    found = comments(_lines(name))
    return {key: found.get(key, "") for key in HEADER_KEYS}


def comments(lines: Sequence[str]) -> dict[str, str]:
    """What the comment lines above a table say, by key."""
    said = takewhile(lambda line: line.startswith("#"), lines)
    pairs = (line.lstrip("# ").split(":", 1) for line in said if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def load(name: str) -> pa.Table:
    """The rows of a table in the order of the file. Raises BadInput."""
    return _parsed(_text(name), f"{name}.csv")


def parse(lines: Sequence[str], where: str) -> pa.Table:
    """The rows of the lines of a table, called `where` in refusals. Raises BadInput."""
    reader = csv.reader(line for line in lines if not line.startswith("#"))
    columns = next(reader, [])
    rows = [row for row in reader if row]
    for number, row in enumerate(rows, 1):
        _reject_uneven(where, number, row, columns)
    arrays = [
        _read_column(where, column, [row[i] for row in rows]) for i, column in enumerate(columns)
    ]
    return pa.table(arrays, names=columns)


def fingerprint(name: str) -> str:
    """SHA-256 of the file's bytes, in hex."""
    return hashlib.sha256(_path(name).read_bytes()).hexdigest()


def column_type(column: str) -> ColumnType:
    """The type that a column's name announces; text where it announces none."""
    return BY_CONTENT[read_as(column)]


@lru_cache(maxsize=64)
def _parsed(text: str, where: str) -> pa.Table:
    """A text is read once: each import asks for all tables."""
    return parse(text.splitlines(), where)


def _read_column(file: str, column: str, cells: list[str]) -> pa.Array:
    kind = column_type(column)
    values = [
        _read_cell(cell, kind, f"{file} 数据第{number}行 {column}")
        for number, cell in enumerate(cells, 1)
    ]
    return pa.array(values, type=kind.arrow)


def _read_cell(cell: str, kind: ColumnType, where: str) -> object:
    if cell == "":
        return None
    try:
        return kind.read(cell)
    except (ValueError, KeyError) as error:
        raise BadInput(f"参考表的值“{cell}”不是{kind.expected}", where, "改正该单元格") from error


def _reject_uneven(file: str, number: int, row: list[str], columns: list[str]) -> None:
    if len(row) != len(columns):
        what = f"参考表一行有{len(row)}格，表头有{len(columns)}列"
        raise BadInput(what, f"{file} 数据第{number}行", "检查逗号和引号")


def _lines(name: str) -> list[str]:
    return _text(name).splitlines()


def _text(name: str) -> str:
    return _path(name).read_text(encoding="utf-8-sig")


def _path(name: str) -> Path:
    path = FOLDER / f"{name}.csv"
    if not path.is_file():
        raise BadInput(f"没有名为“{name}”的参考表", str(FOLDER), "可用：" + "、".join(names()))
    return path
