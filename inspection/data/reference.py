"""Rules as data: tables of the nation and of a province, typed by the names of their columns.

A table of the province stands in its profile (`data/profiles/<name>/`, chosen by
`INSPECTION_PROFILE`), one of the nation in `data/reference/`. Of a table in both the profile's
rows follow those of the nation and replace such of the same key, which its line `# key:` names;
without that line it replaces the table whole. A file opens with comment lines `# title:`,
`# source:`, `# version:`, `# note:`, then a header and rows. An empty cell is NULL. A wrong cell
raises BadInput that names file, row and column; nothing is guessed.
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
from inspection.settings import PROFILE, PROFILES, ROOT, settings

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
    folders = (FOLDER, PROFILES / PROFILE, settings().profile_folder)
    return sorted({path.stem for folder in folders for path in folder.glob("*.csv")})


def header(name: str) -> dict[str, str]:
    """Title, source, version and note of a table; of one in two parts the later version."""
    parts = [comments(path.read_text(encoding="utf-8-sig").splitlines()) for path in paths(name)]
    versions = [part.get("version", "") for part in parts]
    return {key: parts[-1].get(key, "") for key in HEADER_KEYS} | {"version": max(versions)}


def comments(lines: Sequence[str]) -> dict[str, str]:
    """What the comment lines above a table say, by key."""
    said = takewhile(lambda line: line.startswith("#"), lines)
    pairs = (line.lstrip("# ").split(":", 1) for line in said if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def load(name: str) -> pa.Table:
    """The rows of a table in the order of its files. Raises BadInput."""
    texts = (path.read_text(encoding="utf-8-sig") for path in paths(name))
    return _parsed(tuple(texts), f"{name}.csv")


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
    """SHA-256 of the bytes of its files, in hex."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths(name))).hexdigest()


def column_type(column: str) -> ColumnType:
    """The type that a column's name announces; text where it announces none."""
    return BY_CONTENT[read_as(column)]


@lru_cache(maxsize=64)
def _parsed(texts: tuple[str, ...], where: str) -> pa.Table:
    """Texts are read once: each import asks for all tables."""
    *national, own = (parse(text.splitlines(), where) for text in texts)
    if not national:
        return own
    if national[0].schema != own.schema:
        what = "全国表与省级配置的列不同"
        raise BadInput(what, f"{settings().profile_folder / where}", "照全国表的表头写")
    return pa.concat_tables([_not_in(national[0], own, _key(texts[-1], own, where)), own])


def _key(text: str, own: pa.Table, where: str) -> list[str]:
    """The columns by which rows of a profile replace national ones."""
    key = [column.strip() for column in comments(text.splitlines())["key"].split(",")]
    if missing := [column for column in key if column not in own.column_names]:
        raise BadInput(f"# key: 中没有列“{missing[0]}”", where, "照表头写列名")
    return key


def _not_in(rows: pa.Table, others: pa.Table, key: list[str]) -> pa.Table:
    """The rows whose key no other row has."""
    told = set(_keys(others, key))
    return rows.filter(pa.array([one not in told for one in _keys(rows, key)], pa.bool_()))


def _keys(rows: pa.Table, key: list[str]) -> list[tuple[object, ...]]:
    return list(zip(*(rows[column].to_pylist() for column in key), strict=True))


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


def paths(name: str) -> list[Path]:
    """The national part, then that of the profile; without `# key:` the profile's alone."""
    own = settings().profile_folder / f"{name}.csv"
    national = FOLDER / f"{name}.csv"
    if own.is_file():
        is_part = national.is_file() and "key" in comments(_opening(own))
        return [national, own] if is_part else [own]
    if national.is_file():
        return [national]
    if name in names():
        what = f"省级配置“{settings().profile_name}”没有参考表“{name}”"
        raise BadInput(what, str(own), f"照 {PROFILES / PROFILE / own.name} 的样式补上")
    raise BadInput(f"没有名为“{name}”的参考表", str(FOLDER), "可用：" + "、".join(names()))


def _opening(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        return list(takewhile(lambda line: line.startswith("#"), file))
