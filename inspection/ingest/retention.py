"""What one snapshot hands on to the next: its staged rows, its ledger, its entity ids."""

import os
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from inspection.data.questions import keeping
from inspection.errors import EnvironmentProblem
from inspection.ingest import ledger, queries
from inspection.ingest.ledger import Entry
from inspection.ingest.rules import RuleFile, as_table, read_table
from inspection.ingest.vocabulary import Vocabulary

STAGED = "staged"
TRACES = (
    *("warnings", "rejects", "cleaning", "spent"),
    *("set_aside", "unused_columns", "source_totals", "layouts", "corrections"),
    *("reject_keys", "closings"),
)
# Tables that a snapshot made before there were any does not have.
NEWER = (
    *("penalties", "listings", "spent", "set_aside", "unused_columns", "source_totals"),
    *("layouts", "corrections", "reject_keys", "closings"),
)
IDENTITY = {
    "entity_id": pa.int32(),
    **dict.fromkeys(("uscc", "reg_no", "name_key", "county_code"), pa.string()),
    "until_year": pa.int32(),
    "exported_on": pa.date32(),
}
RULES_FILE = "rules.parquet"


def load_ledger(snapshot: Path | None) -> list[Entry]:
    """The ledger of the snapshot in service; empty where there is none."""
    if snapshot is None:
        return []
    if not (snapshot / STAGED).exists():
        raise EnvironmentProblem(
            "现有快照由演示直接写成，不能在其上追加",
            str(snapshot),
            "用 INSPECTION_DATA 指定另一个仓库文件夹",
        )
    return ledger.from_table(pq.read_table(snapshot / STAGED / "sheets.parquet"))


def load_rows(
    connection: duckdb.DuckDBPyConnection, snapshot: Path | None, words: Vocabulary
) -> None:
    """Put the staged rows of the snapshot in service before those of the new files."""
    if snapshot is None:
        return
    for name in (*words.tables, *TRACES):
        path = snapshot / STAGED / f"{name}.parquet"
        if name in NEWER and not path.exists():
            continue
        rows, table = connection.read_parquet(str(path)), connection.table(f"staged_{name}")
        if rows.columns != table.columns:
            raise EnvironmentProblem(
                "现有快照由另一版本的程序生成，不能在其上追加",
                str(path),
                "移走仓库文件夹，重新导入全部文件",
            )
        connection.read_parquet(str(path)).insert_into(f"staged_{name}")


def forget_sheets(
    connection: duckdb.DuckDBPyConnection, numbers: Sequence[int], words: Vocabulary
) -> None:
    """Take the staged rows of these sheets out: they are read anew."""
    for name in (*words.tables, *TRACES):
        statement = keeping("forgotten", f"staged_{name}", "")
        connection.execute(statement, {"numbers": list(numbers)})


def load_identity(connection: duckdb.DuckDBPyConnection, snapshot: Path | None) -> None:
    """The entities known so far, as `known_entities`."""
    if snapshot is None:
        known = pa.table([pa.array([], kind) for kind in IDENTITY.values()], list(IDENTITY))
    else:
        known = pq.read_table(snapshot / "entities.parquet", columns=list(IDENTITY))
    connection.from_arrow(known).create("known_rows")
    connection.execute(queries.staging("resolve/known"))


def load_rules(snapshot: Path | None) -> list[RuleFile]:
    """The files of rules imported so far; none in a snapshot made before there were any."""
    path = snapshot / STAGED / RULES_FILE if snapshot else None
    return read_table(pq.read_table(path)) if path and path.exists() else []


def save(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    entries: list[Entry],
    rules: list[RuleFile],
    words: Vocabulary,
    before: Path | None,
    new: Collection[str],
) -> None:
    """Write what the next import needs into `folder`/staged.

    A table that none of the `new` ones is, and that lost no row since `before`, is that file.
    """
    (folder / STAGED).mkdir()
    for name in (*words.tables, *TRACES):
        target = folder / STAGED / f"{name}.parquet"
        table = connection.table(f"staged_{name}")
        is_old = name in words.tables and name not in new
        if before and is_old and _has_as_many(table, before / STAGED / target.name):
            keep(before / STAGED / target.name, target)
        else:
            table.write_parquet(str(target), compression="zstd")
    pq.write_table(ledger.as_table(entries), folder / STAGED / "sheets.parquet")
    pq.write_table(as_table(rules), folder / STAGED / RULES_FILE)


def keep(path: Path, target: Path) -> None:
    """The same file in another snapshot; a copy where the disk has no second names."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)


def _has_as_many(table: duckdb.DuckDBPyRelation, path: Path) -> bool:
    """Whether a table of rows of the snapshot before lost none of them."""
    if not path.exists():
        return False
    [(count,)] = table.count("*").fetchall()
    return bool(count == pq.read_metadata(path).num_rows)
