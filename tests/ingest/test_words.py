"""Every code that cleaning can give has words in both languages, and no words stand unused."""

import re

from inspection.data.questions import QUERIES
from inspection.ingest.mapping.filling import CONSTANT, DATE, JOINED, VALUE
from inspection.ingest.mapping.settling import SETTLED
from inspection.text import LANGUAGES, text
from inspection.text import table as words

SQL = "\n".join(path.read_text("utf-8") for path in (QUERIES / "staging").rglob("*.sql"))
LITERALS = set(re.findall(r"'([a-z_]+)'", SQL))
# What a mapping wrote is told by the code that fills the columns.
BY_MAPPINGS = {VALUE, DATE, CONSTANT, JOINED, SETTLED}
CASE = r"case(?:(?!\bcase\b).)*?end"
DOUBTS = rf"({CASE} as rule_code|macro \w+_doubt\([^)]*\) as\s+{CASE}|doubt\(\s*{CASE})"


def keys(area: str) -> set[str]:
    return {key.split(".", 1)[1] for key in words() if key.startswith(f"{area}.")}


def codes(pattern: str) -> set[str]:
    """The codes that the cases found by `pattern` can give."""
    cases = re.findall(pattern, SQL, re.DOTALL)
    return {code for case in cases for code in re.findall(r"then '(\w+)'", case)}


def test_every_refusal_has_words():
    found = codes(rf"{CASE} as reject_code") | {"too_many_cells"}
    assert len(found) > 5
    assert found - keys("reject") == set()


def test_every_rule_has_words():
    found = codes(DOUBTS) | set(re.findall(r"'(\w+)' as rule_code", SQL))
    assert len(found) > 20
    assert found - keys("rule") - {"too_many_cells"} == set()


def test_no_words_without_a_code():
    assert keys("reject") <= LITERALS
    assert keys("rule") <= LITERALS | BY_MAPPINGS


def test_words_are_in_both_languages():
    for area in ("reject", "rule"):
        for code in keys(area):
            assert all(text(f"{area}.{code}", lang) for lang in LANGUAGES)
