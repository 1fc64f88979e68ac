"""Many readers at once on one server: a few for seconds, or a crowd for minutes (`make crowd`)."""

import os
from datetime import date
from random import Random

import pytest

from inspection.bench import crowd, processes
from inspection.bench.wire import Page

SESSIONS = int(os.environ.get("CROWD_SESSIONS", "3"))
SECONDS = float(os.environ.get("CROWD_SECONDS", "4"))
PAUSE = float(os.environ.get("CROWD_PAUSE", "1"))
LAST = date(2022, 9, 9)


def test_readers_wait_for_no_error_and_the_server_does_not_grow(demo_folder, tmp_path):
    (tmp_path / "warehouse").symlink_to(demo_folder)
    with processes.served(tmp_path) as server:
        told = crowd.measure_crowd(*server, LAST, SESSIONS, SECONDS, PAUSE)
    by_name = {str(one["measure"]): one for one in told}
    print(*(f"{name} {one['median']}" for name, one in by_name.items()), sep="\n")
    assert [one["limit"] for one in told] == [60.0, 300.0, None, 50.0]
    assert by_name["memory grown by readers"]["worst"] <= 50
    if "CROWD_SESSIONS" in os.environ:
        assert all(one["worst"] <= one["limit"] for one in told if one["limit"])


@pytest.mark.parametrize("seed", range(3))
def test_readers_go_on_from_where_they_are(seed):
    pages = [Page("/", ""), Page("plan", "1")]
    chance, page, filters = Random(seed), pages[0], {}
    seen = set()
    for _ in range(200):
        new, found = crowd._next(pages, page, filters, LAST, chance)
        assert set(found) <= {"unit", "as_of"}
        assert new == page or found == filters
        seen.add((new.name, *sorted(found)))
        page, filters = new, found
    assert {("plan", "as_of", "unit"), ("/", "unit"), ("/",)} <= seen


def test_what_fails_is_an_error_of_the_reader():
    seen = crowd.crowd("127.0.0.1:1", LAST, sessions=2, seconds=0.1, pause=0.05)
    assert len(seen.errors) == 2
    assert seen.waits == []


def test_waits_are_told_by_their_half_and_by_nineteen_of_twenty():
    seen = crowd.Crowd(waits=[float(number) for number in range(1, 200)], seconds=10)
    assert (seen.half, seen.most, seen.rate) == (100, 190, 19.9)


def test_memory_of_a_process_is_more_than_nothing():
    assert 10 < crowd.memory_mib(os.getpid()) < 4096
