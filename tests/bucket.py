"""A store of objects on the loopback that speaks as much of S3 as clients of one bucket need."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

BUCKET = "marts"
DAY = "2022-09-09T00:00:00.000Z"
NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
CHUNK = re.compile(rb"([0-9a-fA-F]+)(;[^\r]*)?\r\n")


class Store(ThreadingHTTPServer):
    """Objects by key, and the parts of those that are sent in parts; who asked for what."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.agents: set[str] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Store

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        key, query = self._asked()
        if not key:
            return self._send(200, self._listed(query) if "list-type" in query else b"")
        if key not in self.server.objects:
            return self._send(404, _error("NoSuchKey"))
        content = self.server.objects[key]
        found = re.match(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not found:
            return self._send(200, content)
        first = int(found[1]) if found[1] else max(len(content) - int(found[2]), 0)
        last = int(found[2]) + 1 if found[1] and found[2] else len(content)
        place = f"bytes {first}-{min(last, len(content)) - 1}/{len(content)}"
        self._send(206, content[first:last], {"Content-Range": place})

    def do_PUT(self) -> None:
        key, query = self._asked()
        content = self._content()
        if "partNumber" in query:
            self.server.parts[query["uploadId"]][int(query["partNumber"])] = content
        elif key:
            self.server.objects[key] = content
        self._send(200, b"", {"ETag": '"0"'})

    def do_POST(self) -> None:
        key, query = self._asked()
        content = self._content()
        if "delete" in query:
            for one in ElementTree.fromstring(content).iter():
                if one.tag.endswith("Key"):
                    self.server.objects.pop(one.text or "", None)
            return self._send(200, _told("DeleteResult", ""))
        if "uploads" in query:
            number = str(len(self.server.parts))
            self.server.parts[number] = {}
            said = _told("InitiateMultipartUploadResult", f"<UploadId>{number}</UploadId>")
            return self._send(200, said)
        parts = self.server.parts[query["uploadId"]]
        self.server.objects[key] = b"".join(parts[at] for at in sorted(parts))
        self._send(200, _told("CompleteMultipartUploadResult", '<ETag>"0"</ETag>'))

    def do_DELETE(self) -> None:
        key, _ = self._asked()
        self.server.objects.pop(key, None)
        self._send(204, b"")

    def _asked(self) -> tuple[str, dict[str, str]]:
        """The key, empty for the bucket itself, and the query."""
        self.server.agents.add(self.headers.get("User-Agent", ""))
        url = urlsplit(self.path)
        key = unquote(url.path).removeprefix(f"/{BUCKET}").lstrip("/")
        query = parse_qs(url.query, keep_blank_values=True)
        return key, {name: values[0] for name, values in query.items()}

    def _content(self) -> bytes:
        """What was sent; some clients send it in signed pieces."""
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            sent = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                sent += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return sent
        whole, at = b"", 0
        while (found := CHUNK.match(sent, at)) and (size := int(found[1], 16)):
            whole += sent[found.end() : found.end() + size]
            at = found.end() + size + 2
        return whole

    def _listed(self, query: dict[str, str]) -> bytes:
        """Keys under a prefix; with a delimiter the folders in it by their names alone."""
        prefix, cut = query.get("prefix", ""), query.get("delimiter", "")
        keys, folders = [], set()
        for key in sorted(one for one in self.server.objects if one.startswith(prefix)):
            rest = key[len(prefix) :]
            if cut and cut in rest:
                folders.add(prefix + rest.split(cut)[0] + cut)
            else:
                keys.append(key)
        told = [
            f"<Contents><Key>{escape(key)}</Key><LastModified>{DAY}</LastModified><ETag>0</ETag>"
            f"<Size>{len(self.server.objects[key])}</Size></Contents>"
            for key in keys
        ]
        told += [
            f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>"
            for one in sorted(folders)
        ]
        count = f"<KeyCount>{len(told)}</KeyCount><IsTruncated>false</IsTruncated>"
        return _told("ListBucketResult", count + "".join(told))

    def _send(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"ETag": '"0"', "Last-Modified": "Fri, 09 Sep 2022 00:00:00 GMT", **(more or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _told(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0"?><{name} xmlns="{NAMESPACE}">{inside}</{name}>'.encode()


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()


@contextmanager
def store() -> Iterator[Store]:
    """A store that answers until the block ends."""
    with Store() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
