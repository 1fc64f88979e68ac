"""Candidates for a typical case: what each kind counts, and when chance does not explain it."""

from datetime import date, timedelta
from math import sqrt

import pytest
import scipy.stats

FUZHOU, POOL = "福州", 80
FIRST = date(2022, 5, 9)


def rows(task_no, found, first=1, size=40, **more):
    """`size` inspected rows of a task, the first `found` of them with a problem."""
    return [
        {
            "task_no": task_no,
            "entity_id": first + at,
            "inspected_on": "2022-05-06",
            "results": ["R8" if at < found else "R1"],
            **more,
        }
        for at in range(size)
    ]


def by_class(task_no, found_a, found_d, first=1):
    """Twenty rows of class A and as many of D."""
    low = rows(task_no, found_a, first, 20, class_at_draw="A")
    return low + rows(task_no, found_d, first + 20, 20, class_at_draw="D")


def led(task_no, **more):
    """A task drawn by class from four of A to one of D."""
    pools = {"pool_a": POOL, "pool_b": 0, "pool_c": 0, "pool_d": 20}
    return {"task_no": task_no, "class_used": True, "name": f"示例{task_no}", **pools, **more}


def excess_of(found_a, found_d):
    """Findings beyond a blind draw of forty rows, and their variance, from the moments of a
    draw of that many problems without replacement."""
    n, k = 40, found_a + found_d
    weights = [(20 - 0.8 * n) / 20] * 20 + [(20 - 0.2 * n) / 20] * 20
    share = k / n
    own, between = share * (1 - share), -share * (1 - share) / (n - 1)
    variance = sum(
        one * other * (own if at == place else between)
        for at, one in enumerate(weights)
        for place, other in enumerate(weights)
    )
    return weights[0] * found_a + weights[-1] * found_d, variance


def bound(count):
    """Two-sided 95 % of so many together."""
    return scipy.stats.norm.isf(0.025 / count)


def told(ask_one, kind, **more):
    return ask_one("case_candidates", {"candidate_kind": kind, **more})


def test_task_drawn_by_class_finds_more_than_a_blind_draw_of_it(make_snapshot, ask, ask_one):
    make_snapshot(tasks=[led("T1")], task_rows=by_class("T1", 3, 10))
    row = told(ask_one, "task_gain")
    excess, variance = excess_of(3, 10)
    assert excess == pytest.approx(4.2)
    assert (row["row_count"], row["event_count"], row["looked_count"]) == (40, 13, 1)
    assert (row["event_rate"], row["expected_rate"]) == pytest.approx((13 / 40, 8.8 / 40))
    assert row["candidate_z"] == pytest.approx(excess / sqrt(variance))
    assert row["bound_z"] == pytest.approx(bound(1), abs=5e-4)
    half = row["bound_z"] * sqrt(variance) / 40
    assert row["excess_low_points"] == pytest.approx(excess / 40 - half)
    assert row["excess_high_points"] == pytest.approx(excess / 40 + half)
    assert row["candidate_state"] == "strong"
    assert row["subject"] == "T1"
    assert not row["is_estimated"]
    assert ask("case_candidates", units=["厦门"]) == []
    assert ask("case_candidates", as_of="2022-05-05") == []


def test_the_same_task_among_others_is_what_chance_brings(make_snapshot, ask_one):
    """Looked at with two more candidates its interval holds nothing."""
    make_snapshot(
        tasks=[led("T1"), led("T2"), led("T3", class_used=False)],
        task_rows=[
            *by_class("T1", 3, 10),
            *by_class("T2", 4, 4, 101),
            *by_class("T3", 0, 20, 201),
        ],
    )
    row = told(ask_one, "task_gain", subject="T1")
    assert (row["candidate_state"], row["looked_count"]) == ("chance", 3)
    assert row["bound_z"] == pytest.approx(bound(3), abs=5e-4)
    assert row["excess_low_points"] < 0 < row["excess_high_points"]
    whole = told(ask_one, "unit_gain")
    parts = [excess_of(3, 10), excess_of(4, 4)]
    excess, variance = (sum(column) for column in zip(*parts, strict=True))
    assert (whole["row_count"], whole["event_count"]) == (80, 21)
    assert whole["candidate_z"] == pytest.approx(excess / sqrt(variance))


def test_too_few_rows_are_said_to_be_too_few_and_are_not_looked_at(make_snapshot, ask_one):
    make_snapshot(tasks=[led("T1")], task_rows=by_class("T1", 0, 10)[15:])
    row = told(ask_one, "task_gain")
    assert (row["row_count"], row["candidate_state"], row["looked_count"]) == (25, "thin", 0)
    assert row["expected_rate"] is row["excess_points"] is row["bound_z"] is None


def test_class_without_an_inspection_is_taken_like_the_task(make_snapshot, ask_one):
    pools = {"pool_a": 40, "pool_b": 40, "pool_c": 0, "pool_d": 20}
    make_snapshot(tasks=[led("T1") | pools], task_rows=by_class("T1", 0, 10))
    row = told(ask_one, "task_gain")
    blind = 0.4 * 0 + 0.4 * 10 / 40 + 0.2 * 10 / 20
    assert row["expected_rate"] == pytest.approx(blind)


def test_pool_that_is_not_whole_gives_no_gain(make_snapshot, ask):
    make_snapshot(tasks=[led("T1", pool_b=None)], task_rows=by_class("T1", 0, 10))
    assert [one for one in ask("case_candidates") if "gain" in one["candidate_kind"]] == []


def problems(unit, county, in_time, first):
    """Forty problem rows of a unit; so many closed within the first band."""
    return [
        row
        | {
            "unit": unit,
            "county_code": county,
            "needs_disposal": True,
            "disposal_state": "已完结",
            "closed_on": "2022-05-12" if at < in_time else "2022-06-30",
            "results": ["R8"],
        }
        for at, row in enumerate(rows("T1", 0, first))
    ]


def three_units(*in_time):
    places = ((FUZHOU, "350102"), ("厦门", "350203"), ("泉州", "350503"))
    return [
        row
        for at, (place, count) in enumerate(zip(places, in_time, strict=True))
        for row in problems(*place, count, at * 100 + 1)
    ]


def test_fastest_closure_stands_against_all_units(make_snapshot, ask_one, ask):
    make_snapshot(task_rows=three_units(30, 10, 10))
    row = told(ask_one, "closure")
    drawn = scipy.stats.hypergeom(120, 50, 40)
    assert (row["unit"], row["row_count"], row["event_count"]) == (FUZHOU, 40, 30)
    assert row["expected_rate"] == pytest.approx(50 / 120)
    assert row["candidate_z"] == pytest.approx((30 - drawn.mean()) / drawn.std())
    assert row["candidate_state"] == "strong"
    evidence = ask("candidate_rows", candidate="closure", subject=FUZHOU)
    assert len(evidence) == 40
    assert sum(one["closed_workday_count"] == 5 for one in evidence) == 30
    # The tenth working day after the inspection is the first on which a row counts.
    assert ask("case_candidates", as_of="2022-05-18") == []
    assert len(ask("case_candidates", as_of="2022-05-19")) == 1


def test_units_that_differ_among_themselves_make_a_fast_one_weak(make_snapshot, ask_one):
    make_snapshot(task_rows=three_units(30, 2, 18))
    row = told(ask_one, "closure", unit=FUZHOU)
    drawn = scipy.stats.hypergeom(120, 50, 40)
    spread = ((2 - 10) ** 2 + (18 - 10) ** 2) / 40 / (0.25 * 0.75)
    assert row["candidate_z"] == pytest.approx((30 - drawn.mean()) / drawn.std() / sqrt(spread))
    assert row["candidate_state"] == "chance"


def on_days(task_no, shift):
    """Four firms a day over ten days, so many days later."""
    return [
        row | {"inspected_on": str(FIRST + timedelta(days=at // 4 + shift))}
        for at, row in enumerate(rows(task_no, 0))
    ]


def test_visits_saved_are_those_that_the_days_of_two_tasks_do_not_bring(
    make_snapshot, ask_one, ask
):
    make_snapshot(task_rows=[*on_days("T1", 0), *on_days("T2", 0)])
    row = told(ask_one, "merging")
    chance = scipy.stats.binom(40, 0.1)
    assert (row["row_count"], row["event_count"], row["candidate_state"]) == (40, 40, "strong")
    assert row["expected_rate"] == pytest.approx(0.1)
    assert row["candidate_z"] == pytest.approx((40 - chance.mean()) / chance.std())
    assert len(ask("candidate_rows", candidate="merging", subject=FUZHOU)) == 80
    make_snapshot(task_rows=[*on_days("T1", 0), *on_days("T2", 1)])
    assert ask("case_candidates") == []


def test_tasks_that_wait_for_the_same_firms_are_not_done_yet(make_snapshot, ask_one, ask):
    window = {"window_from": "2022-09-01", "window_to": "2022-09-30"}
    shared = [{"task_no": task, "entity_id": at} for task in ("T1", "T2") for at in (1, 2, 3)]
    make_snapshot(
        tasks=[{"task_no": "T1", **window}, {"task_no": "T2", **window}], task_rows=shared
    )
    row = told(ask_one, "overlap")
    assert (row["row_count"], row["candidate_state"], row["event_count"]) == (3, "undone", None)
    assert row["subject"] == "T1、T2"
    assert len(ask("candidate_rows", candidate="overlap", subject="T1、T2")) == 6


def test_task_after_ratios_were_raised_stands_beside_the_one_before(make_snapshot, ask_one, ask):
    """Forty rows each, five and twenty problems; of D none, then twenty were drawn."""
    pools = {"pool_a": 100, "pool_b": 100, "pool_c": 100, "pool_d": 100}
    before = rows("T1", 5, 1, 20, class_at_draw="A") + rows("T1", 0, 21, 20, class_at_draw="C")
    after = rows("T2", 10, 101, 10, class_at_draw="A") + rows("T2", 10, 111, 30, class_at_draw="D")
    tasks = [
        {"task_no": "T1", "drawn_on": "2022-04-01", **pools},
        {"task_no": "T2", "drawn_on": "2022-04-08", **pools},
    ]
    make_snapshot(tasks=tasks, task_rows=before + after)
    row = told(ask_one, "ratio_change")
    drawn = scipy.stats.hypergeom(80, 25, 40)
    assert (row["subject"], row["event_count"], row["other_count"]) == ("T1、T2", 20, 40)
    assert row["candidate_z"] == pytest.approx((20 - drawn.mean()) / drawn.std())
    assert row["candidate_state"] == "strong"
    assert len(ask("candidate_rows", candidate="ratio_change", subject="T1、T2")) == 80
    # The other way round nothing was raised.
    turned = [task | {"drawn_on": f"2022-04-0{9 - at}"} for at, task in enumerate(tasks)]
    make_snapshot(tasks=turned, task_rows=before + after)
    assert [one for one in ask("case_candidates") if one["candidate_kind"] == "ratio_change"] == []


def test_risk_field_stands_beside_the_same_classes_of_its_unit(make_snapshot, ask_one, ask):
    tasks = [{"task_no": "T1", "risk_fields": ["禁毒"]}, {"task_no": "T2"}]
    mine = rows("T1", 20, class_at_draw="A")
    make_snapshot(tasks=tasks, task_rows=mine + rows("T2", 5, 101, class_at_draw="A"))
    row = told(ask_one, "sector")
    drawn = scipy.stats.hypergeom(80, 25, 40)
    assert (row["subject"], row["unit"], row["other_count"]) == ("禁毒", FUZHOU, 40)
    assert row["candidate_z"] == pytest.approx((20 - drawn.mean()) / drawn.std())
    assert len(ask("candidate_rows", candidate="sector", subject="禁毒", units=[FUZHOU])) == 40
    # Beside other classes alone there is nothing to be compared with.
    make_snapshot(tasks=tasks, task_rows=mine + rows("T2", 5, 101, class_at_draw="D"))
    assert [one for one in ask("case_candidates") if one["candidate_kind"] == "sector"] == []


def test_strong_candidates_come_first_then_what_could_be_merged(make_snapshot, ask):
    window = {"window_from": "2022-09-01", "window_to": "2022-09-30"}
    shared = [{"task_no": task, "entity_id": at} for task in ("T8", "T9") for at in (901, 902, 903)]
    make_snapshot(
        tasks=[led("T1"), led("T2"), {"task_no": "T8", **window}, {"task_no": "T9", **window}],
        task_rows=[*by_class("T1", 0, 14), *by_class("T2", 4, 6, 101), *shared],
    )
    states = [row["candidate_state"] for row in ask("case_candidates")]
    assert states == sorted(states, key=("strong", "undone", "chance", "thin").index)
    assert states[0] == "strong"
    assert "undone" in states
    assert "chance" in states
