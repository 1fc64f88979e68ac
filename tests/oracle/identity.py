"""Which rows speak of the same entity: by code, by old number, else by name and area.

An identifier that stands in one row with another belongs to the same entity,
whatever file it is found in. A row without any identifier is matched by name
inside its unit where exactly one entity of the register bears it.
"""

from collections.abc import Iterable

import pandas as pd

from .areas import first_area
from .cells import code, is_damaged, is_uniform, name_key

KINDS = {"91": "企业", "92": "个体工商户", "93": "农民专业合作社"}
Row = dict[str, str]


def identifiers(row: Row) -> list[str]:
    """The usable identifiers of a raw row, uniform codes first."""
    found = [code(cell_of(row, column)) for column in ("uscc", "id_raw", "reg_no")]
    usable = {text for text in found if text and not is_damaged(text)}
    return sorted(usable, key=lambda text: (not is_uniform(text), text))


def cell_of(row: Row, column: str) -> str:
    """A cell's text; blank where its file does not have the column."""
    cell = row.get(column, "")
    return cell if isinstance(cell, str) else ""


class Identity:
    """Entities as classes of identifiers, grown row by row."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}
        self.names: dict[tuple[str, str], set[str]] = {}

    def root(self, identifier: str) -> str:
        """The identifier that stands for the entity."""
        while (parent := self.parents.setdefault(identifier, identifier)) != identifier:
            identifier = parent
        return identifier

    def join(self, same: Iterable[str]) -> str:
        """Make the identifiers one entity; its key."""
        first, *others = [self.root(identifier) for identifier in same]
        for other in others:
            self.parents[other] = first
        return first

    def learn(self, register: pd.DataFrame) -> list[str]:
        """The key of each register row; the names become known."""
        rows = register.to_dict("records")
        keys = [self.join(identifiers(row) or [nameless_key(row)]) for row in rows]
        for key, row in zip(keys, rows, strict=True):
            self.names.setdefault((name_key(cell_of(row, "name")), unit_of(row)), set()).add(key)
        return [self.root(key) for key in keys]

    def find(self, row: Row) -> str:
        """The key of a row of another file; a new entity where nothing fits."""
        if found := identifiers(row):
            return self.join(found)
        known = self.names.get((name_key(cell_of(row, "name")), unit_of(row)), set())
        return self.root(next(iter(known))) if len(known) == 1 else nameless_key(row)


def unit_of(row: Row) -> str:
    """The unit a raw row names by its places."""
    return first_area(*(cell_of(row, column) for column in ("station", "county", "city"))).unit


def nameless_key(row: Row) -> str:
    """The key of an entity known by nothing but its name and unit."""
    return f"{name_key(cell_of(row, 'name'))}|{unit_of(row)}"


def kind_by_code(key: str) -> str:
    """The kind that the first two characters of a uniform code tell."""
    return KINDS.get(key[:2], "未知") if is_uniform(key) else "未知"
