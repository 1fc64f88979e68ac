"""Scripts and styles leave compressed: packed once, kept beside the snapshots, sent as they are.

The framework sends its bundles plain, and packing them anew for each reader costs more than it
saves. What is not packed yet, or asked in part or by a reader who unpacks nothing, leaves plain.
"""

import gzip
import hashlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import NamedTuple

import brotli
import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection.settings import ROOT, house

FOLDER = ".packed"
# The framework's bundles and ours, by the beginning of their path.
BUNDLES = Path(st.__file__).parent / "static" / "static"
SOURCES = {"/static/": BUNDLES, "/assets/": ROOT / "inspection" / "static"}
# What is text; pictures and fonts are packed already.
KINDS = frozenset({".js", ".css", ".json", ".map", ".svg", ".wasm"})
# How a body is packed, the smallest first: browsers take brotli over https and from this machine.
# Its next quality takes ten times as long for a tenth less.
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9, lgwin=24),
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
}
# What every browser takes anywhere, and is made in a second.
COMMON = "gzip"
# Names of packed files, also of versions before; a draft ends in a number.
ENDINGS = "*.[bg]*"
# Bytes below which the header would be most of it.
LEAST = 1024
# What speaks of the plain body.
OF_PLAIN = frozenset({b"content-length", b"accept-ranges", b"content-encoding"})


class Found(NamedTuple):
    """A packed file, and the way it is packed."""

    way: str
    path: Path


class Shelf:
    """Which files are packed in which ways, by the path under which they are asked."""

    def __init__(self) -> None:
        self._packed: dict[str, dict[str, Path]] = {way: {} for way in WAYS}

    def fill(self, way: str = COMMON, ends: Event | None = None) -> None:
        """Pack what is not yet, and drop what belongs to no file any more; till the server ends."""
        folder = house().data / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        known = set[Path]()
        for path, source in files():
            if ends and ends.is_set():
                return
            self._packed[way][path] = packed = pack(source, folder, way)
            known |= {packed.with_suffix(f".{one}") for one in WAYS}
        for old in set(folder.glob(ENDINGS)) - known:
            old.unlink(missing_ok=True)

    def find(self, scope: Scope) -> Found | None:
        """The packed file that answers this request; None where it is to be answered plain."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return None
        headers = dict(scope["headers"])
        if b"range" in headers:
            return None
        taken = headers.get(b"accept-encoding", b"")
        ways = (way for way in WAYS if scope["path"] in self._packed[way] and unpacks(taken, way))
        return next((Found(way, self._packed[way][scope["path"]]) for way in ways), None)


shelf = Shelf()


def files() -> Iterator[tuple[str, Path]]:
    """Every file worth packing, with the path under which it is asked."""
    for beginning, folder in SOURCES.items():
        for path in sorted(folder.rglob("*")):
            if path.suffix in KINDS and path.is_file() and path.stat().st_size >= LEAST:
                yield f"{beginning}{path.relative_to(folder).as_posix()}", path


def pack(source: Path, folder: Path, way: str = COMMON) -> Path:
    """The packed file of this one, made where it is not there; its name tells the content."""
    content = source.read_bytes()
    packed = folder / f"{hashlib.sha256(content).hexdigest()}.{way}"
    if not packed.exists():
        draft = packed.with_suffix(f".{os.getpid()}")
        # Like all of the warehouse for the user of the service alone.
        draft.touch(mode=0o600)
        draft.write_bytes(WAYS[way](content))
        os.replace(draft, packed)
    return packed


def unpacks(accepted: bytes, way: str = COMMON) -> bool:
    """Whether a reader who accepts this takes what is packed this way."""
    for one in accepted.decode("latin-1").lower().split(","):
        name, _, quality = one.replace(" ", "").partition(";q=")
        if name == way:
            return quality.strip("0.") != "" or not quality
    return False


class Packed:
    """Sends the packed body in place of the plain one, under the headers of the plain one."""

    def __init__(self, app: ASGIApp, known: Shelf = shelf) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not packed, and what is answered by anything but the whole file."""
        found = self.known.find(scope)
        if found is None:
            await self.app(scope, receive, send)
            return
        body = found.path.read_bytes()
        is_whole = False

        async def send_packed(message: Message) -> None:
            nonlocal is_whole
            if message["type"] == "http.response.start":
                is_whole = message["status"] == 200
                await send(packed_start(message, found.way, len(body)) if is_whole else message)
            elif not is_whole:
                await send(message)
            elif not message.get("more_body"):
                sent = b"" if scope["method"] == "HEAD" else body
                await send({"type": "http.response.body", "body": sent})

        await self.app(scope, receive, send_packed)


def packed_start(start: Message, way: str, byte_count: int) -> Message:
    """The start of the answer, telling of the packed body."""
    headers = [(name, value) for name, value in start["headers"] if name.lower() not in OF_PLAIN]
    told = [
        (b"content-encoding", way.encode()),
        (b"content-length", str(byte_count).encode()),
        (b"vary", b"Accept-Encoding"),
    ]
    return {**start, "headers": [*headers, *told]}
