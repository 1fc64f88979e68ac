"""Words: both languages everywhere, the same places for values, a heading for every column."""

import csv
import re
import string

from every import for_each

from inspection.data import warehouse
from inspection.data.columns import heading
from inspection.settings import ROOT
from inspection.text import LANGUAGES, WORDS, filled, table, text

HAN = re.compile(r"[\u4e00-\u9fff]")
SAID = re.compile(r'\b(?:text|say|note|warn)\("([a-z_]+\.[a-z0-9_]+)"')
# Names of columns with values of their own that a table never shows.
UNSEEN = {"filter_name", "choice"}


def places(words: str) -> set[str]:
    """Names of the places for values in a text."""
    names = (name for _, name, _, _ in string.Formatter().parse(words) if name)
    return {name.split(".")[0].split("[")[0] for name in names}


def test_every_text_is_whole():
    """A comma without quotes would cut the English off."""
    for path in WORDS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert [row for row in csv.reader(file) if len(row) != len(LANGUAGES) + 1] == [], path


@for_each("key", table())
def test_both_languages_have_words_and_the_same_places(key):
    words = table()[key]
    assert words.zh.strip()
    assert words.en.strip()
    assert places(words.zh) >= places(words.en) or places(words.en) >= places(words.zh)


def test_every_column_of_a_question_has_a_heading():
    columns = {name for question in warehouse.questions() for name in question.columns}
    assert not sorted(columns - UNSEEN - {key.partition(".")[2] for key in table()})


def test_heading_of_one_question_is_of_a_column_that_it_has_and_says_something_else():
    own = [key.split(".")[1:] for key in table() if key.startswith("heading.")]
    assert len(own) > 50
    for question, column in own:
        assert column in warehouse.describe(question).columns, (question, column)
        said = [(heading(column, lang, question), heading(column, lang)) for lang in LANGUAGES]
        assert any(one != usual for one, usual in said), (question, column)


@for_each("question", warehouse.questions(), ids=lambda question: question.name)
def test_no_two_columns_of_a_question_have_one_heading(question):
    for lang in LANGUAGES:
        shown = [name for name in question.columns if not name.endswith("_en")]
        headings = [heading(name, lang, question.name) for name in shown]
        assert len(set(headings)) == len(headings), sorted(headings)


def test_english_words_are_english():
    areas = ("filter", "frame", "nav", "progress", "overview", "integration", "cases")
    assert not [
        key for key, words in table().items() if key.split(".")[0] in areas and HAN.search(words.en)
    ]


def test_every_key_that_is_said_exists():
    """Keys put together from parts are held by the tests of pages and charts."""
    paths = [*(ROOT / "inspection").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    said = {key for path in paths for key in SAID.findall(path.read_text(encoding="utf-8"))}
    assert said
    assert not sorted(said - set(table()))


def test_words_name_nothing_of_one_year():
    """Dates, floors and units of one notice are data: words take them by placeholder."""
    of_one_year = re.compile(r"20[12]\d|10月31日|31 October|3\.5 ?%|平潭|Pingtan")
    found = [key for key, words in table().items() if any(map(of_one_year.search, words))]
    assert found == []


def test_one_of_a_kind_is_no_plural_in_english():
    one, many = {"count": "1"}, {"count": "21"}
    assert filled("{count} units have no case", "en", **one) == "1 unit has no case"
    assert filled("{count} classes lie outside", "en", **one) == "1 class lies outside"
    assert filled("{count} units have no case", "en", **many) == "21 units have no case"
    assert filled("{count} counties are", "en", **one) == "1 county is"
    assert filled("all {count} units that are judged have", "en", **one) == (
        "all 1 unit that is judged has"
    )
    assert filled("{count} person-days, 1.{count} rows, {count} less", "en", **one) == (
        "1 person-day, 1.1 rows, 1 less"
    )
    assert filled("{count} more rows stand", "en", **one) == "1 more row stands"
    assert filled("{count} more have drawn; {count} are left", "en", **one) == (
        "1 more has drawn; 1 is left"
    )
    assert filled("{count} provincial tasks", "en", **one) == "1 provincial task"
    assert filled("{count} more have drawn", "en", **many) == "21 more have drawn"
    assert filled("{count} units", "zh", **one) == "1 units"
    assert text("badge.rejected", "en", count="1") == "1 row rejected"
