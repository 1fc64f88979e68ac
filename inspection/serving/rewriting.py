"""The framework's page on its way out: language, title, icon, the open font and our own words."""

import json
import re
from functools import lru_cache
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection.text import table, text

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
    "/readyz",
    "/api/",
)


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
        '<script src="./assets/history.js"></script><script src="./assets/theme.js"></script>'
        '<script src="./assets/landing.js"></script>'
    )
    return html.replace("</head>", f"{links}</head>").encode("utf-8")


@lru_cache(maxsize=1)
def chrome_words() -> str:
    """The dictionary of the framework's words as a script."""
    pairs = [(words.en, words.zh) for key, words in table().items() if key.startswith("chrome.")]
    return f"window.CHROME = {json.dumps(pairs, ensure_ascii=False)};"
