"""`/api/`: rows for a token, with the scope of its user, counted, recorded, refused in words."""

import base64
import csv
import io
import json
import re
from urllib.parse import unquote

import pyarrow as pa
import pytest
from starlette.applications import Starlette
from test_web import Client

from inspection.__main__ import main
from inspection.data import sealing, trail, warehouse
from inspection.data.access import LOCAL, VISITOR, Scope
from inspection.serving import interface, web
from inspection.serving.rates import Rate
from inspection.settings import settings
from inspection.showing.formulas import harmless

TASK_ROWS = [
    {"entity_id": 1, "unit": "福州", "inspected_on": "2022-05-06", "results": ["R1"]},
    {"entity_id": 2, "unit": "厦门", "county_code": "350203", "inspected_on": "2022-05-07"},
]
SCOPES = {
    "all": LOCAL,
    "xiamen": Scope("city", ("厦门",), user="u2"),
    "nobody": VISITOR,
}


@pytest.fixture
def served(make_snapshot, monkeypatch):
    made = make_snapshot(task_rows=TASK_ROWS)
    monkeypatch.setattr(interface, "scope_of_token", SCOPES.get)
    monkeypatch.setattr(interface, "asked", Rate(lambda: 60))
    monkeypatch.setattr(interface, "missed", Rate(lambda: 20))
    return made


@pytest.fixture
def ask(served):
    client = Client(Starlette(routes=web.routes()))

    def get(path: str, token: str = "", header: str = ""):
        sent = {"authorization": header or f"Bearer {token}"} if token or header else {}
        return client.get(f"/api/{path}", {"host": "127.0.0.1:8501", **sent})

    return get


def written() -> list[dict]:
    text = (trail.folder() / "000001.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


def test_three_forms_hold_the_rows_of_the_question(ask, served):
    rows = warehouse.answer("completion_by_unit", scope=LOCAL)
    told = json.loads(ask("query/completion_by_unit", "all").content)
    assert told["snapshot"] == served.id
    assert told["rows"] == json.loads(json.dumps(rows.to_pylist(), default=str))
    arrow = ask("query/completion_by_unit?format=arrow", "all").content
    assert pa.ipc.open_stream(arrow).read_all().to_pylist() == rows.to_pylist()
    sheet = ask("query/completion_by_unit?format=csv", "all")
    assert sheet.content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [row["unit"] for row in found] == [harmless(one) for one in rows["unit"].to_pylist()]
    assert sheet.headers["cache-control"] == "no-store"


def test_every_form_says_who_took_it_and_when(ask, monkeypatch):
    monkeypatch.setitem(SCOPES, "named", Scope("city", ("厦门",), user="张三"))
    path = "query/completion_by_unit"
    told = json.loads(ask(path, "named").content)
    assert told["taken_by"] == "张三"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", told["taken_at"])
    sheet = ask(f"{path}?format=csv", "named")
    assert unquote(sheet.headers["x-taken-by"]) == "张三"
    name = unquote(sheet.headers["content-disposition"])
    assert re.search(r"''completion_by_unit_张三_\d{8}T\d{4}\.csv$", name)
    arrow = pa.ipc.open_stream(ask(f"{path}?format=arrow", "named").content).schema
    assert arrow.metadata[b"taken_by"].decode() == "张三"
    assert set(arrow.metadata) == {b"taken_by", b"taken_at"}


def test_a_token_carries_the_scope_of_its_user_and_no_address_widens_it(ask):
    path = "query/completion_by_unit?units=福州&units=厦门".encode().decode("latin-1")
    for query in ("query/completion_by_unit", path.encode("latin-1").decode()):
        units = {row["unit"] for row in json.loads(ask(query, "xiamen").content)["rows"]}
        assert "福州" not in units
    basic = base64.b64encode(b"anybody:xiamen").decode()
    assert ask("query/completion_by_unit", header=f"Basic {basic}").status == 200
    refused = ask("query/entities_by_name?part=店", "nobody")
    assert refused.status == 403
    assert "无权查看" in json.loads(refused.content)["error"]["what"]


def test_no_token_a_wrong_one_and_one_in_the_address_are_refused(ask):
    for path, header in (
        ("query/completion_by_unit", ""),
        ("query/completion_by_unit", "Bearer other"),
        ("query/completion_by_unit", "Basic !!!"),
        ("query/completion_by_unit", "Digest all"),
        ("query/completion_by_unit?token=all", ""),
    ):
        answer = ask(path, header=header)
        assert answer.status == 401, (path, header)
        assert "Bearer" in answer.headers["www-authenticate"]
        assert b"rows" not in answer.content


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("query/nothing", 400),
        ("query/completion_by_unit?format=xml", 400),
        ("query/completion_by_unit?nothing=1", 400),
        ("query/completion_by_unit?as_of=1999-01-01", 400),
        ("query/completion_by_unit?snapshot=../../etc", 400),
        ("query/completion_by_unit?format=json&format=csv", 400),
        ("query/completion_by_unit?as_of=2022-09-01&as_of=2022-09-02", 400),
        ("query/completion_by_unit?as_of=2022-09-01';drop table x", 400),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(ask, path, status):
    answer = ask(path, "all")
    assert answer.status == status
    assert json.loads(answer.content)["error"]["what"]
    assert str(settings().data) not in answer.text
    (refused,) = written()
    assert refused["event"] == "refusal"
    assert refused["question"] == path.partition("?")[0].removeprefix("query/")


def test_requests_are_counted_by_user_and_misses_by_address(ask, monkeypatch):
    monkeypatch.setattr(interface, "asked", Rate(lambda: 3, clock=lambda: 0.0))
    monkeypatch.setattr(interface, "hurried", Rate(lambda: 1, clock=lambda: 0.0))
    found = [ask("query/small_cell", "all").status for _ in range(5)]
    assert found == [200, 200, 200, 429, 429]
    assert [one["event"] for one in written()] == ["api"] * 3 + ["refusal"]
    assert ask("query/small_cell", "xiamen").status == 200
    monkeypatch.setattr(interface, "missed", Rate(lambda: 2, clock=lambda: 0.0))
    assert [ask("query/small_cell", "x").status for _ in range(4)] == [401, 401, 429, 429]


def test_buckets_fill_up_again():
    now = [0.0]
    rate = Rate(lambda: 2, clock=lambda: now[0])
    assert [rate.wait("a"), rate.wait("a"), rate.wait("a")] == [0, 0, 30]
    now[0] = 30.0
    assert [rate.wait("a"), rate.wait("a")] == [0, 30]


def test_every_request_is_recorded_without_token_and_typed_name(ask):
    ask("query/entities_by_name?part=某某餐饮", "all")
    ask("query/small_cell", "wrong-token")
    fetched, refused = written()
    assert (fetched["event"], fetched["question"]) == ("api", "entities_by_name")
    assert fetched["params"] == {"part": "***"}
    assert fetched["from"] == "127.0.0.1"
    assert refused["event"] == "refusal"
    kept = (trail.folder() / "000001.jsonl").read_text()
    assert "wrong-token" not in kept
    assert "某某餐饮" not in kept


def test_rows_do_not_leave_where_nothing_can_be_recorded(ask):
    trail.folder().write_text("no folder")
    answer = ask("query/small_cell", "all")
    assert answer.status == 503
    assert "审计日志无法写入" in answer.text


def test_page_and_openapi_name_every_question_and_load_nothing_from_elsewhere(ask):
    told = json.loads(ask("openapi.json").content)
    names = {question.name for question in warehouse.questions()}
    assert {path.removeprefix("/api/query/") for path in told["paths"]} == names
    page = ask("").text
    assert all(f"<td>{name}</td>" in page for name in names)
    assert "Web.Contents" in page
    assert "src=" not in page


def test_ready_says_which_file_was_changed_and_health_stays_alive(ask, served, monkeypatch):
    client = Client(Starlette(routes=web.routes()))
    sealing.seal(served.folder)
    here = {"host": "127.0.0.1:8501"}
    assert client.get("/readyz", here).status == 200
    path = served.folder / "cases.parquet"
    path.write_bytes(path.read_bytes() + b" ")
    answer = client.get("/readyz", here)
    assert answer.status == 503
    assert "cases.parquet" in answer.text
    assert client.get("/healthz", here).status == 200
    (served.folder / "manifest.json").unlink()
    assert client.get("/healthz", here).status == 503
    assert "manifest.json" in json.loads(client.get("/readyz", here).content)["status"]


def test_a_token_ends_with_its_revocation_and_with_its_user(make_snapshot, capsys, monkeypatch):
    make_snapshot(task_rows=TASK_ROWS)
    monkeypatch.setattr(interface, "asked", Rate(lambda: 60))
    client = Client(Starlette(routes=web.routes()))
    assert main(["user", "add", "张三", "--role", "地市人员", "--unit", "厦门"]) == 0
    capsys.readouterr()

    def new_token() -> dict:
        assert main(["user", "token", "张三", "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    def status(issued: dict) -> int:
        sent = {"host": "127.0.0.1:8501", "authorization": f"Bearer {issued['token']}"}
        return client.get("/api/query/completion_by_unit", sent).status

    first, second = new_token(), new_token()
    assert [status(first), status(second)] == [200, 200]
    assert main(["user", "revoke", first["id"]]) == 0
    assert [status(first), status(second)] == [401, 200]
    assert main(["user", "disable", "张三"]) == 0
    assert status(second) == 401
    kept = (trail.folder() / "000001.jsonl").read_text()
    assert first["token"] not in kept
    assert '"who":"u' in kept or "张三" in kept
