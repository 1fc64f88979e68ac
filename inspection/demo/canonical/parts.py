"""Parts of canonical tables as they are written: a unit's rows of a kind, a piece at a time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

# Rows of one piece: what is in memory at a time.
PIECE = 500_000


class Part(NamedTuple):
    """What an export would hold: whose rows of which kind, how many, and the last day told.

    `name` stands for the file in the tables, `table` is the file that holds the rows.
    """

    kind: str
    name: str
    unit: str
    exported_on: date
    row_count: int
    last_fact_on: date | None
    table: str


class Tables:
    """Parquet files of one folder, each written in pieces and closed together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}

    def __enter__(self) -> "Tables":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for writer in self._writers.values():
            writer.close()

    def add(self, name: str, columns: dict[str, pa.Array]) -> None:
        """One more piece of a table."""
        piece = pa.table(columns)
        if name not in self._writers:
            path = self._folder / f"{name}.parquet"
            self._writers[name] = pq.ParquetWriter(path, piece.schema, compression="zstd")
        self._writers[name].write_table(piece)
        self.rows[name] = self.rows.get(name, 0) + piece.num_rows


def pieces(chosen: np.ndarray, size: int = PIECE) -> Iterator[tuple[int, np.ndarray]]:
    """The chosen ones a piece at a time, each with the number of those before it."""
    for start in range(0, max(len(chosen), 1), size):
        yield start, chosen[start : start + size]


def origin(part: str, day: date, first: int, count: int) -> dict[str, pa.Array]:
    """Where rows came from: the part of the demo, and their numbers in it."""
    return {
        "exported_on": pa.repeat(pa.scalar(day, pa.date32()), count),
        "source_file": pa.repeat(part, count),
        "sheet": pa.repeat("", count),
        "source_row": pa.array(np.arange(first + 1, first + count + 1, dtype=np.int32)),
    }


def part_name(title: str, day: date) -> str:
    """Says what it is, that it is synthetic, and the day."""
    return f"{title}_演示数据_{day:%Y%m%d}.parquet"
