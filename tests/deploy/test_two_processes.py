"""Two processes on one warehouse behind the shipped nginx: one is killed while readers read.

A short form of it runs with the suite; `READERS=100` opens as many sessions at once.
"""

import http.client
import os
import shutil
import signal
import ssl
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import NamedTuple

import pytest
from websockets.exceptions import WebSocketException

from deploy import proxied, served
from deploy.served import Reader, Seen
from inspection.access import store, tickets, users
from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.errors import CheckFailed
from inspection.settings import settings

READERS = int(os.environ.get("READERS", "18"))
THREADS, PAGE = 8, "progress"
DAYS = ("2022-07-31", "2022-08-31")
# Who reads: a role, with its unit or office; each sees other rows.
PEOPLE = (
    ("省局领导", {}),
    ("地市人员", {"units": ["泉州"]}),
    ("地市管理员", {"units": ["福州"]}),
    ("省局处室", {"offices": ["信用监管处"]}),
    ("地市人员", {"units": ["厦门"], "counties": ["思明区"]}),
)
VISITOR = len(PEOPLE)


class Asked(NamedTuple):
    """One person's page of one day."""

    person: int
    filters: dict[str, str]


@pytest.fixture
def shared_warehouse(demo_folder, tmp_path, monkeypatch):
    """The small demo with a table of users of its own."""
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_folder, folder)
    shutil.rmtree(folder / store.FOLDER, ignore_errors=True)
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


def invited(at: int) -> str:
    """The cookie of a new pass; a visitor has none."""
    if at == VISITOR:
        return ""
    now = datetime.now().astimezone()
    issued = tickets.invite(f"读者{at}", now)
    return f"inspection_pass={tickets.open_invitation(issued.text, now).cookie}"


def joined() -> list[Scope]:
    """Everybody, kept as users."""
    now = datetime.now().astimezone()
    added = [users.add_user(f"读者{at}", role, now, **of) for at, (role, of) in enumerate(PEOPLE)]
    return [users.scope_for(user) for user in added]


def asked_of(person: int) -> list[Asked]:
    """The pages that a person opens; a visitor's is the same whatever is asked."""
    if person == VISITOR:
        return [Asked(person, {})]
    return [Asked(person, {"as_of": day}) for day in DAYS]


def page_of(person: int) -> str:
    return "" if person == VISITOR else PAGE


class Round:
    """Readers who ask at the same time, and what went wrong."""

    def __init__(self, readers: list[tuple[int, Reader]], right: dict[str, Seen]) -> None:
        self.readers, self.right = readers, right
        self.wrong, self.lost, self.answers = [], set(), 0
        self._lock = threading.Lock()

    def run(self, kill=None) -> None:
        """Everybody asks everything; in the middle of it `kill` is called once."""
        asked = [(reader, one) for person, reader in self.readers for one in asked_of(person)]
        # Everybody's first question before anybody's second: sockets are busy everywhere.
        asked.sort(key=lambda pair: str(pair[1].filters))
        middle = len(asked) // 2

        def answer(at: int) -> None:
            if kill and at == middle:
                kill()
            self._answer(*asked[at])

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(answer, range(len(asked))))

    def _answer(self, reader: Reader, one: Asked) -> None:
        with reader.lock:
            try:
                found = reader.see(page_of(one.person), one.filters)
            except (WebSocketException, CheckFailed, OSError):
                with self._lock:
                    self.lost.add(reader)
                reader.open()
                found = reader.see(page_of(one.person), one.filters)
        with self._lock:
            self.answers += 1
            self.wrong += [one] if found != self.right[repr(one)] else []


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx")
def test_one_process_killed_and_no_answer_is_wrong(shared_warehouse, tmp_path, capsys):
    first, second, secure, plain = served.free_ports(4)
    scopes = joined()
    options = ("--sign-in", "--lan")
    servers = [served.start(shared_warehouse, port, *options) for port in (first, second)]
    try:
        for port in (first, second):
            served.await_ready(port)
        right = references(first, scopes)
        whole = proxied.write(tmp_path, secure, plain, (first, second))
        assert proxied.complaints(whole) == ""
        with proxied.running(whole):
            told = check(secure, trusting(tmp_path), servers, right)
    finally:
        for server in servers:
            server.kill()
            server.wait(timeout=10)
    with capsys.disabled():
        print(f"\n{told}")


def references(port: int, scopes: list[Scope]) -> dict[str, Seen]:
    """What each sees alone, straight from one process; the figures are those of the rows."""
    right = {}
    for person in range(VISITOR + 1):
        reader = Reader(port, invited(person))
        for one in asked_of(person):
            found = reader.see(page_of(person), one.filters)
            right[repr(one)] = found
            # An office's reader is told that the tile cannot follow an office.
            if scopes[person:] and scopes[person].offices is None:
                assert checked(scopes[person], one.filters["as_of"]) in " ".join(found.sentences)
        reader.close()
    assert len(set(right.values())) == len(right)
    assert all(len(" ".join(one.sentences)) > 200 for one in right.values())
    return right


def checked(scope: Scope, day: str) -> str:
    rows = warehouse.answer("pace_totals", scope=scope, as_of=day)
    return f"{rows.to_pylist()[0]['checked_count']:,}"


def trusting(folder) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "inspection.crt"))


def check(
    port: int, context: ssl.SSLContext, servers: list[subprocess.Popen], right: dict[str, Seen]
) -> str:
    readers = [(at % (VISITOR + 1), None) for at in range(READERS)]
    readers = [(person, opened(port, person, context)) for person, _ in readers]
    assert all("Secure; HttpOnly; SameSite=Lax" in one.routed for _, one in readers)
    busy = Round(readers, right)
    busy.run()
    assert (busy.wrong, busy.lost) == ([], set())

    def kill() -> None:
        servers[0].send_signal(signal.SIGKILL)
        servers[0].wait(timeout=10)

    busy.run(kill)
    assert servers[0].poll() is not None
    assert busy.wrong == []
    assert 0 < len(busy.lost) < READERS
    lost = len(busy.lost)
    busy.run()
    assert busy.wrong == []
    late = opened(port, 0, context)
    assert late.see(PAGE, asked_of(0)[0].filters) == right[repr(asked_of(0)[0])]
    closed = http.client.HTTPSConnection(served.HERE, port, context=context, timeout=30)
    closed.request("GET", "/_stcore/metrics")
    assert closed.getresponse().status == 404
    for _, one in readers:
        one.close()
    return (
        f"{READERS} sessions of {VISITOR + 1} kinds of readers: {busy.answers} answers, "
        f"{len(busy.wrong)} wrong, {lost} sessions lost with the process and opened again"
    )


def opened(port: int, person: int, context: ssl.SSLContext) -> Reader:
    reader = Reader(port, invited(person), context)
    reader.lock = threading.Lock()
    return reader
