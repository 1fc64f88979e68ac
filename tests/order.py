"""In which order the workers of a run take its tests."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

# Folders and tests that take longest, worlds that one worker computes among them.
LONGEST = (
    "tests/oracle/test_account.py",
    "tests/oracle/test_figures.py",
    "tests/queries/test_mutations.py::test_rule_fails",
    "tests/queries/test_every_question.py",
    "tests/pages/test_every_claim.py",
    "tests/access/test_leaks.py",
    "tests/browser/test_landing.py",
    "tests/fuzz",
    "tests/view/test_headline.py",
)


def in_parts(items: Sequence[Item], is_long: Sequence[bool], count: int) -> list[Item]:
    """The items for so many workers, who are given equal parts of the list one after the other.

    Each part begins with a part of the long ones; within both the order stays.
    """
    long = [item for item, first in zip(items, is_long, strict=True) if first]
    rest = [item for item, first in zip(items, is_long, strict=True) if not first]
    return [
        item
        for number in range(count)
        for kind in (long, rest)
        for item in kind[len(kind) * number // count : len(kind) * (number + 1) // count]
    ]
