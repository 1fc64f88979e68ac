"""The verifier fails after any one-character change, and says which check failed."""

import json
import random
import shutil
import string
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from draw_makers import (
    PUBLIC,
    SECRET,
    VECTOR,
    codes,
    draw_folder,
    plain_frame,
    plan_of,
    roster_of,
    vector_proof,
    write_inputs,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.draw import verify
from inspection.draw.files import ids
from inspection.draw.files.canonical import sha256_of
from inspection.draw.packages.batch import draw_batch, format_batch
from inspection.draw.packages.skips import replace_skipped
from inspection.draw.ssj1.key import NOT_REVEALED
from inspection.errors import BadInput

CHANGES = 700
VERIFIER = str(Path(verify.__file__))
EXCLUDED = "某企业,无统一社会信用代码或注册号\n".encode()


def write_batch(folder: Path) -> dict[str, str]:
    """Two units: one by class, one blind with an attachment and reasons for skips."""
    shutil.copytree(VECTOR, folder / "平潭")
    for name in ("drawn.csv", "pairs.csv", "unmatched.csv", "proof.json"):
        (folder / "平潭" / name).unlink()
    frame, roster = plain_frame(30), roster_of(5)
    further = {"attachments": {"excluded.csv": sha256_of(EXCLUDED)}, "skip_reasons": ["已注销"]}
    plan = plan_of(frame, roster, rate_ppm={"-": 200_000}, rounding="ceil", **further)
    write_inputs(folder / "福州", frame, roster, plan)
    (folder / "福州" / "excluded.csv").write_bytes(EXCLUDED)
    plans = {
        name: sha256_of((folder / name / "plan.json").read_bytes()) for name in ("平潭", "福州")
    }
    (folder / "batch.json").write_bytes(format_batch(plans))
    return plans


@pytest.fixture
def batch(tmp_path):
    """A drawn batch; in one package an entity was skipped and replaced."""
    write_batch(tmp_path / "in")
    draw_batch(tmp_path / "in", SECRET, PUBLIC, tmp_path / "out")
    drawn = (tmp_path / "out" / "福州" / "drawn.csv").read_text().split(",")[3]
    replace_skipped(tmp_path / "out" / "福州", f"{drawn},已注销,{'ab' * 32}\n".encode())
    return tmp_path / "out"


def failures(folder: Path) -> list[str]:
    return [name for name, passed, _ in verify.verify(folder) if not passed]


def change_one_character(text: str, is_json: bool, chance: random.Random) -> str:
    """Replaces, inserts or deletes one character; white space of JSON is left alone."""
    places = [n for n, character in enumerate(text) if not (is_json and character.isspace())]
    place, what = chance.choice(places), chance.choice(("replace", "replace", "insert", "delete"))
    new = chance.choice("0123456789abcdefABCDXZ,-.|\"'{}:/福")
    if what == "delete":
        return text[:place] + text[place + 1 :]
    return text[:place] + new + text[place + (what == "replace") :]


def test_verifier_fails_after_each_of_hundreds_of_one_character_changes(batch):
    assert failures(batch) == []
    files = sorted(path for path in batch.rglob("*") if path.is_file() and path.read_bytes())
    chance, changed, missed = random.Random(2022), 0, []
    while changed < CHANGES:
        path = files[changed % len(files)]
        text = path.read_bytes().decode()
        tampered = change_one_character(text, path.suffix == ".json", chance)
        if tampered == text:
            continue
        path.write_bytes(tampered.encode())
        if not failures(batch):
            missed.append((path.name, tampered))
        path.write_bytes(text.encode())
        changed += 1
    print(f"一字改动：{changed} 次，覆盖 {len(files)} 个文件，漏检 {len(missed)} 次")
    assert missed == []
    assert failures(batch) == []


def test_every_kind_of_file_is_among_the_changed_ones(batch):
    names = {path.name for path in batch.rglob("*") if path.is_file()}
    lists = {"frame", "roster", "excluded", "drawn", "pairs", "unmatched", "skips", "replacements"}
    assert names == {f"{name}.csv" for name in lists} | {"plan.json", "proof.json", "batch.json"}


ALTERED = {
    "drawn.csv": ["drawn.csv 与重算一致"],
    "pairs.csv": ["pairs.csv 与重算一致"],
    "unmatched.csv": ["unmatched.csv 与重算一致"],
    "roster.csv": ["roster.csv 散列一致", "pairs.csv 与重算一致", "unmatched.csv 与重算一致"],
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_line_fails_the_right_check(tmp_path, name):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    lines = (package / name).read_text().splitlines(keepends=True)
    (package / name).write_text("".join(lines[1:]))
    assert set(failures(package)) >= {ALTERED[name][0]}
    assert set(failures(package)) <= set(ALTERED[name])


@pytest.mark.parametrize("name", ["frame.csv", "roster.csv", "drawn.csv", "proof.json"])
def test_missing_file_is_a_failure(tmp_path, name):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    (package / name).unlink()
    assert failures(package)


def test_free_keys_of_the_proof_are_not_protected(tmp_path):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    proof = {**vector_proof(), "software": "duckdb 2.0.0"}
    (package / "proof.json").write_text(json.dumps(proof, indent=2))
    assert failures(package) == []


def test_zeros_pass_the_commitment_with_the_announced_words(tmp_path):
    proof = vector_proof()
    draw_folder(VECTOR, tmp_path / "out", NOT_REVEALED, proof["public"])
    checks = verify.verify(tmp_path / "out")
    assert all(passed for _, passed, _ in checks)
    assert ("密钥与承诺一致", True, "未揭示，按公告以零代替") in checks


def forge(package: Path, **changes: object) -> None:
    """Rewrites proof.json consistently, as somebody would who may choose freely."""
    proof = {**vector_proof(), **changes}
    parts = ("ssj1", proof["plan_sha256"], proof["secret"], proof["public"])
    proof["key"] = sha256_of("\n".join(parts).encode())
    (package / "proof.json").write_text(json.dumps(proof, sort_keys=True))


def test_other_secret_fails_the_commitment_and_the_lists(tmp_path):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    forge(package, secret=f"{2:064x}")
    assert "密钥与承诺一致" in failures(package)
    assert "drawn.csv 与重算一致" in failures(package)


def test_public_numbers_beyond_ascii_are_a_failure(tmp_path):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    forge(package, public="五./")
    assert failures(package) == ["文件齐全、格式正确"]


def rewrite_frame(package: Path, old: str, new: str) -> None:
    """A frame changed together with all its hashes."""
    frame = (package / "frame.csv").read_text().replace(old, new, 1)
    (package / "frame.csv").write_text(frame)
    plan = json.loads((package / "plan.json").read_text())
    plan["frame_sha256"] = sha256_of(frame.encode())
    (package / "plan.json").write_text(json.dumps(plan))
    forge(package, plan_sha256=sha256_of((package / "plan.json").read_bytes()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("91350102MA0000031P", "91350102MA0000031Q"),
        ("91350102MA0000031P", "91350102MA0000031p"),
        ("91350102MA0000031P", "91350102MA00000152"),
        ("91350102MA0000031P", "91350102MA0000058G"),
        (",u0,B,0", ",u0,-,0"),
        (",u0,B,0", ",u0,E,0"),
    ],
)
def test_frame_that_should_never_have_been_published_is_a_failure(tmp_path, old, new):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    rewrite_frame(package, old, new)
    assert failures(package) == ["文件齐全、格式正确"]


def rewrite_plan(package: Path, **changes: object) -> None:
    """A plan changed together with all its hashes."""
    plan = json.loads((package / "plan.json").read_text()) | changes
    (package / "plan.json").write_text(json.dumps(plan))
    forge(package, plan_sha256=sha256_of((package / "plan.json").read_bytes()))


@pytest.mark.parametrize(
    "changes",
    [
        {"spec": "ssj2"},
        {"rounding": "half"},
        {"rate_ppm": {"A": 1_000_001, "B": 0, "C": 0, "D": 0}},
        {"rate_ppm": {"A": 0.5, "B": 0, "C": 0, "D": 0}},
        {"rate_ppm": {"A": -(10**6), "B": 0, "C": 0, "D": 0}},
        {"rate_ppm": {"A": 0, "B": 0, "C": 0}},
    ],
)
def test_plan_that_should_never_have_been_published_is_a_failure(tmp_path, changes):
    package = shutil.copytree(VECTOR, tmp_path / "package")
    rewrite_plan(package, **changes)
    assert failures(package)


def passes_verifier(code: str) -> bool:
    try:
        return bool(verify.read_strata(f"{code},350102,u,A,0\n".encode(), ""))
    except ValueError:
        return False


@given(st.text(string.digits + string.ascii_uppercase, min_size=17, max_size=17))
@settings(deadline=None, max_examples=60)
def test_verifier_and_product_judge_check_digits_alike(body):
    for digit, character in enumerate(ids.ALPHABET):
        is_right = (
            set(body) <= set(ids.ALPHABET)
            and (sum(ids.ALPHABET.index(one) * 3**n for n, one in enumerate(body)) + digit) % 31
            == 0
        )
        assert passes_verifier(body + character) == is_right
        assert (ids.faults(pa.array([body + character]))[0] == ids.FINE) == is_right


@pytest.mark.parametrize("code", codes(31))
def test_right_check_digit_passes_and_every_other_fails(code):
    others = {code[:-1] + digit for digit in ids.ALPHABET} - {code}
    assert passes_verifier(code)
    assert not any(map(passes_verifier, others))
    assert set(ids.faults(pa.array(sorted(others)))) == {ids.BAD_CHECK_DIGIT}


def test_package_added_to_or_missing_from_a_batch_is_a_failure(batch):
    shutil.copytree(batch / "平潭", batch / "厦门")
    assert failures(batch) == ["批次所列一致"]
    shutil.rmtree(batch / "厦门")
    shutil.rmtree(batch / "平潭")
    assert failures(batch) == ["批次所列一致"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, VERIFIER, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_exit_codes_tell_passed_failed_and_no_package(tmp_path, batch):
    assert run(str(batch)).returncode == 0
    (batch / "平潭" / "pairs.csv").write_text("")
    failed = run(str(batch))
    assert failed.returncode == 1
    assert "FAIL 平潭 pairs.csv 与重算一致" in failed.stdout
    nothing = run(str(tmp_path))
    assert nothing.returncode == 2
    assert "不是抽取包或批次目录" in nothing.stdout


def test_reader_who_stops_reading_gets_no_traceback(batch):
    """As `| head` does: the pipe is closed before the first line."""
    for damage, code in ((False, 0), (True, 1)):
        if damage:
            (batch / "平潭" / "pairs.csv").write_text("")
        command = [sys.executable, VERIFIER, str(batch)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
            done.stdout.close()
            assert done.stderr.read() == b""
        assert done.returncode == code


def test_batch_may_be_drawn_in_place_and_only_once(tmp_path):
    write_batch(tmp_path / "batch")
    summaries = draw_batch(tmp_path / "batch", SECRET, PUBLIC)
    assert [summary.drawn_count for summary in summaries] == [20, 6]
    assert failures(tmp_path / "batch") == []
    assert list(tmp_path.iterdir()) == [tmp_path / "batch"]
    with pytest.raises(BadInput, match="已有抽取结果"):
        draw_batch(tmp_path / "batch", SECRET, PUBLIC)


def test_bad_package_leaves_the_whole_batch_unwritten(tmp_path):
    write_batch(tmp_path / "batch")
    (tmp_path / "batch" / "福州" / "roster.csv").write_text("F00,350102,u0,\n")
    with pytest.raises(BadInput, match="不足两人"):
        draw_batch(tmp_path / "batch", SECRET, PUBLIC, tmp_path / "out")
    with pytest.raises(BadInput, match="不足两人"):
        draw_batch(tmp_path / "batch", SECRET, PUBLIC)
    assert list(tmp_path.iterdir()) == [tmp_path / "batch"]
    assert not list((tmp_path / "batch").rglob("drawn.csv"))


def test_batch_whose_plan_was_swapped_is_refused(tmp_path):
    write_batch(tmp_path / "batch")
    plan = tmp_path / "batch" / "福州" / "plan.json"
    plan.write_bytes(plan.read_bytes().replace(b'"T1"', b'"T2"'))
    with pytest.raises(BadInput, match="方案与批次文件所载散列不符"):
        draw_batch(tmp_path / "batch", SECRET, PUBLIC, tmp_path / "out")


def test_batch_with_a_folder_too_many_is_refused(tmp_path):
    write_batch(tmp_path / "batch")
    shutil.copytree(tmp_path / "batch" / "福州", tmp_path / "batch" / "厦门")
    with pytest.raises(BadInput, match="所列与目录中的抽取包不一致"):
        draw_batch(tmp_path / "batch", SECRET, PUBLIC, tmp_path / "out")
