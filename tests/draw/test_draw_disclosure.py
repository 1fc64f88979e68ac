"""What leaves the house: public lists without classes, archives that open safely."""

import io
import json
import subprocess
import sys
import zipfile

import pytest
from draw_makers import (
    PUBLIC,
    SECRET,
    VECTOR,
    draw_folder,
    plain_frame,
    plan_of,
    roster_of,
    write_inputs,
)

from inspection.draw.checking.opening import CHUNK_BYTES, unpack
from inspection.draw.files.archive import pack_for_auditor
from inspection.draw.files.canonical import sha256_of
from inspection.draw.packages.public_lists import files_for_mode_a, files_for_mode_p
from inspection.draw.verify import verify
from inspection.errors import BadInput


def test_public_list_tells_neither_class_nor_rank_nor_ticket():
    files = files_for_mode_a(VECTOR)
    lines = files["public_list.csv"].decode().splitlines()
    drawn = [line.split(",") for line in (VECTOR / "drawn.csv").read_text().splitlines()]
    assert lines == sorted(f"{row[3]},{row[0]}" for row in drawn)
    assert files.keys() == {"public_list.csv", "public.json"}


def test_public_note_holds_hashes_and_numbers_but_no_secret():
    note = json.loads(files_for_mode_a(VECTOR)["public.json"])
    proof = json.loads((VECTOR / "proof.json").read_text())
    assert note["drawn_sha256"] == sha256_of((VECTOR / "drawn.csv").read_bytes())
    assert note["plan_sha256"] == proof["plan_sha256"]
    assert note["public"] == proof["public"]
    assert proof["secret"] not in json.dumps(note)
    assert proof["key"] not in json.dumps(note)
    assert "rate_ppm" not in note
    assert note["note"] == "模拟结果，不作为检查依据，不得据此开展检查或告知企业"


def test_package_with_classes_is_never_published_whole():
    with pytest.raises(BadInput, match="不能全部公开"):
        files_for_mode_p(VECTOR)


def test_blind_package_may_be_published_whole(tmp_path):
    frame, roster = plain_frame(20), roster_of(4)
    plan = plan_of(frame, roster, rate_ppm={"-": 200_000})
    draw_folder(write_inputs(tmp_path / "in", frame, roster, plan), tmp_path / "out")
    files = files_for_mode_p(tmp_path / "out")
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}


def test_auditor_gets_everything_and_can_verify_it(tmp_path):
    data = pack_for_auditor(VECTOR)
    assert data == pack_for_auditor(VECTOR)
    unpack(io.BytesIO(data), tmp_path / "package")
    names = {path.name for path in (tmp_path / "package").iterdir()}
    assert names == {path.name for path in VECTOR.iterdir()} | {"verify.py", "OUTSIDERS.md"}
    command = [sys.executable, "-I", "-S", str(tmp_path / "package/verify.py")]
    assert subprocess.run([*command, str(tmp_path / "package")], check=False).returncode == 0


def test_explanation_for_outsiders_is_in_both_languages():
    with zipfile.ZipFile(io.BytesIO(pack_for_auditor(VECTOR))) as archive:
        text = archive.read("OUTSIDERS.md").decode()
    assert "# 怎样自己核验这次抽取" in text
    assert "# How to check this draw yourself" in text


def zip_of(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> io.BytesIO:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    sink.seek(0)
    return sink


def link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o120777 << 16
    return entry


HOSTILE = {
    "parent folder": zip_of(("../plan.json", b"{}")),
    "parent inside": zip_of(("a/../plan.json", b"{}")),
    "folder named ..": zip_of(("../frame.csv", b"x")),
    "absolute path": zip_of(("/etc/plan.json", b"{}")),
    "backslash": zip_of(("..\\plan.json", b"{}")),
    "drive": zip_of(("C:/plan.json", b"{}")),
    "three folders deep": zip_of(("a/b/c/plan.json", b"{}")),
    "folder named .": zip_of(("./plan.json", b"{}")),
    "foreign file": zip_of(("run.sh", b"echo")),
    "hidden file": zip_of((".bashrc", b"echo")),
    "symbolic link": zip_of((link("plan.json"), b"/etc/passwd")),
    "no zip": io.BytesIO(b"PK not a zip"),
    "empty": io.BytesIO(b""),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_archive_is_refused_and_leaves_nothing(tmp_path, case):
    HOSTILE[case].seek(0)
    (tmp_path / "inside").mkdir()
    with pytest.raises(BadInput) as caught:
        unpack(HOSTILE[case], tmp_path / "inside" / "out")
    assert caught.value.remedy
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]


def test_bomb_is_recognised_by_its_ratio(tmp_path):
    bomb = zip_of(("frame.csv", b"0" * (60 * CHUNK_BYTES)))
    assert bomb.getbuffer().nbytes < CHUNK_BYTES
    with pytest.raises(BadInput, match="压缩炸弹"):
        unpack(bomb, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_archive_larger_than_allowed_is_refused(tmp_path):
    with pytest.raises(BadInput, match="解压后超过 1 MB"):
        unpack(
            zip_of(("frame.csv", b"0" * CHUNK_BYTES), ("roster.csv", b"0")),
            tmp_path / "o",
            CHUNK_BYTES,
        )


def test_sizes_an_archive_tells_are_not_believed(tmp_path):
    data = bytearray(zip_of(("frame.csv", b"0" * 3 * CHUNK_BYTES)).getvalue())
    directory = data.index(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(BadInput):
        unpack(io.BytesIO(bytes(data)), tmp_path / "out", 2 * CHUNK_BYTES)
    assert list(tmp_path.iterdir()) == []


def test_archive_with_one_name_twice_is_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zip_of(("plan.json", b"{}"), ("plan.json", b"[]"))
    with pytest.raises(BadInput, match="重名"):
        unpack(twice, tmp_path / "out")


def test_batch_keeps_its_folders_in_the_archive(tmp_path):
    batch = tmp_path / "batch"
    draw_folder(VECTOR, tmp_path / "one", SECRET, PUBLIC)
    batch.mkdir()
    (tmp_path / "one").rename(batch / "平潭")
    plan = sha256_of((VECTOR / "plan.json").read_bytes())
    (batch / "batch.json").write_text(json.dumps({"ssj1": {"平潭": plan}}))
    (batch / "平潭" / "notes.docx").write_bytes(b"kept at home")
    unpack(io.BytesIO(pack_for_auditor(batch)), tmp_path / "out")
    assert not (tmp_path / "out" / "平潭" / "notes.docx").exists()
    assert all(passed for _, passed, _ in verify(tmp_path / "out"))
