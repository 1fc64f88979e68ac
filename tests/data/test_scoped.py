"""Rows a reader may see are limited in the database, whatever a question forgets."""

import csv
import re
from datetime import date

import duckdb
import pytest

from inspection.data import connections, scoped, warehouse
from inspection.data.access import LOCAL, Reach, Scope
from inspection.data.questions import scoping, sql_files
from inspection.data.scoped import KINDS, LIMITS, NOTHING, limit_of

UNIT, ELSEWHERE = "福州", "厦门"
COUNTY = "350102"
OF_UNIT = Scope("unit", units=(UNIT,))
# What a reader of one unit is told of the others by declaration: rules, not figures.
WHOLE = "province"


def held(folder) -> dict[str, list[str]]:
    path = next(folder.glob("*/marts.duckdb"))
    with duckdb.connect() as database:
        database.execute(scoping("attached", str(path)))
        return dict(database.execute(scoping("held")).fetchall())


def rows_of(snapshot, reach, table):
    return scoped.fetch(reach, snapshot.marts(), f"select * from {table}", {})


@pytest.fixture
def snapshot(small_demo):
    return warehouse.current()


def test_every_mart_is_limited_or_declared(small_demo):
    """A new mart has a unit, or a line in limits.csv, or answers nobody but the province."""
    for mart, columns in held(small_demo).items():
        for kind in KINDS:
            form = limit_of(mart, columns, kind)
            declared = mart in scoped.limits()
            assert form != NOTHING or declared or kind == "county" or not is_asked(mart), mart


def is_asked(mart: str) -> bool:
    read = re.compile(rf"\b(?:from|join)\s+{mart}\b")
    return any(read.search(one.definition) for one in warehouse.questions())


def test_limits_name_marts_and_forms_that_exist(small_demo):
    known, forms = held(small_demo), sql_files("scopes")
    with LIMITS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["mart"] in known
            assert row["why"]
            assert {row["by_unit"], row["by_county"], row["by_office"]} <= forms.keys()


def test_rows_of_a_unit_are_those_of_its_reader_alone(small_demo, snapshot):
    reach = Reach(units=(UNIT,))
    for mart, columns in held(small_demo).items():
        if limit_of(mart, columns, "unit") == "own_unit":
            assert set(rows_of(snapshot, reach, mart)["unit"].to_pylist()) <= {UNIT}, mart


def test_rows_of_a_county_are_those_of_its_reader_alone(small_demo, snapshot):
    reach = Reach((UNIT,), (COUNTY,))
    for mart, columns in held(small_demo).items():
        if limit_of(mart, columns, "county") == "own_county":
            rows = rows_of(snapshot, reach, mart)
            assert set(rows["county_code"].to_pylist()) <= {COUNTY}, mart
            assert set(rows["unit"].to_pylist()) <= {UNIT}, mart


def test_rows_of_an_office_are_those_of_its_reader_alone(snapshot):
    office = rows_of(snapshot, Reach(), "task_facts")["lead_office"].to_pylist()[0]
    found = rows_of(snapshot, Reach(offices=(office,)), "task_facts")
    assert set(found["lead_office"].to_pylist()) == {office}
    tasks = rows_of(snapshot, Reach(offices=(office,)), "task_summaries")["task_id"]
    details = rows_of(snapshot, Reach(offices=(office,)), "row_details")["task_id"]
    assert set(details.to_pylist()) <= set(tasks.to_pylist())


def test_names_of_firms_of_other_units_are_not_there(snapshot):
    reach = Reach(units=(UNIT,))
    own = set(rows_of(snapshot, reach, "entity_register")["entity_id"].to_pylist())
    own |= set(rows_of(snapshot, reach, "task_facts")["entity_id"].to_pylist())
    every = rows_of(snapshot, Reach(), "drawn_entities").num_rows
    for mart in ("drawn_entities", "row_details", "result_rows", "class_spans", "entity_codes"):
        found = set(rows_of(snapshot, reach, mart)["entity_id"].to_pylist())
        assert found <= own, mart
        assert found, mart
    assert rows_of(snapshot, reach, "drawn_entities").num_rows < every


def test_without_a_reader_on_the_cursor_no_row_is_left(snapshot):
    reach = Reach(units=(UNIT,))
    assert rows_of(snapshot, reach, "task_facts").num_rows
    database = scoped._open[snapshot.marts(), "unit"].connection
    assert database.cursor().execute("select count(*) from task_facts").fetchall() == [(0,)]


def test_a_unit_of_no_rows_and_a_hostile_name_see_nothing(snapshot):
    for unit in ("无此单位", "福州' or 1=1 --", "", "%"):
        assert rows_of(snapshot, Reach(units=(unit,)), "task_facts").num_rows == 0
    assert rows_of(snapshot, Reach(units=()), "task_facts").num_rows == 0


def test_views_reach_no_file_and_take_no_setting(snapshot):
    rows_of(snapshot, Reach(units=(UNIT,)), "task_facts")
    database = scoped._open[snapshot.marts(), "unit"].connection
    for asked in ("select * from read_csv('/etc/hostname')", "set threads = 2", "attach '/x.db'"):
        with pytest.raises(duckdb.Error):
            database.cursor().execute(asked)


# Of these a unit's reader is told something else than the province under the unit's filter:
# its own files and draws, no duties of the bureau's offices or firms of others, and candidates
# beside the bound of so many as were looked at among the own rows (`looked_count` says it).
OWN = {"data_badge", "office_duties", "draw_recusals", "draw_frame", "case_candidates"}


def test_a_unit_reads_what_the_province_reads_of_it(small_demo):
    """The same figures, from limited tables, as the whole province asked for this unit."""
    compared = 0
    for question in warehouse.questions():
        if "units" not in question.params or question.name in OWN:
            continue
        own = warehouse.answer(question.name, scope=OF_UNIT)
        asked = warehouse.answer(question.name, scope=LOCAL, units=[UNIT])
        assert own.to_pylist() == asked.to_pylist(), question.name
        compared += 1
    assert compared > 100


def test_the_key_of_an_answer_tells_readers_apart(small_demo):
    """Also where no value of the question does."""
    keys = {
        warehouse.prepare("files_read", {}, scope).key
        for scope in (
            LOCAL,
            OF_UNIT,
            Scope("unit", units=(ELSEWHERE,)),
            Scope("unit", units=(UNIT,), counties=(COUNTY,)),
            Scope("office", offices=("信用监管处",)),
        )
    }
    assert len(keys) == 5


def test_rows_kept_for_several_questions_are_those_of_one_reader(small_demo):
    """`standings` is asked once per reader, never handed to another."""
    drawn = {}
    for unit in (UNIT, ELSEWHERE, UNIT):
        scope = Scope("unit", units=(unit,))
        rows = warehouse.answer("standing_by_unit", scope=scope).to_pylist()
        drawn[unit] = [row["unit"] for row in rows]
    assert drawn == {UNIT: [UNIT], ELSEWHERE: [ELSEWHERE]}


def test_filters_offer_what_the_reader_reaches(small_demo):
    county = Scope("unit", units=(UNIT,), counties=(COUNTY,))
    assert warehouse.answer("filter_units", scope=OF_UNIT)["unit"].to_pylist() == [UNIT]
    codes = warehouse.answer("filter_counties", scope=OF_UNIT)
    assert set(codes["unit"].to_pylist()) == {UNIT}
    assert warehouse.answer("completion_by_county", scope=county)["county_code"].to_pylist() == [
        COUNTY
    ]


def test_a_unit_sees_its_files_rejects_and_doubts(small_demo):
    every = warehouse.answer("files_read", scope=LOCAL)["path"].to_pylist()
    told = warehouse.answer("files_read", scope=OF_UNIT).to_pylist()
    own = [row["path"] for row in told]
    assert set(own) < set(every)
    assert any(UNIT in path for path in own)
    assert not any(ELSEWHERE in path for path in own)
    assert {row["is_own_part"] for row in told} == {True, False}
    for question in ("reject_list", "doubt_list", "set_aside_list"):
        files = set(warehouse.answer(question, scope=OF_UNIT)["file"].to_pylist())
        assert files <= set(own), question
    badge = warehouse.answer("data_badge", scope=OF_UNIT, as_of=date(2022, 1, 1)).to_pylist()[0]
    assert badge["file_count"] == len(set(own))


SHARED = "平台统一导出.xlsx"


def line(source_row: int, unit: str, county: str) -> dict[str, object]:
    return {
        **{"entity_id": source_row, "unit": unit, "county_code": county},
        **{"source_file": SHARED, "sheet": "结果", "source_row": source_row},
        "inspected_on": date(2022, 5, 6),
    }


def doubt(source_row: int) -> dict[str, object]:
    return {
        **{"file": SHARED, "sheet": "结果", "source_row": source_row, "table_name": "results"},
        **{"column_name": "检查日期", "rule_code": "date_order", "raw_value": f"第{source_row}行"},
    }


def sent(unit: str, row_count: int) -> dict[str, object]:
    told = {"file": SHARED, "sheet": "结果", "table_name": "results", "unit": unit}
    return told | {"row_count": row_count}


@pytest.fixture
def shared_file(make_snapshot):
    """One sheet with rows of two units, one refused, and a doubt about each row."""
    file = {
        **{"path": SHARED, "sheet": "结果", "sha256": "0" * 64, "table_name": "results"},
        **{"read_count": 5, "loaded_count": 3, "superseded_count": 0, "duplicate_count": 1},
        **{"rejected_count": 1, "non_data_count": 0, "unplaced_count": 0},
    }
    refused = {"file": SHARED, "sheet": "结果", "source_row": 9, "cells": ["厦门某某"]}
    return make_snapshot(
        task_rows=[line(2, UNIT, COUNTY), line(3, UNIT, "350103"), line(4, ELSEWHERE, "350203")],
        sent_units=[sent(UNIT, 2), sent(ELSEWHERE, 1)],
        files=[file],
        warnings=[doubt(2), doubt(3), doubt(4), doubt(9)],
        rejects=[refused],
    )


def test_of_a_file_of_several_units_each_sees_its_part(shared_file):
    told = warehouse.answer("files_read", scope=OF_UNIT).to_pylist()
    (part,) = told
    assert (part["read_count"], part["loaded_count"], part["is_own_part"]) == (2, 2, True)
    unknown = ("superseded_count", "duplicate_count", "rejected_count", "non_data_count")
    assert [part[name] for name in unknown] == [None] * 4
    (whole,) = warehouse.answer("files_read", scope=LOCAL).to_pylist()
    assert (whole["read_count"], whole["rejected_count"], whole["is_own_part"]) == (5, 1, False)
    assert warehouse.answer("files_read", scope=Scope("unit", ("泉州",))).num_rows == 0


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        (LOCAL, [2, 3, 4, 9]),
        (OF_UNIT, [2, 3]),
        (Scope("county", (UNIT,), counties=(COUNTY,)), [2]),
        (Scope("unit", (ELSEWHERE,)), [4]),
        (Scope("unit", ("泉州",)), []),
        (Scope("office", offices=("信用监管处",)), []),
    ],
)
def test_doubts_of_a_file_of_several_units_are_those_of_own_rows(shared_file, scope, rows):
    found = warehouse.answer("doubt_list", scope=scope)
    assert found["source_row"].to_pylist() == rows
    assert warehouse.answer("reject_list", scope=scope).num_rows == (scope == LOCAL)


def test_a_snapshot_of_before_shows_no_files_to_a_unit():
    assert scoped._possible("own_file", {}) == NOTHING
    assert scoped._possible("own_file", {"file_units": []}) == "own_file"


def test_old_views_are_closed(snapshot, monkeypatch):
    monkeypatch.setattr(scoped, "OPEN_VIEWS", 1)
    rows_of(snapshot, Reach(units=(UNIT,)), "rules")
    rows_of(snapshot, Reach(offices=("处",)), "rules")
    assert len(scoped._open) == 1
    connections.forget(snapshot.folder)
    assert len(scoped._open) == 1
    connections.forget(snapshot.marts())
    assert not scoped._open
    assert rows_of(snapshot, Reach(units=(UNIT,)), "task_facts").num_rows
