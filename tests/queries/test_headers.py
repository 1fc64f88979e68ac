"""Every query file says what it answers, and does what it says."""

import re
from itertools import takewhile

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
    r"ref_.*|workdays|pace_days|campaign|rules|class_scheme|reporting_units|unit_targets"
    r"|(file|layout|reject|warning|cleaning|aside|unused|total)_rows"
)
KEYWORDS = re.compile(
    r"\b(SELECT|FROM|WHERE|GROUP|ORDER|BY|JOIN|LEFT|INNER|ON|AND|OR|NOT|NULL|CASE|WHEN|THEN|ELSE"
    r"|END|AS|WITH|UNION|ALL|DISTINCT|OVER|PARTITION|FILTER|IS|IN|BETWEEN)\b"
)


# One year's notice, its dates, its floor, a unit, a document: those are data.
OF_ONE_YEAR = re.compile(r"20\d\d|\b(0\d|1[0-2])-[0-3]\d\b|3\.5|4 %|平潭|闽市监|\w+\.(md|csv)\b")
HAN = re.compile(r"[\u4e00-\u9fff]")
TABLES = re.compile(r"\b(?:from|join)\s+(\w+)\b(?!\()")


def code(sql):
    """Without comments and literals."""
    return re.sub(r"'[^']*'|--.*", "", sql)


def head(sql):
    """The comment lines that open a file."""
    return "\n".join(takewhile(lambda line: line.startswith("--"), sql.split("\n")))


questions = for_each("question", QUESTIONS, ids=lambda question: question.name)


@questions
def test_header_is_complete(question):
    assert question.grain
    assert question.rule
    assert len(HAN.findall(question.rule_zh)) >= 5
    assert len(HAN.findall(question.grain_zh)) >= 4
    assert question.access in ("aggregate", "named", "class")
    assert re.search(r"[\u4e00-\u9fff]", question.title_zh)
    assert not re.search(r"[\u4e00-\u9fff]", question.title_en)
    assert question.about_en.endswith((".", "?"))


@questions
def test_columns_that_add_up_are_counts_of_the_question(question):
    assert set(question.sums) <= set(question.columns)
    assert all(name.endswith("_count") for name in question.sums)
    assert not (question.sums and "合计" in question.grain)


@questions
def test_header_names_the_parameters_of_the_query(question):
    statements = duckdb.extract_statements(question.sql)
    assert len(statements) == 1
    assert set(question.params) == statements[0].named_parameters


@questions
def test_question_over_rows_takes_units(question):
    read = set(TABLES.findall(code(question.definition)))
    steps = set(re.findall(r"(\w+) as \(", code(question.definition)))
    if any(not WITHOUT_UNITS.fullmatch(table) for table in read - steps):
        assert "units" in question.params


@questions
def test_header_names_nothing_of_one_year(question):
    assert not OF_ONE_YEAR.search(head(question.sql))


@questions
def test_question_on_the_base_takes_what_the_base_knows(question):
    assert question.is_base_bound <= ("units" in question.params)
    assert not (question.is_base_bound and "offices" in question.params)


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
    assert path.parent.name == "macros" or ";" not in code(sql)


@for_each("name", sql_files("marts"))
def test_mart_states_grain_and_rule(name):
    header = sql_files("marts")[name].split("\n")
    assert re.fullmatch(r"-- [^|]+ \| [^:]+: .+", header[0])
    assert any(line.startswith("-- grain: ") for line in header)
    assert any(line.startswith("-- rule: ") for line in header)
