"""Nobody gets what lies outside the own rows: roles × questions × attempts, exports, pages, cache.

What may not be seen is taken from the marts themselves: names, codes and numbers of the firms and
persons of every other unit. The counts of combinations are printed (`pytest -s`).
"""

import io
import re
import threading
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from random import Random
from urllib.parse import urlencode

import pytest
from opened import linked
from pages_seen import PAGES, tab_links
from secrets_of import found_in
from starlette.applications import Starlette
from starlette.testclient import TestClient

from inspection.data import connections, warehouse
from inspection.data.access import LOCAL, VISITOR, Scope
from inspection.errors import NotAllowed
from inspection.serving import interface, web
from inspection.serving.rates import Rate
from inspection.showing import exported
from inspection.view import answers, opening

UNIT, COUNTY, OTHER, OTHER_COUNTY = "福州", "350102", "厦门", "350203"
READERS = {
    "unit": Scope("unit", (UNIT,), user="a"),
    "county": Scope("county", (UNIT,), counties=(COUNTY,), user="b"),
    "unit without classes": Scope("unit", (UNIT,), may_see_class=False, user="c"),
    "role of a visitor": Scope("guest", may_see_names=False, may_see_class=False, user="d"),
    "visitor": VISITOR,
}
# Readers who try to see more than their own.
WIDENING = ("unit", "county")
# Firms with a row of the unit are the unit's to see, wherever they are registered; persons too.
OWN = """
select entity_id from task_facts where unit = $unit
union
select entity_id from entity_register where unit = $unit
"""
SECRETS = f"""
select unnest([name, uscc, reg_no]) as secret
from entity_register
where entity_id not in ({OWN})
union
select unnest([inspector_id, inspector_label]) from inspector_rows where unit <> $unit
"""
KNOWN = f"""
select unnest([name, uscc, reg_no]) as secret from entity_register where entity_id in ({OWN})
union
select unnest([inspector_id, inspector_label]) from inspector_rows where unit = $unit
"""
TEAM = """
select unnest([inspector_id, inspector_label]) as secret
from inspector_rows
where inspector_no in (
    select first_no from pairings where unit = $unit or team_unit = $unit
    union
    select second_no from pairings where unit = $unit or team_unit = $unit
)
"""
# Units that stand in rows of the unit's readers: a task of the bureau has rows of the unit too.
OWN_UNITS = (UNIT, "合计", "全省", "省局本级")
ROUNDS, THREADS, SEED = 400, 8, 16


@lru_cache(maxsize=2)
def secrets_of_others(marts, unit: str) -> frozenset[str]:
    """Texts that stand for firms or persons of other units alone."""

    def texts(sql):
        rows = connections.fetch(marts, sql, {"unit": unit})["secret"].to_pylist()
        return {one for one in rows if one}

    return frozenset(texts(SECRETS) - texts(KNOWN) - texts(TEAM))


def cells(rows) -> set[str]:
    """Every text in a table, those in lists too."""
    found: set[str] = set()
    for column in rows.columns:
        for value in column.to_pylist():
            found |= {str(one) for one in (value if isinstance(value, list) else [value])}
    return found


def attempts(question, others: dict) -> list[dict[str, object]]:
    """Ways to ask for more than one's own."""
    tries = {
        "units": [[UNIT, OTHER], "福州' or 1=1 --"],
        "counties": [[COUNTY, OTHER_COUNTY]],
        "entity_id": [others["entity_id"]],
        "task_no": [others["task_no"]],
        "code": [others["uscc"]],
        "part": [others["name"][:4]],
    }
    asked = [{name: one} for name in question.params if name in tries for one in tries[name]]
    return [{}, *asked]


@pytest.fixture
def others(small_demo) -> dict:
    marts = warehouse.current().marts()
    sql = """
    select entity_id, uscc, entity_register.name, task_no
    from entity_register
    inner join task_facts using (entity_id)
    inner join task_summaries using (task_id)
    where entity_register.unit = $unit and task_facts.unit = $unit
        and task_summaries.unit = $unit
    order by entity_id
    limit 1
    """
    return connections.fetch(marts, sql, {"unit": OTHER}).to_pylist()[0]


def test_no_question_tells_of_others_whatever_is_asked(others):
    secrets = secrets_of_others(warehouse.current().marts(), UNIT)
    assert len(secrets) > 1000
    asked = refused = rows = 0
    for name, scope in READERS.items():
        for question in warehouse.questions():
            for params in attempts(question, others) if name in WIDENING else [{}]:
                asked += 1
                try:
                    found = warehouse.answer(question.name, scope=scope, **params)
                except NotAllowed:
                    refused += 1
                    continue
                rows += found.num_rows
                assert not cells(found) & secrets, (name, question.name, params)
                if scope.units and "unit" in found.column_names:
                    told = set(found["unit"].to_pylist())
                    assert told <= {*OWN_UNITS, None}, (name, question.name, params)
    print(f"{asked} ways of asking by {len(READERS)} readers, {refused} refused, {rows} rows")
    assert asked > 1000
    assert refused > 50


def test_secrets_are_found_wherever_they_stand_and_however_they_overlap():
    known = frozenset({"示例甲", "例甲乙", "示例甲乙丙", "9135", "丙"})
    assert found_in("示例甲乙，9135", known) == {"示例甲", "例甲乙", "9135"}
    assert found_in("丙示例甲乙丙", known) == known - {"9135"}
    assert found_in("示例乙", known) == found_in("", known) == found_in("丙", frozenset()) == set()


def test_the_same_search_finds_what_it_may_not_tell(others):
    """The check above can fail: the whole province's rows hold such texts."""
    secrets = secrets_of_others(warehouse.current().marts(), UNIT)
    found = warehouse.answer("due_rows", scope=LOCAL, units=[OTHER])
    assert cells(found) & secrets


def test_no_workbook_tells_of_others(small_demo):
    """Of every question with names, as a unit's reader takes it away."""
    snapshot = warehouse.current()
    secrets, made = secrets_of_others(snapshot.marts(), UNIT), 0
    for question in warehouse.questions():
        if question.access == "aggregate":
            continue
        answer = answers.ask(question.name, {"units": [OTHER]}, READERS["unit"], snapshot)
        content = exported.workbook(answer, snapshot, [], "zh", {})
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            said = "".join(book.read(one).decode() for one in book.namelist() if "xml" in one)
        assert not found_in(re.sub(r"<[^>]+>", "\n", said), secrets), question.name
        made += 1
    print(f"{made} workbooks")
    assert made > 20


FORMS = ("json", "csv", "arrow")
ASKING = ("unit", "county", "office", "unit without classes")


def test_no_answer_of_the_interface_tells_of_others(small_demo, monkeypatch):
    """Every question in one of its forms, of readers by turns, each asking for another unit."""
    office = Scope("office", offices=("信用监管处",), may_see_names=False, user="e")
    readers = {**READERS, "office": office}
    monkeypatch.setattr(interface, "scope_of_token", readers.get)
    monkeypatch.setattr(interface, "asked", Rate(lambda: 100_000))
    client = TestClient(Starlette(routes=web.routes()), base_url="http://localhost")
    secrets = secrets_of_others(warehouse.current().marts(), UNIT)
    statuses: Counter[int] = Counter()
    for at, question in enumerate(warehouse.questions()):
        kind, form = ASKING[at % len(ASKING)], FORMS[at % len(FORMS)]
        asked = {"format": form} | ({"units": OTHER} if "units" in question.params else {})
        sent = {"authorization": f"Bearer {kind}"}
        found = client.get(f"/api/query/{question.name}?{urlencode(asked)}", headers=sent)
        statuses[found.status_code] += 1
        assert found.status_code in (200, 400, 403), (question.name, found.text)
        assert not found_in(found.content.decode("utf-8", "ignore"), secrets), (kind, question.name)
    print(f"{statuses.total()} requests to /api/query: {dict(statuses)}")
    assert statuses[200] > 100


def sent(app) -> str:
    """Everything that goes to the browser, tables and charts included."""
    parts, blocks = [], [app._tree]
    while blocks:
        for child in blocks.pop().children.values():
            if child.proto is not None:
                parts.append(child.proto.SerializeToString().decode("utf-8", "ignore"))
            blocks += [child] if hasattr(child, "children") else []
    return "\n".join(parts)


def open_as(scope, monkeypatch, name, **query):
    monkeypatch.setattr(opening, "current_user", lambda _arrival: scope)
    return linked(name, query).run()


WIDENED = ({}, {"unit": OTHER}, {"unit": [OTHER, UNIT]}, {"county": "思明区"})
VISITS = [(name, link) for name in PAGES for link in tab_links(name, "zh")]


LIMITED = ("unit", "county", "unit without classes")


def tells_more_or_less(name: str) -> bool:
    """Whether a question answers readers of one unit by their rights, not by their rows alone."""
    question = warehouse.describe(name)
    return question.access != "aggregate" or question.is_by_class


def test_no_page_tells_of_others_whatever_its_link_asks(small_demo, monkeypatch):
    """Every tab by one reader, and by each of them where what it asks depends on rights."""
    secrets = secrets_of_others(warehouse.current().marts(), UNIT)
    chance, prepare = Random(SEED), warehouse.prepare
    asked: set[str] = set()
    seen: Counter[str] = Counter()

    def noting(name, *given, **more):
        asked.add(name)
        return prepare(name, *given, **more)

    monkeypatch.setattr(warehouse, "prepare", noting)
    for name, link in VISITS:
        first, *others = chance.sample(LIMITED, len(LIMITED))
        asked.clear()
        visit(first, name, link, chance.choice(WIDENED), secrets, monkeypatch)
        seen[first] += 1
        for kind in others if any(map(tells_more_or_less, asked)) else ():
            visit(kind, name, link, chance.choice(WIDENED), secrets, monkeypatch)
            seen[kind] += 1
    print(f"{len(VISITS)} tabs of {len(PAGES)} pages, visits: {dict(seen)}")
    assert seen.total() > 100


def visit(kind: str, name: str, link: dict, widened: dict, secrets, monkeypatch) -> None:
    """A tab as a reader opens it whose link asks for more."""
    app = open_as(READERS[kind], monkeypatch, name, **link, **widened)
    assert not app.exception, (name, link, kind)
    assert not app.error, (name, link, kind, app.error[0].value)
    assert not found_in(sent(app), secrets), (name, link, kind, widened)
    # The bulletin follows no filter at all.
    if widened and name != "bulletin":
        assert any("无法使用" in one.value for one in app.warning), (name, link)


ASKED = ("files_read", "standing_by_unit", "due_rows", "filter_units", "completion_by_county")


def test_readers_at_the_same_time_get_their_own_rows_from_the_cache(small_demo):
    """400 rounds of mixed readers on eight threads: each sees the own units and nobody else's."""
    snapshot = warehouse.current()
    units = warehouse.answer("filter_units", scope=LOCAL)["unit"].to_pylist()[:4]
    scopes = [LOCAL, *(Scope("unit", (unit,), user=unit) for unit in units)]
    scopes += [Scope("county", (UNIT,), counties=(COUNTY,), user="c")]
    alone = {
        (scope, name): answers.ask(name, {}, scope, snapshot).rows.to_pylist()
        for scope in scopes
        for name in ASKED
    }
    connections.forget()
    connections.answers.forget()
    chance, lock, wrong = Random(SEED), threading.Lock(), []

    def round_(_number: int) -> None:
        with lock:
            scope, names = chance.choice(scopes), chance.sample(ASKED, 3)
            if chance.random() < 0.05:
                connections.answers.forget()
        for name in names:
            found = answers.ask(name, {}, scope, snapshot).rows.to_pylist()
            if found != alone[scope, name]:
                wrong.append((scope, name))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(round_, range(ROUNDS)))
    print(f"{ROUNDS} rounds of {len(scopes)} readers, {len(wrong)} wrong")
    assert not wrong
    told = {repr([alone[scope, name] for name in ASKED]) for scope in scopes}
    assert len(told) == len(scopes)
