"""Marts are built once, alone answer every question, and refuse an unknown engine."""

import duckdb
import pytest

from inspection.data import engine
from inspection.data.questions import sql_files
from inspection.errors import EnvironmentProblem
from inspection.settings import PROFILE, PROFILES, settings


def test_marts_hold_every_file_and_reference_table(make_snapshot):
    with duckdb.connect(str(make_snapshot().marts()), read_only=True) as database:
        tables = {row[0] for row in database.sql("show tables").fetchall()}
        views = database.sql("select view_name from duckdb_views() where not internal").fetchall()
    assert set(sql_files("marts")) <= tables
    assert {"ref_units", "ref_targets", "workdays"} <= tables
    assert views == []


def test_reference_tables_that_a_snapshot_is_older_than_are_those_of_the_programme(
    make_snapshot, tmp_path
):
    older = make_snapshot().folder
    (older / "ref_evaluation_weights.parquet").unlink()
    engine.build_marts(older, tmp_path / "marts.duckdb", 2022)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as database:
        [(count,)] = database.sql("select count(*) from ref_evaluation_weights").fetchall()
    text = (PROFILES / PROFILE / "evaluation_weights.csv").read_text(encoding="utf-8")
    assert count == sum(line[0] != "#" for line in text.splitlines()) - 1 > 5


def test_a_mart_is_built_after_those_it_reads():
    order = engine.build_order({"late": "select 1 from early", "early": "select 1 from entities"})
    assert order == ["early", "late"]


def test_no_wal_is_left_beside_the_marts(make_snapshot):
    folder = make_snapshot().folder
    assert not list(folder.glob("*.wal"))


def test_unknown_engine_is_refused_with_the_remedy(warehouse_folder, monkeypatch):
    monkeypatch.setenv("INSPECTION_ENGINE", "hive://127.0.0.1:10000")
    settings.cache_clear()
    with pytest.raises(EnvironmentProblem, match="duckdb:"):
        engine.build_marts(warehouse_folder, warehouse_folder / "marts.duckdb", 2022)
