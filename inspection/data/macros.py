"""Macros of the questions: one definition per measure, in `queries/macros/`, a file per subject.

A macro may use others; it is created after them. Marts use none, because the
engines that build marts have no macros; questions do.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import NamedTuple

import duckdb

NAME = re.compile(r"create macro (\w+)")
COMMENT = re.compile(r"--.*")
CALL = re.compile(r"\b(\w+)\(")


class Macro(NamedTuple):
    """One definition: the statement that creates it, and the macros it calls."""

    name: str
    sql: str
    calls: tuple[str, ...]


def parse_macros(files: Mapping[str, str]) -> dict[str, Macro]:
    """Every macro of the files, each after those it calls. `files` is text by name."""
    texts = {name: text for file in files.values() for name, text in _statements(file)}
    calls = {name: tuple(_called(text, texts.keys() - {name})) for name, text in texts.items()}
    order = TopologicalSorter(calls).static_order()
    return {name: Macro(name, texts[name], calls[name]) for name in order}


def macros_of(sql: str, macros: Mapping[str, Macro]) -> list[Macro]:
    """The macros that a query calls, directly or through another, in order of creation."""
    reached: set[str] = set()
    waiting = _called(sql, macros.keys())
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(macros[name].calls)
    return [macro for name, macro in macros.items() if name in reached]


def _statements(file: str) -> Iterator[tuple[str, str]]:
    for part in duckdb.extract_statements(file):
        found = NAME.search(part.query)
        assert found is not None, f"no macro is created by: {part.query}"
        yield found[1], part.query[found.start() :].strip()


def _called(sql: str, names: Collection[str]) -> list[str]:
    code = COMMENT.sub("", sql)
    return [name for name in dict.fromkeys(CALL.findall(code)) if name in names]
