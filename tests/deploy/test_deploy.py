"""What is shipped to run the dashboard as a service is accepted by the programs that read it."""

import re
import shutil
import subprocess
import sys

import pytest

from deploy import proxied
from inspection.console.cli import program
from inspection.settings import ROOT, Settings

UNITS = sorted((ROOT / "deploy").rglob("inspection*.*"))
COMMAND = re.compile(r"python -m inspection ([a-z]+)((?: --[a-z-]+)*)")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_accepts_every_unit(tmp_path):
    assert len(UNITS) >= 6
    for unit in UNITS:
        said = unit.read_text(encoding="utf-8")
        said = said.replace("/srv/inspection/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(said, encoding="utf-8")
    for unit in UNITS:
        name = unit.name.replace("@.", "@8501.")
        path = tmp_path / unit.name
        if name != unit.name:
            (tmp_path / name).symlink_to(path)
            path = tmp_path / name
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, ""), name


def test_a_wrong_unit_is_not_accepted(tmp_path):
    if not shutil.which("systemd-analyze"):
        return
    wrong = tmp_path / "wrong.service"
    wrong.write_text("[Service]\nExecStart=/nowhere/at/all\n", encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", wrong], capture_output=True)
    assert done.returncode != 0


def test_units_and_container_call_commands_that_exist():
    told = [*UNITS, ROOT / "deploy" / "Containerfile"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in told)
    text = re.sub(r'python", "-m", "inspection", "(\w+)"', r"python -m inspection \1", text)
    called = COMMAND.findall(text)
    assert len(called) >= 5
    for name, options in called:
        known = {one for param in program().commands[name].params for one in param.opts}
        assert set(options.split()) <= known, name
    named = set(re.findall(r"INSPECTION_[A-Z_]+", text + proxied.SITE.read_text(encoding="utf-8")))
    assert named <= {f"INSPECTION_{field.upper()}" for field in Settings.model_fields}


def test_units_keep_what_they_write_to_themselves():
    for unit in UNITS:
        said = unit.read_text(encoding="utf-8")
        if unit.suffix == ".service":
            assert "UMask=0077" in said
            assert "User=inspection" in said
            assert "ProtectSystem=strict" in said


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx")
def test_nginx_accepts_the_site_and_refuses_a_broken_one(tmp_path):
    whole = proxied.write(tmp_path, 18443, 18080, (18501, 18502))
    assert proxied.complaints(whole) == ""
    site = tmp_path / "site.conf"
    site.write_text(site.read_text().replace("proxy_pass", "proxy_passes"), encoding="utf-8")
    assert "proxy_passes" in proxied.complaints(whole)


def test_site_takes_uploads_as_large_as_an_import_and_nothing_else():
    sizes = proxied.directives("client_max_body_size")
    small, large = (int(value.removesuffix("m")) for value in sizes)
    assert small == 1
    assert Settings().max_file_bytes < large << 20 < Settings().max_file_bytes + (4 << 20)
    assert "location = /_stcore/metrics { return 404; }" in proxied.SITE.read_text()


def test_the_log_of_the_proxy_keeps_no_address_as_it_was_typed():
    assert len(proxied.directives("access_log")) == 2
    assert {one.split()[-1] for one in proxied.directives("access_log")} == {"inspection"}
    assert {one.split()[-1] for one in proxied.directives("error_log")} == {"crit"}
    (form,) = proxied.directives("log_format")
    told = set(re.findall(r"\$\w+", form))
    assert "$logged_path" in told
    assert not told & {"$request", "$request_uri", "$args", "$query_string", "$http_referer"}
