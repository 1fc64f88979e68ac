"""公报: what a visitor gets, and that nothing withheld of it can be reckoned."""

from datetime import date, timedelta
from io import BytesIO
from random import Random

import openpyxl
import pytest
from bulletin_audit import COUNTS, WORD, Audit, Key, rates_beside_withheld, read
from opened import entry, path_of
from pages_seen import charts, everything

from inspection.data import access, disclosure, warehouse
from inspection.data.access import LOCAL, VISITOR, Scope
from inspection.data.snapshots import point_to
from inspection.errors import NotAllowed
from inspection.showing import exported
from inspection.showing.plain import plain
from inspection.text import text
from inspection.view.answers import ask

# Units with many firms and few.
PLACES = {
    "福州": ("350102", 90),
    "厦门": ("350203", 60),
    "莆田": ("350302", 25),
    "三明": ("350402", 12),
    "泉州": ("350502", 40),
    "平潭": ("350128", 4),
}
FIRST, LAST = date(2022, 9, 2), date(2022, 9, 9)
START = date(2022, 5, 2)
SEED = 16


def firms():
    """Task rows as they will stand at the end; a few are corrected by then."""
    chance = Random(SEED)
    entity_id = 0
    for unit, (county, count) in PLACES.items():
        for _ in range(count):
            entity_id += 1
            checked = START + timedelta(days=chance.randrange(135))
            published = checked + timedelta(days=chance.randrange(1, 40))
            yield {
                "entity_id": entity_id,
                "unit": unit,
                "county_code": county,
                "drawn_on": "2022-04-01",
                "class_at_draw": chance.choice("AAABBCD"),
                "inspected_on": checked,
                "entered_on": checked,
                "entry_state": "已录入",
                "results": [chance.choice(["R1"] * 7 + ["R5", "R4"])],
                "published_on": published,
                "pub_state": "已公示",
            }


def known_on(rows, day):
    """What an export of a day says of them."""
    for row in rows:
        told = dict(row)
        if row["published_on"] > day:
            told |= {"published_on": None, "pub_state": "未公示"}
        if row["inspected_on"] > day:
            told |= {"inspected_on": None, "entered_on": None, "entry_state": "未录入"}
            told |= {"results": [], "published_on": None, "pub_state": "未公示"}
        yield told


@pytest.fixture
def editions(make_snapshot, monkeypatch):
    """Two snapshots, a week apart; pages are read over the network."""
    monkeypatch.setattr(access, "is_this_machine", lambda _address: False)
    rows = list(firms())
    stock = [
        {"unit": unit, "county_code": county, "stock_count": count * 30}
        for unit, (county, count) in PLACES.items()
    ]
    return [
        make_snapshot(day, task_rows=list(known_on(rows, day)), stock=stock)
        for day in (FIRST, LAST)
    ]


def truth(snapshot):
    """Every count of the bulletin as it is."""
    found = {}
    for name in ("standing", "results", "classes", "weeks"):
        rows = warehouse.answer(f"bulletin_{name}", scope=LOCAL, snapshot=snapshot).to_pylist()
        for row in rows:
            unit, week, risk_class = (
                str(row.get(part, "合计")).replace("合计", "")
                for part in ("unit", "week_on", "risk_class")
            )
            for count in [count for count in COUNTS if count in row]:
                found[Key(count, unit, week, risk_class)] = row[count]
    return found


def seen(snapshot, open_served):
    """The tables of the page of one snapshot in service, and all that the page sends."""
    point_to(snapshot.id)
    app = open_served("bulletin")
    assert not app.exception
    assert not app.error
    return [one.value for one in app.dataframe], app


@pytest.fixture
def open_visited(warehouse_folder):
    """As a visitor opens a page: the first of the menu is the bulletin."""

    def opened(name, **query):
        app = entry()
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        return app if name == "bulletin" else app.switch_page(path_of(name))

    return opened


def test_no_withheld_count_can_be_reckoned_from_two_bulletins(editions, open_visited, capsys):
    facts = [truth(one) for one in editions]
    looked = [seen(one, open_visited) for one in editions]
    shown = [read(frames) for frames, _ in looked]
    for edition, (frames, app) in enumerate(looked):
        assert shown[edition].keys() == facts[edition].keys()
        assert not rates_beside_withheld(frames)
        assert not [key for key, value in shown[edition].items() if value and value < 5]
        assert_charts_say_no_more(app, shown[edition])
    found = Audit(facts, shown).run()
    with capsys.disabled():
        print(f"\n{told(found)}")
    assert found.withheld > 40
    assert found.determined == []
    assert found.spans[len(found.spans) // 2] >= 3


def assert_charts_say_no_more(app, shown):
    """Figures of a chart are those of the tables; a withheld one is of one height and a word."""
    import json

    bars, weeks = (json.loads(one.spec)["data"][0] for one in charts(app))
    for unit, told in ((row[0], row[1]) for row in bars["customdata"]):
        value = shown[Key("checked_count", unit.replace("全省", ""))]
        assert told == (WORD if value is None else f"{value:,}")
    hidden = [at for at, row in enumerate(weeks["customdata"]) if row[1] == WORD]
    assert len({weeks["y"][at] for at in hidden}) == 1
    for week, told in weeks["customdata"]:
        value = shown[Key("checked_count", "", week)]
        assert told == (WORD if value is None else f"{value:,}")


def masked(facts, rule):
    """The same tables under another rule; a rule says which counts of a table it hides."""
    tables = {}
    for key, value in facts.items():
        part = "week" if key.week else "risk_class" if key.risk_class else key.name
        tables.setdefault(part, {})[key] = value
    hidden = {key for table in tables.values() for key in rule(table)}
    return {key: None if key in hidden else value for key, value in facts.items()}


def small_only(table):
    """A count from 1 to 4 and nothing else."""
    return [key for key, value in table.items() if 0 < value < 5]


def with_one_more(table):
    """With the next smallest of the table where one alone would be found by subtraction."""
    hidden = small_only(table)
    rest = [key for key, value in table.items() if value and key not in hidden and key.unit]
    return hidden + (sorted(rest, key=table.get)[:1] if len(hidden) == 1 else [])


def told(found):
    """The outcome in one line."""
    known = len(found.determined)
    return f"{found.withheld} withheld, {found.equations} equations and inequalities, {known} known"


def test_audit_finds_what_the_rules_of_before_give_away(editions, capsys):
    facts = [truth(one) for one in editions]
    for rule in (small_only, with_one_more):
        found = Audit(facts, [masked(one, rule) for one in facts]).run()
        with capsys.disabled():
            print(f"\n{rule.__name__}: {told(found)}")
        assert len(found.determined) > 5
    assert_single_questions_give_away(editions, facts)


def assert_single_questions_give_away(editions, facts):
    """Each table hidden by itself, the weeks shown as they were."""
    shown = []
    for snapshot, whole in zip(editions, facts, strict=True):
        own = dict(whole)
        for question in (warehouse.describe(f"bulletin_{n}") for n in ("standing", "results")):
            rows = warehouse.answer(question.name, scope=LOCAL, snapshot=snapshot)
            hidden = disclosure.hide(rows, question.small_cells, 5).to_pylist()
            for row in hidden:
                unit = row["unit"].replace("合计", "")
                own |= {Key(n, unit): row[n] for n in question.small_cells.derived}
        shown.append(own)
    assert len(Audit(facts, shown).run().determined) > 0


def test_workbooks_hold_what_the_page_shows(editions, open_visited):
    last = editions[-1]
    frames, _ = seen(last, open_visited)
    shown = read(frames)
    for name in ("standing", "results", "weeks"):
        answer = ask(f"bulletin_{name}", {}, VISITOR, last)
        book = openpyxl.load_workbook(BytesIO(exported.workbook(answer, last, [], "zh")))
        sheet = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
        words = sum(row.count(WORD) for row in sheet)
        withheld = [
            key
            for key, value in shown.items()
            if value is None and key.name in answer.rows.column_names
        ]
        if name == "weeks":
            assert words == sum(bool(key.week) for key in withheld)
        assert (words > 0) == bool(withheld)
        numbers = [value for row in sheet for value in row if isinstance(value, int)]
        assert not [value for value in numbers if 0 < value < 5]


REFUSED = (
    ("pace_totals", {}),
    ("finding_rate_by_class", {}),
    ("completion_by_county", {}),
    ("bulletin_standing", {"units": ["平潭"]}),
    ("bulletin_weeks", {"as_of": "2022-09-05"}),
    ("bulletin_classes", {"units": ["福州", "平潭"]}),
)


@pytest.mark.parametrize(("name", "params"), REFUSED)
def test_nothing_but_the_whole_tables_answers_a_visitor(editions, name, params):
    warehouse.answer(name, scope=LOCAL, **params)
    with pytest.raises(NotAllowed):
        warehouse.answer(name, scope=VISITOR, **params)


def test_earlier_snapshot_answers_no_visitor(editions):
    first, last = editions
    warehouse.answer("bulletin_standing", scope=VISITOR, snapshot=last)
    with pytest.raises(NotAllowed):
        warehouse.answer("bulletin_standing", scope=VISITOR, snapshot=first)


def test_address_of_a_visitor_changes_nothing_and_says_so(editions, open_visited):
    usual = open_visited("bulletin")
    asked = {"unit": ["平潭"], "as_of": "2022-09-05", "snapshot": editions[0].id, "office": "甲"}
    app = open_visited("bulletin", **asked, from_where="乙")
    assert [one.value.to_csv() for one in app.dataframe] == [
        one.value.to_csv() for one in usual.dataframe
    ]
    [told] = [one.value for one in app.warning]
    # A filter by its name in the sidebar; what is no filter as it is written.
    names = [*(text(f"filter.{name}", "zh") for name in asked), "`from_where`"]
    assert plain(text("frame.between", "zh").join(names)) in told
    assert not usual.warning
    with pytest.raises(ValueError, match="navigation page"):
        open_visited("progress")


def test_dictionary_gives_a_visitor_definitions_without_rows(editions, open_visited):
    app = open_visited("metrics").run()
    assert not app.exception
    assert not app.get("download_button")
    assert any("指标词典" in said for said in everything(app))


def test_reader_without_classes_gets_those_of_the_bulletin_alone(editions):
    office = Scope("office", may_see_class=False)
    own = warehouse.answer("bulletin_classes", scope=office).to_pylist()
    assert own == warehouse.answer("bulletin_classes", scope=VISITOR).to_pylist()
    for name, params in (("bulletin_classes", {"units": ["福州"]}), ("finding_rate_by_class", {})):
        rows = warehouse.answer(name, scope=office, **params).to_pylist()
        assert {row["applicable_count"] for row in rows} == {None}
