"""M17c and M18: do ratios rise with the class, were the classes there, what is inverted."""

from math import sqrt

import numpy as np
import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL, Scope

CLASSLESS = Scope("city", may_see_class=False)
POOLS = {"pool_a": 40, "pool_b": 40, "pool_c": 40, "pool_d": 40}
YEAR = {"period": "year"}


def task(number, **more):
    usual = {"drawn_on": "2022-04-01", "class_used": True}
    return {"task_no": f"T{number}", **usual, **POOLS, **more}


def drawn(classes, task_no="T1", first=0):
    """One row per letter, and the class of each firm since January."""
    rows = [
        {"entity_id": first + number, "task_no": task_no, "class_at_draw": letter}
        for number, letter in enumerate(classes)
    ]
    return rows, [since(row["entity_id"], row["class_at_draw"]) for row in rows]


def since(entity_id, letter, valid_from="2022-01-01"):
    return {"entity_id": entity_id, "valid_from": valid_from, "risk_class": letter}


def armitage(pools, draws, scores=(0, 1, 2, 3)):
    """Cochran-Armitage trend statistic, from its textbook form."""
    pools, draws, scores = (np.array(values, dtype=float) for values in (pools, draws, scores))
    size, share = pools.sum(), draws.sum() / pools.sum()
    top = (scores * (draws - pools * share)).sum()
    spread = (pools * scores**2).sum() - (pools * scores).sum() ** 2 / size
    return top / sqrt(share * (1 - share) * spread)


@pytest.mark.parametrize(
    ("classes", "status"),
    [
        ("AABBBCCCCDDDDDDDD", "rising"),
        ("AAABBBCCCDDD", "level"),
        ("AAAAAAAABBBBCCD", "inverted"),
    ],
)
def test_status_follows_the_trend_of_the_ratios(make_snapshot, ask_one, classes, status):
    rows, periods = drawn(classes)
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=periods)
    found = ask_one("effect_by_task", {"task_no": "T1"})
    counts = [classes.count(letter) for letter in "ABCD"]
    assert found["trend_z"] == pytest.approx(armitage([40] * 4, counts))
    assert (found["status"], found["is_inverted"]) == (status, status == "inverted")
    assert found["d_ratio"] == classes.count("D") / 40
    rate = ask_one("integration_totals", YEAR)["effective_rate"]
    assert rate == (status == "rising")


def test_who_may_not_see_classes_gets_no_order_no_choice_and_no_conclusion(make_snapshot):
    level, _ = drawn("AAABBBCCCDDD")
    rising, _ = drawn("AABBBCCCCDDDDDDDD", "T2", 100)
    inverted, periods = drawn("AAAAAAAABBBBCCD", "T3", 200)
    rows = [*level, *rising, *inverted]
    periods = [since(row["entity_id"], row["class_at_draw"]) for row in rows]
    make_snapshot(tasks=[task(1), task(2), task(3)], task_rows=rows, class_periods=periods)

    def listed(scope, **more):
        return warehouse.answer("effect_by_task", scope=scope, **more).to_pylist()

    assert [row["task_no"] for row in listed(LOCAL)] == ["T3", "T1", "T2"]
    assert [row["task_no"] for row in listed(LOCAL, is_inverted=True)] == ["T3"]
    told = listed(CLASSLESS)
    assert [row["task_no"] for row in told] == ["T1", "T2", "T3"]
    hidden = ("is_inverted", "status", "trend_z", "d_ratio", "drawn_count")
    assert {row[name] for row in told for name in hidden} == {None}
    assert listed(CLASSLESS, is_inverted=True) == listed(CLASSLESS, is_inverted=False) == []


def test_effect_is_a_share_of_the_tasks_that_used_classes(make_snapshot, ask_one):
    rows, periods = drawn("ABCCDDDDDD")
    make_snapshot(
        tasks=[task(1), task(2), task(3, class_used=False), task(4, class_used=None)],
        task_rows=[*rows, *drawn("ABCCDDDDDD", "T3", 20)[0]],
        class_periods=[*periods, *drawn("ABCCDDDDDD", "T3", 20)[1]],
    )
    total = ask_one("integration_totals", YEAR)
    assert (total["used_count"], total["effective_count"], total["effective_rate"]) == (2, 1, 0.5)


@pytest.mark.parametrize(("pool", "status"), [(29, "thin"), (30, "level")])
def test_pools_under_thirty_are_too_small(make_snapshot, ask_one, pool, status):
    rows, periods = drawn("AAAAAADDDD")
    pools = {"pool_a": pool - 10, "pool_b": 0, "pool_c": 0, "pool_d": 10}
    make_snapshot(tasks=[task(1, **pools)], task_rows=rows, class_periods=periods)
    assert ask_one("effect_by_task", {"task_no": "T1"})["status"] == status
    assert ask_one("integration_totals", YEAR)["thin_count"] == (status == "thin")


@pytest.mark.parametrize(("classes", "status"), [("ADDDDDDDD", "thin"), ("ADDDDDDDDD", "rising")])
def test_fewer_than_ten_drawn_are_too_few_to_judge(make_snapshot, ask_one, classes, status):
    rows, periods = drawn(classes)
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=periods)
    assert ask_one("effect_by_task", {"task_no": "T1"})["status"] == status
    assert ask_one("integration_totals", YEAR)["thin_count"] == (status == "thin")


def test_nine_drawn_upside_down_are_not_called_so(make_snapshot, ask_one):
    rows, periods = drawn("AAAAAAAAA")
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=periods)
    found = ask_one("effect_by_task", {"task_no": "T1"})
    assert (found["status"], found["is_inverted"]) == ("thin", False)


def test_directed_task_without_counts_has_no_pool(make_snapshot, ask_one):
    nothing = dict.fromkeys(POOLS)
    rows, periods = drawn("AD")
    make_snapshot(
        tasks=[task(1, draw_kind="定向", **nothing)], task_rows=rows, class_periods=periods
    )
    found = ask_one("effect_by_task", {"task_no": "T1"})
    assert (found["status"], found["pool_count"], found["trend_z"]) == ("no_pool", None, None)


@pytest.mark.parametrize(
    ("valid_from", "status"),
    [("2022-03-31", "rising"), ("2022-04-01", "rising"), ("2022-04-02", "late")],
)
def test_class_must_date_from_the_draw_or_before(make_snapshot, ask_one, valid_from, status):
    rows, periods = drawn("ABCCDDDDDD")
    periods[-1]["valid_from"] = valid_from
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=periods)
    found = ask_one("effect_by_task", {"task_no": "T1"})
    assert found["status"] == status
    assert found["class_on"].isoformat() == valid_from


def test_class_that_comes_back_after_the_draw_is_not_late(make_snapshot, ask_one):
    rows, periods = drawn("ABCCDDDDDD")
    again = [since(9, "A", "2022-05-01"), since(9, "D", "2022-06-01")]
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=[*periods, *again])
    found = ask_one("effect_by_task", {"task_no": "T1"})
    assert (found["status"], found["class_on"].isoformat()) == ("rising", "2022-01-01")


def test_class_that_no_history_knows_has_no_date(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1)], task_rows=drawn("ABCCDDDDDD")[0])
    assert ask_one("effect_by_task", {"task_no": "T1"})["status"] == "undated"


def test_task_without_a_draw_has_no_trend(make_snapshot, ask_one):
    rows, periods = drawn("")
    make_snapshot(tasks=[task(1)], task_rows=rows, class_periods=periods)
    assert ask_one("effect_by_task", {"task_no": "T1"})["trend_z"] is None


def test_only_inverted_tasks_can_be_asked_for(make_snapshot, ask):
    rows, periods = drawn("AAAAAAAABBBBCCD")
    make_snapshot(tasks=[task(1), task(2)], task_rows=rows, class_periods=periods)
    assert [found["task_no"] for found in ask("effect_by_task", is_inverted=True)] == ["T1"]
    assert len(ask("effect_by_task")) == 2


def mantel_haenszel(tables):
    """Sum of drawn − expected over its spread; tables of (drawn, pool) low and high."""
    top = spread = 0.0
    for (low, low_pool), (high, high_pool) in tables:
        both, pool = low + high, low_pool + high_pool
        top += high - both * high_pool / pool
        spread += both * (pool - both) * high_pool * low_pool / (pool**2 * (pool - 1))
    return top / sqrt(spread)


def test_inversion_is_tested_inside_the_same_tasks(make_snapshot, ask_one):
    rows = [*drawn("AAAAAAAAD")[0], *drawn("AAAAAD", "T2", 50)[0]]
    make_snapshot(tasks=[task(1), task(2)], task_rows=rows)
    found = ask_one("class_ratio_by_unit", {"risk_class": "D"})
    assert (found["is_inverted"], found["compared_class"]) == (True, "A")
    expected = mantel_haenszel([((8, 40), (1, 40)), ((5, 40), (1, 40))])
    assert found["inversion_z"] == pytest.approx(expected)
    assert found["is_significant"] == (expected <= -2.326)


def test_an_inversion_by_chance_is_listed_but_not_significant(make_snapshot, ask_one):
    make_snapshot(tasks=[task(1)], task_rows=drawn("AAD")[0])
    found = ask_one("class_ratio_by_unit", {"risk_class": "D"})
    assert (found["is_inverted"], found["is_significant"]) == (True, False)


def test_mixed_tasks_do_not_invert_what_no_task_inverts(make_snapshot, ask_one):
    """A large task without D beside a small one: the sums fall, no task does."""
    large = {"pool_a": 40, "pool_b": 0, "pool_c": 0, "pool_d": 0}
    small = {"pool_a": 400, "pool_b": 0, "pool_c": 0, "pool_d": 400}
    rows = [*drawn("A" * 39)[0], *drawn("ADD", "T2", 50)[0]]
    make_snapshot(tasks=[task(1, **large), task(2, **small)], task_rows=rows)
    found = ask_one("class_ratio_by_unit", {"risk_class": "D"})
    assert found["is_inverted"]
    assert found["inversion_z"] > 0
    assert not found["is_significant"]


def test_key_cities_are_marked(make_snapshot, ask):
    make_snapshot(
        tasks=[task(1), task(2, unit="厦门"), task(3, unit="龙岩")],
        task_rows=[*drawn("A")[0], *drawn("A", "T2", 5)[0], *drawn("A", "T3", 9)[0]],
    )
    for question in ("class_ratio_by_unit", "integration_rate_by_unit"):
        marked = {row["unit"] for row in ask(question) if row["is_key_city"]}
        assert marked == {"福州", "厦门"}
