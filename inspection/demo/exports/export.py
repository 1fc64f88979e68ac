"""One exported table before it is written, and how arrays become its columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa


@dataclass(frozen=True)
class Export:
    """One file to be: `kind` is the table, `title` names the file, `form` is csv or xlsx.

    Columns are text, or integers where a platform exports a number. An export of an
    earlier day was written `days_before`.
    """

    kind: str
    title: str
    form: str
    columns: dict[str, pa.Array]
    unit: str = ""
    system: str = ""
    days_before: int = 0

    @property
    def row_count(self) -> int:
        """Data rows."""
        return len(next(iter(self.columns.values())))

    def with_columns(self, columns: dict[str, pa.Array]) -> "Export":
        """The same file with other columns."""
        return replace(self, columns=columns)

    def file_name(self, until: date) -> str:
        """Says what it is, that it is synthetic, and the export date."""
        day = until - timedelta(days=self.days_before)
        return f"{self.title}_演示数据_{day:%Y%m%d}.{self.form}"


def looked_up(words: Sequence[str | None], places: np.ndarray) -> pa.Array:
    """The word of each place; a negative place is an empty cell."""
    known = np.where(places < 0, 0, places).astype(np.int32)
    chosen = pa.array(words, pa.string()).take(pa.array(known))
    return only(chosen, places >= 0) if (places < 0).any() else chosen


def only(values: pa.Array, wanted: np.ndarray) -> pa.Array:
    """The values where wanted, else empty cells."""
    indices = np.arange(len(values), dtype=np.int32)
    return values.take(pa.array(indices, mask=~wanted))


def dates(days: np.ndarray, wanted: np.ndarray | None = None) -> pa.Array:
    """ISO dates; NaT and days not wanted are empty cells."""
    missing = np.isnat(days) if wanted is None else np.isnat(days) | ~wanted
    return pa.array(days.astype("datetime64[D]"), pa.date32(), mask=missing).cast(pa.string())


def same(value: str, count: int) -> pa.Array:
    """One value in every row."""
    return pa.repeat(pa.scalar(value or None, pa.string()), count)


def numbers(values: np.ndarray | list[int | None]) -> pa.Array:
    """Whole numbers."""
    return pa.array(values, pa.int64())


def running(count: int) -> pa.Array:
    """序号."""
    return numbers(np.arange(1, count + 1))


def from_records(records: list[dict[str, str | int | None]]) -> dict[str, pa.Array]:
    """Columns from rows that all have the same headers."""
    if not records:
        return {}
    columns = {}
    for header in records[0]:
        values = [None if record[header] == "" else record[header] for record in records]
        is_count = any(isinstance(record[header], int) for record in records)
        columns[header] = pa.array(values, pa.int64() if is_count else pa.string())
    return columns
