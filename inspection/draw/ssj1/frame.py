"""The frame 名录: who can be drawn, as published.

`frame.csv` holds id, region, unit, class and group, strictly ascending by id.
A class is A to D, or `-` throughout in a class-blind draw. Smaller groups are
exhausted before larger ones.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from inspection.draw.files import ids
from inspection.draw.files.canonical import (
    FIELD,
    fail,
    format_table,
    parse_lines,
    reject_disorder,
    reject_values,
    sha256_of,
)
from inspection.draw.ssj1.database import open_cursor

COLUMNS = ("id", "region", "unit", "class", "group")
BLIND = "-"
CLASSES = ("A", "B", "C", "D", BLIND)
STRATA_SQL = (Path(__file__).parent / "strata.sql").read_text("utf-8")


class Stratum(NamedTuple):
    """Entities of one class in one region."""

    region: str
    risk_class: str
    stock_count: int
    has_history: bool


@dataclass(frozen=True)
class Frame:
    """A canonical frame: the published bytes, and the same as a table.

    Columns id (string), region, unit, class (dictionaries), group (int64).
    """

    data: bytes
    table: pa.Table

    @cached_property
    def sha256(self) -> str:
        return sha256_of(self.data)

    @cached_property
    def strata(self) -> list[Stratum]:
        """All strata, ascending by region, then class."""
        with open_cursor() as connection:
            connection.register("frame", self.table)
            rows = connection.execute(STRATA_SQL).fetchall()
        return [Stratum(*row) for row in rows]

    @property
    def is_blind(self) -> bool:
        return all(stratum.risk_class == BLIND for stratum in self.strata)


def read_frame(path: Path) -> Frame:
    """The frame in a file. Raises BadInput with the line that is wrong."""
    return parse_frame(path.read_bytes(), path.name)


def parse_frame(data: bytes, name: str = "frame.csv") -> Frame:
    """The frame in canonical bytes. Raises BadInput with the line that is wrong."""
    table = parse_lines(data, name, COLUMNS, texts=["id"])
    _reject_ids(table["id"], name)
    reject_disorder(table["id"], name, "编号")
    reject_values(table["region"], re.compile("[0-9]{6}"), name, "地区代码不是六位数字")
    reject_values(table["unit"], FIELD, name, "管辖单位两端有空格或含控制字符")
    reject_values(table["group"], re.compile("0|[1-9][0-9]{0,8}"), name, "分组不是规范的整数")
    _reject_classes(table["class"], name)
    groups = table["group"].cast(pa.string()).cast(pa.int64())
    return Frame(data, table.set_column(COLUMNS.index("group"), "group", groups))


def frame_of(table: pa.Table) -> Frame:
    """The frame of a table with the columns of `COLUMNS`, in any row order."""
    return parse_frame(format_table(table.select(COLUMNS).sort_by("id")))


def _reject_ids(column: pa.ChunkedArray, name: str) -> None:
    found = np.flatnonzero(codes := ids.faults(column.combine_chunks()))
    if found.size:
        what, remedy = ids.FAULTS[int(codes[found[0]])]
        fail(f"{what}：{column[int(found[0])].as_py()}", name, int(found[0]) + 1, remedy)


def _reject_classes(column: pa.ChunkedArray, name: str) -> None:
    reject_values(column, re.compile("[ABCD-]"), name, "信用风险分类不是 A、B、C、D 或 -")
    if len(present := pc.unique(column).to_pylist()) > 1 and BLIND in present:
        is_blind = pc.equal(column.cast(pa.string()), BLIND)
        line = pc.index(is_blind, not is_blind[0].as_py()).as_py() + 1
        fail("同一名录中混用了分类与不分类（-）", name, line, "一份名录要么全部分类，要么全部写 -")
