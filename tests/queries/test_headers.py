"""Every query file says what it answers, and does what it says."""

import re

import duckdb
from every import for_each

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.data.questions import QUERIES, sql_files

QUESTIONS = warehouse.questions()
ALL_FILES = sorted(
    path
    for folder in ("marts", "*")
    for path in QUERIES.glob(f"{folder}/*.sql")
    if path.parent.name not in ("canonical", "staging")
)
# Tables without rows of a unit: rules, calendars and what was read.
WITHOUT_UNITS = re.compile(
    r"ref_.*|workdays|pace_days|campaign|unit_targets|(file|reject|warning|cleaning)_rows"
)
KEYWORDS = re.compile(
    r"\b(SELECT|FROM|WHERE|GROUP|ORDER|BY|JOIN|LEFT|INNER|ON|AND|OR|NOT|NULL|CASE|WHEN|THEN|ELSE"
    r"|END|AS|WITH|UNION|ALL|DISTINCT|OVER|PARTITION|FILTER|IS|IN|BETWEEN)\b"
)


def code(sql):
    """Without comments and literals."""
    return re.sub(r"'[^']*'|--.*", "", sql)


questions = for_each("question", QUESTIONS, ids=lambda question: question.name)


@questions
def test_header_is_complete(question):
    assert question.grain
    assert question.rule
    assert question.access in ("aggregate", "named", "class")
    assert re.search(r"[\u4e00-\u9fff]", question.title_zh)
    assert not re.search(r"[\u4e00-\u9fff]", question.title_en)
    assert question.about_en.endswith((".", "?"))


@questions
def test_header_names_the_parameters_of_the_query(question):
    statements = duckdb.extract_statements(question.sql)
    assert len(statements) == 1
    assert set(question.params) == statements[0].named_parameters


@questions
def test_question_over_rows_takes_units(question):
    read = duckdb.connect().get_table_names(re.sub(r"\$\w+", "null", question.sql))
    if any(not WITHOUT_UNITS.fullmatch(table) for table in read):
        assert "units" in question.params


@questions
def test_header_names_the_columns_and_only_plain_types_leave(question, empty_snapshot):
    answer = warehouse.answer(question.name, scope=LOCAL, snapshot=empty_snapshot)
    assert tuple(answer.column_names) == question.columns
    types = {str(field.type) for field in answer.schema}
    plain = {"string", "int64", "int32", "double", "bool", "date32[day]", "list<l: string>"}
    assert types <= plain


@for_each("path", ALL_FILES, ids=lambda path: path.stem)
def test_file_is_laid_out_like_the_others(path):
    sql = path.read_text(encoding="utf-8")
    assert max(map(len, sql.splitlines())) <= 80
    assert not KEYWORDS.search(code(sql))
    assert "\t" not in sql
    assert sql.endswith("\n")
    assert ";" not in code(sql)


@for_each("name", sql_files("marts"))
def test_mart_states_grain_and_rule(name):
    header = sql_files("marts")[name].split("\n")
    assert re.fullmatch(r"-- [^|]+ \| [^:]+: .+", header[0])
    assert any(line.startswith("-- grain: ") for line in header)
    assert any(line.startswith("-- rule: ") for line in header)
