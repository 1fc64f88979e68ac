"""Who may open a socket, and what every answer carries: a policy that keeps all on this host."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = re.compile(rb"^[A-Za-z0-9.\-\[\]:]{1,255}$")
# The code of a closed WebSocket, RFC 6455 section 7.4.1.
POLICY_VIOLATION = 1008
HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"SAMEORIGIN",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def content_policy(host: bytes) -> bytes:
    """The policy of one answer; sockets are allowed to this very host only."""
    sockets = b"ws://%b wss://%b" % (host, host) if HOST.match(host) else b""
    return (
        b"default-src 'self'; script-src 'self' 'unsafe-eval' 'unsafe-inline' blob:; "
        b"style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        b"connect-src 'self' data: blob: %b; worker-src 'self' blob:; object-src 'none'; "
        b"base-uri 'self'; form-action 'self'; frame-ancestors 'self'" % sockets
    )


class SecurityHeaders:
    """Adds the headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers set when the answer starts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = dict(scope["headers"]).get(b"host", b"")
        extra = {**HEADERS, b"content-security-policy": content_policy(host)}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in extra]
                message["headers"] = [*kept, *extra.items()]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class SameOrigin:
    """Refuses sockets that a page of another host opens.

    The framework would ask the internet for its own address before it refuses them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from our own pages, or from a client that is no browser."""
        if scope["type"] == "websocket" and is_foreign(dict(scope["headers"])):
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await self.app(scope, receive, send)


def is_foreign(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the page that asks was served by another host."""
    origin = headers.get(b"origin")
    return origin is not None and urlsplit(origin).netloc != headers.get(b"host", b"")
