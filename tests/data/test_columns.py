"""One kind per column: written alike everywhere, rounded once, read as it is written."""

from datetime import date

import pyarrow as pa
import pytest

from inspection.data import columns, reference, warehouse
from inspection.data.access import LOCAL
from inspection.data.columns import Holds, kind_of, read_as, written
from inspection.showing.shown import as_shown


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("checked_count", 12345, "12,345"),
        ("plan_count", 1.8, "2"),
        ("completion_rate", 0.8765, "87.7%"),
        ("completion_rate", None, "—"),
        ("completion_rate", float("nan"), "—"),
        ("difference_rate", -0.0004, "0.0%"),
        ("pace_deviation", -0.0312, "-3.1"),
        ("pace_deviation", 0.0, "+0.0"),
        ("gain_points", 0.04, "+4.0"),
        ("lag_points", 0.1234, "12.3"),
        ("class_gain", 1.325, "132.5%"),
        ("sufficiency_rate", 2.0, "200.0%"),
        ("sufficiency_rate", 4.349, "4.3倍"),
        ("difference_rate", -3.21, "-3.2倍"),
        ("month_on", date(2022, 3, 1), "3月"),
        ("industry", "F", "批发和零售业"),
        ("industry_code", "F52", "批发和零售业（F52）"),
        ("industry_code", "5212", "5212"),
        ("share_low", 0.5, "50.0%"),
        ("low_ratio", 0.00123, "0.12%"),
        ("applied_ratio", 0.054054, "5.41%"),
        ("needed_per_day", 13.09, "13.1"),
        ("median_days_value", 12.0, "12.0"),
        ("burden_frequency", 1.0625, "1.06"),
        ("trend_z", -2.204, "-2.20"),
        ("error", 0.00032, "0.0003"),
        ("threshold_value", 0.001, "0.001"),
        ("threshold_value", 120.0, "120"),
        ("reported_value", 1234.5, "1,234.5"),
        ("visit_days", 0.5, "0.5"),
        ("case_year", 2022, "2022"),
        ("source_row", 17987, "17987"),
        ("due_on", date(2022, 10, 31), "2022-10-31"),
        ("data_date", date(2022, 9, 9), "2022-09-09"),
        ("is_judged", True, "是"),
        ("is_judged", False, "否"),
        ("labels", ["长乐区-01", None], "长乐区-01、—"),
        ("raw_value", "3", "3"),
        ("subject", "350100202205160188", "350100202205160188"),
        ("yardstick", "plan", "按计划"),
        ("reason_code", "no such reason", "no such reason"),
    ],
)
def test_value_is_written_by_the_kind_of_its_column(name, value, expected):
    assert written(name, value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0.0625, "6.3%"), (0.0015, "0.2%"), (0.1 + 0.0005, "10.1%")]
)
def test_half_is_rounded_away_from_zero_as_spreadsheets_do(value, expected):
    assert written("on_time_rate", value) == expected


def test_screen_gets_numbers_multiplied_and_rounded_and_all_else_as_text():
    rows = pa.table({"on_time_rate": [0.0625, None], "labels": [["甲"], None], "row_no": [1, 2]})
    assert as_shown(rows, "zh").to_pylist() == [
        {"on_time_rate": 6.3, "labels": "甲", "row_no": 1},
        {"on_time_rate": None, "labels": None, "row_no": 2},
    ]


def test_flag_is_a_word_where_true_nothing_where_not_and_missing_where_unknown():
    rows = pa.table({"is_overdue": [True, False, None]})
    assert as_shown(rows, "zh")["is_overdue"].to_pylist() == ["是", "", None]
    assert as_shown(rows, "en")["is_overdue"].to_pylist() == ["yes", "", None]


@pytest.mark.parametrize(("lang", "told"), [("zh", "4.3倍"), ("en", "4.3×")])
def test_large_ratio_is_told_in_the_readers_language(lang, told):
    assert written("completion_rate", 4.349, lang) == told


def test_no_name_and_no_last_word_announces_two_kinds():
    for table in (columns.KINDS, columns.LAST_WORDS, columns.FIRST_WORDS):
        named = [name for names in table.values() for name in names]
        assert len(named) == len(set(named))


def test_every_number_of_every_question_has_a_kind_by_name(empty_snapshot):
    unnamed = set()
    for question in warehouse.questions():
        rows = warehouse.answer(question.name, scope=LOCAL, snapshot=empty_snapshot)
        numbers = [field.name for field in rows.schema if pa.types.is_floating(field.type)]
        unnamed |= {(question.name, name) for name in numbers if not columns.announced(name)}
    assert unnamed == set()


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("as_of", Holds.DAY),
        ("valid_from_on", Holds.DAY),
        ("floor_ppm", Holds.WHOLE),
        ("limit_days", Holds.WHOLE),
        ("max_score", Holds.WHOLE),
        ("threshold_value", Holds.NUMBER),
        ("example_weight", Holds.NUMBER),
        ("raw_value", Holds.TEXT),
        ("value", Holds.TEXT),
        ("one_plus_x", Holds.FLAG),
        ("has_target", Holds.FLAG),
        ("units", Holds.TEXT),
    ],
)
def test_cell_or_parameter_is_read_as_its_name_announces(name, holds):
    assert read_as(name) is holds


def test_reference_tables_are_read_as_they_are_shown():
    for name in reference.names():
        for field in reference.load(name).schema:
            kind = columns.kind_of_field(field)
            assert kind.holds is read_as(field.name), f"{name}.{field.name}"


def test_text_is_no_number_whatever_its_column_is_called():
    assert kind_of("reported_count", Holds.TEXT) is columns.TEXT
