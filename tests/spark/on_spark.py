"""Marts built on Apache Spark are those of DuckDB, though a worker dies in the middle.

`make test-spark` runs it: it needs Java 17 and takes minutes. The folder of Spark is
SPARK_HOME.
"""

import os
import time
from pathlib import Path
from threading import Timer

from inspection.bench.engines import digests_of
from inspection.data import cluster, connections, engine, snapshots
from inspection.settings import settings
from spark.processes import clustered

YEAR = 2022
# The mart with whose rows the worker is lost, and the seconds until it is.
STRUCK, SECONDS = "task_facts", 0.5


def test_marts_are_those_of_duckdb_though_a_worker_dies(small_demo, tmp_path, monkeypatch):
    served, keep = snapshots.current(), cluster.Cluster.keep
    with clustered(Path(os.environ["SPARK_HOME"]), tmp_path) as spark:

        def strike(self, form, name, select):
            if name == STRUCK:
                Timer(SECONDS, spark.lose_worker).start()
            began = time.monotonic()
            keep(self, form, name, select)
            print(f"{name} {time.monotonic() - began:.1f} s", flush=True)

        monkeypatch.setattr(cluster.Cluster, "keep", strike)
        monkeypatch.setenv("INSPECTION_ENGINE", spark.url)
        settings.cache_clear()
        engine.build_marts(served.folder, tmp_path / "marts.duckdb", YEAR)
        assert len(spark.workers) == 1
    connections.forget()
    found, expected = digests_of(tmp_path / "marts.duckdb"), digests_of(served.marts())
    assert found == expected
    print(f"{len(found)} tables alike")
