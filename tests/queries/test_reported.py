"""A unit reports one figure, we count another: what would make ours theirs, down to the rows."""

import pytest

from inspection.showing.reported import left_over, lines

DAY, DATA_DAY = "2022-08-31", "2022-09-09"
XIAMEN = {"unit": "厦门", "county_code": "350203"}
PLAIN = {"inspected_on": "2022-05-06", "entered_on": "2022-05-07", "results": ["R1"]}
CHECKED = "已检查户数"
# How many firms bear each cause: powers of two, so that every sum is of one making.
SIZES = {
    "other_kinds": (2, {}),
    "no_result": (4, {"results": [], "entered_on": None}),
    "after_day": (8, {"inspected_on": "2022-09-01", "entered_on": "2022-09-02"}),
    "other_unit": (16, XIAMEN),
    "late_entry": (32, {"entered_on": "2022-09-01"}),
    "gone": (64, {"results": ["R9"]}),
    "provincial": (128, {"is_provincial_check": True}),
}
LESS = ("late_entry", "gone", "provincial")
# One firm with nothing special, and one that is visited twice.
COUNTED = 2 + sum(SIZES[name][0] for name in LESS)


def rows_of_every_cause():
    rows = [PLAIN | {"entity_id": 1}, PLAIN | {"entity_id": 2}]
    rows.append(PLAIN | {"entity_id": 2, "task_no": "T2"})
    for place, (count, more) in enumerate(SIZES.values(), start=1):
        rows += [PLAIN | more | {"entity_id": place * 1000 + n} for n in range(count)]
    return rows


INDIVIDUALS = [
    {"entity_id": 1000 + n, "entity_kind": "个体工商户"} for n in range(SIZES["other_kinds"][0])
]


def report(count, unit="福州", county=None, day=DAY, metric="已检查户数"):
    return {"unit": unit, "county": county, "as_of": day, "metric": metric} | {
        "reported_count": float(count)
    }


def effects(rows):
    """What is taken, with what it adds."""
    return {row["cause"]: row["effect_count"] for row in rows if row["is_part"]}


@pytest.mark.parametrize(
    ("difference", "causes"),
    [
        (1, {"visits": 1}),
        (6, {"other_kinds": 2, "no_result": 4}),
        (-31, {"late_entry": -32, "visits": 1}),
        (
            31 - 224,
            {"other_kinds": 2, "late_entry": -32, "no_result": 4, "gone": -64}
            | {"after_day": 8, "other_unit": 16, "provincial": -128, "visits": 1},
        ),
        (100, {"after_day": 8, "other_unit": 16, "unexplained": 76}),
    ],
)
def test_causes_add_up_to_the_difference(make_snapshot, ask, difference, causes):
    make_snapshot(
        entities=INDIVIDUALS,
        task_rows=rows_of_every_cause(),
        reported_figures=[report(COUNTED + difference)],
    )
    found = ask("reported_causes")
    assert {row["counted_count"] for row in found} == {COUNTED}
    assert {row["reported_gap_value"] for row in found} == {difference}
    assert effects(found) == causes
    assert sum(effects(found).values()) == difference
    assert found[-1]["cause"] == "unexplained"
    alone = {row["cause"]: row["alone_count"] for row in found if row["cause"] != "unexplained"}
    sizes = {name: -count if name in LESS else count for name, (count, _) in SIZES.items()}
    assert alone == sizes | {"visits": 1, "withdrawn": 0}


def test_rows_behind_each_cause_are_listed(make_snapshot, ask):
    make_snapshot(
        entities=INDIVIDUALS,
        task_rows=rows_of_every_cause(),
        reported_figures=[report(0)],
    )
    listed = ask("reported_cause_rows")
    counts = {name: sum(row["cause"] == name for row in listed) for name in (*SIZES, "visits")}
    assert counts == {name: count for name, (count, _) in SIZES.items()} | {"visits": 1}
    (again,) = ask("reported_cause_rows", cause="visits")
    assert again["task_no"] == "T2"
    assert {row["home_unit"] for row in ask("reported_cause_rows", cause="other_unit")} == {"厦门"}
    assert not ask("reported_cause_rows", units=["莆田"])


def test_firm_seen_again_in_an_ordinary_way_stays(make_snapshot, ask):
    """Its other row is gone, late or withdrawn; without that row it is counted all the same."""
    make_snapshot(
        task_rows=[
            PLAIN | {"entity_id": 1, "results": ["R9"]},
            PLAIN | {"entity_id": 1, "task_no": "T2"},
            PLAIN | {"entity_id": 2},
            PLAIN | {"entity_id": 3},
        ],
        withdrawals=[{"task_no": "T1", "entity_id": 2, "unit": "福州"}],
        reported_figures=[report(2)],
    )
    found = ask("reported_causes")
    assert effects(found) == {"withdrawn": -1}
    alone = {row["cause"]: row["alone_count"] for row in found}
    assert (alone["gone"], alone["visits"]) == (0, 1)


def test_several_ways_that_come_as_close_are_told(make_snapshot, ask):
    make_snapshot(
        entities=[{"entity_id": 2, "entity_kind": "个体工商户"}],
        task_rows=[
            PLAIN | {"entity_id": 1},
            PLAIN | {"entity_id": 2},
            PLAIN | {"entity_id": 3, "results": []},
        ],
        reported_figures=[report(2)],
    )
    found = ask("reported_causes")
    assert effects(found) == {"other_kinds": 1}
    assert {row["alternative_count"] for row in found} == {1}


def test_latest_report_of_each_place_counts(make_snapshot, ask):
    """An earlier one, one of another figure, one of a day to come; a county beside its unit."""
    make_snapshot(
        task_rows=[PLAIN | {"entity_id": n} for n in (1, 2)]
        + [PLAIN | {"entity_id": 3, "county_code": "350103"}],
        reported_figures=[
            report(9, day="2022-07-31"),
            report(3),
            report(3, county="鼓楼区"),
            report(8, metric="已抽取户数"),
            report(7, day=DATA_DAY),
            report(0, unit="厦门"),
        ],
    )
    rows = [row for row in ask("reported_causes", as_of=DAY) if row["metric_name"] == CHECKED]
    told = {(row["unit"], row["county"], row["cause"]) for row in rows}
    assert {one for one in told if one[1] is None} == {
        ("福州", None, "equal"),
        ("厦门", None, "equal"),
    }
    assert ("福州", "鼓楼区", "unexplained") in told
    county = [row for row in rows if row["county"]]
    assert (county[0]["counted_count"], effects(county)) == (2, {"unexplained": 1})
    latest = [row for row in ask("reported_causes") if row["metric_name"] == CHECKED]
    assert {row["reported_value"] for row in latest if not row["county"]} == {7, 0}


def test_drawn_and_published_are_told_apart_by_their_own_day(make_snapshot, ask):
    """Five firms drawn, three of them by the day; two inspected and published, one by the day.

    Of those drawn one is an individual; a firm published without a result does not count.
    """
    done = PLAIN | {"pub_state": "已公示"}
    make_snapshot(
        entities=[{"entity_id": 3, "entity_kind": "个体工商户"}],
        task_rows=[
            done | {"entity_id": 1, "published_on": "2022-05-10"},
            done | {"entity_id": 2, "published_on": "2022-09-02"},
            {"entity_id": 3, "drawn_on": "2022-04-01"},
            {"entity_id": 4, "drawn_on": DAY},
            {"entity_id": 5, "drawn_on": "2022-09-01"},
            done | {"entity_id": 6, "published_on": "2022-05-10", "results": []},
        ],
        reported_figures=[
            report(5, metric="已抽取户数"),
            report(6, metric="已公示户数"),
            report(2),
            report(9, metric="从业人数"),
        ],
    )
    found = ask("reported_causes")
    by_metric = {
        metric: [row for row in found if row["metric_name"] == metric]
        for metric in ("已检查户数", "已抽取户数", "已公示户数")
    }
    assert list(dict.fromkeys(row["metric_name"] for row in found)) == list(by_metric)
    counted = {metric: rows[0]["counted_count"] for metric, rows in by_metric.items()}
    assert counted == {"已检查户数": 2, "已抽取户数": 4, "已公示户数": 1}
    assert [row["cause"] for row in by_metric["已检查户数"]] == ["equal"]
    assert effects(by_metric["已抽取户数"]) == {"other_kinds": 1}
    assert effects(by_metric["已公示户数"]) == {"no_result": 1, "after_day": 1, "unexplained": 3}
    alone = {row["cause"]: row["alone_count"] for row in by_metric["已抽取户数"]}
    # A drawn firm needs neither result nor entry.
    assert (alone["no_result"], alone["late_entry"], alone["after_day"]) == (0, 0, 1)
    rows = ask("reported_cause_rows")
    told = [(row["metric_name"], row["cause"], row["inspected_on"]) for row in rows]
    assert [one[:2] for one in told] == [
        ("已抽取户数", "other_kinds"),
        ("已抽取户数", "after_day"),
        ("已公示户数", "no_result"),
        ("已公示户数", "after_day"),
    ]
    assert str(rows[0]["drawn_on"]) == "2022-04-01"
    assert str(rows[-1]["published_on"]) == "2022-09-02"


def cause(unit, name, effect, gap, **more):
    row = {"unit": unit, "county": None, "reported_on": None, "cause": name, "is_part": True}
    figures = {"reported_value": 10.0 + gap, "counted_count": 10, "reported_gap_value": float(gap)}
    return row | figures | {"effect_count": effect, "alternative_count": 0} | more


def test_one_line_per_unit_the_largest_difference_first():
    rows = [
        cause("福州", "equal", None, 0),
        cause("厦门", "visits", 3, 5),
        cause("厦门", "unexplained", 2, 5),
        cause("莆田", "late_entry", -7, -7),
        cause("莆田", "unexplained", 0, -7, is_part=False),
    ]
    told = lines(rows, "zh").to_pylist()
    assert [line["unit"] for line in told] == ["合计", "莆田", "厦门", "福州"]
    assert [line["why_text"] for line in told] == [
        *(None, "不含上报日后补录 -7", "按户次计 +3、未能解释 +2", "一致")
    ]
    assert (told[0]["reported_gap_value"], told[0]["unexplained_count"]) == (-2, 2)
    assert left_over(told[1:]) == 2
    hidden = lines([cause("三明", "visits", None, 1)], "zh").to_pylist()
    assert hidden[1]["why_text"] == "依规隐去"
