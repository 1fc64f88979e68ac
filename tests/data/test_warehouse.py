"""Snapshots, scope and the border to the database."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from queue import Queue

import duckdb
import pytest
from readers import NAMELESS

from inspection.data import connections, preparing, warehouse
from inspection.data.access import LOCAL, Scope
from inspection.errors import BadInput, EnvironmentProblem, NotAllowed, QueryFailed
from inspection.settings import settings

ENDLESS = "select count(*) from range(100000000000) as n (i) where hash(i) % 7 = 3"
TWO_UNITS = [
    {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]},
    {
        "entity_id": 2,
        "unit": "厦门",
        "county_code": "350203",
        "inspected_on": "2022-05-06",
        "results": ["R1"],
    },
]


def units_of(scope, **params):
    return warehouse.answer("completion_by_unit", scope=scope, **params)["unit"].to_pylist()


def test_no_snapshot_is_said_with_the_remedy(warehouse_folder):
    assert warehouse.current() is None
    with pytest.raises(EnvironmentProblem, match="import"):
        warehouse.answer("completion_by_unit", scope=LOCAL)


def test_pointer_is_followed_at_the_next_call(make_snapshot):
    first = make_snapshot()
    second = make_snapshot(data_date=date(2022, 9, 10))
    assert warehouse.current() == second
    assert warehouse.rollback(first.id) == first
    assert warehouse.current() == first
    assert warehouse.snapshots() == [second, first]


def test_prune_keeps_the_snapshot_in_service(make_snapshot):
    first = make_snapshot()
    make_snapshot(data_date=date(2022, 9, 10))
    make_snapshot(data_date=date(2022, 9, 11))
    warehouse.rollback(first.id)
    assert warehouse.prune(1) == ["20220910T000002-00000000"]
    assert warehouse.current() == first


def test_unknown_snapshot_is_refused(make_snapshot):
    make_snapshot()
    with pytest.raises(BadInput, match=r"没有快照 \.\./x"):
        warehouse.rollback("../x")


def test_as_of_is_the_data_date_unless_given(make_snapshot):
    make_snapshot(data_date=date(2022, 5, 6), task_rows=TWO_UNITS)
    checked = warehouse.answer("pace_totals", scope=LOCAL)["checked_count"]
    before = warehouse.answer("pace_totals", scope=LOCAL, as_of="2022-05-05")["checked_count"]
    assert (checked.to_pylist(), before.to_pylist()) == ([2], [0])


def test_unknown_parameter_is_refused_by_name(make_snapshot):
    make_snapshot()
    with pytest.raises(BadInput, match="没有参数 unit。"):
        warehouse.answer("completion_by_unit", scope=LOCAL, unit="福州")


def test_unknown_question_is_refused(make_snapshot):
    with pytest.raises(BadInput, match="没有查询 entities"):
        warehouse.describe("entities")


def test_date_that_is_none_is_refused(make_snapshot):
    make_snapshot()
    with pytest.raises(BadInput, match="截止日期 9月9日 无法识别"):
        warehouse.answer("completion_by_unit", scope=LOCAL, as_of="9月9日")


def test_a_filter_without_a_choice_means_all(make_snapshot):
    make_snapshot(task_rows=TWO_UNITS)
    assert len(units_of(LOCAL, units=[])) == 10


def test_a_link_narrows_and_never_widens_the_scope(make_snapshot):
    make_snapshot(task_rows=TWO_UNITS)
    xiamen = Scope("unit", ("厦门",))
    assert units_of(xiamen) == ["厦门"]
    assert units_of(xiamen, units=["福州", "厦门"]) == ["厦门"]
    assert units_of(xiamen, units=["福州"]) == []


@pytest.mark.parametrize(
    ("scope", "name", "is_whole"),
    [
        (LOCAL, "completion_by_unit", True),
        (Scope("unit", ("厦门",)), "completion_by_unit", False),
        (NAMELESS, "completion_by_unit", False),
        # Of free text it gets stars.
        (NAMELESS, "event_list", False),
        (Scope("office", may_see_class=False), "completion_by_unit", True),
        (Scope("office", may_see_class=False), "finding_rate_by_class", False),
        (Scope("office", may_see_class=False), "ratio_moves_by_unit", False),
    ],
)
def test_an_answer_is_whole_only_to_who_sees_everything_of_it(make_snapshot, scope, name, is_whole):
    make_snapshot()
    assert warehouse.prepare(name, {}, scope).is_whole == is_whole


def test_named_rows_need_the_right(make_snapshot, monkeypatch):
    make_snapshot()
    question = warehouse.describe("completion_by_unit")
    named = question.__class__(**{**vars(question), "access": "named"})
    monkeypatch.setattr(preparing, "describe", lambda name: named)
    with pytest.raises(NotAllowed, match=question.title_zh):
        warehouse.answer("completion_by_unit", scope=NAMELESS)


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/copied.csv'",
        "attach '/tmp/other.duckdb'",
        "set max_execution_time = 0",
        "create table more as select 1 as one",
        "select * from outside",
    ],
)
def test_connection_reads_the_snapshot_and_nothing_else(make_snapshot, sql):
    outside = duckdb.sql("select 1 as one").to_arrow_table()
    assert outside.num_rows == 1
    with pytest.raises(QueryFailed):
        connections.fetch(make_snapshot().marts(), sql, {})


def test_query_over_time_is_stopped_with_a_chinese_message(make_snapshot, monkeypatch):
    snapshot = make_snapshot()
    monkeypatch.setenv("INSPECTION_MAX_QUERY_MS", "100")
    settings.cache_clear()
    connections.forget()
    with pytest.raises(QueryFailed, match=r"时限 0\.1 秒已到"):
        connections.fetch(snapshot.marts(), ENDLESS, {})


def test_threads_share_a_connection_without_errors(make_snapshot):
    make_snapshot(task_rows=TWO_UNITS)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: units_of(LOCAL), range(40)))
    assert all(len(answer) == 10 for answer in answers)


def test_open_connections_are_bounded(make_snapshot, monkeypatch):
    monkeypatch.setattr(connections, "OPEN_SNAPSHOTS", 3)
    for number in range(connections.OPEN_SNAPSHOTS + 2):
        snapshot = make_snapshot(data_date=date(2022, 9, 1 + number))
        warehouse.answer("completion_by_unit", scope=LOCAL, snapshot=snapshot)
    assert len(connections._open) == connections.OPEN_SNAPSHOTS


def test_a_superseded_query_can_be_stopped_at_once(make_snapshot):
    snapshot = make_snapshot()
    running: Queue[duckdb.DuckDBPyConnection] = Queue()

    def ask_endlessly():
        connections.on_cursor.set(running.put)
        connections.fetch(snapshot.marts(), ENDLESS, {})

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask_endlessly)
        cursor = running.get(timeout=10)
        began = time.monotonic()
        while not asked.done() and time.monotonic() - began < 5:
            cursor.interrupt()
            time.sleep(0.01)
        assert isinstance(asked.exception(timeout=10), QueryFailed)
        assert time.monotonic() - began < 5
