"""An engine that is gone, or goes in the middle: exit code 3, one line, nothing changed."""

import pytest
from built import build_marts
from pyspark.sql.connect.client.retries import DefaultPolicy
from sail import sailing

from ingest.files import FIRM_A, REGISTER
from inspection.__main__ import main
from inspection.data import cluster, engine, snapshots, spark_connect
from inspection.settings import settings

FIRM = (FIRM_A, "示例甲", "企业", "鼓楼区")


@pytest.fixture
def served(take, export, monkeypatch):
    """A snapshot in service, what lies beside it; the engine is the product's again."""
    take(export(REGISTER, FIRM, name="检查对象"))
    monkeypatch.setattr(engine, "build_marts", build_marts)
    return snapshots.current(), {path.name for path in settings().data.iterdir()}


def test_an_engine_lost_in_the_middle_changes_nothing(served, capsys, monkeypatch):
    keep, seen = cluster.Cluster.keep, []
    monkeypatch.setattr(spark_connect, "PATIENCE", DefaultPolicy(max_retries=1))
    with sailing() as sail:

        def die(self, form, name, select):
            if name == "task_rows":
                sail.process.kill()
            seen.append(name)
            keep(self, form, name, select)

        monkeypatch.setattr(cluster.Cluster, "keep", die)
        monkeypatch.setenv("INSPECTION_ENGINE", sail.url)
        settings.cache_clear()
        assert main(["import"]) == 3
    assert seen[-1] == "task_rows"
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "在计算 task_rows 时中断" in said
    assert "在用快照不变" in said
    unchanged(*served)


def test_an_engine_away_is_told_before_anything_is_read(served, capsys, monkeypatch):
    monkeypatch.setenv("INSPECTION_ENGINE", "sc://127.0.0.1:9")
    settings.cache_clear()
    assert main(["import"]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "sc://127.0.0.1:9 没有应答" in said
    unchanged(*served)


def unchanged(before, names):
    assert snapshots.current() == before
    assert {path.name for path in settings().data.iterdir()} - {"audit"} == names - {"audit"}
