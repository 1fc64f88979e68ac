"""Two processes on one warehouse behind the shipped nginx: one is killed while readers read."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.parse import urlencode

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from deploy import proxied
from inspection.bench.wire import STREAM, Session
from inspection.errors import CheckFailed
from inspection.settings import ROOT

READERS = 12
PAGE_SECONDS = 60
FILTERS = ({}, {"lang": "en"})


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def start(warehouse, port: int) -> subprocess.Popen:
    where = ("--host", "127.0.0.1", "--port", str(port))
    environment = {"INSPECTION_DATA": str(warehouse), "INSPECTION_LAN": "true"}
    return subprocess.Popen(
        [sys.executable, "-m", "inspection", "serve", "--lan", *where],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def await_ready(port: int) -> None:
    until = time.monotonic() + PAGE_SECONDS
    while time.monotonic() < until:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            asked.request("GET", "/readyz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(port)


def trusting(folder) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "inspection.crt"))


class Reader:
    """A browser's way: a page that sets the cookie of the route, then a socket with it."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        self.port, self.context = port, context
        asked = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
        asked.request("GET", "/")
        answer = asked.getresponse()
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        self.secure = answer.headers["set-cookie"]
        asked.close()
        self.open()

    def open(self) -> None:
        """A socket, and with it a session."""
        self.socket = connect(
            f"wss://127.0.0.1:{self.port}{STREAM}",
            ssl=self.context,
            origin=f"https://127.0.0.1:{self.port}",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": self.cookie},
            max_size=None,
            proxy=None,
        )
        self.session = Session(self.socket)

    def answer(self, filters: dict[str, str]) -> list[str]:
        """The sentences that the page shows."""
        run = self.session._run(urlencode(filters))
        return said(run.messages)


def said(messages: list[ForwardMsg]) -> list[str]:
    drawn = [message.delta.new_element for message in messages]
    texts = [one.markdown.body for one in drawn if one.WhichOneof("type") == "markdown"]
    return [text for text in texts if text]


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx")
def test_one_process_killed_and_no_answer_is_wrong(demo_folder, tmp_path):
    first, second, secure, plain = free_ports(4)
    servers = [start(demo_folder, port) for port in (first, second)]
    try:
        await_ready(first)
        await_ready(second)
        whole = proxied.write(tmp_path, secure, plain, (first, second))
        assert proxied.complaints(whole) == ""
        with proxied.running(whole):
            check(secure, trusting(tmp_path), servers)
    finally:
        for server in servers:
            server.kill()
            server.wait(timeout=10)


def check(port: int, context: ssl.SSLContext, servers: list[subprocess.Popen]) -> None:
    readers = [Reader(port, context) for _ in range(READERS)]
    assert all("Secure; HttpOnly; SameSite=Lax" in one.secure for one in readers)
    right = [readers[0].answer(filters) for filters in FILTERS]
    assert right[0] != right[1]
    assert len(" ".join(right[0])) > 200
    wrong = sum(
        one.answer(asked) != told
        for one in readers
        for asked, told in zip(FILTERS, right, strict=True)
    )
    servers[0].send_signal(signal.SIGKILL)
    servers[0].wait(timeout=10)
    lost = 0
    for one in readers:
        try:
            wrong += one.answer(FILTERS[1]) != right[1]
        except (WebSocketException, CheckFailed, OSError):
            lost += 1
            one.open()
            wrong += one.answer(FILTERS[1]) != right[1]
    assert wrong == 0
    assert 0 < lost < READERS
    late = Reader(port, context)
    assert late.answer(FILTERS[0]) == right[0]
    closed = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=30)
    closed.request("GET", "/_stcore/metrics")
    assert closed.getresponse().status == 404
