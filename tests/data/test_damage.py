"""Damage of pointer, manifest, marts, folder and rights: what is whole serves, and all is said."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rows import DATA_DATE, write_snapshot

from inspection.__main__ import main
from inspection.data import connections, schema, sealing, snapshots, warehouse
from inspection.errors import EnvironmentProblem, Outdated
from inspection.settings import settings

OLD, NEW = "20220902T000000-00000001", "20220909T000000-00000002"


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory):
    """A warehouse with two sealed snapshots; copied by each test."""
    root = tmp_path_factory.mktemp("damage") / "warehouse"
    rows = [{"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}]
    for name in (OLD, NEW):
        sealing.seal(write_snapshot(root, name, DATA_DATE, {"task_rows": rows}).folder)
    return root


@pytest.fixture
def damaged(two_snapshots, warehouse_folder) -> Path:
    shutil.copytree(two_snapshots, warehouse_folder)
    return warehouse_folder


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def without(root: Path, name: str) -> None:
    path = root / NEW / snapshots.MANIFEST
    told = json.loads(path.read_text())
    path.write_text(json.dumps({key: told[key] for key in told if key != name}))


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def instead_of(path: Path) -> None:
    path.unlink()
    path.mkdir()


POINTERS: dict[str, Callable[[Path], None]] = {
    "no pointer": lambda root: (root / "current").unlink(),
    "empty pointer": lambda root: write(root / "current", b""),
    "pointer to nothing": lambda root: write(root / "current", b"20220101T000000-00000000\n"),
    "pointer out of the folder": lambda root: write(root / "current", b"../../etc\n"),
    "pointer of bytes": lambda root: write(root / "current", b"\xff\xfe\x00\x81"),
    "pointer is a folder": lambda root: instead_of(root / "current"),
    "folder gone": lambda root: shutil.rmtree(root / NEW),
}
FOLDERS: dict[str, Callable[[Path], None]] = {
    "no manifest": lambda root: (root / NEW / "manifest.json").unlink(),
    "manifest cut": lambda root: cut(root / NEW / "manifest.json"),
    "manifest of bytes": lambda root: write(root / NEW / "manifest.json", b"\xff\x00"),
    "manifest is a list": lambda root: write(root / NEW / "manifest.json", b"[]"),
    "manifest without a day": lambda root: without(root, "data_date"),
    "manifest without years": lambda root: without(root, "years"),
    "empty folder": lambda root: [path.unlink() for path in (root / NEW).glob("*.*")],
    "no marts": lambda root: (root / NEW / "marts.duckdb").unlink(),
    "marts are a folder": lambda root: instead_of(root / NEW / "marts.duckdb"),
    "marts of zeros": lambda root: write(root / NEW / "marts.duckdb", bytes(1 << 16)),
    "marts are empty": lambda root: write(root / NEW / "marts.duckdb", b""),
}


@pytest.mark.parametrize("kind", [*POINTERS, *FOLDERS])
def test_the_whole_snapshot_serves_and_the_damage_is_said(damaged, capsys, kind):
    (POINTERS | FOLDERS)[kind](damaged)
    served = warehouse.standing()
    meant = OLD if kind in FOLDERS or kind == "folder gone" else NEW
    assert served.snapshot.id == meant
    assert served.problem is not None
    assert main(["query", "data_badge", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)
    assert main(["status", "--json"]) == 0
    printed, said = capsys.readouterr()
    assert [row["id"] for row in json.loads(printed) if row["is_current"]] == [meant]
    assert said.startswith("注意：")
    assert "处理办法：" in said
    assert main(["doctor", "--json"]) == 1
    wrong = [one for one in json.loads(capsys.readouterr().out) if not one["is_well"]]
    assert all(one["command"] for one in wrong)
    assert any(f"rollback {meant}" in one["command"] for one in wrong)


def test_nothing_whole_says_what_to_do_and_builds_no_demo(damaged, capsys):
    for name in (OLD, NEW):
        (damaged / name / "manifest.json").unlink()
    with pytest.raises(EnvironmentProblem, match=r"已损坏：缺少 manifest\.json"):
        warehouse.current()
    assert main(["query", "data_badge"]) == 3
    assert "从备份恢复" in capsys.readouterr().err


def test_a_manifest_nobody_may_read_is_told_as_such(damaged, monkeypatch):
    read = Path.read_text

    def refuse(path: Path, *args, **more):
        if path == damaged / NEW / "manifest.json":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *args, **more)

    monkeypatch.setattr(Path, "read_text", refuse)
    assert warehouse.current().id == OLD
    assert "Permission denied" in str(warehouse.standing().problem)


def test_every_flipped_byte_of_a_snapshot_is_named(damaged, capsys):
    folder = damaged / NEW
    assert sealing.verify(folder) == []
    for name in ("task_rows.parquet", "marts.duckdb", "manifest.json"):
        whole = (folder / name).read_bytes()
        changed = bytearray(whole)
        changed[len(whole) // 2] ^= 1
        (folder / name).write_bytes(changed)
        assert sealing.verify(folder) == [name]
        assert main(["doctor"]) == 1
        assert f"与封存时不同的文件：{name}" in capsys.readouterr().out or name == "manifest.json"
        (folder / name).write_bytes(whole)
        connections.forget()
    (folder / "cases.parquet").unlink()
    (folder / "more.parquet").write_bytes(b"")
    assert sealing.verify(folder) == ["cases.parquet", "more.parquet"]


@pytest.fixture
def other_version(damaged, monkeypatch):
    """The snapshots are of another version of the programme."""
    monkeypatch.setattr(schema, "fingerprint", lambda: "0123456789abcdef")
    return damaged


def test_marts_of_another_version_are_made_anew_beside_the_snapshot(other_version, capsys):
    with pytest.raises(Outdated, match=f"rebuild {NEW}"):
        warehouse.current()
    before = (other_version / NEW / "marts.duckdb").read_bytes()
    assert main(["query", "data_badge", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    made = other_version / "rebuilt" / NEW / "0123456789abcdef" / "marts.duckdb"
    assert warehouse.current().marts() == made
    assert made.exists()
    assert (other_version / NEW / "marts.duckdb").read_bytes() == before
    assert sealing.verify(other_version / NEW) == []
    assert [one.is_ready for one in warehouse.snapshots()] == [True, False]
    assert main(["rebuild", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rebuilt"] == [OLD]
    assert main(["query", "data_badge", "--json", "--snapshot", OLD]) == 0
    assert json.loads(capsys.readouterr().out) == rows
    assert main(["prune", "--keep", "1"]) == 0
    assert [path.name for path in (other_version / "rebuilt").iterdir()] == [NEW]


def test_tables_of_another_version_are_refused_with_the_command(other_version, capsys):
    for name in (OLD, NEW):
        (other_version / name / "task_rows.parquet").unlink()
    assert main(["query", "data_badge"]) == 3
    said = capsys.readouterr().err
    assert "由另一版本的程序生成" in said
    assert "Binder" not in said
    assert "python -m inspection import" in said
    assert not list(other_version.glob("rebuilt/*/*"))
    assert main(["status"]) == 0


def test_fingerprint_ignores_remarks_and_follows_the_sql(monkeypatch):
    def of(sql: str) -> str:
        monkeypatch.setattr(schema, "sql_files", lambda folder: {"one": sql})
        return schema.fingerprint.__wrapped__()

    assert of("-- a\nselect  1") == of("select 1 -- b")
    assert of("select 1") != of("select 2")


def test_a_wrecked_block_is_told_without_a_traceback(damaged, capsys):
    path = damaged / NEW / "marts.duckdb"
    content = path.read_bytes()
    path.write_bytes(content[: 12 * 1024] + b"\x5a" * (len(content) - 12 * 1024))
    settings.cache_clear()
    assert main(["query", "data_badge"]) == 0
    assert warehouse.standing().snapshot.id == OLD
