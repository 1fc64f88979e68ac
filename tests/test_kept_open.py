"""An import in the database that is kept open gives what one in its own gives."""

from pathlib import Path

import kept_open
import pyarrow.parquet as pq
import pytest
from built import without_marts
from ingest.files import FIRM_A, FIRM_B, PUBLICITY, REGISTER, RESULTS, TASKS, write_csv

from inspection.data import engine, reference
from inspection.data.snapshots import current
from inspection.errors import BadInput
from inspection.ingest import publish
from inspection.settings import settings

DONE = ("T1", FIRM_A, "示例甲", "鼓楼区市场监督管理局", "A08", "正常", "2022/6/15")


def tables(folder: Path) -> dict[str, list[str]]:
    """The rows of every table, in any order."""
    found = {path.relative_to(folder): pq.read_table(path) for path in folder.rglob("*.parquet")}
    return {
        str(name): [str(table.schema), *sorted(map(str, table.to_pylist()))]
        for name, table in found.items()
    }


def test_an_import_finds_nothing_of_the_one_before_it(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "build_marts", without_marts)
    before = write_csv(tmp_path / "任务_20220909.csv", [TASKS, ("T1", "甲", "", "", "", "")])
    paths = [
        write_csv(tmp_path / "册_20220909.csv", [REGISTER, (FIRM_A, "示例甲", "企业", "鼓楼区")]),
        write_csv(tmp_path / "结果_20220909.csv", [RESULTS, DONE, ("", *DONE[1:])]),
        write_csv(tmp_path / "公示_20220909.csv", [PUBLICITY, ("T1", FIRM_B, "已公示", "")]),
    ]

    def imported(name: str, *paths: Path) -> dict[str, list[str]]:
        monkeypatch.setenv("INSPECTION_DATA", str(tmp_path / name))
        settings.cache_clear()
        publish.import_files(list(paths))
        return tables(current().folder)

    own = imported("own", *paths)
    monkeypatch.setattr(publish, "open_database", kept_open.open_database)
    imported("before", before)
    assert imported("after", *paths) == own
    settings.cache_clear()


def fail(folder: Path) -> None:
    """An import that writes a table and is refused."""
    with kept_open.open_database(folder, given=rules()) as database:
        database.execute("create table left_behind (a integer)")
        raise BadInput("此文件无法识别")


def rules() -> dict:
    return {name: reference.load(name) for name in reference.names()}


def test_one_that_is_refused_leaves_nothing(tmp_path):
    with pytest.raises(BadInput):
        fail(tmp_path)
    with kept_open.open_database(tmp_path, given=rules()) as database:
        listed = "select count(*) from duckdb_tables() where table_name = 'left_behind'"
        assert database.execute(listed).fetchone() == (0,)
