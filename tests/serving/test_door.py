"""The door: refusals before anything else, invitations over the wire, the way back to a page."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from inspection.access import Arrival, tickets, users
from inspection.serving import web
from inspection.serving.arriving import WANTED_COOKIE, arrival_of, wanted_of
from inspection.settings import change, settings

NAME = "张三"
HERE = {"host": "localhost:8501"}
PAGE = {"accept": "text/html"}
PEER = ("10.0.0.9", 1)


@pytest.fixture
def ask(warehouse_folder, monkeypatch):
    """`ask("/progress")`: status, headers, text of an application behind the door."""
    names = ("SIGN_IN", "PLAIN_HTTP", "GATEWAY_FROM", "LAN")
    for name in names:
        monkeypatch.setenv(f"INSPECTION_{name}", "false" if name in ("PLAIN_HTTP", "LAN") else "")
    settings.cache_clear()

    async def page(request):
        told = request.headers.get("x-remote-user", "nobody")
        return HTMLResponse(f"<html><head></head><body>{told}</body></html>")

    async def returned(_request):
        return RedirectResponse("/")

    routes = [*web.routes(), Route("/progress", page), Route("/oauth2callback", returned)]
    app = Starlette(routes=routes, middleware=web.middleware())

    def run(target, method="GET", client=PEER, scheme="http", **headers):
        scope = http_scope(target, method, client, scheme, {**HERE, **headers})
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, answered(app, scope)).result()

    yield run
    settings.cache_clear()


def http_scope(target, method, client, scheme, headers):
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": scheme,
        "http_version": headers.pop("http_version", "1.1"),
        "server": ("localhost", 8501),
        "client": client,
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }


async def answered(app, scope):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    found = [(k.decode().lower(), v.decode()) for k, v in sent[0]["headers"]]
    return sent[0]["status"], found, b"".join(one.get("body", b"") for one in sent[1:]).decode()


def cookies(headers) -> dict[str, str]:
    pairs = [value.partition("=") for name, value in headers if name == "set-cookie"]
    return {name: value for name, _, value in pairs}


def invited() -> str:
    now = datetime.now().astimezone()
    users.add_user(NAME, "省局领导", now)
    return f"/enter/{tickets.invite(NAME, now).text}"


def test_local_mode_refuses_a_forwarder_a_foreign_name_and_a_nameless_socket(ask):
    assert ask("/progress", client=("127.0.0.1", 1))[0] == 200
    for asked in ({"x_forwarded_for": "1.2.3.4"}, {"via": "1.1 x"}, {"host": "evil.example"}):
        status, headers, said = ask("/progress", client=("127.0.0.1", 1), **asked)
        assert status == 403
        assert "处理办法" in said
        assert ("cache-control", "no-store") in headers
        assert "content-security-policy" in dict(headers)
    assert ask("/progress", client=None)[0] == 403
    status, _, said = ask("/progress", client=("127.0.0.1", 1), http_version="1.0")
    assert (status, "HTTP/1.0" in said) == (403, True)


def test_measures_of_the_process_are_for_this_machine_alone(ask):
    change(sign_in="invitation")
    here = {"client": ("127.0.0.1", 1)}
    for path in ("/_stcore/metrics", "/_stcore/metrics/", "//_stcore/metrics"):
        assert ask(path)[0] == 403
        assert ask(path, **here, x_forwarded_for="10.0.0.9")[0] == 403
        assert ask(path, **here)[0] != 403


def test_a_link_is_opened_by_a_press_and_previews_do_not_use_it_up(ask):
    change(sign_in="invitation")
    link = invited()
    for _ in range(2):
        status, _, said = ask(link)
        assert status == 200
        assert "进入" in said
    status, headers, _ = ask(link, "POST", origin="http://localhost:8501")
    assert status == 303
    kept = cookies(headers)["inspection_pass"]
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert "Secure" in kept
    assert ask(link, "POST")[0] == 403


def test_a_page_elsewhere_cannot_open_a_link(ask):
    change(sign_in="invitation")
    assert ask(invited(), "POST", origin="http://evil.example")[0] == 403


def test_without_encryption_a_link_needs_the_switch(ask):
    change(sign_in="invitation")
    link = invited()
    for method in ("GET", "POST"):
        status, _, said = ask(link, method, host="10.1.2.3:8501")
        assert status == 403
        assert "--plain-http" in said
    assert ask(link, host="10.1.2.3", x_forwarded_proto="https")[0] == 200
    assert ask(link, host="10.1.2.3", scheme="https")[0] == 200
    change(plain_http="true")
    status, headers, _ = ask(link, "POST", host="10.1.2.3:8501")
    assert status == 303
    assert "Secure" not in cookies(headers)["inspection_pass"]


def test_the_page_asked_for_is_kept_until_somebody_signed_in(ask):
    change(sign_in="invitation,oidc")
    target = f"/progress?unit={quote('泉州')}&as_of=2022-08-31"
    _, headers, _ = ask(target, **PAGE)
    wanted = cookies(headers)[WANTED_COOKIE].split(";")[0]
    assert "HttpOnly" in cookies(headers)[WANTED_COOKIE]
    back = {"cookie": f"{WANTED_COOKIE}={wanted}"}
    assert dict(ask("/oauth2callback", **back)[1])["location"] == target
    link = invited()
    assert dict(ask(link, "POST", **back)[1])["location"] == target
    assert WANTED_COOKIE not in cookies(ask("/progress", accept="image/png")[1])
    assert WANTED_COOKIE not in cookies(ask("/progress?" + "x" * 4000, **PAGE)[1])
    assert WANTED_COOKIE not in cookies(ask("/progress", cookie="_streamlit_user=x", **PAGE)[1])


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example", "x", "/a\r\nb", "", "/é"],
)
def test_nobody_is_led_elsewhere(wanted):
    kept = quote(wanted, safe="")
    assert wanted_of(Arrival(cookies={WANTED_COOKIE: kept})) == "/"


def test_headers_of_a_gateway_pass_the_door_from_there_only(ask):
    change(sign_in="gateway", gateway_from=PEER[0])
    assert "zhang" in ask("/progress", x_remote_user="zhang")[2]
    assert "nobody" in ask("/progress", client=("10.0.0.8", 1), x_remote_user="zhang")[2]
    assert "nobody" in ask("/progress", client=None, x_remote_user="zhang")[2]
    change(gateway_from="unix")
    assert "zhang" in ask("/progress", client=None, x_remote_user="zhang")[2]
    assert "nobody" in ask("/progress", x_remote_user="zhang")[2]
    change(sign_in="invitation", gateway_from=PEER[0])
    assert "nobody" in ask("/progress", x_remote_user="zhang")[2]


def test_what_arrives_is_read_whole():
    scope = http_scope("/", "GET", PEER, "http", {**HERE, "cookie": "a=1; b=2"})
    scope["headers"] += [(b"X-Remote-User", b"one"), (b"x-remote-user", b"two")]
    found = arrival_of(scope)
    assert found.headers["x-remote-user"] == "one,two"
    assert found.cookies == {"a": "1", "b": "2"}
    assert found.address == PEER[0]


def test_short_links_lead_to_pages_of_ours_only(ask):
    client = {"client": ("127.0.0.1", 1)}
    status, headers, _ = ask("/go/progress?u=3501&d=2022-08-31", **client)
    target = f"/progress?unit={quote('福州')}&as_of=2022-08-31"
    assert (status, dict(headers)["location"]) == (302, target)
    assert dict(ask("/go/overview?u=3501", **client)[1])["location"].startswith("/?unit=")
    for page in ("evil.example", "..", "a%2Fb", "%5Cevil"):
        assert ask(f"/go/{page}", **client)[0] == 404
