"""A snapshot built from the empty one equals one that is built whole."""

import shutil
from pathlib import Path

import on_demand
import replaced
from queries.friday import TABLES
from rows import DATA_DATE, write_snapshot

from inspection.data import connections, engine
from inspection.data.questions import describe
from inspection.data.snapshots import MARTS

LISTED = "select table_name from duckdb_tables() where not internal order by table_name"


def tables_of(path: Path) -> dict[str, list[str]]:
    """The rows of every table, in any order."""
    names = connections.fetch(path, LISTED, {})["table_name"].to_pylist()
    return {name: rows_of(path, name) for name in names}


def rows_of(path: Path, name: str) -> list[str]:
    table = connections.fetch(path, f"select * from {name}", {})
    return [str(table.schema), *sorted(map(str, table.to_pylist()))]


def test_the_short_way_gives_what_the_whole_way_gives(tmp_path):
    short = write_snapshot(tmp_path, "20220909T000000-00000000", DATA_DATE, TABLES)
    whole = tmp_path / "whole" / MARTS
    shutil.copytree(short.folder, whole.parent, ignore=shutil.ignore_patterns(MARTS))
    engine.build_marts(whole.parent, whole, 2022)
    assert tables_of(short.marts()) == tables_of(whole)
    assert len(tables_of(whole)["ref_targets"]) == 5


def test_marts_made_on_demand_equal_those_made_at_once(tmp_path):
    whole = write_snapshot(tmp_path / "whole", "20220909T000000-00000000", DATA_DATE, TABLES)
    late = write_snapshot(
        tmp_path / "late", "20220909T000000-00000000", DATA_DATE, TABLES, is_whole=False
    )
    sql = describe("result_notice").sql
    on_demand.make(late.marts(), replaced.tables_of(sql))
    assert tables_of(late.marts()) != tables_of(whole.marts())
    on_demand.make(late.marts())
    assert tables_of(late.marts()) == tables_of(whole.marts())
