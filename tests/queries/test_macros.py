"""One definition per measure: what macros are, who calls them, how little is said twice."""

import re

import duckdb
import pytest
from every import for_each

from inspection.data import connections, warehouse
from inspection.data.macros import macros_of, parse_macros
from inspection.data.questions import macros, sql_files
from inspection.data.shared import OF_DAYS

from .repeated import repeated

MOST_REPEATED = 0.05
TWO = {
    "rates": "-- 比率 | rates: x\ncreate macro half(n) as n / 2;\ncreate macro one() as 1;",
    "a": "create macro quarter(n) as half(half(n));",
}


def test_a_macro_stands_after_those_it_calls():
    found = parse_macros(TWO)
    assert set(found) == {"half", "one", "quarter"}
    assert list(found).index("half") < list(found).index("quarter")
    assert found["quarter"].calls == ("half",)
    assert found["half"].sql == "create macro half(n) as n / 2;"


def test_a_query_is_told_with_the_macros_it_reaches():
    found = parse_macros(TWO)
    assert [macro.name for macro in macros_of("select quarter(8) -- one()", found)] == [
        "half",
        "quarter",
    ]


def test_created_in_this_order_they_answer():
    database = duckdb.connect()
    for macro in parse_macros(TWO).values():
        database.execute(macro.sql)
    assert database.execute("select quarter(8)").fetchone() == (2,)


@pytest.mark.parametrize(("k", "n"), [("null", "10"), ("0", "0"), ("null", "null")])
def test_interval_of_what_is_not_known_is_unknown(k, n):
    database = duckdb.connect()
    for name in ("wilson_end", "wilson_low", "wilson_high"):
        database.execute(macros()[name].sql)
    assert database.execute(f"select wilson_low({k}, {n}), wilson_high({k}, {n})").fetchone() == (
        None,
        None,
    )


def test_interval_stays_between_nothing_and_all():
    database = duckdb.connect()
    for name in ("wilson_end", "wilson_low", "wilson_high"):
        database.execute(macros()[name].sql)
    low, high = database.execute("select wilson_low(0, 10), wilson_high(10, 10)").fetchone()
    assert (low, high) == (0, 1)


@for_each("name", sql_files("macros"))
def test_file_of_macros_says_its_subject_and_rule(name):
    header = sql_files("macros")[name].split("\n")
    assert re.fullmatch(r"-- [^|]+ \| [^:]+: .+", header[0])
    assert any(line.startswith("-- rule: ") for line in header)


def test_every_macro_is_called():
    called = {macro.name for question in warehouse.questions() for macro in question.macros}
    assert set(macros()) == called | {macro.name for macro in macros_of(OF_DAYS, macros())}


def test_no_mart_calls_a_macro():
    assert not [name for name, sql in sql_files("marts").items() if macros_of(sql, macros())]


def test_snapshot_holds_every_macro(empty_snapshot):
    listed = "select function_name from duckdb_functions() where not internal"
    held = connections.fetch(empty_snapshot.marts(), listed, {})
    assert set(held["function_name"].to_pylist()) == set(macros())


def test_definition_prints_the_query_and_its_macros():
    question = warehouse.describe("completion_by_unit")
    assert question.definition.startswith(question.sql.rstrip())
    for name in ("positions", "unit_floors", "target_of"):
        assert f"create macro {name}(" in question.definition


def test_little_of_the_questions_is_said_twice():
    found = repeated({question.name: question.sql for question in warehouse.questions()})
    print(f"{found.line_count} lines, {found.repeated_count} repeated, {found.share:.1%}")
    assert found.share < MOST_REPEATED, found.by_file
