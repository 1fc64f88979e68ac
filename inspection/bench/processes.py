"""Commands and the server as processes of their own: their time and peak memory."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from inspection.errors import EnvironmentProblem
from inspection.settings import ROOT

# Seconds until a server with a snapshot must answer.
PATIENCE = 60
# Seconds that a server takes for what it prepares when it rests.
RESTED = 60.0
HEALTH = "/_stcore/health"


class Done(NamedTuple):
    """A finished command."""

    seconds: float
    peak_mib: float
    printed: str
    cpu_seconds: float


def run(*arguments: str, data: Path) -> Done:
    """One command with its warehouse in `data`. Raises EnvironmentProblem where it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        began = time.perf_counter()
        process = _start(arguments, data, printed)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise EnvironmentProblem(f"命令 {arguments[0]} 以 {process.returncode} 结束")
        printed.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Done(seconds, usage.ru_maxrss / 1024, printed.read(), cpu)


class Served(NamedTuple):
    """A server that answers: where, and which process it is."""

    address: str
    pid: int


@contextmanager
def serving(data: Path, *options: str) -> Iterator[str]:
    """A server on a free port of the loopback: its address, until the block ends."""
    with served(data, *options) as found:
        yield found.address


@contextmanager
def served(data: Path, *options: str) -> Iterator[Served]:
    """The same, with its process."""
    port = _free_port()
    process = _start(("serve", "--port", str(port), *options), data, subprocess.DEVNULL)
    with _answering(process, port) as found:
        yield found


@contextmanager
def rested(data: Path) -> Iterator[Served]:
    """The same once it has packed and asked what it does beside its readers."""
    with served(data) as found:
        time.sleep(RESTED)
        yield found


@contextmanager
def serving_script(script: Path, cwd: Path, given: Mapping[str, str]) -> Iterator[Served]:
    """A script of the framework alone, as it runs without any setting of ours."""
    port = _free_port()
    options = ("--server.address", "127.0.0.1", "--server.port", str(port))
    quiet = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options, *quiet]
    process = subprocess.Popen(command, cwd=cwd, env=os.environ | given, stdout=subprocess.DEVNULL)
    with _answering(process, port) as found:
        yield found


@contextmanager
def _answering(process: subprocess.Popen, port: int) -> Iterator[Served]:
    """A server once it answers; it ends with the block."""
    try:
        _wait(f"http://127.0.0.1:{port}{HEALTH}", process)
        yield Served(f"127.0.0.1:{port}", process.pid)
    finally:
        process.terminate()
        process.wait()


def _start(arguments: tuple[str, ...], data: Path, printed: object) -> subprocess.Popen:
    command = [sys.executable, "-m", "inspection", *arguments]
    environment = os.environ | {"INSPECTION_DATA": str(data / "warehouse")}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed)  # type: ignore[call-overload]


def _wait(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise EnvironmentProblem(f"看板在 {PATIENCE} 秒内没有应答", url)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
