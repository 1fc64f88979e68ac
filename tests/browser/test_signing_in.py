"""Signing in, in Chromium and over a raw socket: deep link → sign-in → the same view, or nothing.

A provider of sign-in of this machine stands for the bureau's; a plain forwarder for a proxy.
"""

import http.client
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import oidc_provider_mock
import pytest
from playwright.sync_api import expect
from secrets_of import secrets_in
from serving import Server, free_port
from waiting import settle
from websockets.exceptions import WebSocketException

from inspection.access import groups, store, tickets, users
from inspection.bench import wire
from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.errors import CheckFailed
from inspection.settings import settings

UNIT = "龙岩"
LINK = "progress?unit=龙岩&as_of=2022-08-31"
TILE = "[class*=st-key-tile_] strong"
NAME = "张三"


@pytest.fixture
def warehouse_copy(demo_folder, tmp_path, monkeypatch) -> Path:
    """The small demo with a table of users of its own."""
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_folder, folder)
    monkeypatch.setenv("INSPECTION_DATA", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


@pytest.fixture
def tab(browser):
    """`tab()`: a private window, not watched for requests to others."""
    opened = []

    def open_():
        opened.append(browser.new_context(locale="zh-CN"))
        return opened[-1].new_page()

    yield open_
    for context in opened:
        context.close()


def now() -> datetime:
    return datetime.now().astimezone()


def expected_checked() -> str:
    rows = warehouse.answer("pace_totals", scope=LOCAL, units=[UNIT], as_of="2022-08-31")
    return f"{rows.to_pylist()[0]['checked_count']:,}"


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@contextmanager
def serving(folder: Path, *options: str, **environment: object) -> Iterator[Server]:
    started = Server(folder, *options, **environment)
    try:
        yield started
    finally:
        started.stop()


def test_invitation_leads_to_the_deep_link_once_and_ends_with_the_user(warehouse_copy, tab):
    users.add_user(NAME, "地市人员", now(), units=[UNIT])
    invited = tickets.invite(NAME, now())
    checked = expected_checked()
    with serving(warehouse_copy, "--sign-in") as server:
        page = tab()
        page.goto(f"{server.origin}/{LINK}")
        settle(page)
        expect(page.get_by_role("heading", name="请先登录")).to_be_visible()
        assert page.locator(TILE).count() == 0
        assert not secrets_in(page.content())

        page.goto(f"{server.origin}/enter/{invited.text}")
        page.get_by_role("button", name="进入").click()
        settle(page)
        expect(page.locator(TILE).first).to_have_text(checked)
        assert query(page) == {"unit": [UNIT], "as_of": ["2022-08-31"]}
        kept = page.context.cookies()
        own = next(one for one in kept if one["name"] == "inspection_pass")
        assert own["httpOnly"]
        assert own["sameSite"] == "Lax"

        again = tab()
        again.goto(f"{server.origin}/enter/{invited.text}")
        again.get_by_role("button", name="进入").click()
        expect(again.get_by_text("每个链接只能打开一次")).to_be_visible()

        users.disable_user(NAME, now())
        expect(page.get_by_role("heading", name="请先登录")).to_be_visible(timeout=25_000)
        assert page.locator(TILE).count() == 0
        thief = tab()
        thief.context.add_cookies(kept)
        thief.goto(f"{server.origin}/{LINK}")
        settle(thief)
        expect(thief.get_by_role("heading", name="请先登录")).to_be_visible()


def test_provider_of_sign_in_leads_to_the_deep_link(warehouse_copy, tmp_path, tab):
    port = free_port()
    (warehouse_copy / store.FOLDER).mkdir(exist_ok=True)
    mapping = f"group,role,units,counties,offices\ncity-ly,地市人员,{UNIT},,\n"
    (warehouse_copy / store.FOLDER / groups.NAME).write_text(mapping, encoding="utf-8")
    known = [
        oidc_provider_mock.User(sub="u-ly", claims={"name": NAME, "groups": ["city-ly"]}),
        oidc_provider_mock.User(sub="u-no", claims={"name": "路人", "groups": ["other"]}),
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=known) as provider:
        secrets = tmp_path / "oidc.toml"
        secrets.write_text(auth(port, provider.server_port), encoding="utf-8")
        options = {"INSPECTION_SIGN_IN": "oidc", "INSPECTION_OIDC_FILE": str(secrets)}
        with serving(warehouse_copy, "--sign-in", port=port, **options) as server:
            origin = server.origin.replace("127.0.0.1", "localhost")
            page = tab()
            page.goto(f"{origin}/{LINK}")
            settle(page)
            assert page.locator(TILE).count() == 0
            page.get_by_role("button", name="统一身份认证登录").click()
            choose(page, "u-ly")
            page.wait_for_url(re.compile(rf"{origin}/progress"))
            settle(page)
            expect(page.locator(TILE).first).to_have_text(expected_checked())
            assert query(page) == {"unit": [UNIT], "as_of": ["2022-08-31"]}
            drawn = f"{origin}/geo/{warehouse.current().id}/unit.geojson"
            assert page.request.get(drawn).status == 403
            table = warehouse_copy / store.FOLDER / groups.NAME
            table.write_text(mapping.replace(f"地市人员,{UNIT}", "省局领导,"), encoding="utf-8")
            assert page.request.get(drawn).status == 200
            table.write_text(mapping, encoding="utf-8")

            kept = page.context.cookies()
            for change in (forged, lambda cookies: cookies):
                users.disable_user(NAME, now()) if change is not forged else None
                thief = tab()
                thief.context.add_cookies(change(kept))
                thief.goto(f"{origin}/{LINK}")
                settle(thief)
                expect(thief.get_by_role("heading", name="请先登录")).to_be_visible()
                assert thief.request.get(drawn).status == 403

            stranger = tab()
            stranger.goto(f"{origin}/{LINK}")
            settle(stranger)
            stranger.get_by_role("button", name="统一身份认证登录").click()
            choose(stranger, "u-no")
            settle(stranger)
            expect(stranger.get_by_role("heading", name="请先登录")).to_be_visible()
            assert stranger.locator(TILE).count() == 0


def auth(port: int, provider: int) -> str:
    return f"""[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "{"s" * 40}"
client_id = "dash"
client_secret = "secret"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid profile email groups" }}
"""


def choose(page, sub: str) -> None:
    """Sign in at the provider as this person."""
    page.get_by_role("button", name=re.compile(sub)).first.click()


def forged(cookies: list[dict]) -> list[dict]:
    """The same cookies, each signature another."""
    return [
        one | {"value": one["value"][:-3] + ("AAA" if one["value"][-3:] != "AAA" else "BBB")}
        for one in cookies
    ]


def test_first_request_of_a_fresh_process_over_a_raw_socket_gets_no_data(warehouse_copy):
    users.add_user(NAME, "省局领导", now())
    with (
        serving(warehouse_copy, "--sign-in") as server,
        wire.connect(f"127.0.0.1:{server.port}") as session,
    ):
        for page in session.pages():
            run = session.open(page, {"unit": UNIT})
            sent = b"".join(one.SerializeToString() for one in run.messages)
            assert not secrets_in(sent.decode("utf-8", "ignore"))
            assert "请先登录".encode() in sent
            kinds = {one.delta.new_element.WhichOneof("type") for one in run.messages}
            assert not kinds & {"arrow_data_frame", "plotly_chart", "metric", "dataframe"}


def get(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=sent)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "ignore")


@contextmanager
def plain_forwarder(port: int) -> Iterator[int]:
    """Passes bytes on and adds what every proxy adds, on a port of its own."""
    listening = socket.create_server(("127.0.0.1", 0))

    def forward() -> None:
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            with taken, socket.create_connection(("127.0.0.1", port)) as behind:
                asked = taken.recv(65536)
                head, _, rest = asked.partition(b"\r\n")
                behind.sendall(head + b"\r\nX-Forwarded-For: 10.0.0.9\r\n" + rest)
                with suppress(OSError):
                    while part := behind.recv(65536):
                        taken.sendall(part)

    threading.Thread(target=forward, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


def test_local_mode_behind_a_plain_forwarder_or_under_another_name_refuses(server):
    assert get(server.port)[0] == 200
    with plain_forwarder(server.port) as port:
        status, said = get(port, "/progress", Connection="close")
        assert status == 403
        assert "经过了转发（x-forwarded-for）" in said
        assert "--sign-in" in said
        with pytest.raises(WebSocketException), wire.connect(f"127.0.0.1:{port}"):
            pass
    for host in ("evil.example", "10.1.2.3:8501", f"127.0.0.1.evil.example:{server.port}"):
        status, said = get(server.port, "/healthz", Host=host)
        assert (status, "data_date" in said) == (403, False)


def test_gateway_headers_say_nothing_on_the_port_itself(warehouse_copy, tmp_path):
    users.add_user(NAME, "省局领导", now(), subject="zhang")
    (tmp_path / "secret").write_text("a-long-secret-of-the-gateway", encoding="utf-8")
    options = {
        "INSPECTION_SIGN_IN": "gateway",
        "INSPECTION_GATEWAY_FROM": "10.9.8.7",
        "INSPECTION_GATEWAY_SECRET_FILE": str(tmp_path / "secret"),
    }
    told = {"X-Remote-User": "zhang", "X-Gateway-Secret": "a-long-secret-of-the-gateway"}
    with serving(warehouse_copy, "--sign-in", **options) as server:
        for headers in (
            told,
            {**told, "X-Gateway-Secret": "guess"},
            {**told, "X-Forwarded-For": "10.9.8.7"},
            {"X-Remote-User": quote(NAME)},
        ):
            assert "请先登录" in first_run(server.port, headers)
    named = {**options, "INSPECTION_GATEWAY_FROM": "127.0.0.1"}
    with serving(warehouse_copy, "--sign-in", **named) as server:
        assert "请先登录" not in first_run(server.port, told)
        assert "请先登录" in first_run(server.port, {"X-Remote-User": "zhang"})


def first_run(port: int, headers: dict[str, str]) -> str:
    """Everything that the first run sends to a socket opened with these headers."""
    with wire.connect(f"127.0.0.1:{port}", headers) as session:
        try:
            run = session.open(wire.Page("/", ""))
        except CheckFailed as error:
            return str(error)
        return b"".join(one.SerializeToString() for one in run.messages).decode("utf-8", "ignore")


def test_a_pass_is_void_after_its_days(warehouse_copy):
    users.add_user(NAME, "省局领导", now())
    early = now() - timedelta(days=31)
    old = tickets.open_invitation(tickets.invite(NAME, early).text, early).cookie
    new = tickets.open_invitation(tickets.invite(NAME, now()).text, now()).cookie
    with serving(warehouse_copy, "--sign-in") as server:
        for cookie, is_out in ((old, True), (new, False), (f"{new}x", True)):
            said = first_run(server.port, {"Cookie": f"inspection_pass={cookie}"})
            assert ("请先登录" in said) == is_out
