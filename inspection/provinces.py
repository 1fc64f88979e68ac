"""Which province of a warehouse is in view: settings, words and answers are those of that one.

A command works within one province; a window says which it shows. What is kept in memory is
kept for each province apart.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

# Who knows which province the window at hand shows: the room that draws windows.
windows: list[Callable[[], str]] = []
_said: ContextVar[str] = ContextVar("province", default="")
# So many answers of one function are kept.
MOST_KEPT = 1 << 13
Given = ParamSpec("Given")
Found = TypeVar("Found")


def in_view() -> str:
    """The province in view; empty where the warehouse has one alone, or nobody said which."""
    return _said.get() or next((name for one in windows if (name := one())), "")


@contextmanager
def within(province: str) -> Iterator[None]:
    """Work on this province of the warehouse."""
    before = _said.set(province)
    try:
        yield
    finally:
        _said.reset(before)


def carried(work: Callable[Given, Found]) -> Callable[Given, Found]:
    """The work, to be done by another thread, on the province that is in view here."""
    province = in_view()

    @wraps(work)
    def done(*args: Given.args, **more: Given.kwargs) -> Found:
        with within(province):
            return work(*args, **more)

    return done


def by_province(work: Callable[Given, Found]) -> Callable[Given, Found]:
    """Keep what a function gives, for each province of the warehouse apart."""

    @lru_cache(maxsize=MOST_KEPT)
    def kept(_province: str, *args: Given.args, **more: Given.kwargs) -> Found:
        return work(*args, **more)

    @wraps(work)
    def found(*args: Given.args, **more: Given.kwargs) -> Found:
        return kept(in_view(), *args, **more)  # type: ignore[arg-type]

    return found
