"""Decisions about withdrawn rows: kept with the warehouse and carried by every later import.

One decision takes out the rows of a task that its source no longer exports, as they
were known when it was made. A row that a later export holds again counts again.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from inspection.errors import BadInput

FILE = "staged/decisions.parquet"
WITHDRAWALS = "withdrawals.parquet"
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("task_no", "source_system")),
        ("gone_on", pa.date32()),
        ("decided_by", pa.string()),
        ("decided_at", pa.timestamp("us")),
    ]
)


class Decision(NamedTuple):
    """Rows of a task that this source last exported before `gone_on` are taken out."""

    task_no: str
    source_system: str
    gone_on: date
    decided_by: str
    decided_at: datetime


def load(snapshot: Path | None) -> list[Decision]:
    """All decisions so far; none in a snapshot made before there were any."""
    path = snapshot / FILE if snapshot else None
    rows = pq.read_table(path).to_pylist() if path and path.exists() else []
    return [Decision(**row) for row in rows]


def save(folder: Path, made: Iterable[Decision]) -> None:
    """Write them for the next import."""
    pq.write_table(_as_table(made), folder / FILE)


def show(connection: duckdb.DuckDBPyConnection, made: Iterable[Decision]) -> None:
    """Put the decisions into the table `decisions`."""
    connection.from_arrow(_as_table(made)).insert_into("decisions")


def decide(snapshot: Path, task_no: str, by: str, at: datetime) -> tuple[list[Decision], int]:
    """The decision about a task, one per source, and how many rows it takes out.

    Raises BadInput where no row of the task that still counts was withdrawn.
    """
    rows = pq.read_table(snapshot / WITHDRAWALS)
    counted = rows.filter(pc.is_null(rows["decided_at"]))
    open_rows = counted.filter(pc.equal(counted["task_no"], task_no)).to_pylist()
    if not open_rows:
        raise BadInput(
            f"任务 {task_no} 没有源已撤回、尚未移出的户次",
            remedy="用 python -m inspection query withdrawn_by_task 查看",
        )
    gone = sorted({(row["source_system"], row["gone_on"]) for row in open_rows})
    return [Decision(task_no, source, gone_on, by, at) for source, gone_on in gone], len(open_rows)


def _as_table(made: Iterable[Decision]) -> pa.Table:
    return pa.Table.from_pylist([one._asdict() for one in made], SCHEMA)
