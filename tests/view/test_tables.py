"""Tables as shown: the reader's language, words for codes, texts left as they are."""

import csv
from datetime import date

import pyarrow as pa
import pytest

from inspection.data.reference import load
from inspection.settings import ROOT
from inspection.showing.shown import as_shown, in_language
from inspection.text import table as words
from inspection.view.tables import column_of, day_width, listed, multiples_of, with_multiples

TEXTS = pa.table({"name": ["公示"], "name_en": ["Publication"], "limit_days": [20]})


@pytest.mark.parametrize(("lang", "said"), [("zh", "公示"), ("en", "Publication")])
def test_text_in_two_languages_is_shown_in_the_readers(lang, said):
    assert in_language(TEXTS, lang).to_pylist() == [{"name": said, "limit_days": 20}]


def test_codes_of_cleaning_are_told_in_words():
    coded = {"table_name": "register", "column_name": "uscc", "rule_code": "code_missing"}
    rows = pa.Table.from_pylist([coded | {"reason_code": "key_missing"}])
    for lang in ("zh", "en"):
        (row,) = as_shown(rows, lang).to_pylist()
        assert not set(row.values()) & {"key_missing", *coded.values()}


def test_every_table_and_column_that_is_read_has_words():
    path = ROOT / "inspection" / "ingest" / "tables.csv"
    with path.open(encoding="utf-8", newline="") as file:
        tables = {f"value.table_name_{row['table_name']}" for row in csv.DictReader(file)}
    columns = {f"column.{row['column_name']}" for row in load("header_synonyms").to_pylist()}
    assert len(tables) > 10
    assert not sorted((tables | columns) - set(words()))


def test_text_is_no_number_whatever_its_column_is_called():
    shown = column_of(pa.field("raw_value", pa.string()), "zh")
    assert shown["type_config"]["type"] == "text"


def test_large_ratio_is_told_as_so_many_times_and_stays_a_number():
    rows = pa.table({"unit": ["甲", "乙", "丙"], "completion_rate": [0.5, 16.24951, None]})
    assert multiples_of(rows) == ["completion_rate"]
    styled = with_multiples(as_shown(rows, "zh"), ["completion_rate"], "zh")
    assert styled.data["completion_rate"].tolist()[:2] == [50.0, 1624.951]
    drawn = styled._translate(sparse_index=False, sparse_cols=False)["body"]
    assert [row[2]["display_value"] for row in drawn] == ["50.0%", "16.2倍", "—"]


def test_table_of_ordinary_ratios_needs_no_texts():
    rows = pa.table({"completion_rate": [0.5, 2.0], "gain_points": [4.0, 5.0]})
    assert multiples_of(rows) == []


@pytest.mark.parametrize(("count", "shown"), [(3, 3), (250, 250), (251, 200), (9_000, 200)])
def test_long_table_lists_its_first_rows(count, shown):
    assert listed(pa.table({"unit": ["甲"] * count})) == shown


def test_days_of_which_the_first_are_missing_have_room():
    def width(*days):
        return day_width(pa.chunked_array([list(days)], pa.date32()), "日期")

    assert width(None, date(2022, 12, 31)) >= 10 * 7
    assert width(date(2022, 12, 31)) is None
