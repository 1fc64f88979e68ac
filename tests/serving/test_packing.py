"""Scripts and styles leave packed: fewer bytes, the same content, the headers of the plain file."""

import gzip
from pathlib import Path
from threading import Event

import brotli
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from test_web import Client

from inspection.serving import packing, web
from inspection.serving.packing import Packed, Shelf
from inspection.settings import settings

PAGE, CHROME = "/assets/page.css", "/assets/chrome.js"
GZIP = {"accept-encoding": "gzip, deflate"}
BOTH = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Our own files under a shelf that has them packed."""
    monkeypatch.setattr(packing, "SOURCES", {"/assets/": web.STATIC})
    monkeypatch.setattr(settings(), "data", tmp_path)
    shelf = Shelf()
    for way in packing.WAYS:
        shelf.fill(way)
    app = Starlette(routes=[Mount("/assets", StaticFiles(directory=web.STATIC))])
    return Client(Packed(app, shelf))


def test_a_file_leaves_packed_with_the_content_and_the_headers_of_the_plain_one(client):
    plain, packed = client.get(CHROME), client.get(CHROME, GZIP)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert packed.headers["content-length"] == str(len(packed.content))
    assert (
        gzip.decompress(packed.content) == plain.content == (web.STATIC / "chrome.js").read_bytes()
    )
    assert len(packed.content) < len(plain.content) / 2


def test_who_takes_brotli_gets_fewer_bytes_of_the_same_content(client):
    plain, gzipped, packed = client.get(CHROME), client.get(CHROME, GZIP), client.get(CHROME, BOTH)
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("br", "Accept-Encoding")
    assert brotli.decompress(packed.content) == plain.content
    assert len(packed.content) < len(gzipped.content)


def test_a_server_that_ends_packs_nothing_more(tmp_path, monkeypatch):
    monkeypatch.setattr(settings(), "data", tmp_path)
    ends = Event()
    ends.set()
    Shelf().fill("br", ends)
    assert not list((tmp_path / packing.FOLDER).iterdir())


@pytest.mark.parametrize("accepted", ["", "zstd", "br;q=0", "gzip;q=0", "gzip; q=0.0"])
def test_who_unpacks_nothing_gets_the_plain_file(client, accepted):
    answer = client.get(PAGE, {"accept-encoding": accepted})
    assert "content-encoding" not in answer.headers
    assert answer.content == (web.STATIC / "page.css").read_bytes()


def test_a_part_a_file_that_is_not_there_and_one_unchanged_are_answered_as_before(client):
    part = client.get(PAGE, GZIP | {"range": "bytes=0-9"})
    assert (part.status, len(part.content)) == (206, 10)
    assert client.get("/assets/nothing.css", GZIP).status == 404
    known = client.get(PAGE, GZIP).headers["etag"]
    unchanged = client.get(PAGE, GZIP | {"if-none-match": known})
    assert (unchanged.status, unchanged.content) == (304, b"")


def test_files_are_packed_once_and_leave_with_what_they_were_made_of(client, tmp_path):
    folder = settings().data / packing.FOLDER
    made = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert {path.suffix for path in made} == {".gzip", ".br"}
    assert {path.stat().st_mode & 0o077 for path in (folder, *made)} == {0}
    for ending in ("gzip", "br", "gz"):
        (folder / f"of-a-file-that-is-gone.{ending}").write_bytes(b"")
    Shelf().fill()
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == made


def test_the_bundles_of_the_framework_are_worth_packing():
    sources = dict(packing.files())
    bundle = max((path for path in sources.values()), key=lambda path: path.stat().st_size)
    assert bundle.is_relative_to(packing.BUNDLES)
    assert any(path.startswith("/static/js/") for path in sources)
    assert not any(path.endswith((".woff2", ".png")) for path in sources)
