"""Processes of the product for one test, and readers that speak its protocol without a browser."""

import http.client
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from inspection.bench.wire import STREAM, Page, Run, Session
from inspection.settings import ROOT

START_SECONDS = 120
# A browser tries to open a lost socket again and again; so long it may take here.
AGAIN_SECONDS = 90
HERE = "127.0.0.1"


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind((HERE, 0))
        return [probe.getsockname()[1] for probe in probes]


def start(warehouse: Path, port: int, *options: str, **environment: str) -> subprocess.Popen:
    """`python -m inspection serve` on this port of the loopback."""
    where = ("--host", HERE, "--port", str(port))
    return subprocess.Popen(
        [sys.executable, "-m", "inspection", "serve", *options, *where],
        cwd=ROOT,
        env={**os.environ, "INSPECTION_DATA": str(warehouse), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def await_ready(port: int) -> None:
    """Return once `/readyz` says so."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            asked = http.client.HTTPConnection(HERE, port, timeout=5)
            asked.request("GET", "/readyz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


class Seen(NamedTuple):
    """What a run of a page tells: its sentences, and its tables as they travel."""

    sentences: tuple[str, ...]
    tables: tuple[bytes, ...]


class Reader:
    """One session: a socket with the cookies of a browser, straight or through the proxy."""

    def __init__(self, port: int, cookie: str, secure: ssl.SSLContext | None = None) -> None:
        self.port, self.cookie, self.secure = port, cookie, secure
        self.routed = ""
        if secure:
            self._take_route()
        self.open_again()

    def _take_route(self) -> None:
        """The page first: the proxy's cookie keeps this reader with one process."""
        asked = http.client.HTTPSConnection(HERE, self.port, context=self.secure, timeout=60)
        asked.request("GET", "/", headers={"Cookie": self.cookie} if self.cookie else {})
        self.routed = asked.getresponse().headers["set-cookie"]
        self.cookie = "; ".join(filter(None, [self.cookie, self.routed.split(";")[0]]))
        asked.close()

    def open(self) -> None:
        """A socket, and with it a session."""
        kind = "s" if self.secure else ""
        self.socket = connect(
            f"ws{kind}://{HERE}:{self.port}{STREAM}",
            ssl=self.secure,
            origin=f"http{kind}://{HERE}:{self.port}",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            max_size=None,
            proxy=None,
            open_timeout=START_SECONDS,
        )
        self.session = Session(self.socket)
        self._sent: dict[str, ForwardMsg] = {}

    def open_again(self) -> None:
        """As a browser does whose socket was lost: until one opens."""
        until = time.monotonic() + AGAIN_SECONDS
        while True:
            try:
                self.open()
            except (WebSocketException, OSError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def run(self, name: str, filters: Mapping[str, str]) -> Run:
        """The page of this name under these filters."""
        self.session._page = Page(name, calc_hash(name) if name else "")
        return self.session._run(urlencode(filters))

    def see(self, name: str, filters: Mapping[str, str]) -> Seen:
        """What it tells."""
        elements = [self._whole(one).delta.new_element for one in self.run(name, filters).messages]
        told = [one.markdown.body for one in elements if one.WhichOneof("type") == "markdown"]
        tables = [
            one.dataframe.arrow_data.data
            for one in elements
            if one.WhichOneof("type") == "dataframe"
        ]
        return Seen(tuple(filter(None, told)), tuple(tables))

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        """A message that was sent before is told by its hash."""
        if message.WhichOneof("type") == "ref_hash":
            message = self._sent[message.ref_hash]
        self._sent[message.hash] = message
        return message

    def told(self, asked: bytes) -> str:
        """The address of the file that is asked for like this; empty where none is given."""
        self.socket.send(asked)
        while True:
            answer = ForwardMsg.FromString(self.socket.recv(timeout=START_SECONDS))
            if answer.WhichOneof("type") == "backend_operation_response":
                return answer.backend_operation_response.deferred_file.url

    def close(self) -> None:
        """End the session."""
        self.socket.close()
