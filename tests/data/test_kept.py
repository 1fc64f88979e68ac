"""Rows are kept by key: asked once, never after a failure, and no more bytes than fit."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest

from inspection.data import connections, warehouse
from inspection.data.access import LOCAL
from inspection.data.kept import Kept, packed

ROWS = pa.table({"part": ["厦门"]})
SIZE = packed(ROWS).get_total_buffer_size()


def test_two_who_want_the_same_wait_for_one_answer():
    kept, asked = Kept(10 * SIZE), list[int]()

    def ask() -> pa.Table:
        asked.append(1)
        return ROWS

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: kept.rows("one", ask), range(20)))
    assert len(asked) == 1
    assert all(answer is answers[0] for answer in answers)
    assert answers[0].equals(ROWS)


def test_who_wants_something_else_does_not_wait():
    kept, is_asked = Kept(10 * SIZE), threading.Event()

    def wait() -> pa.Table:
        assert is_asked.wait(10)
        return ROWS

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(kept.rows, "slow", wait)
        assert kept.rows("other", lambda: ROWS).equals(ROWS)
        is_asked.set()
        assert slow.result().equals(ROWS)


def test_what_failed_is_asked_anew():
    kept = Kept(10 * SIZE)

    def fail() -> pa.Table:
        raise ValueError("stopped")

    with pytest.raises(ValueError, match="stopped"):
        kept.rows("one", fail)
    assert kept.rows("one", lambda: ROWS).equals(ROWS)


def test_bytes_kept_are_bounded():
    kept, asked = Kept(2 * SIZE), list[str]()

    def want(key: str) -> None:
        kept.rows(key, lambda: asked.append(key) or ROWS)

    for key in ("a", "b", "a", "c", "a", "b"):
        want(key)
    assert asked == ["a", "b", "c", "b"]
    assert kept.byte_count == 2 * SIZE


def test_rows_that_do_not_fit_are_given_and_not_kept():
    kept = Kept(SIZE - 1)
    assert kept.rows("large", lambda: ROWS).equals(ROWS)
    assert kept.byte_count == 0


def test_answers_are_kept_within_their_bytes_and_forgotten_with_the_data(make_snapshot):
    snapshot = make_snapshot(task_rows=[])
    prepared = warehouse.prepare("filter_units", {}, LOCAL, snapshot)
    found = warehouse.kept(prepared)
    assert warehouse.kept(prepared) is found
    assert 0 < connections.answers.byte_count <= connections.ANSWER_BYTES
    connections.forget()
    assert connections.answers.byte_count == 0
    assert warehouse.kept(prepared) is not found
    assert warehouse.kept(prepared).equals(found)


def test_a_small_answer_holds_no_room_for_a_large_one():
    """A slice holds all of what it is cut from, as answers hold room for rows they have not."""
    large = pa.table({"entity_id": range(100_000), "unit": ["厦门"] * 100_000})
    small = large.slice(5, 3)
    kept = Kept(10**9)
    found = kept.rows("one", lambda: small)
    assert found.equals(small)
    assert found.schema == small.schema
    assert (
        sum(buffer.size for part in found.columns[0].chunks for buffer in part.buffers() if buffer)
        < 1000
    )
    assert kept.byte_count == found.get_total_buffer_size() < 2000
    assert kept.rows("none", lambda: large.slice(0, 0)).equals(large.slice(0, 0))
