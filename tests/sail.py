"""Sail, a server of Spark Connect without Java, as a process of its own on a free port."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

# Ends with the process that started it: its standard input closes then.
SERVER = """
import sys
from pysail.spark import SparkConnectServer
server = SparkConnectServer("127.0.0.1", 0)
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
"""


class Sail(NamedTuple):
    """A running server: its address, and the process to kill."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def sailing() -> Iterator[Sail]:
    command = [sys.executable, "-c", SERVER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        yield Sail(f"sc://127.0.0.1:{port}", process)
        process.kill()
