"""Uploads: taken only from windows that show an uploader now, and only up to its limit.

The framework takes a file from every open window, whatever its page. A page that draws an
uploader says so with `open_for`; the end of a run that drew none closes the window's door.
What is refused is not read.
"""

import re
import threading
from collections import OrderedDict

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection.data import audit
from inspection.serving.rates import Rate
from inspection.text import text

UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+/?")
# Bytes around the file in a form.
FRAMING = 1 << 20
MOST_WINDOWS = 4_096
FORBIDDEN, TOO_LARGE = 403, 413

_open: OrderedDict[str, int] = OrderedDict()
_lock = threading.Lock()
_recorded = Rate(lambda: 10)


class _TooLarge(Exception):
    """More came than was allowed."""


def open_for(window: str, most_bytes: int) -> None:
    """This window shows an uploader that takes files of so many bytes."""
    with _lock:
        _open[window] = most_bytes
        _open.move_to_end(window)
        while len(_open) > MOST_WINDOWS:
            _open.popitem(last=False)


def close_for(window: str) -> None:
    """This window shows none."""
    with _lock:
        _open.pop(window, None)


def limit_of(window: str) -> int | None:
    """Bytes that this window may send; None where it shows no uploader."""
    with _lock:
        return _open.get(window)


class UploadGate:
    """Refuses uploads that no page asked for, and what is larger than the page takes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but uploads; those with a limit, or not at all."""
        found = UPLOAD.fullmatch(scope.get("path", "")) if scope["type"] == "http" else None
        if found is None or scope["method"] not in ("PUT", "POST"):
            await self.app(scope, receive, send)
            return
        most = limit_of(found[1])
        if most is None:
            await _refuse(scope, receive, send, FORBIDDEN)
            return
        if _length(scope) > most + FRAMING:
            await _refuse(scope, receive, send, TOO_LARGE)
            return
        left = most + FRAMING

        async def receive_limited() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooLarge
            return message

        try:
            await self.app(scope, receive_limited, send)
        except _TooLarge:
            await _refuse(scope, receive, send, TOO_LARGE)


def _length(scope: Scope) -> int:
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    came = scope["client"][0] if scope.get("client") else ""
    said = text(f"frame.upload_{status}")
    if not _recorded.wait(came):
        audit.came_from.set(came)
        audit.record_refusal(said, bytes=_length(scope))
    answer = PlainTextResponse(said, status, {"connection": "close"})
    await answer(scope, receive, send)
