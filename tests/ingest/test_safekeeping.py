"""Backup and restore: the same answers to the byte, every changed byte named, nothing by halves."""

import errno
import json
import os
import tarfile
from datetime import date, datetime

import pytest
from rows import write_snapshot

from inspection.__main__ import main
from inspection.access import tickets, users
from inspection.data import audit, connections, pruning, sealing, snapshots, trail, warehouse
from inspection.data.access import LOCAL
from inspection.data.snapshots import Snapshot
from inspection.ingest import safekeeping
from inspection.settings import settings

TASK_ROWS = [
    {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]},
    {"entity_id": 2, "unit": "厦门", "county_code": "350203", "inspected_on": "2022-05-07"},
]
EARLIER = "20220902T000000-00000001"
SNAPSHOTS = {EARLIER: date(2022, 9, 2), "20220909T000000-00000002": date(2022, 9, 9)}
# What lies beside the snapshots and goes along.
ALONG = (
    *("bulletins/20220902T000000-00000001.json", "mappings/results.yaml", "reviewed/unit.geojson"),
    *("reports/20220902T000000-00000001/一.docx", ".access/groups.csv"),
)
ASKED = ("completion_by_unit", "data_badge", "task_stages", "publicity_by_unit", "plan_list")


@pytest.fixture
def kept(warehouse_folder, tmp_path, capsys):
    """A warehouse with two snapshots, users and a trail, and its backup."""
    for name, day in SNAPSHOTS.items():
        made = write_snapshot(warehouse_folder, name, day, {"task_rows": TASK_ROWS})
        sealing.seal(made.folder)
    assert main(["user", "add", "张三", "--role", "地市人员", "--unit", "厦门"]) == 0
    now = datetime.now().astimezone()
    opened = tickets.open_invitation(tickets.invite("张三", now).text, now)
    (tmp_path / "cookie").write_text(opened.cookie, encoding="utf-8")
    for along in ALONG:
        (warehouse_folder / along).parent.mkdir(parents=True, exist_ok=True)
        (warehouse_folder / along).write_text(along, encoding="utf-8")
    for hidden in (".drafts", "rebuilt/x/y"):
        (warehouse_folder / hidden).mkdir(parents=True)
        (warehouse_folder / hidden / "left").write_text("")
    assert main(["backup", str(tmp_path / "kept.tar")]) == 0
    capsys.readouterr()
    return tmp_path / "kept.tar"


def answers(capsys) -> dict[str, str]:
    known = {question.name for question in warehouse.questions()}
    found = {}
    for name in filter(known.__contains__, ASKED):
        assert main(["query", name, "--json"]) == 0
        found[name] = capsys.readouterr().out
    assert len(found) >= 3
    return found


def move_to(folder, monkeypatch) -> None:
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    settings.cache_clear()
    connections.forget()


def test_restore_into_an_empty_folder_answers_to_the_byte(kept, tmp_path, capsys, monkeypatch):
    before, ids = answers(capsys), [one.id for one in warehouse.snapshots()]
    move_to(tmp_path / "again", monkeypatch)
    assert main(["restore", str(kept), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["snapshots"] == ids
    assert answers(capsys) == before
    assert [one.id for one in warehouse.snapshots()] == ids
    assert [sealing.verify(one.folder) for one in warehouse.snapshots()] == [[], []]
    assert trail.verify().number > 3
    names = {path.name for path in (tmp_path / "again").iterdir()}
    beside = {along.split("/")[0] for along in ALONG}
    assert names == {*ids, *beside, "current", "audit", ".access", ".import.lock"}
    for along in ALONG:
        assert (tmp_path / "again" / along).read_text(encoding="utf-8") == along
    assert [one.name for one in users.users()] == ["张三"]
    cookie = (tmp_path / "cookie").read_text(encoding="utf-8")
    assert tickets.of_cookie(cookie, datetime.now().astimezone()).user.name == "张三"
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "again").rglob("*")} == {0}
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_changed_byte_of_a_backup_is_named_and_nothing_is_restored(
    kept, tmp_path, capsys, monkeypatch
):
    content = bytearray(kept.read_bytes())
    with tarfile.open(kept) as archive:
        member = next(one for one in archive if one.name.endswith("task_rows.parquet"))
    content[member.offset_data + member.size // 2] ^= 1
    kept.write_bytes(content)
    move_to(tmp_path / "again", monkeypatch)
    assert main(["restore", str(kept)]) == 1
    assert member.name in capsys.readouterr().err
    assert snapshots.current() is None


def test_a_restore_that_found_no_room_is_tried_again_in_the_same_folder(
    kept, tmp_path, capsys, monkeypatch
):
    move_to(tmp_path / "again", monkeypatch)

    def full(_source, _folder):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as without_room:
        without_room.setattr(safekeeping, "_unpack", full)
        assert main(["restore", str(kept)]) == 3
    assert "磁盘已满" in capsys.readouterr().err
    assert main(["restore", str(kept)]) == 0
    assert snapshots.current() is not None


@pytest.mark.parametrize("kind", ["cut", "no archive", "absent", "not empty"])
def test_what_is_no_backup_and_a_folder_in_use_are_refused(kept, tmp_path, monkeypatch, kind):
    if kind == "cut":
        kept.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
    if kind == "no archive":
        kept.write_bytes(b"PK" * 600)
    source = tmp_path / "nowhere.tar" if kind == "absent" else kept
    if kind != "not empty":
        move_to(tmp_path / "again", monkeypatch)
    before = snapshots.current()
    assert main(["restore", str(source)]) == 2
    assert snapshots.current() == before
    assert main(["backup", str(kept)]) == 2


def test_snapshots_go_by_number_and_by_data_date(kept):
    days = ["2022-09-09", "2022-09-02", "2022-08-26", "2022-01-07"]
    found = [
        Snapshot(f"{4 - number}", None, date.fromisoformat(day), {})
        for number, day in enumerate(days)
    ]

    def gone(keep, days=None, in_service=None) -> list[str]:
        return [one.id for one in pruning.too_old(found, keep, days, in_service)]

    assert gone(1) == ["3", "2", "1"]
    assert gone(3) == ["1"]
    assert gone(1, 7) == ["2", "1"]
    assert gone(1, 6) == ["3", "2", "1"]
    assert gone(1, 14) == ["1"]
    assert gone(1, 0, found[3]) == ["3", "2"]


def test_an_import_prunes_as_the_settings_say(kept, monkeypatch):
    assert pruning.prune_by_settings() == []
    monkeypatch.setenv("INSPECTION_KEEP_SNAPSHOTS", "1")
    settings.cache_clear()
    assert pruning.prune_by_settings() == []
    monkeypatch.setenv("INSPECTION_KEEP_DAYS", "6")
    settings.cache_clear()
    snapshots.point_to(EARLIER)
    assert pruning.prune_by_settings() == []
    snapshots.point_to("20220909T000000-00000002")
    assert pruning.prune_by_settings() == [EARLIER]
    line, pointed = next(trail.lines()), {EARLIER: {"papers": 1, "views": 0}}
    assert (line["event"], line["deleted"], line["pointed"]) == ("prune", EARLIER, pointed)


def test_what_pointed_to_a_snapshot_that_goes_is_told(kept, capsys):
    for pinned in ([EARLIER], EARLIER, ["another"]):
        audit.record_view("progress", {"snapshot": pinned}, LOCAL, EARLIER)
    audit.record_view("progress", {"unit": [EARLIER]}, LOCAL, EARLIER)
    assert pruning.pointing_to([EARLIER]) == {EARLIER: pruning.Pointing(1, 2)}
    assert pruning.pointing_to([]) == {}
    assert main(["prune", "--keep", "1", "--json"]) == 0
    told, said = capsys.readouterr()
    assert json.loads(told) == {
        "deleted": [EARLIER],
        "pointed": {EARLIER: {"papers": 1, "views": 2}},
    }
    assert "存档报告 1 份，固定到它的查看 2 次" in said


def test_a_folder_that_is_closed_to_us_is_named_with_its_command(kept, capsys, monkeypatch):
    monkeypatch.setattr("inspection.data.diagnosis.os.access", lambda _path, _rights: False)
    assert main(["doctor"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert "不可读写" in last
    assert f"chown -R 服务用户 {settings().data}" in last


def test_a_folder_that_others_may_enter_is_named_with_its_command(kept, warehouse_folder, capsys):
    os.chmod(warehouse_folder, 0o755)
    assert main(["doctor", "--json"]) == 1
    wrong = [one for one in json.loads(capsys.readouterr().out) if not one["is_well"]]
    assert f"chmod -R go-rwx {warehouse_folder}" in [one["command"] for one in wrong]
    os.chmod(warehouse_folder, 0o700)
    assert main(["doctor", "--json"]) == 0
