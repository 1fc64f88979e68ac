"""Uploaded files lie in private folders under safe names, and go in time."""

import os
import stat

import pytest

from inspection.errors import BadInput
from inspection.ingest import uploads
from inspection.settings import settings


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_files_of_a_visit_are_private_and_in_order(warehouse_folder):
    visit = uploads.begin()
    visit.add("b", "检查结果.csv", b"1")
    visit.add("a", "检查结果.csv", b"22")
    assert [path.name for path in visit.paths] == ["检查结果.csv", "检查结果.csv"]
    assert [path.read_bytes() for path in uploads.resume(visit.token).paths] == [b"1", b"22"]
    assert mode(visit.folder) == mode(visit.folder.parent) == 0o700
    assert {mode(path) for path in visit.paths} == {0o600}
    assert visit.size == 3


def test_file_that_is_held_is_not_written_twice_and_one_that_is_dropped_is_gone(warehouse_folder):
    visit = uploads.begin()
    visit.add("a", "甲.csv", b"1")
    visit.add("a", "甲.csv", b"other")
    assert [path.read_bytes() for path in visit.paths] == [b"1"]
    visit.drop("a")
    visit.drop("never held")
    assert visit.paths == []
    assert [path.name for path in visit.folder.iterdir()] == ["index.json"]
    visit.remove()
    assert not visit.folder.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\导出\结果.xlsx", "结果.xlsx"),
        ("..", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("~$结果.xlsx", "$结果.xlsx"),
        ("a\x00b\n.csv", "ab.csv"),
        ('<结果>"1"|?.csv', "_结果__1___.csv"),
        ("\u202egpj.csv", "gpj.csv"),
        ("结" * 100 + ".xlsx", "结" * 65 + ".xlsx"),
    ],
)
def test_names_are_made_safe(given, kept):
    assert uploads.safe_name(given) == kept


@pytest.mark.parametrize("token", ["", "..", "../../x", "A" * 32, "0" * 31])
def test_only_tokens_lead_to_a_visit(token):
    with pytest.raises(BadInput):
        uploads.resume(token)


def test_tokens_cannot_be_guessed(warehouse_folder):
    tokens = {uploads.begin().token for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {32}


def test_what_nobody_publishes_is_deleted_on_age(warehouse_folder):
    old, new = uploads.begin(), uploads.begin()
    for visit in (old, new):
        visit.add("a", "甲.csv", b"1")
    hours = settings().keep_hours
    aged = new.folder.stat().st_mtime - hours * 3600 - 60
    os.utime(old.folder, (aged, aged))
    uploads.begin()
    assert not old.folder.exists()
    assert new.paths


def test_messages_do_not_tell_the_private_folder(warehouse_folder):
    visit = uploads.begin()
    visit.add("a", "甲.csv", b"1")
    said = visit.without_place(f"坏文件。位置：{visit.paths[0]} 第2行。")
    assert said == "坏文件。位置：甲.csv 第2行。"
