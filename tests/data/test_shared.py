"""What several questions read is asked once for the same values, and for no others."""

from datetime import date

from inspection.data import connections, shared, warehouse
from inspection.data.access import LOCAL
from inspection.data.shared import split

BY_UNIT = "select unit from standings($as_of, $units, $counties) as places"
ALERT = "select part\nfrom standings($as_of, $units, null)\nwhere true"
WHOLE, PARTS = (f"from standings($as_of, {one}, null)" for one in ("null", "$units"))
BOTH = f"{WHOLE} union all {PARTS}"
UNMAPPED = "未映射"
DRAWN = {"entity_id": 1, "unit": "厦门", "county_code": "350203", "drawn_on": "2022-05-06"}


def test_a_question_reads_tables_in_place_of_its_calls():
    sql, calls = split(ALERT)
    assert sql == "select part\nfrom shared_standings_0 as standings\nwhere true"
    assert [call.sql for call in calls] == ["from standings($as_of, $units, null)"]
    joined, calls = split("from units left join standings($as_of, null, null) as places on true")
    assert joined == "from units left join shared_standings_0 as places on true"
    assert [call.sql for call in calls] == ["from standings($as_of, null, null)"]
    assert split(BOTH)[0].count("shared_standings_1") == 1
    assert split("select * from task_facts") == ("select * from task_facts", ())


def test_the_same_call_twice_is_one_table():
    assert len(split(f"{BY_UNIT} union all {BY_UNIT}")[1]) == 1


def test_values_make_the_key_whatever_the_arguments_are_named():
    day, all_of_it = date(2022, 5, 6), {"units": None, "counties": None}
    keys = {split(sql)[1][0].key({"as_of": day, **all_of_it}) for sql in (BY_UNIT, ALERT)}
    assert len(keys) == 1
    other = {"as_of": day, "units": ["厦门"], "counties": None}
    assert split(BY_UNIT)[1][0].key(other) not in keys


def test_questions_share_the_rows_of_one_day_and_choice(make_snapshot, monkeypatch):
    snapshot = make_snapshot(task_rows=[DRAWN])
    asked = list[str]()
    fetched = connections._asked

    def count(cursor, sql, params):
        asked.append(sql)
        return fetched(cursor, sql, params)

    monkeypatch.setattr(connections, "_asked", count)
    drawn = {
        question: warehouse.answer(question, scope=LOCAL, snapshot=snapshot).to_pylist()
        for question in ("standing_by_unit", "completion_by_unit", "sufficiency")
    }
    assert sum(sql.startswith("from standings") for sql in asked) == 1
    found = [{row["unit"]: row["drawn_count"] for row in rows} for rows in drawn.values()]
    assert found[0]["厦门"] == 1
    assert found[0] == found[1] == found[2]
    before = warehouse.answer("standing_by_unit", scope=LOCAL, as_of="2022-05-05")
    assert set(before["drawn_count"].to_pylist()) == {0}
    one = warehouse.answer("standing_by_unit", scope=LOCAL, units=["福州"])
    assert one["unit"].to_pylist() == ["福州"]


def test_a_unit_alone_stands_as_it_stands_among_all(make_snapshot, monkeypatch):
    snapshot = make_snapshot(task_rows=[DRAWN, DRAWN | {"entity_id": 2, "unit": UNMAPPED}])
    asked = list[object]()
    fetched = connections._asked

    def count(cursor, sql, params):
        if sql.startswith("from standings"):
            asked.append(params["units"])
        return fetched(cursor, sql, params)

    def told() -> list:
        return [
            warehouse.answer(name, scope=LOCAL, snapshot=snapshot, units=[unit]).to_pylist()
            for name in ("pace_totals", "standing_by_unit", "burn_up")
            for unit in ("厦门", "福州", UNMAPPED)
        ]

    monkeypatch.setattr(connections, "_asked", count)
    among_all = told()
    # 未映射 has no target, so no row among all units: it is asked for by itself.
    assert asked == [None, [UNMAPPED]]
    connections.forget()
    monkeypatch.setattr("inspection.data.shared.OF_PARTS", "")
    assert told() == among_all
    assert asked[2:] == [["厦门"], ["福州"], [UNMAPPED]]
    assert [rows[0]["drawn_count"] for rows in among_all[:3]] == [1, 0, 1]


def test_many_days_are_asked_at_once_and_tell_the_same(make_snapshot, monkeypatch):
    """What is asked day by day, also of one unit, stands among all days; units together do not."""
    snapshot = make_snapshot(task_rows=[DRAWN, DRAWN | {"entity_id": 2, "unit": UNMAPPED}])
    asked = list[str]()
    fetched = connections._asked

    def count(cursor, sql, params):
        asked.append(sql)
        return fetched(cursor, sql, params)

    def told(*units: str) -> list:
        given = {"scope": LOCAL, "snapshot": snapshot, "units": list(units)}
        return [
            warehouse.answer(name, as_of=date(2022, 5, day), **given).to_pylist()
            for name in ("pace_totals", "standing_by_unit", "burn_up")
            for day in range(3, 9)
        ]

    monkeypatch.setattr(connections, "_asked", count)
    at_once = [told(), told("厦门"), told("厦门", "福州")]
    assert asked.count(connections.OF_DAYS) == 1
    # The first two days, and the two units, which are a whole of their own.
    assert asked.count("from standings($as_of, $units, $counties)") == 2 + 6
    drawn = [rows[0]["drawn_count"] for rows in at_once[1][:6]]
    assert drawn == [0, 0, 0, 1, 1, 1]
    connections.forget()
    monkeypatch.setattr(shared, "TRIES", 0)
    assert [told(), told("厦门"), told("厦门", "福州")] == at_once
    assert asked.count(connections.OF_DAYS) == 1


def test_days_that_are_not_answered_at_once_are_asked_one_by_one(make_snapshot, monkeypatch):
    snapshot = make_snapshot(task_rows=[DRAWN])
    monkeypatch.setattr(connections, "OF_DAYS", "from nowhere()")
    drawn = [
        warehouse.answer("pace_totals", scope=LOCAL, snapshot=snapshot, as_of=date(2022, 5, day))
        for day in range(1, 10)
    ]
    assert [rows["drawn_count"][0].as_py() for rows in drawn] == [0] * 5 + [1] * 4
    [opened] = connections._open.values()
    assert not opened.days.are_many(date(2022, 5, 1))
