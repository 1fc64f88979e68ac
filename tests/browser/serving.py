"""The application in a process of its own, for one test or for many."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from inspection.settings import ROOT

START_SECONDS = 60
SPARED = {"INSPECTION_PREPARE_AHEAD": "false"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The application in a process of its own, on a free port of the loopback.

    With `options` it is started by `python -m inspection serve`. Most serve one test and prepare
    nothing ahead of readers.
    """

    def __init__(
        self, warehouse: Path, *options: str, port: int | None = None, **environment: str
    ) -> None:
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        served = ["inspection", "serve"] if options else ["uvicorn", "app:app"]
        own = [*options] if options else ["--log-level", "warning"]
        where = ["--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *served, *where, *own],
            cwd=ROOT,
            env={**os.environ, **SPARED, "INSPECTION_DATA": str(warehouse), **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._await()

    def _await(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.origin}/_stcore/health", timeout=1)
                return
            except OSError:
                assert self.process.poll() is None, self.process.stderr.read()
                time.sleep(0.1)
        raise TimeoutError("the server did not start")

    def stop(self) -> str:
        """End this very process; what it logged."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[1]
