"""M23: load, participation, pairs, certificates, reassignments; labels instead of names."""

import pytest

from inspection.data.connections import fetch

LABELS = "select inspector_label, inspector_id from inspector_rows"
VISITED = {"inspected_on": "2022-05-06", "results": ["R1"]}


def person(number, **more):
    known = {"unit": "福州", "county_code": "350102", "state": "有效", "name": f"测试{number}"}
    return {"inspector_id": f"福州-000{number}", **known, **more}


def row(entity, *people, number=1, **more):
    ids = [f"福州-000{one}" for one in people]
    return {"entity_id": entity, "task_no": f"T{number}", "inspector_ids": ids or None, **more}


def staff(ask_one, unit="福州", **params):
    return ask_one("workforce_by_unit", {"unit": unit}, **params)


def test_load_participation_and_gini_over_the_eligible_and_the_drawn(make_snapshot, ask_one):
    make_snapshot(
        inspectors=[person(n) for n in (1, 2, 3)] + [person(4, state="失效")],
        task_rows=[row(1, 1, 2, **VISITED), row(2, 1, 2), row(3, 1, 2), row(4, 1, 4)],
    )
    found = staff(ask_one)
    assert (found["inspector_count"], found["eligible_count"]) == (4, 3)
    assert (found["drawn_inspector_count"], found["participation_rate"]) == (3, 2 / 3)
    assert (found["drawn_visit_count"], found["done_visit_count"]) == (8, 2)
    # Loads 0, 1, 3, 4: mean 2, Gini (2·(1·0 + 2·1 + 3·3 + 4·4) / (4·8)) − 5/4.
    assert (found["mean_load_value"], found["median_load_value"]) == (2, 2)
    assert found["gini_rate"] == pytest.approx(2 * 27 / 32 - 5 / 4)
    assert found["most_visits_count"] == 4


def test_even_load_has_gini_zero_and_no_load_has_none(make_snapshot, ask_one):
    make_snapshot(
        inspectors=[person(1), person(2), person(3, county_code="350103")],
        task_rows=[row(1, 1, 2)],
    )
    assert staff(ask_one, counties=["350102"])["gini_rate"] == pytest.approx(0)
    assert staff(ask_one, as_of="2022-03-31")["gini_rate"] is None
    assert staff(ask_one, as_of="2022-04-01")["drawn_visit_count"] == 2


@pytest.mark.parametrize(("as_of", "eligible"), [("2022-05-31", 1), ("2022-06-01", 0)])
def test_certificate_is_in_force_through_its_last_day(make_snapshot, ask_one, as_of, eligible):
    make_snapshot(inspectors=[person(1, cert_valid_to="2022-05-31")])
    found = staff(ask_one, as_of=as_of)
    assert (found["eligible_count"], found["expired_count"]) == (eligible, 1 - eligible)
    assert found["participation_rate"] == (0 if eligible else None)


def test_visit_counts_for_the_inspectors_own_unit(make_snapshot, ask, ask_one):
    bureau = {"unit": "省局本级", "county_code": None}
    make_snapshot(
        inspectors=[person(1, **bureau), person(2, **bureau), person(3)],
        task_rows=[row(1, 1, 2, **VISITED), row(2, unit="厦门", county_code="350203")],
    )
    assert staff(ask_one, "省局本级")["done_visit_count"] == 2
    assert staff(ask_one)["drawn_visit_count"] == 0
    rows = ask("workforce_by_unit")
    assert [one["unit"] for one in rows] == ["福州", "省局本级", "合计"]
    assert rows[-1]["drawn_visit_count"] == 2
    assert [one["unit"] for one in ask("workforce_by_unit", units=["福州"])] == ["福州", "合计"]


def test_person_named_twice_on_a_row_visits_once(make_snapshot, ask_one):
    make_snapshot(inspectors=[person(1)], task_rows=[row(1, 1, 1, **VISITED)])
    assert staff(ask_one)["done_visit_count"] == 1


def test_row_that_moved_away_is_no_visit(make_snapshot, ask_one):
    make_snapshot(inspectors=[person(1)], task_rows=[row(1, 1, moved_to="T2")])
    assert staff(ask_one)["drawn_visit_count"] == 0


def test_filters_of_rows_narrow_the_visits(make_snapshot, ask_one):
    tasks = [{"task_no": "T1", "lead_office": "计量处"}, {"task_no": "T2"}]
    make_snapshot(
        inspectors=[person(1), person(2)],
        tasks=tasks,
        task_rows=[row(1, 1, 2), row(1, 1, 2, number=2)],
    )
    assert staff(ask_one, offices=["计量处"])["drawn_visit_count"] == 2


def concentration(ask, **params):
    return ask("pair_concentration", **params)


def test_top_pair_of_a_team_whatever_the_order(make_snapshot, ask):
    make_snapshot(
        inspectors=[person(n) for n in (1, 2, 3)] + [person(4, state="黑名单"), person(5)],
        task_rows=[row(1, 1, 2), row(2, 2, 1), row(3, 1, 3), row(4, 1, 4)],
    )
    (team,) = concentration(ask)
    assert (team["team"], team["inspector_count"], team["possible_pair_count"]) == ("鼓楼区", 5, 10)
    assert (team["row_count"], team["used_pair_count"], team["top_pair_count"]) == (4, 3, 2)
    assert team["top_pair_share"] == 0.5
    assert concentration(ask, as_of="2022-03-31") == []
    assert len(concentration(ask, as_of="2022-04-01")) == 1


def test_pair_of_two_teams_is_none_and_three_people_are_three_pairs(make_snapshot, ask):
    make_snapshot(
        inspectors=[person(1), person(2), person(3), person(4, county_code="350103")],
        task_rows=[row(1, 1, 4), row(2, 1, 2, 3)],
    )
    (team,) = concentration(ask)
    assert (team["row_count"], team["used_pair_count"]) == (3, 3)


def test_team_of_the_bureau_has_no_county(make_snapshot, ask):
    bureau = {"unit": "省局本级", "county_code": None}
    make_snapshot(
        inspectors=[person(1, **bureau), person(2, **bureau), person(3), person(4)],
        task_rows=[row(1, 1, 2), row(2, 3, 4)],
    )
    assert [one["team"] for one in concentration(ask)] == ["鼓楼区", "省局本级"]
    assert [one["team"] for one in concentration(ask, units=["省局本级"])] == ["省局本级"]
    assert [one["team"] for one in concentration(ask, counties=["350102"])] == ["鼓楼区"]
    assert len(ask("pair_matrix", team="省局本级")) == 1


def test_matrix_and_shares_show_labels_only(make_snapshot, ask):
    snapshot = make_snapshot(
        inspectors=[person(1), person(2), person(3)],
        task_rows=[row(1, 1, 2), row(2, 1, 2), row(3, 2, 3)],
    )
    rows = ask("pair_matrix", team="350102")
    assert [one["row_count"] for one in rows] == [2, 1]
    labels = {one[name] for one in rows for name in ("first_label", "second_label")}
    assert labels == {"鼓楼区-01", "鼓楼区-02", "鼓楼区-03"}
    assert ask("pair_matrix", team="350102", as_of="2022-03-31") == []
    known = {
        one["inspector_label"]: one["inspector_id"]
        for one in fetch(snapshot.marts(), LABELS, {}).to_pylist()
    }
    assert set(known) == labels
    assert known[rows[0]["first_label"]] in ("福州-0001", "福州-0002")


@pytest.mark.parametrize(("until", "late"), [("2022-05-06", 0), ("2022-05-05", 1)])
def test_inspection_after_the_certificates_last_day(make_snapshot, ask, until, late):
    make_snapshot(
        inspectors=[person(1, cert_valid_to=until), person(2, cert_valid_to=until), person(3)],
        task_rows=[row(1, 1, 2, **VISITED), row(2, 1, 3)],
    )
    (team,) = ask("expired_certificates")
    assert (team["expired_count"], team["row_count"]) == (2, late)
    assert team["inspected_after_count"] == 2 * late
    assert (team["labels"] is None) == (not late)
    before = ask("expired_certificates", as_of="2022-05-05")
    assert [one["row_count"] for one in before] == []
    assert ask("expired_certificates", units=["厦门"]) == []
    assert ask("expired_certificates", counties=["350103"]) == []


def test_late_inspection_is_known_from_its_day_on(make_snapshot, ask):
    make_snapshot(
        inspectors=[person(1, cert_valid_to="2022-04-30")], task_rows=[row(1, 1, **VISITED)]
    )
    assert ask("expired_certificates", as_of="2022-05-05")[0]["row_count"] == 0
    assert ask("expired_certificates", as_of="2022-05-06")[0]["row_count"] == 1


def test_reassigned_rows_and_where_they_arrived(make_snapshot, ask):
    make_snapshot(
        entities=[{"entity_id": 1, "uscc": "91350100MA00000155"}],
        tasks=[
            {"task_no": "T1", "lead_office": "甲处"},
            {"task_no": "T2", "lead_office": "乙股"},
        ],
        task_rows=[
            row(1, moved_to="T2"),
            row(2, moved_to="T2"),
            row(3, moved_to="T9"),
            row(1, number=2, **VISITED),
        ],
    )
    rows = {one["to_office"]: one for one in ask("reassignments")}
    there = rows["乙股"]
    assert (there["from_office"], there["moved_count"], there["arrived_count"]) == ("甲处", 2, 1)
    assert (there["inspected_count"], there["missing_count"]) == (1, 1)
    assert rows["T9"]["missing_count"] == 1
    assert ask("reassignments", as_of="2022-03-31") == []
    on_day = {one["to_office"]: one for one in ask("reassignments", as_of="2022-05-06")}
    assert on_day["乙股"]["inspected_count"] == 1
    before = {one["to_office"]: one for one in ask("reassignments", as_of="2022-05-05")}
    assert before["乙股"]["inspected_count"] == 0
    for name, value in {"units": "厦门", "counties": "350103", "offices": "丙处"}.items():
        assert ask("reassignments", **{name: [value]}) == []
