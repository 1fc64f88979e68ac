"""Tables written directly are those that an import of the clean exports of the seed makes."""

import json
import shutil
from collections import namedtuple
from pathlib import Path

import duckdb
import pytest

from inspection.console import direct_demo
from inspection.console.cli import main
from inspection.data import sealing, snapshots, warehouse
from inspection.data.access import LOCAL
from inspection.settings import settings

SCALE, SEED = 0.002, 7
# Where rows came from: parts of the demo have no titles and headers, and other names.
ORIGINS = {
    *("source_file", "sheet", "source_row", "exported_on"),
    *("pub_file", "pub_sheet", "pub_row"),
}
# What is told of files: nobody read one for the large tables, so nothing was noticed either.
OF_FILES = {"files", "layouts", "sent_units", "set_aside", "unused_columns", "warnings"}
# Questions that tell of files. Every other one answers the same.
ASKED_OF_FILES = {
    *("data_badge", "doubt_list", "doubts_by_file", "files_read", "set_aside_by_kind"),
    *("set_aside_list", "sheet_layouts", "unused_columns", "warnings_by_rule"),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of a snapshot that was imported, and of one that was written."""
    folder = tmp_path_factory.mktemp("canonical")
    given = ("--scale", str(SCALE), "--seed", str(SEED))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(folder / "imported"))
        settings.cache_clear()
        assert main(["demo", "--out", str(folder / "exports"), *given, "--clean"]) == 0
        assert main(["import", str(folder / "exports")]) == 0
        assert main(["demo", "--out", str(folder / "written"), *given, "--direct"]) == 0
    settings.cache_clear()
    return _snapshot(folder / "imported"), _snapshot(folder / "written")


def _snapshot(data: Path) -> Path:
    return data / (data / snapshots.POINTER).read_text(encoding="utf-8").strip()


def test_every_row_of_every_table_is_the_same(both: tuple[Path, Path]) -> None:
    imported, written = both
    names = {path.stem for path in imported.glob("*.parquet")}
    assert names == {path.stem for path in written.glob("*.parquet")}
    for name in sorted(names - OF_FILES):
        one, other = (duckdb.read_parquet(str(folder / f"{name}.parquet")) for folder in both)
        assert one.columns == other.columns, name
        assert one.types == other.types, name
        kept = [column for column in one.columns if column not in ORIGINS]
        one, other = one.project(*kept), other.project(*kept)
        assert one.except_(other).fetchall() == other.except_(one).fetchall() == [], name
        assert one.count("*").fetchall() == other.count("*").fetchall(), name


def test_every_question_but_those_of_files_answers_the_same(both: tuple[Path, Path]) -> None:
    different = set()
    for question in warehouse.questions():
        told = []
        for folder in both:
            table = warehouse.answer(question.name, scope=LOCAL, snapshot=snapshots.at(folder))
            rows = table.drop_columns([one for one in table.column_names if one in ORIGINS])
            told.append(sorted(map(repr, rows.to_pylist())))
        if told[0] != told[1]:
            different.add(question.name)
    assert different == ASKED_OF_FILES


def test_a_row_names_its_part_and_the_ledger_tells_how_many_there_are(
    both: tuple[Path, Path],
) -> None:
    rows = duckdb.read_parquet(str(both[1] / "entities.parquet")).filter("in_register")
    counts = dict(rows.aggregate("source_file, count(*)").fetchall())
    files = json.loads((both[1] / "manifest.json").read_text(encoding="utf-8"))["files"]
    registers = [file for file in files if file["table"] == "register"]
    told = {file["path"]: file["loaded"] for file in registers}
    assert len(told) == 10
    assert counts == told
    assert sealing.verify(both[1]) == []


def test_nothing_is_imported_onto_it(
    both: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    shutil.copytree(both[1].parent, tmp_path / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSPECTION_DATA", str(tmp_path / "data"))
        settings.cache_clear()
        assert main(["import", str(both[0].parent.parent / "exports")]) == 3
    settings.cache_clear()
    assert "演示直接写成" in capsys.readouterr().err


def test_room_is_asked_for_before_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(
        direct_demo.shutil, "disk_usage", lambda _: usage(2 << 30, 1 << 30, 1 << 30)
    )
    assert main(["demo", "--out", str(tmp_path / "new" / "one"), "--scale", "30"]) == 3
    said = capsys.readouterr().err
    assert "规模 30" in said
    assert "只有 1024 MiB" in said
    assert list(tmp_path.iterdir()) == []


def test_a_warehouse_holds_one_year(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    argv = ["demo", "--out", str(tmp_path / "one"), "--scale", "0.001", "--direct"]
    assert main([*argv, "--year", "2022", "--year", "2023"]) == 2
    assert "只能有一个年度" in capsys.readouterr().err


def test_what_is_imported_is_measured_below_that_scale(capsys: pytest.CaptureFixture) -> None:
    for argv in (["--scale", "10"], ["--against", "12"], ["--reports", "--scale", "10"]):
        assert main(["bench", *argv]) == 2
        assert "--size" in capsys.readouterr().err
