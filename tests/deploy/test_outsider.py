"""An outsider tries: paths, names, origins, headers, cookies, uploads, SQL, pages left open.

Against the served port of a server where readers sign in. The table of tries is printed.
"""

import http.client
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from deploy import served
from deploy.served import HERE, Reader
from inspection.access import store, tickets, users
from inspection.bench.wire import STREAM
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.settings import ROOT, settings

UNIT, OTHER, NAME = "泉州", "厦门", "张三"
# Where files of ours and of the machine lie, each way to write the step up.
UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%c0%af", "....//", "%252e%252e%252f")
PLACES = ("/assets/", "/static/", "/media/", "/component/x/", "/geo/", "/geo/x/", "/_stcore/")
WANTED = ("etc/passwd", "requirements.txt", "app.py", "data/access/roles.csv", "current")
# What would stand in one of these.
CONTENT = ("root:x:", "streamlit==", "web.sign_in_secrets", "may_see_class", "# title: 角色")
FOREIGN_HOSTS = ("evil.example", "127.0.0.1.nip.io", "localhost.evil.example", "[::2].evil")
FOREIGN_ORIGINS = ("http://evil.example", "null", "http://127.0.0.1:1", "file://")
FORGED = (
    {"X-Remote-User": "zhang", "X-Gateway-Secret": "guess"},
    {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
    {"Cookie": "inspection_pass=eyJwYXNzIjoiMSIsInVzZXIiOiLlvKDkuIkifQ.AAAA"},
    {"Cookie": "inspection_pass=" + "A" * 3000},
    {"Cookie": '_streamlit_user={"sub":"zhang","is_logged_in":true}'},
    {"Authorization": "Bearer guess"},
)
SQL = (
    "泉州' or 1=1 --",
    "泉州') union select name from entity_register --",
    "'; drop view task_facts; --",
    "厦门",
    "%",
    "泉州,厦门",
)
PARAMETERS = ("unit", "county", "office", "kind", "source", "plan", "joint", "draw_kind", "tag")
ASKED = ("units", "counties", "offices", "kinds", "entity_id", "code", "part", "task_no", "as_of")
PAGES = ("progress", "publicity", "quality")
QUESTIONS = ("completion_by_county", "due_rows", "files_read", "entities_by_name", "task_list")


@pytest.fixture
def port(demo_folder, tmp_path, monkeypatch) -> Iterator[int]:
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_folder, folder)
    shutil.rmtree(folder / store.FOLDER, ignore_errors=True)
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    settings.cache_clear()
    users.add_user(NAME, "地市人员", now(), units=[UNIT])
    (found,) = served.free_ports(1)
    server = served.start(folder, found, "--sign-in", INSPECTION_API_PER_MINUTE="100000")
    try:
        served.await_ready(found)
        yield found
    finally:
        server.kill()
        server.wait(timeout=10)
        settings.cache_clear()


def now() -> datetime:
    return datetime.now().astimezone()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Status and text of one request, its path sent as it is written."""
    asked = http.client.HTTPConnection(HERE, port, timeout=60)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    asked.request(method, path, headers=sent)
    answer = asked.getresponse()
    text = answer.read().decode("utf-8", "ignore")
    asked.close()
    return answer.status, text


@pytest.fixture
def secrets() -> set[str]:
    """Names and codes of firms that have rows of another unit alone."""
    own, others = (
        {
            row[name]
            for row in warehouse.answer("due_rows", scope=LOCAL, units=[unit]).to_pylist()
            for name in ("name", "entity_code")
            if row[name]
        }
        for unit in (UNIT, OTHER)
    )
    assert len(others - own) >= 10
    return others - own


def test_tries_of_an_outsider(port, secrets, capsys):
    tries = Counter()
    for kind, is_kept_out in (
        *paths(port),
        *hosts(port),
        *origins(port),
        *forgeries(port, secrets),
        *uploads(port),
        *addresses(port, secrets),
        *interface(port, secrets),
        *left_open(port),
    ):
        assert is_kept_out, kind
        tries[kind] += 1
    with capsys.disabled():
        print("\n" + "\n".join(f"{kind:34}{count:6,} kept out" for kind, count in tries.items()))
    assert len(tries) == 10


def paths(port: int) -> Iterator[tuple[str, bool]]:
    for place in PLACES:
        for up in UP:
            for wanted in WANTED:
                status, text = ask(port, f"{place}{up * 6}{wanted}")
                is_file = any(one in text for one in CONTENT)
                yield "traversal in paths", status != 500 and not is_file
    assert any(one in (ROOT / "requirements.txt").read_text() for one in CONTENT)


def hosts(port: int) -> Iterator[tuple[str, bool]]:
    for host in FOREIGN_HOSTS:
        for path in ("/", "/healthz", "/progress", "/enter/x", "/geo/unit.geojson"):
            yield "rebinding: names not ours", ask(port, path, Host=host)[0] == 403
        yield "rebinding: names not ours", not opens(port, Host=host)


def origins(port: int) -> Iterator[tuple[str, bool]]:
    assert opens(port)
    link = f"/enter/{tickets.invite(NAME, now()).text}"
    for origin in FOREIGN_ORIGINS:
        yield "cross-origin sockets", not opens(port, Origin=origin)
        yield "cross-origin openings of a link", ask(port, link, "POST", Origin=origin)[0] == 403
    assert ask(port, link, "POST", Origin=f"http://{HERE}:{port}")[0] == 303


def opens(port: int, **headers: str) -> bool:
    """Whether a socket opens under these headers."""
    origin = headers.pop("Origin", None)
    try:
        with connect(
            f"ws://{headers.pop('Host', HERE).strip('[]')}:{port}{STREAM}",
            sock=served.socket.create_connection((HERE, port)),
            origin=origin,
            subprotocols=["streamlit"],
            open_timeout=60,
            proxy=None,
        ):
            return True
    except (WebSocketException, ValueError, OSError):
        return False


def forgeries(port: int, secrets: set[str]) -> Iterator[tuple[str, bool]]:
    for headers in FORGED:
        status, text = ask(port, "/api/query/due_rows", **headers)
        yield "forged headers and cookies", status == 401 and not leaked(text, secrets)
        reader = Reader(port, headers.get("Cookie", ""))
        seen = reader.see("progress", {"unit": OTHER})
        is_out = any("只给登录的人看" in one for one in seen.sentences)
        yield "forged headers and cookies", is_out and seen.tables == ()
        reader.close()


def uploads(port: int) -> Iterator[tuple[str, bool]]:
    for window in ("x", "../x", "0" * 32):
        for length in ("10", str(1 << 40), "-1", "x"):
            path = f"/_stcore/upload_file/{window}/file"
            status, _ = ask(port, path, "PUT", Content_Length=length)
            yield "uploads that no page asked for", status in (400, 403, 404, 405)


def addresses(port: int, secrets: set[str]) -> Iterator[tuple[str, bool]]:
    """A reader of one unit with SQL, or another unit, in every filter of the address."""
    opened = tickets.open_invitation(tickets.invite(NAME, now()).text, now())
    reader = Reader(port, f"inspection_pass={opened.cookie}")
    for page in PAGES:
        usual = reader.see(page, {}).tables
        for sql in SQL:
            seen = reader.see(page, dict.fromkeys(PARAMETERS, sql))
            text = "\n".join(seen.sentences) + b"\n".join(seen.tables).decode("utf-8", "ignore")
            yield "SQL in every filter of a page", not leaked(text, secrets)
        yield "and the page after it as before", reader.see(page, {}).tables == usual
    reader.close()


def interface(port: int, secrets: set[str]) -> Iterator[tuple[str, bool]]:
    token = f"Bearer {tickets.new_token(NAME, now()).text}"
    assert ask(port, "/api/query/completion_by_county", Authorization=token)[0] == 200
    for question in QUESTIONS:
        for name in ASKED:
            for sql in SQL:
                path = f"/api/query/{question}?{served.urlencode({name: sql})}"
                status, text = ask(port, path, Authorization=token)
                rows = json.loads(text).get("rows", [])
                units = {row.get("unit") for row in rows}
                is_own = OTHER not in units and not leaked(text, secrets)
                yield "SQL in parameters of /api/query", status in (200, 400, 403) and is_own


def left_open(port: int) -> Iterator[tuple[str, bool]]:
    """Every file that a page offers, asked for over its socket before and after its reader ends."""
    kind = "files of a page left open"
    opened = tickets.open_invitation(tickets.invite(NAME, now()).text, now())
    cookie = f"inspection_pass={opened.cookie}"
    reader = Reader(port, cookie)
    found = reader.run("quality", {}).messages
    offered = [one.delta.new_element.download_button.deferred_file_id for one in found]
    begun = [one.new_session.initialize.session_id for one in found]
    window = next(filter(None, begun))
    asked = [file_asked(window, one) for one in filter(None, offered)]
    address = reader.told(asked[0])
    assert ask(port, address, Cookie=cookie)[0] == 200
    yield kind, ask(port, address)[0] == 403
    users.disable_user(NAME, now())
    yield kind, ask(port, address, Cookie=cookie)[0] == 403
    for message in asked:
        try:
            yield kind, not reader.told(message)
        except WebSocketException:
            yield kind, True
    reader.close()


def file_asked(window: str, file: str) -> bytes:
    """What a browser sends whose reader presses a button of a download."""
    message = BackMsg()
    message.backend_operation_request.request_id = "1"
    message.backend_operation_request.session_id = window
    message.backend_operation_request.deferred_file.file_id = file
    return message.SerializeToString()


def leaked(text: str, secrets: set[str]) -> set[str]:
    return {one for one in secrets if one in text}
