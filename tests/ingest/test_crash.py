"""Whatever kills an import, the snapshot in service stays, and the next import works."""

import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import killed_import
from ingest.files import (
    CLASSES,
    FIRM_A,
    PUBLICITY,
    REGISTER,
    RESULTS,
    TASKS,
    csv_text,
    write_csv,
    write_xlsx,
)
from ingest.parts import write_zip
from inspection.data.snapshots import current, snapshots
from inspection.ingest import uploads
from inspection.ingest.publish import import_files
from inspection.settings import ROOT, settings

# Children start from one process that has read the modules and done nothing else.
START = multiprocessing.get_context("forkserver")
START.set_forkserver_preload([killed_import.__name__])
FULL_DISK = Path(__file__).parent / "full_disk.py"
SIGKILLED = -9
# Stage, which time it begins, seconds into it.
KILLS = [
    ("reading", 1, 0.0),
    ("reading", 3, 0.0),
    ("reading", 5, 0.001),
    ("cleaning", 1, 0.0),
    ("cleaning", 3, 0.0),
    ("cleaning", 5, 0.02),
    ("writing", 1, 0.0),
    ("writing", 1, 0.03),
    ("marts", 1, 0.0),
    ("marts", 1, 0.1),
    ("renaming", 1, 0.0),
    ("pointing", 1, 0.0),
    ("unpacking", 1, 0.0),
    ("reading", 2, 0.001),
    ("reading", 6, 0.0),
    ("cleaning", 2, 0.0),
    ("cleaning", 4, 0.01),
    ("cleaning", 6, 0.0),
    ("marts", 1, 0.02),
    ("syncing", 1, 0.0),
    ("receiving", 1, 0.0),
    ("received", 1, 0.0),
]
# Moments that begin no stage of their own, and the stage that was printed before them.
WITHIN = {"unpacking": "", "syncing": "renaming", "pointing": "renaming"}


def numbered(count, first):
    return [(f"3501{i:011d}", f"示例{i}号", "企业", "鼓楼区") for i in range(first, first + count)]


def files_of(folder: Path) -> list[Path]:
    folder.mkdir()
    entities = numbered(20_000, 0)
    results = [
        (f"T{i % 9}", e[0], e[1], "", "A08", "正常", "2022-06-15") for i, e in enumerate(entities)
    ]
    return [
        write_csv(folder / "甲_20220909.csv", [REGISTER, *entities], "gb18030"),
        write_csv(
            folder / "乙_20220909.csv", [CLASSES, *((e[0], "2022-01-01", "A", 1) for e in entities)]
        ),
        write_xlsx(
            folder / "丙_20220909.xlsx",
            任务=[TASKS, ("T1", "一", "不定向", "2022-05-06", "协同监管平台", "福州市局")],
        ),
        write_xlsx(folder / "丁_20220909.xlsx", 结果=[RESULTS, *results[:3000]]),
        write_csv(folder / "戊_20220909.csv", [PUBLICITY, ("T1", entities[1][0], "已公示", "")]),
        write_zip(folder / "己.zip", {"庚_20220909.csv": csv_text([REGISTER, *numbered(9, 0)])}),
    ]


def digest_of(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [f"{p.relative_to(folder)} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files]
    return "\n".join(parts)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A warehouse with one snapshot, the files of the next, and what the first looks like."""
    root = tmp_path_factory.mktemp("crash")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(root / "warehouse"))
        settings.cache_clear()
        first = write_csv(root / "旧_20220902.csv", [REGISTER, (FIRM_A, "旧", "企业", "鼓楼区")])
        import_files([first])
        yield files_of(root / "新"), current(), digest_of(current().folder)
    settings.cache_clear()


def start_child(told: Path, stage: str, occurrence: int, seconds: float, paths: list[Path]):
    given = (str(settings().data), told, stage, occurrence, seconds, paths)
    child = START.Process(target=killed_import.main, args=given)
    child.start()
    return child


def run_child(told: Path, stage: str, occurrence: int, seconds: float, paths: list[Path]) -> int:
    child = start_child(told, stage, occurrence, seconds, paths)
    child.join()
    return child.exitcode


@pytest.mark.parametrize(("stage", "occurrence", "seconds"), KILLS)
def test_killed_import_changes_nothing_in_service(served, tmp_path, stage, occurrence, seconds):
    paths, snapshot, digest = served
    told = tmp_path / "stages"
    assert run_child(told, stage, occurrence, seconds, paths) == SIGKILLED
    assert [*[""], *told.read_text().split()][-1] == WITHIN.get(stage, stage)
    assert current() == snapshot
    assert digest_of(snapshot.folder) == digest


def test_what_a_killed_process_received_goes_at_the_next_start(served, tmp_path):
    """Half a file, or one without its entry, beside a whole one; visits that live keep theirs."""
    paths, snapshot, _ = served
    own = uploads.begin()
    own.add("own", "甲.csv", b"1")
    for stage, share in (("receiving", 2), ("received", 1)):
        assert run_child(tmp_path / "stages", stage, 1, 0.0, paths) == SIGKILLED
        left = [path for path in own.folder.parent.glob("*/*/*") if path not in own.paths]
        sizes = {path.name: path.stat().st_size for path in left}
        assert sizes == {
            paths[0].name: paths[0].stat().st_size,
            paths[1].name: paths[1].stat().st_size // share,
        }, stage
        uploads.remove_orphans()
        assert [path.name for path in own.folder.parent.glob("*/*/*")] == ["甲.csv"], stage
    own.remove()
    assert list(own.folder.parent.iterdir()) == []
    assert current() == snapshot


@pytest.mark.parametrize("room", [300_000, 2_500_000])
def test_an_import_that_fills_the_disk_changes_nothing_in_service(served, tmp_path, room):
    """The warehouse stands on a disk of its own, with this much room left for the next."""
    paths, snapshot, digest = served
    used = sum(path.stat().st_size for path in settings().data.rglob("*") if path.is_file())
    command = [sys.executable, str(FULL_DISK), str(tmp_path), str(used), str(room)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    child = subprocess.run(
        [*command, *map(str, paths)], env=environment, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    said = json.loads(child.stdout)
    assert "磁盘已满" in said["error"]
    assert said["left"] == []
    assert said["current"] == snapshot.id
    assert said["digest"] == digest


def test_an_import_that_dies_after_the_pointer_has_moved_is_in_service(tmp_path, warehouse_folder):
    path = write_csv(tmp_path / "甲_20220909.csv", [REGISTER, *numbered(9, 0)])
    assert run_child(tmp_path / "stages", "pointed", 1, 0.0, [path]) == SIGKILLED
    assert current().manifest["rows"]["entities"] == 9
    assert (current().folder / "marts.duckdb").is_file()


def test_next_import_works_and_leaves_no_half_built_folder(served):
    paths, snapshot, _ = served
    report = import_files(paths)
    assert current().id == report["snapshot"] != snapshot.id
    assert not list(settings().data.glob(".building-*"))
    assert all((s.folder / "marts.duckdb").is_file() for s in snapshots())
    assert current().manifest["rows"]["entities"] == 20_001


def test_two_imports_at_once_both_arrive(tmp_path, warehouse_folder):
    paths = [
        write_csv(tmp_path / f"{i}_20220909.csv", [REGISTER, *numbered(2000, 5000 * i)])
        for i in range(3)
    ]
    children = [
        start_child(tmp_path / f"stages{number}", "never", 1, 0.0, [path])
        for number, path in enumerate(paths)
    ]
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0]
    assert current().manifest["rows"]["entities"] == 6000
    assert len(current().manifest["files"]) == 3
