"""The bench of engines tells marts apart that are not alike."""

import duckdb
import pytest

from inspection.bench.engines import _checked, digests_of
from inspection.errors import CheckFailed


def write(path, *rows):
    with duckdb.connect(str(path)) as database:
        database.execute("create table visits (unit varchar, days integer[])")
        database.executemany("insert into visits values (?, ?)", rows)
    return path


def test_the_order_of_rows_makes_no_difference_and_every_value_does(tmp_path):
    first, second = ("福州", [1, 2]), (None, [])
    one = digests_of(write(tmp_path / "one.duckdb", first, second))
    assert one == _checked(one, write(tmp_path / "turned.duckdb", second, first))
    for number, rows in enumerate([[first], [first, first], [first, (None, None)]]):
        with pytest.raises(CheckFailed, match="visits"):
            _checked(one, write(tmp_path / f"other{number}.duckdb", *rows))
