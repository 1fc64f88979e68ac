"""Marts travel through a bucket that this machine and the engine both read and write."""

import os
from collections.abc import Iterator

import duckdb
import pytest
from bucket import BUCKET, Store, store
from sail import Sail, sailing

from inspection.data import cluster
from inspection.settings import settings

YEAR = 2022
ROWS = "select 3 as day, 'c' as word union all select 1 as day, null as word\norder by day\n"
NO_ROWS = "select statistical_year.year from statistical_year where year < 0\n"


@pytest.fixture(scope="module")
def bucket() -> Iterator[Store]:
    """A bucket, as both sides know it by the variables of their libraries."""
    with store() as server, pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT"):
            patch.setenv(name, server.url)
        patch.setenv("AWS_ALLOW_HTTP", "true")
        patch.setenv("AWS_ACCESS_KEY_ID", "reader")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
        patch.setenv("AWS_REGION", "us-east-1")
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        yield server


@pytest.fixture(scope="module")
def sail(bucket: Store) -> Iterator[Sail]:
    with sailing() as server:
        yield server


def test_rows_travel_both_ways_through_a_bucket_and_leave_nothing(
    sail, bucket, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSPECTION_ENGINE", sail.url)
    monkeypatch.setenv("INSPECTION_ENGINE_DATA", f"s3://{BUCKET}/builds")
    settings.cache_clear()
    database = duckdb.connect()
    database.execute(f"create table statistical_year as select {YEAR}::integer as year")
    with cluster.opened(database, tmp_path, "build") as built:
        built.see("statistical_year")
        built.keep("table", "words", ROWS)
        built.keep("scratch", "nobody", NO_ROWS)
        assert any(key.endswith(".parquet") for key in bucket.objects)
        assert database.table("words").fetchall() == [(1, None), (3, "c")]
        assert database.table("nobody").fetchall() == []
    settings.cache_clear()
    # This machine and the engine have both been there.
    assert len({agent.split("/")[0] for agent in bucket.agents}) == 2
    assert [key for key in bucket.objects if not key.endswith("builds/")] == []
    assert os.listdir(tmp_path) == []
