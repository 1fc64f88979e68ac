"""The HTTP side: headers on every answer, the page's language, our own files."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Mount, Route

from inspection.serving import web
from inspection.serving.headers import content_policy

FRAMEWORK_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><link rel="shortcut icon" href="./favicon.png" />'
    "<title>Streamlit</title></head><body><noscript><p>You need</p></noscript></body></html>"
)


class Answer(NamedTuple):
    """One HTTP answer."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Client:
    """Asks an ASGI application without a socket."""

    def __init__(self, app) -> None:
        self.app = app

    def get(self, target: str, headers: dict[str, str] | None = None) -> Answer:
        path, _, query = target.partition("?")
        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "http_version": "1.1",
            "server": ("test", 80),
            "client": ("127.0.0.1", 1),
            "headers": [
                (b"host", b"localhost"),
                *((k.encode(), v.encode()) for k, v in (headers or {}).items()),
            ],
        }
        sent: list[dict] = []

        async def receive():
            await asyncio.sleep(60)

        async def send(message):
            sent.append(message)

        # In a thread of its own: a browser test may have left an event loop in this one.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, self.app(scope, receive, send)).result()
        start, *parts = sent
        found = {k.decode().lower(): v.decode() for k, v in start["headers"]}
        return Answer(start["status"], found, b"".join(p.get("body", b"") for p in parts))


@pytest.fixture
def client() -> Client:
    async def page(_request):
        return HTMLResponse(FRAMEWORK_PAGE, headers={"etag": "x"})

    async def text(_request):
        return PlainTextResponse("as it is")

    routes = [*web.routes(), Route("/progress", page), Route("/text", text)]
    return Client(Starlette(routes=routes, middleware=web.middleware()))


def test_every_answer_carries_the_security_headers(client):
    for path in ("/progress", "/text", "/assets/icon.png", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_policy_allows_sockets_to_this_host_only():
    policy = content_policy(b"gd.example:8501")
    assert b"connect-src 'self' data: blob: ws://gd.example:8501 wss://gd.example:8501;" in policy


def test_policy_ignores_a_host_header_that_would_widen_it():
    assert b"evil" not in content_policy(b"a *; script-src evil")


HOST = (b"host", b"localhost:8501")


@pytest.mark.parametrize(
    ("headers", "answered"),
    [
        ([HOST, (b"origin", b"http://localhost:8501")], "websocket.accept"),
        ([HOST], "websocket.accept"),
        ([HOST, (b"origin", b"http://evil.example")], "websocket.close"),
        ([HOST, (b"origin", b"http://localhost:8502")], "websocket.close"),
        ([HOST, (b"origin", b"null")], "websocket.close"),
    ],
)
def test_socket_of_a_foreign_page_never_reaches_the_framework(headers, answered):
    assert socket_answer(headers) == answered


def socket_answer(headers: list[tuple[bytes, bytes]]) -> str:
    """What a socket with these headers is answered by an application that accepts all."""
    sent: list[dict] = []

    async def accepting(_scope, _receive, send):
        await send({"type": "websocket.accept"})

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    scope |= {"client": ("127.0.0.1", 1)}
    app = Starlette(routes=[Mount("/", accepting)], middleware=web.middleware())
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, app(scope, receive, send)).result()
    return sent[0]["type"]


def test_page_is_chinese_by_default_and_english_on_request(client):
    assert '<html lang="zh-CN">' in client.get("/progress").text
    assert '<html lang="en">' in client.get("/progress?lang=en").text
    assert '<html lang="zh-CN">' in client.get("/progress?lang=fr").text


def test_page_has_our_title_icon_fonts_and_dictionary(client):
    page = client.get("/progress").text
    assert "Streamlit" not in page
    assert "You need" not in page
    for link in ("./assets/icon.png", "./assets/fonts/fonts.css", "./chrome/words.js"):
        assert link in page


def test_rewritten_page_has_its_own_length_and_no_etag(client):
    answer = client.get("/progress", headers={"accept-encoding": "gzip", "if-none-match": "x"})
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers


def test_other_answers_pass_untouched(client):
    assert client.get("/text").text == "as it is"


def test_dictionary_gives_pairs_of_english_and_chinese(client):
    script = client.get("/chrome/words.js").text
    pairs = json.loads(script.removeprefix("window.CHROME = ").removesuffix(";"))
    assert ["No results", "没有匹配项"] in pairs


def test_script_types_are_what_the_browser_accepts(client):
    assert client.get("/assets/chrome.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/assets/fonts/fonts.css").headers["content-type"].startswith("text/css")


def test_boundaries_come_from_this_host(client):
    assert client.get("/geo/unit.geojson").content.startswith(b'{"type":')
    assert client.get("/geo/README.md").status == 404
