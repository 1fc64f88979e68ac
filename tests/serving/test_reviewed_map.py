"""The map that the bureau had reviewed: served to whom its roles name, whichever way they came."""

import json
from datetime import datetime, timedelta

import pytest
from starlette.applications import Starlette
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from test_web import Client

from inspection.access import tickets, users
from inspection.serving import claims, web
from inspection.settings import change, settings

SECRET, GATEWAY_SECRET = "s" * 40, "a-long-secret-of-the-gateway"
HOST = "localhost"
MAY, MAY_NOT = "省局领导", "审计"
COOKIE = "_streamlit_user"


@pytest.fixture
def status(make_snapshot, monkeypatch, tmp_path):
    """`status(header=…)`: what the map of the snapshot is answered, all three ways being open."""
    snapshot = make_snapshot()
    (tmp_path / "secret").write_text(GATEWAY_SECRET, encoding="utf-8")
    for name in ("SIGN_IN", "GATEWAY_FROM", "GATEWAY_SECRET_FILE"):
        monkeypatch.setenv(f"INSPECTION_{name}", "")
    change(
        sign_in="gateway,oidc,invitation",
        gateway_from="127.0.0.1",
        gateway_secret_file=str(tmp_path / "secret"),
    )
    monkeypatch.setattr(claims, "get_cookie_secret", lambda: SECRET)
    for role in (MAY, MAY_NOT):
        users.add_user(f"{role}甲", role, now(), subject="may" if role == MAY else "may-not")
    client = Client(Starlette(routes=web.routes(), middleware=web.middleware()))

    def ask(**headers: str) -> int:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(f"/geo/{snapshot.id}/unit.geojson", sent).status

    yield ask
    settings.cache_clear()


def now() -> datetime:
    return datetime.now().astimezone()


def told(subject: str, **more: object) -> str:
    exp = (now() + timedelta(hours=1)).timestamp()
    said = {"is_logged_in": True, "sub": subject, "exp": exp, "origin": f"http://{HOST}"}
    return json.dumps(said | more)


def signed(value: str, name: str = COOKIE, secret: str = SECRET) -> str:
    return f"{name}={create_signed_value(secret, name, value).decode()}"


def test_by_sign_in_of_the_bureau(status):
    assert status(cookie=signed(told("may"))) == 200
    whole = told("may")
    parts = [whole[:40], whole[40:]]
    chunks = [signed(part, f"{COOKIE}_{at}") for at, part in enumerate(parts, 1)]
    assert status(cookie="; ".join([signed("chunks-2"), *chunks])) == 200
    for cookie in (
        signed(told("may-not")),
        signed(told("nobody")),
        signed(told("may"), secret="t" * 40),
        signed(told("may"))[:-2],
        signed(told("may", origin="http://evil.example")),
        signed(told("may", is_logged_in=False)),
        signed(told("may", exp=(now() - timedelta(hours=1)).timestamp())),
        "; ".join([signed("chunks-2"), chunks[0]]),
        f"{COOKIE}={whole}",
    ):
        assert status(cookie=cookie) == 403, cookie
    users.disable_user(f"{MAY}甲", now())
    assert status(cookie=signed(told("may"))) == 403


def test_by_the_gateway(status):
    sent = {"x_remote_user": "may", "x_gateway_secret": GATEWAY_SECRET}
    assert status(**sent) == 200
    assert status(**sent | {"x_remote_user": "may-not"}) == 403
    assert status(**sent | {"x_gateway_secret": "guess"}) == 403
    change(gateway_from="10.0.0.1")
    assert status(**sent) == 403


def test_by_invitation(status):
    for role, answered in ((MAY, 200), (MAY_NOT, 403)):
        opened = tickets.open_invitation(tickets.invite(f"{role}甲", now()).text, now())
        assert status(cookie=f"inspection_pass={opened.cookie}") == answered
    assert status() == 403


def test_where_the_bureau_does_not_sign_in_its_cookie_says_nothing(status):
    change(sign_in="invitation")
    assert status(cookie=signed(told("may"))) == 403
