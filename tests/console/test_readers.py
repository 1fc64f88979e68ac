"""Who reads: a program gets everything and nothing else, a terminal what fits, nobody no error."""

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

import pytest
from rich.cells import cell_len

from inspection.console import cli, output
from inspection.settings import ROOT

PROGRAM = (sys.executable, "-m", "inspection")
STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
LONG = "福州市鼓楼区市场监督管理局" * 20
ROWS = [
    {"unit": "福州", "stock_count": 1000, "name": LONG, "completion_rate": 0.5},
    {"unit": "平潭", "stock_count": None, "name": "[red]x[/red]\n:smile:", "completion_rate": None},
]
HEADINGS = {name: f"column.{name}" for name in ROWS[0]}


def on_terminal(width: int, *argv: str) -> tuple[int, str]:
    """Exit code and everything shown, of a command on a terminal of this width."""
    master, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, width, 0, 0))
    environment = os.environ | {"TERM": "xterm"}
    for name in ("COLUMNS", "NO_COLOR"):
        environment.pop(name, None)
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    process = subprocess.Popen([*PROGRAM, *argv], cwd=ROOT, env=environment, **streams)
    os.close(terminal)
    with os.fdopen(master, "rb") as shown:
        parts = []
        # Linux ends a terminal that nobody holds with EIO.
        try:
            while part := shown.read1(65536):
                parts.append(part)
        except OSError:
            pass
    return process.wait(), b"".join(parts).decode()


@pytest.mark.parametrize("command", ["query --list", "query --list --json", "--help"])
def test_a_reader_who_leaves_ends_a_command_quietly(command):
    line = f"{' '.join(PROGRAM)} {command} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize("line", ["{} >&-", "(sleep 0.2; {}) | true"])
@pytest.mark.parametrize("command", ["query --list", "status", "--help"])
def test_nobody_reads_from_the_start(command, line):
    shown = f"{line.format(' '.join((*PROGRAM, command)))}; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", shown], cwd=ROOT, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_failure_keeps_its_code_where_nobody_reads():
    line = f"{' '.join(PROGRAM)} verify nowhere >&- 2>&-; echo $?"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "2\n"


def test_a_full_disk_is_told(tmp_path):
    line = f"{' '.join(PROGRAM)} query --list > /dev/full"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 3
    assert "磁盘已满（ENOSPC）" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EDQUOT, "", "/x"), "磁盘已满（EDQUOT）"),
        (PermissionError(errno.EACCES, "", "/x"), "没有读写的权限（EACCES）"),
        (OSError(errno.EROFS, "", "/x"), "没有读写的权限（EROFS）"),
        (OSError(errno.EIO, "", "/x"), "系统未能读写（EIO）"),
    ],
)
def test_what_the_system_refuses_is_told_by_its_kind(error, said, monkeypatch, capsys):
    def refuse(_arguments):
        raise error

    monkeypatch.setattr(cli, "_run", refuse)
    assert cli.main([]) == 3
    told = capsys.readouterr().err
    assert said in told
    assert "/x" in told


def test_a_program_gets_one_whole_line_per_row():
    lines = output.format_table(ROWS, HEADINGS).splitlines()
    assert len(lines) == 2 + len(ROWS)
    assert LONG in lines[2]
    assert "[red]x[/red] :smile:" in lines[3]
    assert not STYLE.search("".join(lines))


def test_numbers_end_where_their_heading_ends():
    heads, _, first, second = output.format_table(ROWS, HEADINGS).splitlines()
    assert heads.split() == ["报告单位", "实有数", "名称", "完成率"]
    end = cell_len(heads[: heads.index("实有数")]) + cell_len("实有数")
    assert cell_len(first[: first.index("1,000")]) + 5 == end
    assert cell_len(second[: second.index("—")]) + 1 == end
    assert first.endswith("50.0%")


def test_a_long_answer_costs_no_time_of_layout():
    rows = [{"unit": "福州", "stock_count": number} for number in range(20_000)]
    headings = {"unit": "column.unit", "stock_count": "column.stock_count"}
    assert len(output.format_table(rows, headings).splitlines()) == 20_002


def test_a_terminal_gets_its_width_and_every_character():
    listing = [*PROGRAM, "query", "--list"]
    piped = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    code, shown = on_terminal(100, "query", "--list")
    lines = STYLE.sub("", shown).splitlines()
    assert code == 0
    assert "\x1b[1m" in shown
    assert max(map(cell_len, lines)) <= 100 < max(map(cell_len, piped.splitlines()))
    assert sorted(re.sub(r"[\s-]", "", "".join(lines))) == sorted(re.sub(r"[\s-]", "", piped))


def test_progress_is_shown_on_a_terminal_only(tmp_path):
    argv = ("demo", "--scale", "0.0001", "--out")
    code, shown = on_terminal(80, *argv, str(tmp_path / "seen"))
    assert code == 0
    assert "生成演示文件" in shown
    assert shown.endswith(
        f"已生成 {len(list((tmp_path / 'seen').iterdir()))} 个文件：{tmp_path / 'seen'}\r\n"
    )
    done = subprocess.run([*PROGRAM, *argv, str(tmp_path / "piped")], cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_needs_none_of_the_heavy_parts():
    heavy = (
        "{'duckdb', 'pyarrow', 'numpy', 'pandas', 'pydantic', 'streamlit', 'plotly', 'rich.table'}"
    )
    code = (
        "import sys; from inspection.console.cli import main; main(['query', '--help']);"
        f"print(sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
