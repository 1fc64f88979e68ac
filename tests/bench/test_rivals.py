"""Peers on raw rows and the naive screen: they answer alike, and what stops them is said."""

from datetime import date

import pytest

from inspection.bench import rivals
from inspection.data import warehouse
from inspection.errors import CheckFailed

DAYS = [date(2022, 9, 9), date(2022, 8, 1)]


@pytest.fixture
def snapshot(small_demo):
    return warehouse.current()


def test_peers_agree_with_each_other_and_know_fewer_firms_earlier(snapshot):
    answers = {
        peer: rivals.ask(peer, snapshot.folder, DAYS) for peer in ("duckdb", "pandas", "sqlite")
    }
    counted = {peer: told["answers"] for peer, told in answers.items()}
    rivals.check(counted)
    later, earlier = counted["pandas"]
    assert 0 < sum(earlier.values()) < sum(later.values())
    assert all(len(told["seconds"]) == 2 and told["ready"] > 0 for told in answers.values())


def test_peers_that_disagree_stop_the_bench():
    rivals.check({"duckdb": [{"福州": 1}], "sqlite": [{"福州": 1}]})
    with pytest.raises(CheckFailed, match="duckdb、sqlite"):
        rivals.check({"duckdb": [{"福州": 1}], "sqlite": [{"福州": 2}]})


def test_what_stops_a_peer_is_its_result(snapshot, monkeypatch):
    told = rivals.ask("pandas", snapshot.folder, DAYS, most_bytes=48 * 2**20)
    assert told == "out of memory"
    monkeypatch.setattr(rivals, "PATIENCE", 0.01)
    assert rivals.ask("duckdb", snapshot.folder, DAYS) == "out of time"
    monkeypatch.setattr(rivals, "find_spec", lambda _name: None)
    assert rivals.ask("polars", snapshot.folder, DAYS) == "not installed"


def test_the_naive_screen_follows_its_filters(snapshot, tmp_path):
    waits, times = rivals.measure_naive(snapshot, {"median": 50.0}, 2, tmp_path)
    assert (waits["measure"], len(waits["samples"])) == ("page / written naively", 2)
    assert times["samples"] == [round(waits["median"] / 50)]
