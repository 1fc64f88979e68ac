"""nginx with the configuration that is shipped, before processes of a test, with TLS."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from inspection.settings import ROOT

SITE = ROOT / "deploy" / "nginx.conf"
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
NAME = "dashboard.example"
LISTENS = re.compile(r"listen\s+127\.0\.0\.1:(\d+)")
START_SECONDS = 20
AROUND = """daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def write(folder: Path, secure: int, plain: int, behind: Sequence[int]) -> Path:
    """The configuration with these ports, a certificate of its own, and these processes behind."""
    certificate(folder)
    site = SITE.read_text(encoding="utf-8")
    site = site.replace("/etc/nginx/inspection", str(folder / "inspection"))
    site = site.replace("/var/log/nginx/", f"{folder}/")
    site = site.replace("443 ssl", f"127.0.0.1:{secure} ssl")
    site = site.replace("listen      80;", f"listen 127.0.0.1:{plain};")
    for usual, own in zip((8501, 8502), behind, strict=True):
        site = site.replace(f"127.0.0.1:{usual}", f"127.0.0.1:{own}")
    (folder / "site.conf").write_text(site, encoding="utf-8")
    whole = folder / "nginx.conf"
    whole.write_text(AROUND.format(folder=folder), encoding="utf-8")
    return whole


def certificate(folder: Path) -> None:
    """A certificate of its own, for two days."""
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1"]
    made = ["-keyout", folder / "inspection.key", "-out", folder / "inspection.crt"]
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    subprocess.run([*asked, *subject, *made], check=True, capture_output=True)


def complaints(whole: Path) -> str:
    """What nginx says of the configuration; the empty text where it is content."""
    done = subprocess.run([NGINX, "-t", "-q", "-c", whole], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


def await_listening(process: subprocess.Popen, folder: Path) -> None:
    """Return once every port of the configuration is open."""
    ports = {int(port) for port in LISTENS.findall((folder / "site.conf").read_text())}
    assert len(ports) == 2
    until = time.monotonic() + START_SECONDS
    while ports and time.monotonic() < until:
        assert process.poll() is None, (folder / "error.log").read_text()
        ports = {port for port in ports if not is_open(port)}
        time.sleep(0.01)
    assert not ports, "nginx does not listen"


def is_open(port: int) -> bool:
    """Whether somebody listens on this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running(whole: Path) -> Iterator[None]:
    """nginx in a process of its own, ended by its id."""
    process = subprocess.Popen([NGINX, "-c", str(whole)], stderr=subprocess.DEVNULL)
    try:
        await_listening(process, whole.parent)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)


def directives(name: str) -> list[str]:
    """Values of a directive of the shipped configuration."""
    return re.findall(rf"^\s*{name}\s+([^;]+);", SITE.read_text(encoding="utf-8"), re.MULTILINE)
