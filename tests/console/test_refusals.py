"""Input that a command cannot use: exit code, one line, never a traceback."""

import os
import socket

import pytest

from inspection.console import cli, serving
from inspection.console.cli import main
from inspection.demo import write_demo


def refused(capsys, *argv: object) -> tuple[int, str]:
    code = main([str(argument) for argument in argv])
    printed, said = capsys.readouterr()
    assert printed == ""
    assert said.count("\n") == 1
    assert said.startswith("错误：")
    assert "处理办法：" in said
    return code, said


@pytest.mark.parametrize("day", ["2023-01-01", "2021-12-31", "0001-01-01", "9999-12-31"])
def test_a_day_the_demo_has_not_is_told_with_those_it_has(tmp_path, capsys, day):
    code, said = refused(capsys, "demo", "--out", tmp_path / "demo", "--until", day)
    assert code == 2
    assert f"没有 {day} 这一天" in said
    assert "2022-01-01 至 2022-12-31" in said
    assert not (tmp_path / "demo").exists()


def test_a_year_the_demo_has_not_is_told_with_those_it_has(tmp_path, capsys):
    years = ("--year", "2022", "--year", "2031")
    code, said = refused(capsys, "demo", "--out", tmp_path / "demo", *years)
    assert code == 2
    assert "没有 2031 年" in said
    assert "可选：2022、2023" in said
    assert not (tmp_path / "demo").exists()


def test_the_day_belongs_to_the_last_year_asked_for(tmp_path, capsys):
    order = ("--year", "2023", "--year", "2022", "--until", "2022-09-09")
    code, said = refused(capsys, "demo", "--out", tmp_path / "demo", *order)
    assert code == 2
    assert "没有 2022-09-09 这一天，只有 2023 年" in said


@pytest.mark.parametrize("inside", ["file", "file/demo", "file/a/b"])
@pytest.mark.parametrize("command", ["demo", "bench"])
def test_no_folder_can_be_made_of_a_file(tmp_path, capsys, command, inside):
    (tmp_path / "file").write_text("")
    out = tmp_path / inside / ("latest.json" if command == "bench" else "")
    code, said = refused(capsys, command, "--out", out)
    assert code == 2
    assert f"{tmp_path / 'file'} 不是文件夹" in said


def test_a_folder_that_may_not_be_written_is_a_matter_of_the_environment(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    code, said = refused(capsys, "demo", "--out", tmp_path / "demo")
    assert code == 3
    assert f"文件夹 {tmp_path} 不能写入" in said


def test_what_the_system_refuses_is_told_with_its_reason_and_path(capsys):
    code, said = refused(capsys, "demo", "--out", "/proc/demo", "--scale", "0.0001")
    assert code == 3
    assert "ENOENT" in said
    assert "/proc/demo" in said


def test_the_smallest_scale_and_any_seed_make_a_demo(tmp_path):
    for seed in (-1, 10**30):
        write_demo(tmp_path / str(seed), scale=0.0001, seed=seed, years=[2022, 2023])
        assert (tmp_path / str(seed) / "truth.json").exists()


@pytest.mark.parametrize(
    "param",
    [
        "",
        "=",
        "=x",
        "as_of",
        "as_of=",
        "as_of=2022-02-30",
        "as_of=9",
        "nothing=1",
        "a b=c",
        "单位=x",
    ],
)
def test_nonsense_as_a_parameter_is_bad_input(make_snapshot, capsys, param):
    make_snapshot()
    assert refused(capsys, "query", "completion_by_unit", f"--param={param}")[0] == 2


def test_a_number_too_large_for_the_database_is_told(make_snapshot, capsys):
    make_snapshot()
    for number in ("1000000001", "9" * 30, "-" + "9" * 30, "9" * 5000):
        param = f"--param=floor_ppm={number}"
        assert refused(capsys, "query", "target_what_if", param)[0] == 2
    assert main(["query", "target_what_if", "--param=floor_ppm=1000000000"]) == 0


@pytest.mark.parametrize("where", ["nothing=1", "nothing", "=1"])
def test_a_condition_is_read_also_where_no_row_is_left(make_snapshot, capsys, where):
    make_snapshot()
    argv = ("query", "filter_offices", "--where", "lead_office=无", "--where", where)
    assert refused(capsys, *argv)[0] == 2


def test_rows_without_an_answer_are_a_sentence_on_stderr(make_snapshot, capsys):
    make_snapshot()
    assert main(["query", "filter_offices", "--where", "lead_office=无"]) == 0
    assert capsys.readouterr() == ("", "没有符合条件的数据\n")


def test_two_secrets_are_one_too_many(capsys):
    code, said = refused(capsys, "draw", "--secret", "0", "--secret-file", "x")
    assert code == 2
    assert "--secret-file 不能与 --secret 同时使用" in said


def test_the_port_above_the_last_is_not_proposed(capsys):
    try:
        taken = socket.create_server(("127.0.0.1", serving.LAST_PORT))
    except OSError:
        taken = None
    code, said = refused(capsys, "serve", "--port", serving.LAST_PORT)
    assert code == 3
    assert "如 --port 65534" in said
    if taken:
        taken.close()


def test_a_port_that_may_not_be_used_is_not_called_taken(capsys, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    code, said = refused(capsys, "serve", "--port", "80")
    assert code == 3
    assert "系统不允许监听端口 80" in said


def test_an_interrupted_command_says_so(capsys, monkeypatch):
    def interrupt(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_run", interrupt)
    assert main(["status"]) == 130
    assert capsys.readouterr() == ("", "已中断\n")
