"""Memory that does not suffice, rights that lack: one line, exit code 3, nothing changed."""

import duckdb
import pytest

from ingest.files import FIRM_A, REGISTER
from inspection.__main__ import main
from inspection.data import engine, snapshots
from inspection.ingest import publish
from inspection.settings import settings

FIRM = (FIRM_A, "示例甲", "企业", "鼓楼区")


@pytest.mark.parametrize("error", [MemoryError, duckdb.OutOfMemoryException])
def test_an_import_without_memory_changes_nothing(take, export, capsys, monkeypatch, error):
    take(export(REGISTER, FIRM, name="检查对象"))
    before = snapshots.current()
    names = {path.name for path in settings().data.iterdir()}

    def fail(*_given):
        raise error("no memory")

    monkeypatch.setattr(engine, "build_marts", fail)
    assert main(["import"]) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "内存不足" in said
    assert "处理办法：" in said
    assert snapshots.current() == before
    after = {path.name for path in settings().data.iterdir()} - {"audit"}
    assert after == names - {"audit"}


def test_rights_that_lack_are_told_with_the_path(take, export, capsys, monkeypatch):
    take(export(REGISTER, FIRM, name="检查对象"))
    before = snapshots.current()

    def refuse(folder, *_given):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(publish, "write_tables", lambda _connection, folder, _years: refuse(folder))
    assert main(["import"]) == 3
    said = capsys.readouterr().err
    assert "EACCES" in said
    assert "chown" in said
    assert snapshots.current() == before


def test_a_command_without_memory_says_so(warehouse_folder, capsys, monkeypatch):
    def fail():
        raise MemoryError

    monkeypatch.setattr(snapshots, "snapshots", fail)
    monkeypatch.setattr("inspection.data.warehouse.snapshots", fail)
    assert main(["status"]) == 3
    assert capsys.readouterr().err.startswith("错误：内存不足")
