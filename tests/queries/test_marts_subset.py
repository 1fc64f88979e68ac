"""Marts keep to the SQL that DuckDB, Spark and Sail read alike."""

import re

import pytest
import sqlglot
from every import for_each

from inspection.data import connections
from inspection.data.questions import sql_files

from .test_headers import code

MARTS = sql_files("marts")
# What an engine elsewhere computes: also the tables as a year knew them.
SELECTS = MARTS | sql_files("years")
FORBIDDEN = {
    "list function of DuckDB": r"\blist_\w+\(",
    "interval by subtraction": r"\b(date_diff|datediff|date_sub)\b",
    "integer division": r" // ",
    "group by all": r"\b(group|order) by all\b",
    "qualify": r"\bqualify\b",
    "quoted name": r'"',
    "parameter": r"\$",
    "regular expression": r"\b(regexp_\w+|similar to)\b",
    "other name elsewhere": r"\b(arg_max|arg_min|strftime|strpos|string_agg|quantile_cont)\b",
    "column sugar": r"\b(exclude|replace|columns|by name)\b",
    "hash": r"\b(sha256|hash|md5)\(",
    "sampling": r"\b(sample|random)\b",
    "varchar without length": r"as varchar\b",
    "decimal that meets a double": r"(?<!cast\()\b\d+\.\d",
    "rows of a list": r"\b(unnest|explode)\(",
}


@for_each("name", SELECTS)
def test_form_that_engines_read_differently_is_absent(name):
    plain = code(SELECTS[name])
    assert not [form for form, pattern in FORBIDDEN.items() if re.search(pattern, plain)]


@for_each("name", MARTS)
def test_windows_say_where_nulls_go(name):
    windows = re.findall(r"over \(([^)]*)\)", MARTS[name])
    orders = [window.split("order by")[1] for window in windows if "order by" in window]
    assert all("nulls first" in order or "nulls last" in order for order in orders)


@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
@for_each("name", SELECTS)
def test_both_dialects_parse_it(name, dialect):
    assert sqlglot.parse_one(SELECTS[name], read=dialect)


def test_no_sum_leaves_as_a_huge_integer(empty_snapshot):
    columns = connections.fetch(
        empty_snapshot.marts(),
        "select column_name, data_type from duckdb_columns() where not internal",
        {},
    ).to_pylist()
    inexact = ("HUGEINT", "TIMESTAMP", "DECIMAL")
    assert [row for row in columns if row["data_type"].startswith(inexact)] == []
