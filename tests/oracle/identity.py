"""Which rows speak of the same entity: by code, by old number, else by name and area.

An identifier that stands in one row with another belongs to the same entity,
whatever file it is found in. So does an old number, or a code whose check digit is
wrong, that bears the name of exactly one other code in its county. A row without
any identifier is matched by name inside its unit where exactly one entity of the
register bears it.
"""

from collections.abc import Iterable

import pandas as pd

from .areas import first_area
from .cells import code, is_damaged, is_uniform, name_key

# GB 32100: the characters of a code, and the weights of its first seventeen.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [3**place % 31 for place in range(17)]
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

    def meet(self, rows: Iterable[Row]) -> None:
        """Join what the rows carry together, then what shares a name in a county."""
        namesakes: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            if found := identifiers(row):
                self.join(found)
                place = (name_key(cell_of(row, "name")), county_of(row))
                if all(place):
                    namesakes.setdefault(place, set()).add(found[0])
        meant: dict[str, set[str]] = {}
        for known in namesakes.values():
            for other, target in one_firm({self.root(one) for one in known}).items():
                meant.setdefault(other, set()).add(target)
        for other, targets in meant.items():
            if len(targets) == 1 and (target := next(iter(targets))):
                self.join([target, other])

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


def one_firm(codes: set[str]) -> dict[str, str]:
    """Each number or doubtful code and the better code it is; "" where two fit."""
    by_rank: dict[int, list[str]] = {}
    for one in sorted(codes):
        by_rank.setdefault(rank(one), []).append(one)
    ranks = sorted(by_rank)
    best = by_rank[ranks[0]][0] if all(len(alike) == 1 for alike in by_rank.values()) else ""
    return {one: best for place in ranks[1:] for one in by_rank[place]}


def rank(identifier: str) -> int:
    """A whole code before a doubtful one before an old number."""
    return 3 if not is_uniform(identifier) else 1 if has_check_digit(identifier) else 2


def has_check_digit(identifier: str) -> bool:
    """Whether the last character of a uniform code is the one that its others demand."""
    if not set(identifier) <= set(ALPHABET):
        return False
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, identifier[:17], strict=True))
    return ALPHABET[(31 - total % 31) % 31] == identifier[17]


def county_of(row: Row) -> str:
    """The county a raw row names by its places."""
    return first_area(*(cell_of(row, column) for column in ("station", "county", "city"))).county


def unit_of(row: Row) -> str:
    """The unit a raw row names by its places."""
    return first_area(*(cell_of(row, column) for column in ("station", "county", "city"))).unit


def nameless_key(row: Row) -> str:
    """The key of an entity known by nothing but its name and unit."""
    return f"{name_key(cell_of(row, 'name'))}|{unit_of(row)}"


def kind_by_code(key: str) -> str:
    """The kind that the first two characters of a uniform code tell."""
    return KINDS.get(key[:2], "未知") if is_uniform(key) else "未知"
