"""Every reference file is complete, typed and unambiguous."""

import datetime

import pyarrow as pa
import pytest
from every import for_each

from inspection.data import reference
from inspection.errors import BadInput

# What makes a row unique; a second row with the same key would multiply a join.
KEYS = {
    "units": ["unit"],
    "counties": ["county_code"],
    "county_codes": ["old_code"],
    "stock": ["year_end_on", "county_code", "entity_kind"],
    "targets": ["year", "scope", "valid_from_on"],
    "results": ["result_code"],
    "result_codes": ["source_system", "version", "raw_value"],
    "value_synonyms": ["domain", "source_system", "raw_value"],
    "header_synonyms": ["table_name", "header"],
    "office_aliases": ["alias"],
    "workday_overrides": ["day_on"],
    "switch_dates": ["year", "unit"],
    "clocks": ["year", "clock"],
    "duties": ["year", "duty", "subject_kind"],
    "class_ratios": ["scheme", "risk_class"],
    "exemption_rules": ["year", "field"],
    "parameters": ["parameter"],
    "risk_fields": ["risk_field"],
    "entity_kinds": ["entity_kind"],
    "kind_words": ["word"],
    "periods": ["year", "period"],
    "notices": ["year"],
    "tile_grid": ["unit"],
    "map_layers": ["layer"],
    "alerts": ["alert"],
    "evaluation_weights": ["indicator"],
}


def rows(name: str) -> list[dict]:
    return reference.load(name).to_pylist()


def test_the_tables_are_those_the_product_relies_on():
    assert reference.names() == sorted(KEYS)


@for_each("name", KEYS)
def test_file_says_title_source_version(name):
    header = reference.header(name)
    assert header["title"]
    assert header["source"]
    assert datetime.date.fromisoformat(header["version"])


@for_each("name", KEYS)
def test_no_key_stands_twice(name):
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows(name)]
    assert len(keys) == len(set(keys))


@for_each("name", KEYS)
def test_file_has_unix_line_ends_and_no_byte_order_mark(name):
    for path in reference.paths(name):
        content = path.read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")


def test_column_type_follows_the_suffix():
    types = {
        name: str(reference.column_type(name).arrow)
        for name in ("floor_ppm", "limit_days", "parameter_value", "due_on", "is_judged")
    }
    assert types == {
        "floor_ppm": "int64",
        "limit_days": "int64",
        "parameter_value": "double",
        "due_on": "date32[day]",
        "is_judged": "bool",
    }


@pytest.mark.parametrize("name", ["unit_code", "result_code", "raw_value", "value", "source"])
def test_codes_and_exported_values_stay_text(name):
    assert reference.column_type(name).arrow == pa.string()


def test_empty_cell_is_null(tmp_path, monkeypatch):
    (tmp_path / "small.csv").write_text("# title: x\nclock,limit_days\nentry,\n", encoding="utf-8")
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    assert rows("small") == [{"clock": "entry", "limit_days": None}]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("clock,limit_days\na,twenty\n", "数据第1行 limit_days"),
        ("duty,due_on\na,2022-02-30\n", "数据第1行 due_on"),
        ("unit,is_key_city\na,yes\n", "数据第1行 is_key_city"),
        ("unit,unit_code\na,1\nb\n", "数据第2行"),
    ],
)
def test_wrong_cell_is_named(body, told, tmp_path, monkeypatch):
    (tmp_path / "small.csv").write_text(body, encoding="utf-8")
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    with pytest.raises(BadInput, match=told):
        reference.load("small")


def test_unknown_table_lists_the_known_ones():
    with pytest.raises(BadInput, match="counties"):
        reference.load("countys")


def test_fingerprint_follows_the_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    prints = set()
    for body in ("unit\n福州\n", "unit\n厦门\n"):
        (tmp_path / "small.csv").write_text(body, encoding="utf-8")
        prints.add(reference.fingerprint("small"))
    assert len(prints) == 2
