"""The audit trail: chained over files and processes; what is changed in it is found and named."""

import json
import subprocess
import sys

import pytest

from inspection.__main__ import main
from inspection.data import audit, trail
from inspection.data.access import LOCAL, VISITOR
from inspection.errors import CheckFailed, EnvironmentProblem
from inspection.settings import ROOT, settings

WRITER = """
from inspection.data import trail
for number in range(40):
    trail.append({"event": "view", "number": number})
"""


def written() -> list[dict]:
    paths = sorted(trail.folder().glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


@pytest.fixture
def small_files(warehouse_folder, monkeypatch):
    """Files of the trail that hold a few lines each."""
    monkeypatch.setenv("INSPECTION_AUDIT_FILE_BYTES", "1500")
    settings.cache_clear()
    return warehouse_folder


def test_processes_append_to_one_chain_over_several_files(small_files):
    run = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen(run, cwd=ROOT) for _ in range(3)]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert trail.verify().number == 120
    assert [line["n"] for line in written()] == list(range(1, 121))
    assert len(list(trail.folder().glob("*.jsonl"))) > 5


def test_trail_is_for_its_owner_alone(warehouse_folder):
    trail.append({"event": "view"})
    assert trail.folder().stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in trail.folder().iterdir()} == {0o600}


def flip(path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(bytes(content))


def test_every_flipped_byte_is_found_and_its_line_named(warehouse_folder):
    for number in range(3):
        trail.append({"event": "export", "question": f"问{number}"})
    path = trail.folder() / "000001.jsonl"
    whole = path.read_bytes()
    starts = [0, *(at + 1 for at, byte in enumerate(whole) if byte == 10)]
    for at in range(0, len(whole), 7):
        flip(path, at)
        line = sum(start <= at for start in starts)
        with pytest.raises(CheckFailed, match=r"000001\.jsonl 第 (\d+) 行") as found:
            trail.verify()
        assert f"第 {line} 行" in found.value.what
        path.write_bytes(whole)
    assert trail.verify().number == 3


@pytest.mark.parametrize("left", [0, 1, 2])
def test_lines_cut_off_at_the_end_are_missed(warehouse_folder, left):
    for number in range(3):
        trail.append({"event": "view", "number": number})
    path = trail.folder() / "000001.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:left]))
    with pytest.raises(CheckFailed, match=f"第 {left + 1} 至 3 行缺失"):
        trail.verify()
    trail.append({"event": "view"})
    with pytest.raises(CheckFailed, match=rf"000001\.jsonl 第 {left + 1} 行"):
        trail.verify()


def test_a_file_that_is_gone_is_missed(small_files):
    for number in range(30):
        trail.append({"event": "view", "number": number})
    first, *_, last = sorted(trail.folder().glob("*.jsonl"))
    kept = last.read_bytes()
    last.unlink()
    trail.append({"event": "view"})
    with pytest.raises(CheckFailed):
        trail.verify()
    last.write_bytes(kept)
    first.unlink()
    with pytest.raises(CheckFailed, match=r"000002\.jsonl 第 1 行"):
        trail.verify()


def test_a_line_that_was_never_finished_goes_into_the_next(warehouse_folder):
    trail.append({"event": "view"})
    with (trail.folder() / "000001.jsonl").open("ab") as file:
        file.write(b'{"n":2,"at":"20')
    with pytest.raises(CheckFailed, match="第 2 行"):
        trail.verify()
    trail.append({"event": "view"})
    assert trail.verify().number == 2
    assert written()[-1]["torn"] == '{"n":2,"at":"20'


def test_what_cannot_be_recorded_does_not_leave(warehouse_folder, monkeypatch):
    said = []
    monkeypatch.setattr(
        audit._log, "error", lambda event, **told: said.append((event, told)), False
    )
    warehouse_folder.mkdir()
    (warehouse_folder / trail.FOLDER).write_text("no folder")
    with pytest.raises(EnvironmentProblem, match="审计日志无法写入"):
        audit.record_export("completion_by_unit", {}, LOCAL, "one")
    audit.record_view("overview", {}, VISITOR, "one")
    ((event, told),) = said
    assert (event, told["what"]) == ("unrecorded", "view")


def test_a_typed_name_and_a_secret_are_not_recorded(warehouse_folder):
    audit.record_rows("entities_by_name", {"part": "某某餐饮", "units": None}, LOCAL, "one")
    audit.record_command("draw", {"secret": "00ff", "public": "北京"})
    (found, drawn) = written()
    assert found["params"] == {"part": "***"}
    assert drawn["params"] == {"secret": "***", "public": "北京"}


def test_commands_are_recorded_and_a_broken_trail_fails_the_check(make_snapshot, capsys):
    make_snapshot()
    typed = ("--param", "part=某某餐饮", "--where", "name=某某餐饮店")
    assert main(["query", "entities_by_name", *typed]) == 0
    assert main(["rollback", "nothing"]) == 2
    assert main(["audit", "verify", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["lines"] == 4
    query, begun, refused, _ = written()
    assert query["params"] == {"name": "entities_by_name", "form": "table"} | {
        "part": "***",
        "where": "name",
    }
    assert (begun["name"], refused["code"]) == ("rollback", 2)
    assert "没有快照" in refused["params"]["error"]
    assert "某某餐饮" not in (trail.folder() / "000001.jsonl").read_text()
    flip(trail.folder() / "000001.jsonl", 30)
    assert main(["audit", "verify"]) == 1
    assert "000001.jsonl 第 1 行" in capsys.readouterr().err
