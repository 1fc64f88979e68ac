"""检查对象: who is found, what is told, and to whom."""

from collections import Counter
from urllib.parse import parse_qs

import pytest
from pages_seen import everything, tiles
from plain import Plain

from inspection.data import access, warehouse
from inspection.data.access import LOCAL
from inspection.text import text
from inspection.view.entities import search_key


def columns(app) -> list[list[str]]:
    return [list(table.value.columns) for table in app.dataframe]


def one_firm() -> dict:
    return warehouse.answer("result_notice", scope=LOCAL).to_pylist()[0]


def test_entity_page_asks_for_two_characters(open_page):
    app = open_page("entity", entity__find="甲")
    assert text("entity.type_more", count=2) in everything(app)


def test_code_in_the_link_opens_the_entity(open_page):
    firm = one_firm()
    app = open_page("entity", entity__find=firm["object_code"].lower())
    assert any(firm["object_name"] in said for said in everything(app))
    timeline = next(table.value for table in app.dataframe if "stage" in table.value)
    assert {"source_file", "sheet", "source_row"} <= set(timeline.columns)


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有第二次检查"), ("en", "No second inspection")]
)
def test_gap_of_a_firm_inspected_once_is_that_there_is_no_second_inspection(open_page, lang, said):
    found = warehouse.current()
    rows = Plain(found.folder, found.last_day(found.years[-1]))
    times = Counter(row["entity_id"] for row in rows.checked() if rows.is_firm(row))
    shown = {}
    for count in (1, 2):
        firm = next(rows.entities[one] for one, seen in times.items() if seen == count)
        app = open_page("entity", entity__find=firm["uscc"], lang=lang)
        told = {tile.label: tile.value for tile in tiles(app)}
        assert told[text("entity.tile_inspected", lang)] == str(count)
        shown[count] = told[text("entity.tile_gap", lang)]
    assert shown[1] == said
    assert shown[2].isdecimal()


def test_part_of_a_name_lists_what_fits_and_one_is_chosen(open_page):
    firm = one_firm()
    app = open_page("entity", entity__find=firm["object_name"][1:4])
    assert firm["object_name"][1:4] in app.dataframe[0].value["name"].iloc[0]
    choice = app.selectbox(key="entity.pick")
    app = choice.select(choice.options[0]).run()
    assert any("stage" in table.value for table in app.dataframe)


def test_what_nobody_has_is_a_sentence(open_page):
    app = open_page("entity", entity__find="%%%")
    assert text("frame.empty") in everything(app)


def test_class_is_shown_to_the_entitled_only(open_page, monkeypatch):
    code = one_firm()["object_code"]
    assert any("risk_class" in names for names in columns(open_page("entity", entity__find=code)))
    monkeypatch.setattr(access, "LOCAL", access.Scope("office", may_see_class=False))
    app = open_page("entity", entity__find=code)
    assert app.dataframe
    assert not any("risk_class" in names for names in columns(app))


def test_visitor_cannot_search_entities(open_page, visitor):
    app = open_page("entity")
    assert not app.text_input
    assert text("entity.not_allowed") in everything(app)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("９１３５０１００ma", "91350100MA"),
        (" 示例【福建】 公司　", "示例(福建)公司"),
        ("示例（福建）", "示例(福建)"),
    ],
)
def test_what_is_typed_is_compared_as_names_are_stored(typed, key):
    assert search_key(typed) == key


def test_code_in_a_table_leads_to_the_same_view_of_its_entity(open_page):
    firm = one_firm()
    view = {"as_of": "2022-08-31", "source": "新平台", "lang": "en"}
    app = open_page("entity", **view, entity__find=firm["object_name"][:3])
    (address, *_) = app.dataframe[0].value["entity_code"]
    target, asked = address.split("?")
    values = parse_qs(asked)
    assert target == "entity"
    assert list(values)[-1] == "entity.find"
    code = values.pop("entity.find")[0]
    assert values == {name: [value] for name, value in (view | {"source": "New platform"}).items()}
    view |= {name: value for name, [value] in values.items()}
    again = open_page("entity", **view, entity__find=code)
    assert again.date_input(key="as_of").value.isoformat() == view["as_of"]
    assert any("stage" in table.value for table in again.dataframe)


def test_pinned_snapshot_goes_along_and_a_newest_one_does_not(open_page, demo):
    (snapshot,) = (path.parent.name for path in demo.glob("*/manifest.json"))
    name = one_firm()["object_name"][:3]
    pinned = open_page("entity", snapshot=snapshot, entity__find=name)
    assert f"&snapshot={snapshot}&" in pinned.dataframe[0].value["entity_code"].iloc[0]
    newest = open_page("entity", entity__find=name)
    assert "snapshot" not in newest.dataframe[0].value["entity_code"].iloc[0]
