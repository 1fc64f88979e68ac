"""Finding an entity, and what is told about it to whom."""

import pytest
from readers import NAMELESS

from inspection.data import warehouse
from inspection.data.access import Scope
from inspection.errors import NotAllowed

from .test_stages import inspected, published

CODE, NUMBER = "91350100MA00000155", "350100200000014"
FIRMS = [
    {"entity_id": 1, "uscc": CODE, "reg_no": NUMBER, "name": "示例甲（福建）公司"},
    {"entity_id": 2, "uscc": "91350200MA0000015A", "name": "示例100%乙_公司"},
]


def entities():
    """Names with the key that an import gives them."""
    return [
        firm | {"name_key": firm["name"].replace("（", "(").replace("）", ")")} for firm in FIRMS
    ]


@pytest.mark.parametrize("code", [CODE, CODE[:8], NUMBER, "3501002"])
def test_code_or_its_beginning_finds_once(make_snapshot, ask, code):
    make_snapshot(entities=entities())
    assert [row["entity_id"] for row in ask("entities_by_code", code=code)] == [1]


def test_code_is_not_found_from_its_middle_by_prefix(make_snapshot, ask):
    make_snapshot(entities=entities())
    assert ask("entities_by_code", code="0155") == []


@pytest.mark.parametrize(
    ("part", "found"),
    [("甲(福建)", [1]), ("公司", [1, 2]), ("%", [2]), ("_", [2]), ("甲%公司", [])],
)
def test_part_of_a_name_finds_without_wildcards(make_snapshot, ask, part, found):
    make_snapshot(entities=entities())
    rows = ask("entities_by_name", part=part)
    assert sorted(row["entity_id"] for row in rows) == found


@pytest.mark.parametrize(("part", "found"), [("0155", [1]), ("200000014", [1]), ("5%0", [])])
def test_part_of_either_code_finds_once(make_snapshot, ask, part, found):
    make_snapshot(entities=entities())
    assert [row["entity_id"] for row in ask("entities_by_code", part=part)] == found


@pytest.mark.parametrize(
    ("part", "found"), [("A2", [3]), ("2", [3]), ("Z", []), ("A2便", [3]), ("便利", [4, 3])]
)
def test_letters_and_digits_are_found_in_names_that_have_them(make_snapshot, ask, part, found):
    names = {3: "示例A2便利店", 4: "示例便利店"}
    firms = [{"entity_id": n, "name": name, "name_key": name} for n, name in names.items()]
    make_snapshot(entities=firms)
    assert [row["entity_id"] for row in ask("entities_by_name", part=part)] == found


def test_shortest_names_come_first_then_by_name_then_by_number(make_snapshot, ask):
    names = {1: "示例乙乙", 2: "示例甲", 3: "示例乙", 4: "示例乙"}
    firms = [{"entity_id": n, "name": name, "name_key": name} for n, name in names.items()]
    make_snapshot(entities=firms)
    assert [row["entity_id"] for row in ask("entities_by_name", part="示例")] == [3, 4, 2, 1]


def test_more_than_fifty_are_said_by_one_more(make_snapshot, ask):
    firms = [{"entity_id": n, "name": f"示例{n}", "name_key": f"示例{n}"} for n in range(1, 60)]
    make_snapshot(entities=firms)
    assert len(ask("entities_by_name", part="示例")) == 51


def test_reader_of_one_unit_finds_and_sees_its_own_only(make_snapshot):
    make_snapshot(entities=[entities()[0] | {"county_code": "350203"}], task_rows=[inspected(1)])
    fuzhou = Scope("unit", ("福州",))
    asked = (
        ("entities_by_code", {"code": CODE}),
        ("entities_by_code", {"part": CODE}),
        ("entities_by_name", {"part": "示例"}),
        ("entity_summary", {"entity_id": 1}),
        ("entity_timeline", {"entity_id": 1}),
    )
    for name, params in asked:
        assert warehouse.answer(name, scope=fuzhou, **params).num_rows == 0


@pytest.mark.parametrize(
    "name",
    [
        "entities_by_code",
        "entities_by_name",
        "entity_summary",
        "entity_timeline",
    ],
)
def test_visitor_cannot_search(make_snapshot, name):
    make_snapshot()
    with pytest.raises(NotAllowed):
        warehouse.answer(name, scope=NAMELESS)


def test_class_needs_its_own_right(make_snapshot):
    make_snapshot(task_rows=[inspected(1, class_at_draw="D")])
    unentitled = Scope("office", may_see_class=False)
    with pytest.raises(NotAllowed):
        warehouse.answer("entity_classes", scope=unentitled, entity_id=1)
    timeline = warehouse.answer("entity_timeline", scope=unentitled, entity_id=1)
    assert not [row for row in timeline.to_pylist() if "D" in row.values()]


def test_class_at_the_draw_stands_beside_the_periods(make_snapshot, ask):
    make_snapshot(
        class_periods=[{"entity_id": 1, "valid_from": "2022-01-01", "risk_class": "B"}],
        task_rows=[inspected(1, class_at_draw="C")],
    )
    rows = [(row["risk_class"], row["task_no"]) for row in ask("entity_classes", entity_id=1)]
    assert rows == [("C", "T1"), ("B", None)]


def stages(ask, **params):
    return [row["stage"] for row in ask("entity_timeline", entity_id=1, **params)]


def test_timeline_runs_from_the_latest_fact_to_the_first(make_snapshot, ask):
    row = published(1, needs_disposal=True, closed_on="2022-06-01", disposal_state="已完结")
    make_snapshot(task_rows=[row])
    told = ["publicity_due", "closed", "published", "entered", "inspected", "drawn", "established"]
    assert stages(ask) == told
    # The limit is told before it is over.
    early = ["publicity_due", "entered", "inspected", "drawn", "established"]
    assert stages(ask, as_of="2022-05-10") == early


def test_fact_without_a_date_is_last_and_known_at_the_data_date_only(make_snapshot, ask):
    make_snapshot(task_rows=[published(1, published_on=None)])
    assert stages(ask)[-1] == "published"
    assert "published" not in stages(ask, as_of="2022-09-08")


def test_each_fact_bears_the_file_it_stands_in(make_snapshot, ask):
    places = {"source_file": "结果.csv", "source_row": 4, "pub_file": "公示.csv", "pub_row": 9}
    make_snapshot(task_rows=[published(1, **places)])
    found = {
        row["stage"]: (row["source_file"], row["source_row"])
        for row in ask("entity_timeline", entity_id=1)
    }
    assert found["inspected"] == ("结果.csv", 4)
    assert found["published"] == ("公示.csv", 9)
    assert found["established"] == ("演示数据.csv", 1)


def test_each_class_bears_the_file_that_first_said_it(make_snapshot, ask):
    period = {"entity_id": 1, "valid_from": "2022-01-01", "risk_class": "B"}
    make_snapshot(
        class_periods=[period | {"source_file": "分类.csv", "source_row": 7}],
        task_rows=[inspected(1, class_at_draw="C", source_file="结果.csv", source_row=4)],
    )
    rows = ask("entity_classes", entity_id=1)
    found = [(row["risk_class"], row["source_file"], row["source_row"]) for row in rows]
    assert found == [("C", "结果.csv", 4), ("B", "分类.csv", 7)]


def test_case_filed_is_told_without_a_date_and_with_its_place(make_snapshot, ask):
    row = published(1, is_case_filed=True, pub_file="公示.csv", pub_row=9)
    make_snapshot(task_rows=[row])
    (filed,) = [one for one in ask("entity_timeline", entity_id=1) if one["stage"] == "case_filed"]
    assert (filed["event_on"], filed["source_file"], filed["source_row"]) == (None, "公示.csv", 9)
    assert "case_filed" not in stages(ask, as_of="2022-09-08")


def test_row_moved_away_is_told_as_such(make_snapshot, ask):
    make_snapshot(task_rows=[{"entity_id": 1, "moved_to": "T9"}])
    [drawn] = [row for row in ask("entity_timeline", entity_id=1) if row["stage"] == "drawn"]
    assert drawn["detail"] == "指派至 T9"


@pytest.mark.parametrize(("second", "is_repeated"), [("2022-08-04", True), ("2022-08-05", False)])
def test_two_inspections_within_ninety_days_are_a_repeat(
    make_snapshot, ask_one, second, is_repeated
):
    make_snapshot(task_rows=[inspected(1), inspected(1, task_no="T2", inspected_on=second)])
    row = ask_one("entity_summary", {}, entity_id=1)
    assert (row["inspected_count"], row["is_repeated"]) == (2, is_repeated)


def test_one_inspection_has_no_gap(make_snapshot, ask_one):
    make_snapshot(task_rows=[inspected(1), {"entity_id": 1, "task_no": "T2"}])
    row = ask_one("entity_summary", {}, entity_id=1)
    assert (row["task_count"], row["inspected_count"], row["shortest_gap_days"]) == (2, 1, None)


DECIDED = {"entity_id": 1, "kind": "行政处罚", "document_no": "罚1", "happened_on": "2022-05-06"}
LISTED = {
    "entity_id": 1,
    "kind": "经营异常名录",
    "happened_on": "2022-06-01",
    "ended_on": "2022-07-01",
}


@pytest.mark.parametrize(
    ("day", "stages"),
    [
        ("2022-05-05", ["established"]),
        ("2022-05-06", ["penalised", "established"]),
        ("2022-06-30", ["listed", "penalised", "established"]),
        ("2022-07-01", ["removed", "listed", "penalised", "established"]),
    ],
)
def test_penalties_and_lists_stand_on_the_timeline_by_their_days(make_snapshot, ask, day, stages):
    make_snapshot(entities=entities(), follow_ups=[DECIDED, LISTED])
    rows = ask("entity_timeline", as_of=day, entity_id=1)
    assert [row["stage"] for row in rows] == stages
    assert ask("entity_timeline", as_of=day, entity_id=2)[0]["stage"] == "established"


def test_facts_without_a_day_are_told_at_the_data_date_alone(make_snapshot, ask):
    """One dated, one not, and one of an entity that nobody knows."""
    undated = DECIDED | {"document_no": "罚2", "happened_on": None}
    make_snapshot(entities=entities(), follow_ups=[DECIDED, undated, DECIDED | {"entity_id": 9}])
    told = {
        day: [row["document_no"] for row in ask("follow_up_facts", as_of=day)]
        for day in ("2022-05-05", "2022-05-06", "2022-09-08", "2022-09-09")
    }
    assert told == {
        "2022-05-05": [],
        "2022-05-06": ["罚1"],
        "2022-09-08": ["罚1"],
        "2022-09-09": ["罚1", "罚2"],
    }


def test_each_field_names_the_file_that_says_it(make_snapshot, ask):
    """The state is kept from an older file, the station nobody says, the rest is the row's own."""
    make_snapshot(
        entities=[entities()[0] | {"source_file": "新.csv", "source_row": 2}],
        carried_fields=[
            {"table_name": "register", "file": "新.csv", "source_row": 2}
            | {"column_name": "reg_status", "from_file": "旧.csv", "from_row": 7},
            {"table_name": "register", "file": "新.csv", "source_row": 3}
            | {"column_name": "name", "from_file": "别的.csv", "from_row": 8},
        ],
    )
    told = {row["column_name"]: row for row in ask("entity_fields", entity_id=1)}
    assert [name for name, row in told.items() if row["is_carried"]] == ["reg_status"]
    assert (told["reg_status"]["source_file"], told["reg_status"]["source_row"]) == ("旧.csv", 7)
    assert (told["name"]["source_file"], told["name"]["source_row"]) == ("新.csv", 2)
    assert told["station"]["source_file"] is None
    assert len(told) == 9


@pytest.mark.parametrize(
    ("row", "as_of", "said"),
    [
        # Twenty working days after 5 May 2022 are over on 1 June.
        (inspected(1, inspected_on="2022-05-05"), "2022-05-31", "未到期"),
        (inspected(1, inspected_on="2022-05-05"), "2022-06-01", "今日到期"),
        (inspected(1, inspected_on="2022-05-05"), "2022-06-02", "逾期未公示"),
        (published(1, inspected_on="2022-05-05", published_on="2022-06-01"), None, "按时公示"),
        (published(1, inspected_on="2022-05-05", published_on="2022-06-02"), None, "逾期公示"),
        (published(1, inspected_on="2022-05-05", published_on="2022-05-04"), None, "公示早于检查"),
        (published(1, inspected_on="2022-05-05", published_on=None), None, "已公示，无日期"),
    ],
)
def test_timeline_tells_the_day_publication_is_due_and_how_it_stands(
    make_snapshot, ask, row, as_of, said
):
    make_snapshot(task_rows=[row])
    told = ask("entity_timeline", entity_id=1, as_of=as_of)
    (due,) = [one for one in told if one["stage"] == "publicity_due"]
    assert (str(due["event_on"]), due["detail"]) == ("2022-06-01", said)


def test_nothing_is_due_before_the_inspection_or_where_the_law_withholds(make_snapshot, ask):
    make_snapshot(task_rows=[inspected(1, inspected_on="2022-05-05")])
    told = ask("entity_timeline", entity_id=1, as_of="2022-05-04")
    assert not [one for one in told if one["stage"] == "publicity_due"]
    withheld = {"pub_state": "不予公示", "not_public_reason": "商业秘密"}
    make_snapshot(task_rows=[inspected(1, inspected_on="2022-05-05", **withheld)])
    told = ask("entity_timeline", entity_id=1)
    assert not [one for one in told if one["stage"] == "publicity_due"]
