"""An engine elsewhere builds the marts that DuckDB builds; what is wrong with it is told."""

import shutil
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import grpc
import pytest
from pyspark.sql.connect.proto import base_pb2, base_pb2_grpc
from sail import Sail, sailing

from inspection.bench.engines import digests_of
from inspection.data import cluster, engine, snapshots
from inspection.data.questions import sql_files
from inspection.errors import EnvironmentProblem
from inspection.settings import settings

YEAR = 2022
# Positions in a sorted select, and one without rows.
ROWS = "select 3 as day, 'c' as word union all select 1 as day, null as word\norder by day\n"
NO_ROWS = "select statistical_year.year from statistical_year where year < 0\n"


@pytest.fixture(scope="module")
def sail() -> Iterator[Sail]:
    with sailing() as server:
        yield server


@pytest.fixture
def use(warehouse_folder, monkeypatch):
    """`use(engine=…, engine_data=…)`: settings for this test."""

    def put(**values: object) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"INSPECTION_{name.upper()}", str(value))
        settings.cache_clear()

    return put


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where somebody takes connections and never speaks."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def opened(sail, use, tmp_path):
    """`opened(engine_data=…)`: an engine with a database that knows a year."""

    def begin(**values: object):
        use(engine=sail.url, **values)
        database = duckdb.connect()
        database.execute(f"create table statistical_year as select {YEAR}::integer as year")
        return cluster.opened(database, tmp_path, "build")

    return begin


def test_marts_are_those_of_duckdb_row_for_row(sail, small_demo, tmp_path, monkeypatch):
    served = snapshots.current()
    monkeypatch.setenv("INSPECTION_ENGINE", sail.url)
    settings.cache_clear()
    made = tmp_path / "made"
    made.mkdir()
    engine.build_marts(served.folder, made / "marts.duckdb", YEAR)
    # Readers of this process may still have the marts open.
    here = Path(shutil.copy(served.marts(), tmp_path / "here.duckdb"))
    found, expected = digests_of(made / "marts.duckdb"), digests_of(here)
    assert found == expected
    assert sql_files("marts").keys() <= found.keys()
    assert [path.name for path in made.iterdir()] == ["marts.duckdb"]


@pytest.mark.parametrize("is_shared", [True, False])
def test_rows_travel_both_ways_and_leave_nothing(opened, tmp_path, is_shared):
    bucket = tmp_path / "bucket"
    with opened(engine_data="" if is_shared else bucket) as built:
        built.see("statistical_year")
        built.keep("table", "words", ROWS)
        built.keep("scratch", "nobody", NO_ROWS)
        built.keep("table", "nobody_again", "select year from nobody\n")
        assert built.database.table("words").fetchall() == [(1, None), (3, "c")]
        assert built.database.table("nobody_again").fetchall() == []
        assert built.database.table("nobody").fetchall() == []
    assert not (tmp_path / "build").exists()
    assert not bucket.exists() or list(bucket.iterdir()) == []


def test_a_folder_that_only_one_side_sees_is_told(opened, monkeypatch):
    monkeypatch.setattr(cluster.Place, "parts", lambda *_given: [])
    with opened() as built, pytest.raises(EnvironmentProblem, match="INSPECTION_ENGINE_DATA"):
        built.see("statistical_year")


def test_a_folder_that_cannot_be_named_is_told(opened):
    with opened(engine_data="builds") as built, pytest.raises(EnvironmentProblem, match="没有共用"):
        built.see("statistical_year")


def test_rows_that_do_not_arrive_are_no_empty_table(opened, monkeypatch):
    with opened() as built:
        built.see("statistical_year")
        monkeypatch.setattr(cluster.Place, "parts", lambda *_given: [])
        with pytest.raises(EnvironmentProblem, match="words 的 2 行"):
            built.keep("table", "words", ROWS)


def test_what_the_engine_refuses_is_named(opened):
    with opened() as built, pytest.raises(EnvironmentProblem, match="不能算出 sorted_list"):
        built.keep("table", "sorted_list", "select list_sort([2, 1]) as numbers\n")


def test_an_engine_that_is_away_is_told_at_once(use):
    use(engine="sc://127.0.0.1:9")
    with pytest.raises(EnvironmentProblem, match=r"127\.0\.0\.1:9 没有应答.*在用快照不变") as told:
        engine.check()
    assert told.value.exit_code == 3


def test_an_engine_that_never_speaks_is_not_waited_for(use, silent_port):
    use(engine=f"sc://127.0.0.1:{silent_port}", engine_seconds=0.5)
    with pytest.raises(EnvironmentProblem, match=r"0\.5 秒内没有应答"):
        engine.check()


def test_an_engine_of_an_earlier_version_is_refused(use):
    class Earlier(base_pb2_grpc.SparkConnectServiceServicer):
        def AnalyzePlan(self, request, _context):
            version = base_pb2.AnalyzePlanResponse.SparkVersion(version="3.5.1")
            return base_pb2.AnalyzePlanResponse(
                session_id=request.session_id, spark_version=version
            )

    server = grpc.server(ThreadPoolExecutor(2))
    base_pb2_grpc.add_SparkConnectServiceServicer_to_server(Earlier(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    use(engine=f"sc://127.0.0.1:{port}")
    try:
        with pytest.raises(EnvironmentProblem, match=r"版本是 3\.5\.1"):
            engine.check()
    finally:
        server.stop(None)


@pytest.mark.parametrize("url", ["sc://", "sc://host/path", "sc://host:port"])
def test_an_address_that_is_none_is_told(use, url):
    use(engine=url)
    with pytest.raises(EnvironmentProblem, match="INSPECTION_ENGINE 的写法不对"):
        engine.check()


def test_a_missing_package_is_named_with_the_remedy(use, monkeypatch):
    use(engine="sc://127.0.0.1:9")
    for name in ("inspection.data.cluster", "inspection.data.spark_connect"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark.sql.connect.session", None)
    with pytest.raises(EnvironmentProblem, match=r"requirements-cluster\.txt"):
        engine.check()


def test_the_manifest_holds_no_password(use):
    use(engine="sc://spark.example:15002/;use_ssl=true;token=secret")
    assert engine.address() == "sc://spark.example:15002"
