"""The roster 执法检查人员名单: who can be paired, as published.

`roster.csv` holds inspector, region, unit and recusals, strictly ascending by
inspector; recusals are ids separated by single spaces.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from inspection.draw.files.canonical import (
    FIELD,
    fail,
    parse_lines,
    reject_disorder,
    reject_values,
    sha256_of,
)
from inspection.errors import BadInput

COLUMNS = ("inspector", "region", "unit", "recusals")
RECUSALS = re.compile("(?:[0-9A-Z-]{1,22}(?: [0-9A-Z-]{1,22})*)?")


class Inspector(NamedTuple):
    """One person; `recusals` are the ids of entities this person never checks."""

    inspector: str
    region: str
    unit: str
    recusals: frozenset[str]


@dataclass(frozen=True)
class Roster:
    """A canonical roster: the published bytes, and the same as records."""

    data: bytes
    inspectors: tuple[Inspector, ...]

    @cached_property
    def sha256(self) -> str:
        return sha256_of(self.data)


def read_roster(path: Path) -> Roster:
    """The roster in a file. Raises BadInput with the line that is wrong."""
    return parse_roster(path.read_bytes(), path.name)


def parse_roster(data: bytes, name: str = "roster.csv") -> Roster:
    """The roster in canonical bytes. Raises BadInput with the line that is wrong."""
    table = parse_lines(data, name, COLUMNS, texts=["inspector"])
    for line, value in enumerate(table["inspector"].to_pylist(), start=1):
        if not value or not FIELD.fullmatch(value):
            fail(f"检查人员编号为空或两端有空格：{value or '（空）'}", name, line)
    reject_disorder(table["inspector"], name, "检查人员")
    reject_values(table["region"], re.compile("[0-9]{6}"), name, "地区代码不是六位数字")
    reject_values(table["unit"], FIELD, name, "所属单位两端有空格或含控制字符")
    reject_values(table["recusals"], RECUSALS, name, "回避对象不是以单个空格分隔的编号")
    if table.num_rows < 2:
        raise BadInput("检查人员不足两人，无法配对", name, "请补充检查人员后重新生成名单")
    return Roster(data, tuple(map(_inspector, *(table[name].to_pylist() for name in COLUMNS))))


def _inspector(inspector: str, region: str, unit: str, recusals: str) -> Inspector:
    return Inspector(inspector, region, unit, frozenset(recusals.split()))
