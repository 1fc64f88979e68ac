"""Rows of cells written one after the other, some over several rows or columns, as a sheet."""

import pyarrow as pa

from inspection.ingest.limits import Clock, check_book
from inspection.ingest.sheets import Range, Sheet, column_names, filled_down, sheet_of, text_columns

# Rows are turned into columns so many at a time.
BATCH_ROWS = 20_000


class Grid:
    """One table as it is read: cells are placed, rows ended, a sheet made. Raises BadInput."""

    def __init__(self, where: str) -> None:
        self.where, self.clock = where, Clock(where)
        self.row: list[str] = []
        self.column = self.row_count = self.blank_rows = self.cell_count = 0
        self.rows: list[list[str]] = []
        self.batches: list[list[pa.Array]] = []
        self.ranges: list[Range] = []
        self.covered: dict[int, int] = {}
        self.hidden_rows = self.lost_formulas = 0

    def move_to(self, column: int) -> None:
        """The next cell stands in this column, counted from 0."""
        self.column = column

    def skip(self, count: int) -> None:
        """So many cells hold nothing."""
        self.column += count

    def place(self, text: str, down: int = 1, across: int = 1) -> None:
        """The next cell; places that a cell above covers are passed over."""
        while self.covered.get(self.column):
            self.column += 1
        if text.strip():
            check_book(self.row_count, self.column + 1, self.cell_count, self.where)
            self.row += [""] * (self.column + 1 - len(self.row))
            self.row[self.column] = text
            self.cell_count += 1
        if down > 1:
            self._cover(down, across)
        self.column += across

    def _cover(self, down: int, across: int) -> None:
        check_book(self.row_count, self.column + across, self.cell_count, self.where)
        self.covered |= dict.fromkeys(range(self.column, self.column + across), down)
        if across == 1:
            top = self.row_count + self.blank_rows
            self.ranges.append(((top, self.column), (top + down - 1, self.column)))

    def end_row(self, times: int = 1) -> None:
        """The row is whole; it stands `times` times."""
        if self.row:
            self._put([[]] * self._limited(self.blank_rows))
            self._put([self.row] * self._limited(times))
            self.blank_rows = 0
        else:
            self.blank_rows += times
        self.row, self.column = [], 0
        self.covered = {i: left - times for i, left in self.covered.items() if left > times}

    def sheet(self, name: str, is_hidden: bool = False) -> Sheet:
        """All rows up to the last with text."""
        self._flush()
        width = max(map(len, self.batches), default=0)
        parts = [self._table(batch, width) for batch in self.batches]
        columns = pa.concat_tables(parts) if parts else self._table([], 0)
        sheet = sheet_of(name, filled_down(columns, self.ranges), is_hidden)
        return sheet._replace(hidden_rows=self.hidden_rows, lost_formulas=self.lost_formulas)

    def _limited(self, rows: int) -> int:
        width = len(self.row)
        cells = self.cell_count + rows * width
        check_book(self.row_count + rows, width, cells, self.where)
        return rows

    def _put(self, rows: list[list[str]]) -> None:
        self.rows += rows
        self.row_count += len(rows)
        if len(self.rows) >= BATCH_ROWS:
            self._flush()

    def _flush(self) -> None:
        self.clock.check()
        width = max(map(len, self.rows), default=0)
        padded = [row + [""] * (width - len(row)) for row in self.rows]
        if padded:
            nothing = pa.nulls(len(padded), pa.string())
            self.batches.append(text_columns(padded, width) or [nothing])
        self.rows = []

    @staticmethod
    def _table(batch: list[pa.Array], width: int) -> pa.Table:
        count = len(batch[0]) if batch else 0
        missing = [pa.nulls(count, pa.string())] * (width - len(batch))
        return pa.table([*batch, *missing], names=column_names(width))
