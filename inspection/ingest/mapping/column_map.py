"""A mapping as a value: what each header of a foreign table is here, and each of its words.

It may name its table; without one it only says which header is which column, and the
table is found as always.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

# A source column that is read and not used.
IGNORED = ""
DIGITS = 16
AUTO = "auto"
ORDERS = ("dmy", "mdy", "ymd", AUTO)


class Composed(NamedTuple):
    """One of our columns joined from several of the source; blank where one of them is."""

    target: str
    sources: tuple[str, ...]
    separator: str


class Saved(NamedTuple):
    """Who saved a mapping, when, and from which file."""

    by: str
    at: str
    file: str = ""


class ColumnMap(NamedTuple):
    """`columns` are pairs source header → our column; a header may stand in two of them.

    `date_orders` by our column, "" for all; `values` by our column, source word → ours.
    `where` is the file it was read from.
    """

    table: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    constants: tuple[tuple[str, str], ...] = ()
    composed: tuple[Composed, ...] = ()
    date_orders: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    saved: Saved | None = None
    where: str = ""

    @property
    def sources(self) -> list[str]:
        """Every header of the source that is named, once."""
        named = [source for source, _ in self.columns]
        return list(dict.fromkeys(named + [s for one in self.composed for s in one.sources]))

    @property
    def targets(self) -> list[str]:
        """Every column of ours that is filled, in order."""
        return list(self._targets())

    def _targets(self) -> Iterator[str]:
        yield from (target for _, target in self.columns if target != IGNORED)
        yield from (target for target, _ in self.constants)
        yield from (one.target for one in self.composed)

    @property
    def fingerprint(self) -> str:
        """The same for two mappings that read alike, whoever saved them."""
        told = self._replace(saved=None).as_document()
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]

    def order_of(self, target: str) -> str:
        """How days, months and years follow each other in a column of dates."""
        orders = dict(self.date_orders)
        return orders.get(target) or orders.get("") or AUTO

    def values_of(self, target: str) -> dict[str, str]:
        """Source word → ours of one column."""
        return dict(dict(self.values).get(target, ()))

    def as_document(self) -> dict[str, Any]:
        """What a saved file holds, in the order in which it is read; empty parts left out."""
        composed = {
            one.target: {"of": list(one.sources), "with": one.separator} for one in self.composed
        }
        parts: dict[str, Any] = {
            "table": self.table,
            "columns": self._columns(),
            "constants": dict(self.constants),
            "composed": composed,
            "date_order": {target or "*": order for target, order in self.date_orders},
            "values": {target: dict(pairs) for target, pairs in self.values},
            "saved": self.saved._asdict() if self.saved else {},
        }
        return {name: part for name, part in parts.items() if part}

    def _columns(self) -> dict[str, str | list[str]]:
        found: dict[str, list[str]] = {}
        for source, target in self.columns:
            found.setdefault(source, []).append(target or "ignore")
        return {
            source: targets if len(targets) > 1 else targets[0] for source, targets in found.items()
        }
