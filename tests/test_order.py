"""Every worker begins with long tests, and every test is taken once."""

from pathlib import Path

from order import LONGEST, in_parts

from inspection.settings import ROOT


def test_every_part_begins_with_its_long_ones():
    is_long = [name.isupper() for name in "abCdEfgH"]
    assert "".join(in_parts("abCdEfgH", is_long, 2)) == "Cab" + "EHdfg"
    assert "".join(in_parts("abCdEfgH", is_long, 1)) == "CEHabdfg"


def test_more_workers_than_long_tests_lose_none():
    assert sorted(in_parts("abC", [False, False, True], 4)) == ["C", "a", "b"]


def test_long_tests_are_there():
    for one in LONGEST:
        file, _, name = one.partition("::")
        path = Path(ROOT, file)
        assert path.exists(), one
        assert name in (path.read_text(encoding="utf-8") if name else ""), one
