"""What stands in the reference tables decides something: each is read by a query or by code."""

import re
from collections.abc import Iterable
from pathlib import Path

from every import for_each

from inspection.data import reference
from inspection.settings import ROOT

# It lays the parameters side by side and uses none of them.
LAID_OUT = ROOT / "queries" / "marts" / "rules.sql"


def read_all(paths: Iterable[Path]) -> str:
    """The files in one text, without the comments of SQL."""
    return "\n".join(re.sub(r"--[^\n]*", "", path.read_text("utf-8")) for path in sorted(paths))


# The queries name a reference table ref_<name>; code loads it by its name.
FILES = set((ROOT / "queries").rglob("*.sql"))
QUERIES, USES = read_all(FILES), read_all(FILES - {LAID_OUT})
CODE = read_all((ROOT / "inspection").rglob("*.py"))
PARAMETERS = [row["parameter"] for row in reference.load("parameters").to_pylist()]


def is_read(name: str) -> bool:
    """Whether a query reads the table, or code loads it."""
    asked = re.search(rf"\bref_{name}\b", QUERIES)
    return bool(asked or re.search(rf'\bload\("{name}"\)', CODE))


@for_each("name", reference.names())
def test_every_table_is_read(name):
    assert is_read(name)


@for_each("name", PARAMETERS)
def test_every_parameter_is_read(name):
    assert re.search(rf"\b{name}\b", USES)


def test_a_table_that_nothing_reads_would_be_told():
    assert not is_read("never_heard_of")
