"""A watched folder: what lies still is imported, moved and told of; a bad file stops no other."""

import json
from datetime import datetime

import pytest

from ingest.files import FIRM_A, FIRM_B, REGISTER, write_csv
from inspection.console.cli import main
from inspection.data import snapshots
from inspection.errors import BadInput
from inspection.ingest import inbox
from inspection.settings import settings

AT = datetime(2022, 9, 9, 8, 0)
FIRM = (FIRM_A, "示例甲", "企业", "鼓楼区")


@pytest.fixture
def box(tmp_path, warehouse_folder, no_marts):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return inbox.Inbox(folder)


def register(box, name, *rows):
    return write_csv(box.folder / name, [REGISTER, *rows])


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_file_is_taken_once_it_lies_still(box):
    path = register(box, "检查对象_20220909.csv", FIRM)
    assert box.look() == []
    path.write_bytes(path.read_bytes() + b"\n")
    assert box.look() == []
    assert box.look() == [path]


def test_what_is_still_written_is_left_alone(box):
    for name in ("~$检查对象.xlsx", ".检查对象.csv", "检查对象.csv.part", "检查对象.TMP"):
        (box.folder / name).write_text("x")
    for place in ("done", "failed"):
        (box.folder / place).mkdir()
        (box.folder / place / "检查对象.csv").write_text("x")
    assert box.look() == box.look() == []


def test_good_files_are_done_and_bad_ones_failed_with_their_account(box):
    good = register(box, "检查对象_20220909.csv", FIRM)
    register(box, "检查对象.csv", (FIRM_B, "示例乙", "企业", "思明区"))
    note = box.folder / "说明.txt"
    note.write_text("没有表", encoding="utf-8")
    link = box.folder / "链接_20220909.csv"
    link.symlink_to(good)
    box.look()
    outcomes = {one.path.name: one for one in box.take(box.look(), AT)}
    assert {name: one.is_done for name, one in outcomes.items()} == {
        "检查对象_20220909.csv": True,
        "检查对象.csv": False,
        "说明.txt": False,
        "链接_20220909.csv": False,
    }
    assert names(box.folder) == ["done", "failed"]
    done = box.folder / "done"
    assert names(done) == [f"检查对象_20220909.csv{end}" for end in ("", ".json", ".txt")]
    account = json.loads((done / "检查对象_20220909.csv.json").read_text(encoding="utf-8"))
    assert (account["snapshot"], account["at"]) == (snapshots.current().id, "2022-09-09T08:00:00")
    assert (account["sheets"][0]["read"], account["sheets"][0]["loaded"]) == (2, 1)
    told = (done / "检查对象_20220909.csv.txt").read_text(encoding="utf-8")
    assert "读入 2 ＝ 载入 1" in told
    failed = (box.folder / "failed" / "检查对象.csv.txt").read_text(encoding="utf-8")
    assert "导出日期" in failed
    assert "符号链接" in (box.folder / "failed" / "链接_20220909.csv.txt").read_text("utf-8")


def test_bad_files_alone_are_each_told_their_own_reason(box):
    (box.folder / "一.txt").write_text("没有表", encoding="utf-8")
    (box.folder / "二_20220909.csv").write_text("", encoding="utf-8")
    box.look()
    box.take(box.look(), AT)
    assert snapshots.current() is None
    errors = [
        json.loads(path.read_text(encoding="utf-8"))["error"]
        for path in sorted((box.folder / "failed").glob("*.json"))
    ]
    assert len(set(errors)) == 2
    assert all(errors)


def test_file_imported_before_is_done_and_names_do_not_meet(box):
    for _ in range(2):
        register(box, "检查对象_20220909.csv", FIRM)
        box.look()
        (outcome,) = box.take(box.look(), AT)
    assert outcome.path.name == "检查对象_20220909 (2).csv"
    assert outcome.account["is_known"]
    assert "此前已导入" in outcome.path.with_name(f"{outcome.path.name}.txt").read_text("utf-8")
    assert len(snapshots.snapshots()) == 1


def test_file_that_changes_while_it_is_imported_stays(box, monkeypatch):
    path = register(box, "检查对象_20220909.csv", FIRM)

    def change(paths, **_way):
        path.write_bytes(path.read_bytes() + b"\n")
        return {
            "refused": [],
            "files": [],
            "skipped": [],
            "unread": [],
            "snapshot": "",
            "data_date": "",
        }

    monkeypatch.setattr(inbox, "import_files", change)
    box.look()
    assert box.take(box.look(), AT) == []
    assert path.exists()


def test_no_folder_is_refused(tmp_path):
    with pytest.raises(BadInput):
        inbox.Inbox(tmp_path / "没有")


def test_command_watches_until_it_is_stopped(box, monkeypatch, capsys):
    register(box, "检查对象_20220909.csv", FIRM)
    looks = iter(range(3))

    def wait(seconds):
        assert seconds == settings().inbox_seconds
        if next(looks) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("inspection.console.watching.time.sleep", wait)
    assert main(["import", "--watch", str(box.folder)]) == 0
    said = capsys.readouterr().out
    assert "已导入" in said
    assert "已停止监视" in said
    assert names(box.folder) == ["done"]
    assert main(["import", "--watch", str(box.folder), "--dry-run"]) == 2
