"""What one file may ask of this machine: beyond it a message, never an abort."""

import time

from inspection.errors import BadInput
from inspection.settings import settings

SPLIT = "删去多余的行列，或拆成几个文件导出"


def check_text(rows: int, columns: int, where: str) -> None:
    """Raises BadInput for a text of more rows, columns or cells than can be read."""
    _check(rows, columns, rows * columns, settings().max_cells, where)


def check_book(rows: int, columns: int, cells: int, where: str) -> None:
    """Raises BadInput for a sheet that cannot be held; `cells` are those that it stores."""
    _check(rows, columns, cells, settings().max_book_cells, where)


def _check(rows: int, columns: int, cells: int, most_cells: int, where: str) -> None:
    limits = settings()
    for count, limit, unit in (
        (rows, limits.max_rows, "行"),
        (columns, limits.max_columns, "列"),
        (cells, most_cells, "格"),
    ):
        if count > limit:
            raise BadInput(f"表格过大：{count} {unit}，上限 {limit} {unit}", where, SPLIT)


class Clock:
    """How long one file has been read."""

    def __init__(self, where: str) -> None:
        self.where, self.began = where, time.monotonic()

    def check(self) -> None:
        """Raises BadInput where it takes longer than it may."""
        limit = settings().max_read_seconds
        if time.monotonic() - self.began > limit:
            raise BadInput(f"读了 {limit} 秒还没有读完", self.where, SPLIT)
