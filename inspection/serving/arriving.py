"""The door: who may knock at all, the opening of an invitation, the way back to a deep link.

Outermost of all: a request that came the wrong way gets a sentence and nothing else, a socket
is closed. What a reader asked for before signing in is kept in a cookie of ten minutes.
"""

import html
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection.access import Arrival, gateway, tickets
from inspection.access.arriving import (
    GATEWAY,
    LOCAL_HOSTS,
    check_arrival,
    forwarded_by,
    host_of,
    is_local_mode,
    ways,
)
from inspection.access.reader import PASS_COOKIE
from inspection.data import audit
from inspection.data.access import is_this_machine
from inspection.errors import InspectionError, NotAllowed
from inspection.serving.headers import POLICY_VIOLATION, is_foreign
from inspection.serving.rates import Rate
from inspection.settings import settings
from inspection.text import text

# What the provider of sign-in leaves in the browser, and where it comes back to.
OIDC_COOKIE, OIDC_RETURN = "_streamlit_user", "/oauth2callback"
WANTED_COOKIE, WANTED_SECONDS, LONGEST_WANTED = "inspection_wanted", 600, 3500
DOORS = ("/enter", OIDC_RETURN, "/auth", "/api", "/go")
DAY_SECONDS = 86_400
MEASURES = "_stcore/metrics"
# Refusals recorded of one address in a minute: who knocks again and again fills no disk.
RECORDED_PER_MINUTE = 10
refused = Rate(lambda: RECORDED_PER_MINUTE)


def arrival_of(scope: Scope) -> Arrival:
    """What arrives with a request of the server; the same that a page sees of its socket."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, told = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]},{told}" if key in headers else told
    client = scope.get("client")
    return Arrival(client[0] if client else None, headers, cookies_of(headers.get("cookie", "")))


def cookies_of(header: str) -> dict[str, str]:
    """The cookies of a request; none where they cannot be read."""
    try:
        return {name: one.value for name, one in SimpleCookie(header).items()}
    except CookieError:
        return {}


class Door:
    """Refuses what came the wrong way; remembers where a reader without sign-in wanted to go."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or say why not."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        arrival = arrival_of(scope)
        try:
            check_arrival(arrival)
            _check_socket(scope)
            _check_measures(scope, arrival)
        except NotAllowed as error:
            await _refuse(scope, receive, send, error)
            return
        believed = {**scope, "headers": _believed(scope)}
        await self.app(believed, receive, _remembering(scope, arrival, send))


def _believed(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers without those that only the gateway may send, where it is not the gateway."""
    client = scope.get("client")
    is_gateway = gateway.is_gateway(client[0]) if client else gateway.is_socket_named()
    claimed = () if GATEWAY in ways() and is_gateway else gateway.claimed_headers()
    return [one for one in scope["headers"] if one[0].decode("latin-1").lower() not in claimed]


def _check_socket(scope: Scope) -> None:
    """A socket without an address is a forwarder's, as is HTTP of before 1.1: no browser's."""
    if not is_local_mode():
        return
    told = "让同事访问：python -m inspection serve --sign-in 或 --lan"
    if not scope.get("client"):
        raise NotAllowed("本机模式只供本机使用，请求却来自转发用的套接字", remedy=told)
    if scope.get("http_version") == "1.0":
        raise NotAllowed("本机模式只供本机使用，请求却来自转发程序（HTTP/1.0）", remedy=told)


def _check_measures(scope: Scope, arrival: Arrival) -> None:
    """The framework's measures of this process are for programs of this machine alone."""
    is_here = is_this_machine(arrival.address) and not forwarded_by(arrival.headers)
    if MEASURES in scope["path"] and not is_here:
        raise NotAllowed("运行指标只供本机查看", remedy="在服务器上打开")


async def _refuse(scope: Scope, receive: Receive, send: Send, error: InspectionError) -> None:
    came = scope["client"][0] if scope.get("client") else ""
    if not refused.wait(came):
        audit.came_from.set(came)
        audit.record_refusal(error.what)
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await told_page(str(error), 403)(scope, receive, send)


def _remembering(scope: Scope, arrival: Arrival, send: Send) -> Send:
    """Sends on; an answer that is a page to nobody known keeps what was wanted."""
    if scope["type"] != "http" or not ways():
        return send
    if scope["path"].startswith(OIDC_RETURN):
        return _returning(arrival, send)
    if not _is_navigation(scope, arrival) or _may_be_known(arrival):
        return send
    wanted = _path_of(scope)

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and len(wanted) <= LONGEST_WANTED:
            value = f"{WANTED_COOKIE}={quote(wanted, safe='')}; Max-Age={WANTED_SECONDS}"
            message["headers"] = [
                *message["headers"],
                (b"set-cookie", f"{value}; Path=/; HttpOnly; SameSite=Lax".encode()),
            ]
        await send(message)

    return send_on


def _returning(arrival: Arrival, send: Send) -> Send:
    """The provider's answer leads to the page that was wanted."""
    target = wanted_of(arrival)

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (302, 303, 307):
            kept = [(k, v) for k, v in message["headers"] if k.lower() != b"location"]
            message["headers"] = [*kept, (b"location", target.encode("latin-1"))]
        await send(message)

    return send_on


def wanted_of(arrival: Arrival) -> str:
    """The path that was wanted, of this very server; the first page where there is none."""
    wanted = unquote(arrival.cookies.get(WANTED_COOKIE, ""))
    is_own = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_own and wanted.isascii() and wanted.isprintable() else "/"


def _path_of(scope: Scope) -> str:
    path = quote(scope["path"])
    query = scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def _is_navigation(scope: Scope, arrival: Arrival) -> bool:
    wants_page = "text/html" in arrival.headers.get("accept", "")
    return scope["method"] == "GET" and wants_page and not scope["path"].startswith(DOORS)


def _may_be_known(arrival: Arrival) -> bool:
    cookie = arrival.cookies.get(PASS_COOKIE, "")
    is_known = bool(cookie) and tickets.of_cookie(cookie, _now()) is not None
    return is_known or any(name.startswith(OIDC_COOKIE) for name in arrival.cookies)


async def enter(request: Request) -> Response:
    """`/enter/<text>`: a page with one button, so that no previewing program opens the link."""
    arrival = arrival_of(request.scope)
    try:
        _check_safe(arrival, request.url.scheme)
    except NotAllowed as error:
        return told_page(str(error), 403)
    button = f"<form method=post><button>{html.escape(text('access.enter'))}</button></form>"
    return told_page(text("access.enter_about"), 200, button)


async def entered(request: Request) -> Response:
    """The button was pressed: the link is used up, and the browser keeps its pass."""
    arrival = arrival_of(request.scope)
    try:
        _check_safe(arrival, request.url.scheme)
        if is_foreign(dict(request.scope["headers"])):
            raise NotAllowed("邀请链接不能由别的网页打开", remedy="在地址栏中打开该链接")
        cookie, days = tickets.open_invitation(request.path_params["text"], _now())
    except InspectionError as error:
        return told_page(str(error), 403)
    answer = RedirectResponse(wanted_of(arrival), 303)
    answer.set_cookie(
        PASS_COOKIE,
        cookie,
        max_age=days * DAY_SECONDS,
        path="/",
        secure=not settings().plain_http,
        httponly=True,
        samesite="lax",
    )
    answer.delete_cookie(WANTED_COOKIE, path="/")
    return answer


def _check_safe(arrival: Arrival, scheme: str) -> None:
    """Raises NotAllowed where the pass would travel in the clear and nobody said it may."""
    told = arrival.headers.get("x-forwarded-proto", scheme)
    at_home = host_of(arrival.headers.get("host", "")) in LOCAL_HOSTS
    if told != "https" and not settings().plain_http and not at_home:
        raise NotAllowed(
            "这里没有加密（http），登录凭据会被网络上的旁人看到",
            remedy="在前面加 TLS，或确认内网可信后用 serve --sign-in --plain-http 启动",
        )


def told_page(said: str, status: int, more: str = "") -> HTMLResponse:
    """A page of one sentence, without script."""
    title = html.escape(text("frame.title"))
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width">'
        '<body style="font:16px/1.7 sans-serif;max-width:40em;margin:4em auto;padding:0 1em">'
        f"<h1 style='font-size:20px'>{title}</h1><p>{html.escape(said)}</p>{more}</body></html>",
        status,
        {"cache-control": "no-store"},
    )


def _now() -> datetime:
    return datetime.now().astimezone()
