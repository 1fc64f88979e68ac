"""What the server gives to whoever asks without sign-in, over its sockets and paths."""

import io
import json
import urllib.error
import urllib.request

import pyarrow as pa
import pytest
from bulletin_audit import read
from serving import Server
from streamlit.util import calc_hash

from inspection.bench.wire import Page, connect
from inspection.data import warehouse
from inspection.data.access import LOCAL

OTHERS = ("overview", "progress", "plan", "integration", "publicity", "entity", "quality", "audit")
ASKED = (
    {"unit": "福州"},
    {"unit": "福州,厦门", "county": "鼓楼区", "office": "x"},
    {"as_of": "2022-06-01"},
    {"snapshot": "20220909T000000-00000000", "kind": "企业"},
    {"bulletin.unit": "平潭", "units": "平潭", "sees_class": "true"},
)


@pytest.fixture
def lan(small_demo):
    server = Server(small_demo, INSPECTION_LAN="true")
    yield server
    server.stop()


def tables(run, known):
    """The tables of a run, as they travel; what was sent before is told by its hash."""
    found = []
    for message in run.messages:
        if message.WhichOneof("type") == "ref_hash":
            message = known[message.ref_hash]
        known[message.hash] = message
        element = message.delta.new_element
        if element.WhichOneof("type") == "dataframe":
            found.append(
                pa.ipc.open_stream(io.BytesIO(element.dataframe.arrow_data.data)).read_all()
            )
    return [table.to_pandas() for table in found]


def words(run):
    """Everything that a run sends, read as text."""
    return "\n".join(str(message) for message in run.messages)


def test_whatever_is_asked_the_same_tables_come(lan):
    address = lan.origin.removeprefix("http://")
    known = {}
    with connect(address) as session:
        menu = session.pages()
        assert sorted(page.name for page in menu) == ["/", "metrics"]
        usual = read(tables(session.open(menu[0]), known))
        assert sum(value is None for value in usual.values()) > 20
        for asked in ASKED:
            assert read(tables(session.rerun(asked), known)) == usual, asked
        for name in OTHERS:
            forged = Page(name, calc_hash(name))
            run = session.open(forged)
            assert read(tables(run, known)) == usual, name
        secrets = warehouse.answer("due_rows", scope=LOCAL).to_pylist()
        assert secrets
        assert not [row for row in secrets if row["name"] in words(run)]
    for path, status in (("/geo/x/unit.geojson", 403), ("/geo/unit.geojson", 200)):
        assert status_of(lan.origin + path) == status
    told = json.load(urllib.request.urlopen(f"{lan.origin}/healthz", timeout=5))
    assert "data_date" in told


def status_of(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status
    except urllib.error.HTTPError as refused:
        return refused.code
