"""Memory of one process: after many sessions, and after large uploads that it refuses.

A short form runs with the suite; `SESSIONS=300 UPLOAD_MB=250` measures what
docs/operating.md states, and prints it.
"""

import http.client
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from deploy import served
from deploy.served import HERE, Reader

SESSIONS = int(os.environ.get("SESSIONS", "12"))
UPLOAD_MB = int(os.environ.get("UPLOAD_MB", "24"))
MIB = 1 << 20
# What one session may add at most, and what refused uploads may leave.
MOST_A_SESSION, MOST_LEFT = 8, 8
PAGES = ("", "progress", "publicity", "quality")
# The uploader of this process takes no more.
LIMIT = 2 * MIB
SENT = b"-" * MIB


def resident(process: int) -> int:
    """Resident memory in MiB, as the system counts it."""
    told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(line for line in told.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) >> 10


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
def test_sessions_take_little_and_refused_uploads_nothing(demo_folder, tmp_path, capsys):
    folder = tmp_path / "warehouse"
    shutil.copytree(demo_folder, folder)
    (port,) = served.free_ports(1)
    limit = {"INSPECTION_MAX_FILE_BYTES": str(LIMIT)}
    server = served.start(folder, port, **limit)
    try:
        served.await_ready(port)
        start = resident(server.pid)
        readers = [Reader(port, "") for _ in range(SESSIONS)]
        first = readers[0]
        for at, reader in enumerate(readers):
            reader.run(PAGES[at % len(PAGES)], {})
        opened = resident(server.pid)
        assert opened - start < 150 + MOST_A_SESSION * SESSIONS
        window = window_with_uploader(first)
        before = resident(server.pid)
        # To a window without uploader, its size told and untold; to one whose limit it exceeds.
        refused = [
            upload(port, "nobody", is_told=True),
            upload(port, "nobody", is_told=False),
            upload(port, window, is_told=False),
        ]
        after = resident(server.pid)
        assert refused == [403, 403, 413]
        assert after - before < MOST_LEFT
        for reader in readers:
            reader.close()
    finally:
        server.kill()
        server.wait(timeout=10)
    with capsys.disabled():
        print(
            f"\n{start} MiB ready, {opened} MiB with {SESSIONS} sessions, "
            f"{before} MiB before and {after} MiB after {len(refused)} x {UPLOAD_MB} MB refused"
        )


def window_with_uploader(reader: Reader) -> str:
    """The id of a session that shows the uploader of 导入与发布."""
    run = reader.run("quality", {"quality.tab": "导入与发布"})
    kinds = [one.delta.new_element.WhichOneof("type") for one in run.messages]
    assert "file_uploader" in kinds
    sessions = [one.new_session.initialize.session_id for one in run.messages]
    return next(filter(None, sessions))


def upload(port: int, window: str, *, is_told: bool) -> int:
    """Send a file of UPLOAD_MB as a form; the status, wherever the server stops reading."""
    asked = http.client.HTTPConnection(HERE, port, timeout=120)
    asked.putrequest("PUT", f"/_stcore/upload_file/{window}/file-1")
    asked.putheader("Content-Type", "multipart/form-data; boundary=b")
    token = generate_xsrf_token_string()
    asked.putheader("X-Xsrftoken", token)
    asked.putheader("Cookie", f"_streamlit_xsrf={token}")
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    size = len(head) + UPLOAD_MB * MIB
    asked.putheader(*(("Content-Length", size) if is_told else ("Transfer-Encoding", "chunked")))
    asked.endheaders()
    try:
        for part in (head, *parts()):
            asked.send(part if is_told else b"%x\r\n%b\r\n" % (len(part), part))
    except (TimeoutError, BrokenPipeError, ConnectionResetError):
        pass
    return status_of(asked)


def parts() -> Iterator[bytes]:
    for _ in range(UPLOAD_MB):
        yield SENT


def status_of(asked: http.client.HTTPConnection) -> int:
    """What was answered, also where the rest of the file was not waited for."""
    answer = http.client.HTTPResponse(asked.sock)
    answer.begin()
    asked.close()
    return answer.status
