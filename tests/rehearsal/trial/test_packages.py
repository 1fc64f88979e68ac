"""What leaves the page, and what comes back to be checked."""

import io
import json
import zipfile

import pytest

from inspection.errors import BadInput
from inspection.rehearsal import WARNING
from inspection.rehearsal.checking.uploads import check_upload
from inspection.rehearsal.trial.packages import auditor_package, public_package


@pytest.fixture
def package(run) -> bytes:
    return auditor_package(run(), {"python": "3.11"})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return sink.getvalue()


def failed(data: bytes) -> list[str]:
    return check_upload(data).failed


def test_package_passes_and_a_sceptic_looks_at_it(package):
    found = check_upload(package)
    assert not found.failed
    assert found.checks.num_rows > 20
    assert set(found.findings["unit"].to_pylist()) == {"T-1-福州", "T-1-龙岩"}


def test_package_says_it_is_a_simulation_in_plan_and_proof(package):
    files = members(package)
    for name in ("plan.json", "proof.json"):
        assert json.loads(files[f"福州/{name}"])["warning"] == WARNING
    assert {"verify.py", "OUTSIDERS.md", "batch.json"} <= files.keys()


def test_same_trial_gives_the_same_package(run, package):
    assert auditor_package(run(), {"python": "3.11"}) == package


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("福州/drawn.csv", "福州 drawn.csv 与重算一致"),
        ("福州/pairs.csv", "福州 pairs.csv 与重算一致"),
        ("龙岩/frame.csv", "龙岩 frame.csv 散列一致"),
        ("龙岩/excluded.csv", "龙岩 excluded.csv 散列一致"),
    ],
)
def test_one_altered_line_fails_its_check(package, name, check):
    files = members(package)
    lines = files[name].decode().splitlines(keepends=True)
    files[name] = "".join([*lines[1:], lines[0]] if lines else ["x,y\n"]).encode()
    assert check in failed(zipped(files))
    assert check_upload(zipped(files)).findings.num_rows == 0


def test_package_left_out_of_the_batch_is_noticed(package):
    files = {name: data for name, data in members(package).items() if "龙岩" not in name}
    assert failed(zipped(files)) == ["批次所列一致"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"../plan.json": b"{}"}, "越界路径"),
        ({"readme.txt": b"x"}, "无关文件"),
        ({"verify.py": b"print()"}, "不是抽取包"),
        ({"frame.csv": b"0" * (64 << 20)}, "压缩炸弹"),
    ],
)
def test_bad_zip_is_refused_with_a_reason(files, message):
    with pytest.raises(BadInput, match=message):
        check_upload(zipped(files))


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip at all"])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(BadInput, match="压缩包"):
        check_upload(data)


def test_public_list_is_recognised_and_held_to_what_was_announced(run):
    files = members(public_package(run()))
    found = check_upload(zipped(files))
    assert found.is_public
    assert not found.failed
    assert found.findings.num_rows == 0
    lines = files["福州/public_list.csv"].decode().splitlines(keepends=True)
    short = {**files, "福州/public_list.csv": "".join(lines[1:]).encode()}
    assert failed(zipped(short)) == ["福州 名单散列与公告一致"]
    twice = {**files, "福州/public_list.csv": "".join([lines[0], *lines]).encode()}
    assert failed(zipped(twice)) == ["福州 名单散列与公告一致", "福州 按编号排列且不重复"]
    wide = {**files, "龙岩/public_list.csv": b"a,b,D\n"}
    assert failed(zipped(wide)) == ["龙岩 名单散列与公告一致", "龙岩 每行只有编号和区域"]
    note = json.loads(files["福州/public.json"])
    del note["commit"]
    bare = {**files, "福州/public.json": json.dumps(note).encode()}
    assert failed(zipped(bare)) == ["福州 公告内容齐全"]


@pytest.mark.parametrize("note", [b"{", b"[]"])
def test_public_note_that_is_none_is_refused(note):
    with pytest.raises(BadInput, match=r"public\.json"):
        check_upload(zipped({"public.json": note, "public_list.csv": b"a,b\n"}))


def test_whole_package_is_no_public_list(package):
    assert not check_upload(package).is_public


def test_public_list_tells_no_class_rank_ticket_or_secret(run):
    trial = run()
    files = members(public_package(trial))
    rows = [line.split(",") for line in files["福州/public_list.csv"].decode().splitlines()]
    assert all(len(row) == 2 for row in rows)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    note = json.loads(files["福州/public.json"])
    assert note["warning"] == WARNING
    whole = b"".join(files.values()).decode()
    assert trial.secret not in whole
    assert trial.draws["福州"].keys.master not in whole
    assert WARNING in files["说明.txt"].decode()
