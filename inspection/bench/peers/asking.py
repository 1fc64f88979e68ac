"""One peer as a process: reads the Parquet files of a snapshot, answers days, tells how long.

`python -m inspection.bench.peers.asking PEER FOLDER DAY…`; a limit of memory is set by whoever
starts it.
"""

import json
import sqlite3
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

SQL = Path(__file__).with_name("raw.sql")
# A statement each: make, fill, index.
TABLE = Path(__file__).with_name("table.sql")
# Columns that the question reads, by table.
COLUMNS = {
    "task_rows": ["task_no", "entity_id", "unit", "inspected_on", "moved_to"],
    "entities": ["entity_id", "entity_kind"],
    "results": ["task_no", "entity_id"],
}
ENTERPRISE = "企业"
Counts = dict[str, int]
Answering = Callable[[date], Counts]


def with_duckdb(folder: Path) -> Answering:
    """The files as they lie, read anew for every answer."""
    import duckdb

    database = duckdb.connect()
    for name in COLUMNS:
        database.from_parquet(str(folder / f"{name}.parquet")).create_view(name)
    question = SQL.read_text(encoding="utf-8")
    return lambda day: dict(database.execute(question, [day]).fetchall())


def with_sqlite(folder: Path) -> Answering:
    """Tables of a database in memory, with the index that the joins want."""
    import pyarrow.parquet as pq

    database = sqlite3.connect(":memory:")
    for name, columns in COLUMNS.items():
        table = pq.read_table(folder / f"{name}.parquet", columns=columns)
        made, filled, indexed = _statements(name, columns)
        database.execute(made)
        for batch in table.to_batches():
            database.executemany(filled, zip(*map(_plain, batch.columns), strict=True))
        database.execute(indexed)
    question = SQL.read_text(encoding="utf-8")
    return lambda day: dict(database.execute(question, [str(day)]).fetchall())


def _statements(name: str, columns: list[str]) -> list[str]:
    """How a table is made, filled and indexed."""
    given = {"columns": ", ".join(columns), "marks": ", ".join("?" * len(columns))}
    form = TABLE.read_text(encoding="utf-8").format(name=name, key=", ".join(columns[:2]), **given)
    return [statement for statement in form.split(";") if statement.strip()]


def _plain(column: Any) -> list[object]:
    """Values as the database keeps them: days as text."""
    return [str(value) if isinstance(value, date) else value for value in column.to_pylist()]


def with_pandas(folder: Path) -> Answering:
    """Frames joined once, filtered and grouped for every answer."""
    import pandas as pd

    read = {
        name: pd.read_parquet(folder / f"{name}.parquet", columns=columns)
        for name, columns in COLUMNS.items()
    }
    rows = read["task_rows"][read["task_rows"]["moved_to"].isna()]
    rows = rows.merge(read["results"].drop_duplicates(), on=["task_no", "entity_id"])
    firms = read["entities"][read["entities"]["entity_kind"] == ENTERPRISE]
    rows = rows[rows["entity_id"].isin(firms["entity_id"])]
    rows = rows.assign(inspected_on=pd.to_datetime(rows["inspected_on"]))

    def answer(day: date) -> Counts:
        known = rows[rows["inspected_on"] <= pd.Timestamp(day)]
        counts = known.groupby("unit")["entity_id"].nunique()
        return {str(unit): int(count) for unit, count in counts.items()}

    return answer


def with_polars(folder: Path) -> Answering:
    """Files scanned lazily for every answer."""
    import polars as pl

    read = {
        name: pl.scan_parquet(folder / f"{name}.parquet").select(columns)
        for name, columns in COLUMNS.items()
    }
    firms = read["entities"].filter(pl.col("entity_kind") == ENTERPRISE)
    rows = read["task_rows"].filter(pl.col("moved_to").is_null())
    rows = rows.join(read["results"].unique(), on=["task_no", "entity_id"], how="semi")
    rows = rows.join(firms, on="entity_id", how="semi")

    def answer(day: date) -> Counts:
        known = rows.filter(pl.col("inspected_on") <= day)
        counts = known.group_by("unit").agg(pl.col("entity_id").n_unique())
        return dict(counts.sort("unit").collect().rows())

    return answer


PEERS: dict[str, Callable[[Path], Answering]] = {
    "duckdb": with_duckdb,
    "pandas": with_pandas,
    "polars": with_polars,
    "sqlite": with_sqlite,
}


def main(peer: str, folder: str, *days: str) -> None:
    """Print seconds until ready, seconds of each answer, and the answers."""
    began = perf_counter()
    answer = PEERS[peer](Path(folder))
    told: dict[str, Any] = {"ready": perf_counter() - began, "seconds": [], "answers": []}
    for day in days:
        began = perf_counter()
        counts = answer(date.fromisoformat(day))
        told["seconds"].append(perf_counter() - began)
        told["answers"].append(counts)
    sys.stdout.write(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
