"""What a window may send over its socket: rows and files only while its reader may see them."""

import asyncio
from datetime import datetime

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from inspection.access import tickets, users
from inspection.data import audit, trail
from inspection.serving.sockets import SocketGate
from inspection.settings import change, settings

NAME, ROLE, NARROWER = "张三", "省局领导", "访客"


@pytest.fixture
def signed_in(warehouse_folder, monkeypatch):
    """The headers of a reader who signed in by invitation."""
    warehouse_folder.mkdir()
    monkeypatch.setenv("INSPECTION_SIGN_IN", "")
    change(sign_in="invitation")
    users.add_user(NAME, ROLE, now())
    opened = tickets.open_invitation(tickets.invite(NAME, now()).text, now())
    yield [(b"host", b"localhost"), (b"cookie", f"inspection_pass={opened.cookie}".encode())]
    settings.cache_clear()


def now() -> datetime:
    return datetime.now().astimezone()


def rerun(fragment: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.fragment_id = fragment
    return message.SerializeToString()


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message.SerializeToString()


def plain(kind: str) -> bytes:
    """A message that says nothing but its kind."""
    return BackMsg(**{kind: True}).SerializeToString()


FILE, ROWS = operation("deferred_file"), operation("dataframe_chunk")


class Talk:
    """What a window sends, a function between two messages, and what came of it."""

    def __init__(self, headers: list, sent: list, client=("192.0.2.7", 1)) -> None:
        self.passed: list[bytes] = []
        self.closed: list[int] = []
        self.came = ""
        self._sent = iter(sent)
        scope = {"type": "websocket", "path": "/", "headers": headers, "client": client}
        asyncio.run(SocketGate(self._app)(scope, self._receive, self._send))

    async def _app(self, _scope, receive, _send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            self.passed.append(message["bytes"])
            # As the framework makes a file: in a thread of its own.
            self.came = await asyncio.to_thread(audit.came_from.get)

    async def _receive(self):
        for one in self._sent:
            if isinstance(one, bytes):
                return {"type": "websocket.receive", "bytes": one}
            one()
        return {"type": "websocket.disconnect", "code": 1000}

    async def _send(self, message) -> None:
        self.closed.append(message["code"])


def test_rows_and_files_are_given_while_their_reader_may_see_them(signed_in):
    sent = [rerun(), FILE, ROWS, plain("stop_script"), plain("app_heartbeat")]
    talk = Talk(signed_in, sent)
    assert (talk.passed, talk.closed) == (sent, [])
    assert talk.came == "192.0.2.7"


@pytest.mark.parametrize("asked", [FILE, ROWS])
def test_who_was_disabled_gets_none_of_a_page_that_stands_open(signed_in, asked):
    talk = Talk(signed_in, [rerun(), asked, lambda: users.disable_user(NAME, now()), asked, FILE])
    assert (talk.passed, talk.closed) == ([rerun(), asked], [1008])
    assert "不再给出其行和文件" in (trail.folder() / "000001.jsonl").read_text()


def test_who_may_see_less_gets_none_until_the_page_is_drawn_anew(signed_in):
    def narrow():
        with tickets.changing() as table:
            table.users[0].role = NARROWER

    talk = Talk(signed_in, [rerun(), narrow, rerun("news"), FILE])
    assert (talk.passed, talk.closed) == ([rerun(), rerun("news")], [1008])
    talk = Talk(signed_in, [rerun(), FILE])
    assert talk.passed == [rerun(), FILE]


def test_nobody_gets_rows_without_a_page_or_a_name(signed_in):
    assert Talk(signed_in, [FILE]).passed == []
    assert Talk([(b"host", b"localhost")], [rerun(), ROWS]).passed == [rerun()]


@pytest.mark.parametrize(
    "asked",
    [
        *map(plain, ("clear_cache", "load_git_info", "debug_shutdown_runtime")),
        *map(operation, ("install_skills", "dismiss_skills_nudge")),
        b"",
    ],
)
def test_what_no_page_of_ours_sends_is_not_done_and_ends_nothing(signed_in, asked):
    talk = Talk(signed_in, [rerun(), asked, FILE])
    assert (talk.passed, talk.closed) == ([rerun(), FILE], [])


def test_a_file_made_for_a_page_is_given_to_nobody_unknown(signed_in):
    def ask(headers) -> int:
        statuses = []

        async def app(_scope, _receive, send):
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def send(message):
            statuses.append(message.get("status"))

        scope = {"type": "http", "path": "/media/0f.xlsx", "headers": headers, "client": None}
        asyncio.run(SocketGate(app)(scope, None, send))
        return statuses[0]

    assert (ask(signed_in), ask([(b"host", b"localhost")])) == (200, 403)
    users.disable_user(NAME, now())
    assert ask(signed_in) == 403


def test_what_is_no_message_is_left_to_the_framework(signed_in):
    assert Talk(signed_in, [b"\xff\xff"]).passed == [b"\xff\xff"]


def test_a_file_is_traced_to_where_its_reader_is(signed_in):
    headers = [*signed_in, (b"x-forwarded-for", b"10.0.0.9")]
    talk = Talk(headers, [rerun()], client=("127.0.0.1", 1))
    assert talk.came == "this machine (X-Forwarded-For: 10.0.0.9)"
