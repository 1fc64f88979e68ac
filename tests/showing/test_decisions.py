"""Alerts as a meeting takes them, and what became of each since the last report."""

from datetime import date

import pytest

from inspection.data.access import LOCAL
from inspection.showing import alerts
from inspection.showing.alerts import Alert
from inspection.showing.decisions import MOST_NAMES, Decision, about, decisions
from inspection.showing.reports import counts, last_report, named_day, standings

DAY = date(2022, 9, 9)
STOCK = [
    {"unit": unit, "county_code": code, "stock_count": 1000}
    for unit, code in (("南平", "350702"), ("龙岩", "350802"), ("三明", "350404"))
]


def rows(unit: str, code: str, count: int, first: int, **more) -> list[dict]:
    place = {"unit": unit, "county_code": code, "task_no": f"T{unit}", **more}
    return [{"entity_id": first + n, **place} for n in range(count)]


@pytest.fixture
def world(make_snapshot):
    """南平 has drawn 30 of 40, 龙岩 25; 三明, that nobody judges, 30 of 35."""
    return make_snapshot(
        stock=STOCK,
        task_rows=[
            *rows("南平", "350702", 30, 1),
            *rows("龙岩", "350802", 25, 101),
            *rows("三明", "350404", 30, 201),
        ],
    )


def of(name: str, found: list[Decision]) -> list[Decision]:
    return [one for one in found if one.first.alert == name]


def test_units_of_a_kind_are_one_line_with_names_total_and_day(world):
    judged, reference = of("drawn_too_few", decisions(alerts.fired(LOCAL)))
    assert judged.say("zh", DAY) == (
        "2个单位抽取不足，合计还需抽取25户：龙岩15户、南平10户。期限2022-10-31（余52天）"
    )
    english = judged.say("en", DAY)
    assert english.startswith("2 units have drawn too few and must draw 25 more")
    assert "Longyan 15" in english
    assert "Nanping 10" in english
    assert judged.first.say("en").count("Longyan") == 1
    assert judged.filters == {"unit": ["龙岩", "南平"]}
    assert (judged.amount, judged.first.tab) == (25, "draws")
    assert "不作判定" in reference.say("zh", DAY)


def test_counties_without_a_plan_are_named_once_and_filter_the_link(world):
    (found,) = of("counties_without_plan", decisions(alerts.fired(LOCAL)))
    said = found.say("zh", DAY)
    assert said.startswith("83县无计划：")
    assert said.count("、") == MOST_NAMES - 1
    assert f"，另{83 - MOST_NAMES}项" in said
    assert found.names("zh", None).count("、") == 82
    assert len(found.filters["county"]) == 83
    assert "（未知）" in said


def test_gravest_first_then_the_most_firms_and_last_what_nobody_judges(world):
    found = decisions(alerts.fired(LOCAL))
    order = [
        (alerts.SEVERITIES.index(one.first.severity), not one.first.is_judged, -(one.amount or 0))
        for one in found
    ]
    assert order == sorted(order)
    assert {one.first.is_judged for one in found} == {True, False}


def alert(name: str, severity: str, unit: str, amount: int | None = None, **more) -> Alert:
    said = {"zh": unit, "en": unit}
    return Alert(name, severity, unit, said, said, "plan", "", {}, "M", amount=amount, **more)


def test_states_since_the_last_report():
    before = [
        alert("a", "amber", "福州", 5),
        alert("a", "amber", "厦门", 5),
        alert("a", "amber", "莆田", 5),
        alert("b", "neutral", "福州"),
        alert("c", "amber", "福州", None),
    ]
    now = [
        alert("a", "amber", "福州", 6),
        alert("a", "amber", "厦门", 5),
        alert("a", "amber", "三明", 1),
        alert("b", "red", "福州"),
        alert("c", "amber", "福州", 9),
    ]
    found = standings(now, before)
    assert [(one.alert.unit, one.state) for one in found] == [
        ("福州", "worse"),
        ("厦门", "lasting"),
        ("三明", "new"),
        ("福州", "worse"),
        ("福州", "lasting"),
        ("莆田", "settled"),
    ]
    assert counts(found) == {
        "new_count": 1,
        "worse_count": 2,
        "lasting_count": 2,
        "settled_count": 1,
    }


def test_choice_narrows_to_its_units_counties_and_offices():
    found = [
        alert("a", "red", "福州"),
        alert("b", "red", "福州", county="350102"),
        alert("b", "red", "福州", county="350103"),
        alert("c", "red", "厦门", office="信用监管处"),
    ]
    assert about(found, {"unit": ("厦门",)}) == found[3:]
    assert about(found, {"unit": ("福州",), "county": ("350103",)}) == [found[0], found[2]]
    assert about(found, {"office": ("信用监管处",)}) == found[3:]
    assert about(found, {}) == found


@pytest.mark.parametrize(
    ("others", "day"),
    [
        ([date(2022, 9, 2)], date(2022, 9, 2)),
        ([date(2022, 9, 1), date(2022, 9, 5)], date(2022, 9, 1)),
        ([date(2022, 9, 5), date(2022, 8, 30)], date(2022, 9, 5)),
        ([date(2022, 8, 29), date(2022, 9, 6)], None),
        ([], None),
    ],
)
def test_last_report_is_the_snapshot_of_about_a_week_before(make_snapshot, others, day):
    known = [make_snapshot(data_date=one) for one in others]
    snapshot = make_snapshot(data_date=DAY)
    found = last_report(snapshot, DAY, [*known, snapshot])
    assert found.is_snapshot == (day is not None)
    assert found.day == (day or date(2022, 9, 2))
    assert (found.snapshot == snapshot) == (day is None)


def test_of_two_snapshots_of_a_day_the_later_one_is_the_report(make_snapshot):
    first, second = (make_snapshot(data_date=date(2022, 9, 2)) for _ in range(2))
    snapshot = make_snapshot(data_date=DAY)
    assert last_report(snapshot, DAY, [second, first, snapshot]).snapshot == second


def test_nothing_is_compared_across_new_year(make_snapshot):
    snapshot = make_snapshot(data_date=DAY)
    assert last_report(snapshot, date(2022, 1, 7), [snapshot]) is None
    assert last_report(snapshot, date(2022, 1, 8), [snapshot]).day == date(2022, 1, 1)


def test_a_day_is_named_with_its_weekday():
    assert named_day(DAY, "zh") == "2022-09-09（周五）"
    assert named_day(DAY, "en") == "2022-09-09 (Friday)"
