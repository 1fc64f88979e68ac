"""`draw` and `verify` on the command line: exit codes, JSON, secrets that stay secret."""

import json
import shutil

import pytest
from draw_makers import PUBLIC, SECRET, VECTOR

from inspection.console.cli import main
from inspection.draw.files.archive import pack_for_auditor

FILES = [
    f"--{name}={VECTOR / f'{name}{kind}'}"
    for name, kind in (("frame", ".csv"), ("roster", ".csv"), ("plan", ".json"))
]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "secret"
    path.write_text(SECRET + "\n")
    path.chmod(0o600)
    return path


def test_draw_then_verify(tmp_path, secret_file, capsys):
    out = tmp_path / "out"
    assert run("draw", *FILES, "--secret-file", secret_file, "--public", PUBLIC, "--out", out) == 0
    printed = capsys.readouterr().out
    assert "抽取 20 户，配对 19 户，未配对 1 户" in printed
    assert "模拟结果，不作为检查依据" in printed
    assert run("verify", out) == 0
    assert capsys.readouterr().out.count("PASS ") == 10


def test_json_for_machines(tmp_path, capsys):
    out = tmp_path / "out"
    run("draw", *FILES, "--secret", SECRET, "--public", PUBLIC, "--out", out, "--json")
    (package,) = json.loads(capsys.readouterr().out)["packages"]
    assert (package["stock_count"], package["drawn_count"]) == (40, 20)
    (out / "pairs.csv").write_text("")
    assert run("verify", out, "--json") == 1
    captured = capsys.readouterr()
    assert "核验未通过：1 项" in captured.err
    result = json.loads(captured.out)
    assert not result["passed"]
    assert [row["check"] for row in result["checks"] if not row["passed"]] == [
        "pairs.csv 与重算一致"
    ]


def test_secret_is_neither_printed_nor_logged(tmp_path, secret_file, capsys, caplog):
    caplog.set_level(0)
    arguments = ["--secret-file", secret_file, "--public", PUBLIC]
    run("draw", *FILES, *arguments, "--out", tmp_path / "a")
    run("draw", *FILES, *arguments, "--out", tmp_path / "b", "--json")
    captured = capsys.readouterr()
    assert SECRET not in captured.out + captured.err + caplog.text


def test_readable_secret_file_is_refused_and_nothing_written(tmp_path, secret_file, capsys):
    secret_file.chmod(0o644)
    out = tmp_path / "out"
    assert run("draw", *FILES, "--secret-file", secret_file, "--public", PUBLIC, "--out", out) == 2
    assert "他人可以读取" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "missing"),
    [
        ([], "--public"),
        (["--public", PUBLIC], "--secret-file"),
        (["--public", PUBLIC, "--secret", SECRET], "--frame、--roster、--plan、--out"),
        (["--package", "x"], "--skips"),
    ],
)
def test_missing_argument_is_named(arguments, missing, capsys):
    assert run("draw", *arguments) == 2
    assert f"缺少参数 {missing}" in capsys.readouterr().err


def batch_of_one(folder):
    shutil.copytree(VECTOR, folder / "平潭")
    for name in ("drawn.csv", "pairs.csv", "unmatched.csv", "proof.json"):
        (folder / "平潭" / name).unlink()
    plan = json.loads((VECTOR / "proof.json").read_text())["plan_sha256"]
    (folder / "batch.json").write_text(json.dumps({"ssj1": {"平潭": plan}}))


@pytest.mark.parametrize("out", [[], ["--out", "drawn"]])
def test_batch(tmp_path, monkeypatch, out, capsys):
    monkeypatch.chdir(tmp_path)
    batch_of_one(tmp_path / "batch")
    assert run("draw", "--batch", "batch", "--secret", SECRET, "--public", PUBLIC, *out) == 0
    assert run("verify", out[-1] if out else "batch") == 0
    assert "PASS 平潭 drawn.csv 与重算一致" in capsys.readouterr().out


def test_skips_on_the_command_line(tmp_path, capsys):
    package = tmp_path / "package"
    run("draw", *FILES, "--secret", SECRET, "--public", PUBLIC, "--out", package)
    (tmp_path / "skips.csv").write_text(f"91350102MA0000330M,已注销,{'ab' * 32}\n")
    assert run("draw", "--package", package, "--skips", tmp_path / "skips.csv") == 2
    assert "不在方案所列之内" in capsys.readouterr().err


def test_verify_takes_a_zip(tmp_path):
    (tmp_path / "package.zip").write_bytes(pack_for_auditor(VECTOR))
    assert run("verify", tmp_path / "package.zip") == 0


def test_verify_takes_a_folder_zipped_by_hand(tmp_path):
    shutil.copytree(VECTOR, tmp_path / "zipped" / "package")
    shutil.make_archive(str(tmp_path / "package"), "zip", tmp_path / "zipped")
    assert run("verify", tmp_path / "package.zip") == 0


@pytest.mark.parametrize("name", ["empty", "text.zip", "missing"])
def test_verify_refuses_what_is_no_package(tmp_path, name, capsys):
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    assert run("verify", tmp_path / name) == 2
    assert "处理办法" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["draw", "verify"])
def test_help_is_chinese(command, capsys):
    assert run(command, "--help") == 0
    assert "用法：" in capsys.readouterr().out
