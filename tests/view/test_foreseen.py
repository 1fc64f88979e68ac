"""What a page asked is asked ahead when its filters change, from the end, and by nobody else."""

from concurrent.futures import Future
from datetime import date
from types import SimpleNamespace

import pytest

from inspection.data import warehouse
from inspection.data.access import LOCAL
from inspection.view import answers, foreseen

DAY = date(2022, 9, 1)


class Waiting:
    """An executor that starts nothing."""

    def __init__(self):
        self.asked = []

    def submit(self, _work, _run, question, params, *_more):
        self.asked.append((question, params))
        return Future()


@pytest.fixture
def window(monkeypatch):
    """The state of one window, by name."""
    state = {}
    monkeypatch.setattr(foreseen, "st", SimpleNamespace(session_state=state))
    return state


@pytest.fixture
def waiting(monkeypatch):
    found = Waiting()
    monkeypatch.setattr(foreseen, "_pool", found)
    return found


def run_once(params, name="plan"):
    foreseen.begin(name, params, LOCAL, None)
    foreseen.note("plan_list", {})
    foreseen.note("completion_rates", {"by": "office"})
    foreseen.note("plan_list", {})


def test_the_same_view_is_asked_ahead_from_its_end(window, waiting):
    run_once({"as_of": DAY})
    assert waiting.asked == []
    run_once({"as_of": DAY, "units": ["福州"]})
    assert waiting.asked == [
        ("completion_rates", {"as_of": DAY, "units": ["福州"], "by": "office"}),
        ("plan_list", {"as_of": DAY, "units": ["福州"]}),
    ]


def test_another_page_or_tab_is_not_foreseen_and_ends_what_waits(window, waiting):
    run_once({"as_of": DAY})
    run_once({"as_of": DAY})
    left = window[foreseen.HELD].waiting
    assert len(left) == 2
    window["plan.tab"] = "another"
    run_once({"as_of": DAY})
    run_once({"as_of": DAY}, "cases")
    assert len(waiting.asked) == 2
    assert all(one.cancelled() for one in left)


def test_a_query_of_a_run_that_is_over_is_stopped(window, waiting):
    stopped = []
    run_once({"as_of": DAY})
    window[foreseen.HELD].follow(SimpleNamespace(interrupt=lambda: stopped.append(True)))
    run_once({"as_of": DAY})
    assert stopped == [True]


def test_the_page_finds_what_was_asked_ahead(demo, window, monkeypatch):
    snapshot = warehouse.current()
    params = {"as_of": snapshot.data_date, "units": ["福州"], "offices": None}
    asked = foreseen.Asked(("plan", ""))
    foreseen._answer(asked, "plan_list", params, LOCAL, snapshot)
    foreseen._answer(asked, "plan_list", params | {"as_of": date(1999, 1, 1)}, LOCAL, snapshot)
    monkeypatch.setattr(warehouse, "run", pytest.fail)
    given = answers.taken("plan_list", params, snapshot)
    assert warehouse.kept(warehouse.prepare("plan_list", given, LOCAL, snapshot)).num_rows > 0
