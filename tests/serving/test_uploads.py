"""Uploads: refused where no page asks for one, cut at the limit, whatever the sender says."""

import asyncio

import pytest

from inspection.data import trail
from inspection.serving import uploads
from inspection.serving.uploads import FRAMING, UploadGate

PATH = "/_stcore/upload_file/window-1/file-1"
MOST = 1000


@pytest.fixture
def gate(warehouse_folder, monkeypatch):
    """Sends an upload in parts; the status, and how many bytes were read."""
    warehouse_folder.mkdir()
    monkeypatch.setattr(uploads, "_open", uploads.OrderedDict())

    def put(path: str, parts: list[bytes], length: int | None = None, method: str = "PUT"):
        read, sent = [], []

        async def app(_scope, receive, send):
            while (await receive()).get("more_body"):
                pass
            await send({"type": "http.response.start", "status": 204, "headers": []})

        waiting = iter(parts)

        async def receive():
            part = next(waiting)
            read.append(len(part))
            return {"type": "http.request", "body": part, "more_body": part is not parts[-1]}

        async def send(message):
            sent.append(message)

        headers = [] if length is None else [(b"content-length", str(length).encode())]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        asyncio.run(UploadGate(app)({**scope, "client": ("192.0.2.7", 1)}, receive, send))
        return sent[0]["status"], sum(read)

    return put


def test_no_page_no_upload_and_nothing_is_read(gate):
    assert gate(PATH, [b"x"], 1) == (403, 0)
    uploads.open_for("window-2", MOST)
    assert gate(PATH, [b"x"], 1) == (403, 0)
    uploads.open_for("window-1", MOST)
    assert gate(PATH, [b"x"], 1) == (204, 1)
    uploads.close_for("window-1")
    assert gate(PATH, [b"x"], 1) == (403, 0)
    assert gate(PATH, [b"x"], 1, method="DELETE") == (204, 1)
    assert "此页面不接收文件" in (trail.folder() / "000001.jsonl").read_text()


def test_too_large_is_refused_before_it_is_read_and_cut_where_it_hides_its_size(gate):
    uploads.open_for("window-1", MOST)
    assert gate(PATH, [b"x"], MOST + FRAMING + 1) == (413, 0)
    large = [bytes(FRAMING), bytes(MOST), b"x", bytes(1 << 26)]
    assert gate(PATH, large) == (413, FRAMING + MOST + 1)
    assert gate(PATH, large, 10) == (413, FRAMING + MOST + 1)
    assert gate(PATH, large[:2], FRAMING + MOST) == (204, FRAMING + MOST)


def test_only_so_many_windows_are_remembered(gate, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_WINDOWS", 2)
    for name in "abc":
        uploads.open_for(name, MOST)
    assert [uploads.limit_of(name) for name in "abc"] == [None, MOST, MOST]
