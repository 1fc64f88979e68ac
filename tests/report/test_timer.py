"""The files for systemd name a command that exists and a folder that it may write."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from inspection.console.cli import program
from inspection.settings import ROOT

FOLDER = ROOT / "deploy" / "systemd"
ANALYZE = shutil.which("systemd-analyze")


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str
    found.read(FOLDER / name, encoding="utf-8")
    return found


def test_the_service_runs_the_command_with_options_it_has():
    service = unit("inspection-report.service")["Service"]
    *_, order = service["ExecStart"].partition("-m inspection ")
    command, *options = order.split()
    known = {name for param in program().commands[command].params for name in param.opts}
    assert set(options) <= known
    assert service["ReadWritePaths"] == service["Environment"].partition("=")[2]
    assert unit("inspection-report.timer")["Timer"]["OnCalendar"].startswith("Mon")


@pytest.mark.skipif(not ANALYZE, reason="没有 systemd")
def test_systemd_takes_both_files(tmp_path: Path):
    for name in ("inspection-report.service", "inspection-report.timer"):
        told = (FOLDER / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            told.replace("/srv/inspection/.venv/bin/python", "/bin/true"), encoding="utf-8"
        )
    names = [str(tmp_path / name) for name in ("inspection-report.service",)]
    order = [ANALYZE, "verify", *names, str(tmp_path / "inspection-report.timer")]
    found = subprocess.run(order, capture_output=True, check=False)
    assert (found.returncode, found.stderr.decode()) == (0, "")
