"""The framework's icons leave as those that its scripts name, under its own name."""

import importlib.util

import pytest
from fontTools.ttLib import TTFont
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from test_web import Client

from inspection.serving.icons import ASKED, ICONS, Icons
from inspection.serving.packing import BUNDLES
from inspection.settings import ROOT


@pytest.fixture(scope="module")
def script():
    """The script that makes our file."""
    told = importlib.util.spec_from_file_location("icons_script", ROOT / "deploy" / "icons.py")
    made = importlib.util.module_from_spec(told)
    told.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def client() -> Client:
    """The framework's files behind ours."""
    return Client(Icons(Starlette(routes=[Mount("/static", StaticFiles(directory=BUNDLES))])))


def test_every_icon_that_the_framework_names_is_drawn_as_the_framework_draws_it(script):
    theirs, ours = script.source(), TTFont(ICONS)
    wanted, held = script.wanted(theirs), dict(script.ligatures(ours))
    assert {"expand_more", "open_in_new", "help"} <= wanted.keys()
    assert wanted.keys() <= held.keys()
    for name, glyph in wanted.items():
        one, other = theirs["glyf"][glyph], ours["glyf"][held[name]]
        assert one.getCoordinates(theirs["glyf"])[0] == other.getCoordinates(ours["glyf"])[0], name


def test_ours_leaves_where_theirs_is_asked_for_and_nowhere_else(client):
    theirs = next((BUNDLES / "media").glob("MaterialSymbols-Rounded*.woff2"))
    answer = client.get(f"/static/media/{theirs.name}")
    assert f"/static/media/{theirs.name}".startswith(ASKED)
    assert (answer.status, answer.content) == (200, ICONS.read_bytes())
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"] == "font/woff2"
    assert len(answer.content) < theirs.stat().st_size / 5
    other = next(path for path in (BUNDLES / "media").glob("*.woff2") if path != theirs)
    assert client.get(f"/static/media/{other.name}").content == other.read_bytes()


def test_no_icon_of_ours_stands_outside_of_what_is_kept(script):
    """Names of icons in our own pages and words, where there are any."""
    held = dict(script.ligatures(TTFont(ICONS)))
    texts = [path for room in ("pages", "inspection") for path in (ROOT / room).rglob("*.py")]
    texts += list((ROOT / "inspection" / "words").glob("*.csv"))
    found = {name for path in texts for name in script.NAMED.findall(path.read_text("utf-8"))}
    assert found <= held.keys()
    assert script.NAMED.findall("icon=':material/help:'") == ["help"]
