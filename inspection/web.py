"""The HTTP side: who may open a socket, security headers, language, our own files, health.

Every answer carries a content policy that lets nothing leave this host. The
HTML page of the framework is rewritten on the way out: language, title, icon,
the open font's style sheet and the dictionary for the framework's own words.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection import audit, geo, warehouse
from inspection.errors import InspectionError
from inspection.text import table, text

STATIC = Path(__file__).parent / "static"
HOST = re.compile(rb"^[A-Za-z0-9.\-\[\]:]{1,255}$")
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}
# Paths that never answer with the page.
FILES = (
    "/static/",
    "/assets/",
    "/_stcore/",
    "/media/",
    "/component/",
    "/chrome/",
    "/geo/",
    "/healthz",
)
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


class PageRewriter:
    """Collects the page's HTML, rewrites it and sends it in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite answers that are HTML; everything else passes untouched."""
        if scope["type"] != "http" or scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        held: list[Message] = []
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start" and is_html(message):
                held.append(message)
            elif not held:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    page = rewrite(bytes(body), language_of(scope))
                    await send_page(held[0], page, send)

        await self.app({**scope, "headers": plain_request(scope["headers"])}, receive, collect)


def is_html(start: Message) -> bool:
    """Whether an answer that starts like this is a page."""
    kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    return bool(kinds) and kinds[0].startswith(b"text/html")


def plain_request(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The request's headers without those that would give a packed or empty answer."""
    dropped = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return [(name, value) for name, value in headers if name.lower() not in dropped]


async def send_page(start: Message, page: bytes, send: Send) -> None:
    """Send a rewritten page under the headers of the original."""
    dropped = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
    headers = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
    headers.append((b"content-length", str(len(page)).encode()))
    await send({"type": "http.response.start", "status": start["status"], "headers": headers})
    await send({"type": "http.response.body", "body": page})


def language_of(scope: Scope) -> str:
    """`en` where the link asks for it, else `zh`."""
    return known_language(parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1])


def known_language(asked: str) -> str:
    """The language asked for, Chinese where we do not have it."""
    return asked if asked in HTML_LANGUAGE else "zh"


@lru_cache(maxsize=8)
def rewrite(page: bytes, lang: str) -> bytes:
    """The framework's page with our language, title, icon, fonts and dictionary."""
    html = page.decode("utf-8")
    html = html.replace('<html lang="en">', f'<html lang="{HTML_LANGUAGE[lang]}">')
    html = re.sub(r"<title>.*?</title>", f"<title>{text('frame.title', lang)}</title>", html)
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*/>', "", html)
    html = re.sub(r'<link rel="service-desc"[^>]*/>', "", html)
    html = html.replace("./favicon.png", "./assets/icon.png")
    html = re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript><p>{text('frame.needs_script', lang)}</p></noscript>",
        html,
        flags=re.DOTALL,
    )
    links = (
        '<link rel="stylesheet" href="./assets/fonts/fonts.css">'
        '<link rel="stylesheet" href="./assets/page.css">'
        '<script src="./chrome/words.js"></script><script src="./assets/chrome.js"></script>'
    )
    return html.replace("</head>", f"{links}</head>").encode("utf-8")


@lru_cache(maxsize=1)
def chrome_words() -> str:
    """The dictionary of the framework's words as a script."""
    pairs = [(words.en, words.zh) for key, words in table().items() if key.startswith("chrome.")]
    return f"window.CHROME = {json.dumps(pairs, ensure_ascii=False)};"


async def words_script(_request: Request) -> Response:
    """`/chrome/words.js`."""
    return Response(chrome_words(), media_type="text/javascript")


async def health(_request: Request) -> Response:
    """`/healthz`: the served snapshot, or 503 while none is there."""
    snapshot = warehouse.current()
    if snapshot is None:
        return JSONResponse({"status": "no snapshot"}, status_code=503)
    return JSONResponse({"status": "ok", "data_date": snapshot.data_date.isoformat()})


def show_error(error: Exception) -> bool:
    """The panel a reader sees when a page fails; the number leads to the log."""
    lang = known_language(st.query_params.get("lang", ""))
    if isinstance(error, InspectionError):
        st.error(str(error))
    else:
        st.error(text("frame.failed", lang, incident=audit.record_incident(error)))
    return True


async def boundaries(request: Request) -> Response:
    """`/geo/<layer>.geojson`, for the map in the browser."""
    path = geo.FOLDER / f"{request.path_params['layer']}.geojson"
    if path.parent != geo.FOLDER or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path, media_type="application/geo+json")


def routes() -> list[BaseRoute]:
    """Our own paths, beside the framework's."""
    return [
        Route("/healthz", health),
        Route("/chrome/words.js", words_script),
        Route("/geo/{layer}.geojson", boundaries),
        Mount("/assets", StaticFiles(directory=STATIC)),
    ]


def middleware() -> list[Middleware]:
    """What every request passes, outermost first."""
    return [Middleware(SameOrigin), Middleware(SecurityHeaders), Middleware(PageRewriter)]
