"""Figures that mix kinds of entities: enterprises first, all kinds told beside them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from inspection.data.targets import ENTERPRISE
from inspection.showing.answer import Answer
from inspection.view.reading import Reading


class Mixed(NamedTuple):
    """One row of enterprises, the same of all kinds, and the answers they are made of.

    Where the reader chose kinds, the row is of these and there is no other.
    """

    row: Mapping[str, Any]
    whole: Mapping[str, Any] | None
    of: tuple[Answer, ...]


def enterprises_first(page: Reading, *questions: str) -> Mixed:
    """The rows of these questions, each of which has one, for enterprises and for all kinds."""
    answers = tuple(page.ask(name) for name in questions)
    whole = _together(answers)
    if page.filters.chosen("kind"):
        return Mixed(whole, None, answers)
    firms = tuple(page.ask(name, kinds=[ENTERPRISE]) for name in questions)
    return Mixed(_together(firms), whole, firms)


def _together(answers: tuple[Answer, ...]) -> dict[str, Any]:
    return {name: value for answer in answers for name, value in answer.total().items()}
