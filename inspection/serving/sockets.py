"""What a window may send over its socket, and to whom it is answered.

A run of the page decides who reads. Rows that a reader scrolls to and files made when they are
asked for come without one, from what the last run left: they are given only while the reader
may see what that run showed, and files to nobody unknown. What no page of ours sends – emptying
the caches of all readers, installing – is not passed on.
"""

import asyncio
from dataclasses import replace
from datetime import datetime

from google.protobuf.message import DecodeError
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from inspection.access import Arrival, current_reader
from inspection.data import access, audit
from inspection.errors import InspectionError
from inspection.serving.arriving import arrival_of
from inspection.serving.claims import claims_of
from inspection.serving.headers import POLICY_VIOLATION
from inspection.serving.rates import Rate
from inspection.text import text

RERUN, OPERATION = "rerun_script", "backend_operation_request"
# What a browser that shows our pages sends.
KNOWN = frozenset((RERUN, OPERATION, "stop_script", "file_urls_request", "app_heartbeat"))
# Answered from what the last run of the page left: rows of a long table, a file.
LEFT_BY_RUN = frozenset(("dataframe_chunk", "deferred_file"))
# Refusals recorded of one window in a minute.
RECORDED_PER_MINUTE = 10
FORWARDED = "x-forwarded-for"
# Where files lie that were made for a page.
FILES, FORBIDDEN = "/media/", 403


class SocketGate:
    """Passes on what our pages send, while their reader may still see what they show."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but files and sockets; those message by message."""
        if scope["type"] == "http" and scope["path"].startswith(FILES):
            await self._give_file(scope, receive, send)
            return
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        window = Window(arrival_of(scope))
        audit.came_from.set(origin_of(window.arrival))

        async def receive_known() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or await window.passes(message):
                    return message
                if not window.is_known:
                    await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                    return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        await self.app(scope, receive_known, send)

    async def _give_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file that was made for a page, to nobody unknown: its address may have been sent on."""
        known = await asyncio.to_thread(reader_of, arrival_of(scope))
        answer = self.app if known else PlainTextResponse(text("frame.socket_ended"), FORBIDDEN)
        await answer(scope, receive, send)


class Window:
    """One socket: what arrived with it, and what its reader might see at the last run."""

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.is_known = True
        self._shown: access.Scope | None = None
        self._recorded = Rate(lambda: RECORDED_PER_MINUTE)

    async def passes(self, message: Message) -> bool:
        """Whether the framework gets this message; a reader who may no more is not known."""
        told = parsed(message.get("bytes") or b"")
        # What cannot be read the framework refuses itself.
        kind = told.WhichOneof("type") if told else None
        if told is None or (kind in KNOWN and kind not in (RERUN, OPERATION)):
            return True
        if kind == RERUN:
            if not told.rerun_script.fragment_id:
                self._shown = await asyncio.to_thread(reader_of, self.arrival)
            return True
        if kind != OPERATION or _asked_of(told) not in LEFT_BY_RUN:
            self._refuse(text("frame.socket_unknown"))
            return False
        self.is_known = await asyncio.to_thread(self._may_still_see)
        if not self.is_known:
            self._refuse(text("frame.socket_ended"))
        return self.is_known

    def _may_still_see(self) -> bool:
        return self._shown is not None and reader_of(self.arrival) == self._shown

    def _refuse(self, said: str) -> None:
        if not self._recorded.wait(""):
            audit.record_refusal(said, self._shown)


def reader_of(arrival: Arrival) -> access.Scope | None:
    """What this reader may see now; None where nobody known reads."""
    arrival = replace(arrival, claims=claims_of(arrival))
    try:
        return current_reader(arrival, datetime.now().astimezone()).scope
    except InspectionError:
        return None


def parsed(raw: bytes) -> BackMsg | None:
    """The message in these bytes, where it is one."""
    try:
        return BackMsg.FromString(raw)
    except DecodeError:
        return None


def origin_of(arrival: Arrival) -> str:
    """From where a window comes, as its pages say it in the audit trail."""
    at_home = access.is_this_machine(arrival.address)
    came = audit.THIS_MACHINE if at_home else str(arrival.address)
    told = arrival.headers.get(FORWARDED)
    return f"{came} (X-Forwarded-For: {told})" if told else came


def _asked_of(told: BackMsg) -> str | None:
    return told.backend_operation_request.WhichOneof("payload")
