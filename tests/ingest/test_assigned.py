"""Names and values that nobody knew get a meaning: kept with who and when, in force at once."""

from datetime import datetime

import pytest

from ingest.files import FIRM_B, NUMBER_A, REGISTER, RESULTS, write_csv
from inspection.data import snapshots, warehouse
from inspection.data.access import LOCAL
from inspection.ingest import assigned
from inspection.ingest.difference import figures
from inspection.ingest.publish import import_files

AT = datetime(2022, 9, 10, 9, 30)
LATER = datetime(2022, 9, 11, 9, 30)
# What is written, and what the clerk says it means.
OFFICE, KIND, WORD = "山水局", "某类主体", "一切都好"


@pytest.fixture
def unknown(warehouse_folder, tmp_path):
    """An enterprise of a kind, an area and a result that no table knows."""
    rows = [(NUMBER_A, "示例甲", KIND, OFFICE), (FIRM_B, "示例乙", "企业", "鼓楼区")]
    results = [
        ("T1", code, name, "", "A08", WORD, "2022-06-15")
        for code, name in ((NUMBER_A, "示例甲"), (FIRM_B, "示例乙"))
    ]
    import_files(
        [
            write_csv(tmp_path / "检查对象_20220909.csv", [REGISTER, *rows]),
            write_csv(tmp_path / "检查结果_20220909.csv", [RESULTS, *results]),
        ]
    )


def say(rule, column, text, label, at=AT):
    targets = {one.label: one for one in assigned.targets(rule, column)}
    return assigned.assign(rule, column, text, targets[label], "经办人", at)


def doubts():
    rows = warehouse.answer("unmapped_values", scope=LOCAL).to_pylist()
    return {(row["rule_code"], row["raw_value"]) for row in rows}


def test_meanings_hold_from_the_next_build_on(unknown, rows):
    assert ("value_unknown", KIND) in doubts()
    say("place_unknown", "local_adm", OFFICE, "福州 鼓楼区")
    say("value_unknown", "entity_kind", KIND, "企业")
    say("result_unknown", "item_result", WORD, "R1 未发现问题")
    # Nothing changes before somebody builds.
    assert ("value_unknown", KIND) in doubts()
    assert assigned.load(snapshots.current().folder) == []
    before = snapshots.current()
    import_files([])
    assert doubts() == set()
    assert {(row["unit"], row["entity_kind"]) for row in rows("entities")} == {("福州", "企业")}
    assert {row["result_code"] for row in rows("results")} == {"R1"}
    kept = assigned.load(snapshots.current().folder)
    assert [(one.raw_value, one.decided_by, one.decided_at) for one in kept] == [
        (text, "经办人", AT) for text in (OFFICE, KIND, WORD)
    ]
    # Every figure that moved did so by the rules.
    moved = {
        row["headline"]: row for row in figures.figure_changes(before, snapshots.current(), LOCAL)
    }
    assert moved["checked_count"]["before"] == 1
    assert [moved["checked_count"][cause] for cause in figures.CAUSES] == [0, 0, 0, 1]


def test_later_word_goes_before_an_earlier_one_and_can_be_taken_back(warehouse_folder):
    say("place_unknown", "county", OFFICE, "福州")
    made = say("place_unknown", "county", " 山水\u3000局", "厦门", LATER)
    (one,) = assigned.in_force(assigned.load())
    assert (one.unit, one.raw_value) == ("厦门", OFFICE)
    assigned.take_back(made.about, "经办人", LATER)
    assert assigned.in_force(assigned.load()) == []
    assert len(assigned.load()) == 3


def test_meaning_goes_before_that_of_the_reference_table():
    from inspection.data import reference

    aliases = reference.load("office_aliases")
    known = aliases["alias"][0].as_py()
    one = assigned.Assigned("office_aliases", None, known, None, "厦门", None, "市级", "甲", AT)
    told = assigned.applied("office_aliases", aliases, [one])
    assert told.num_rows == aliases.num_rows
    assert [row["unit"] for row in told.to_pylist() if row["alias"] == known] == ["厦门"]
    assert assigned.applied("value_synonyms", aliases, [one]) is aliases


def test_own_words_of_a_system_stay():
    from inspection.data import reference

    words = reference.load("value_synonyms")
    own = next(row for row in words.to_pylist() if row["source_system"] != "*")
    domain, raw = own["domain"], own["raw_value"]
    one = assigned.Assigned("value_synonyms", domain, raw, "甲", None, None, None, "甲", AT)
    assert own in assigned.applied("value_synonyms", words, [one]).to_pylist()


def test_other_doubts_have_no_meaning_to_be_given():
    assert assigned.targets("entity_unknown", "uscc") == []
    assert assigned.targets("value_unknown", "used_risk_class")
    assert assigned.targets("value_unknown", "no_such_column") == []
