"""Pairs 配对: two inspectors for each drawn entity, least loaded first.

Eligible are inspectors of the entity's region who are not recused from it and,
under the cross-unit rule, belong to another unit. They are sorted by load, then
by SHA-256 of key, id and inspector; the first two are taken. Only inspectors
whose load can win are hashed: everybody below the second-lowest eligible load.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from inspection.draw.ssj1.roster import Inspector, Roster

PAIR = 2
# Greater than every digest.
TAKEN = b"\xff" * 33


class Drawn(NamedTuple):
    """What pairing needs to know of a drawn entity."""

    id: str
    region: str
    unit: str


class Assignment:
    """Pairs in the making: loads live on, so that replacements continue where the draw ended."""

    def __init__(self, roster: Roster, key: str, cross_unit: bool) -> None:
        self.pairs: dict[str, tuple[str, str]] = {}
        self.unmatched: list[str] = []
        self._key, self._cross_unit = key, cross_unit
        members: dict[str, list[Inspector]] = {}
        for inspector in roster.inspectors:
            members.setdefault(inspector.region, []).append(inspector)
        self._crews = {region: Crew(inspectors) for region, inspectors in members.items()}

    def assign_all(self, entities: Iterable[Drawn]) -> None:
        """Pairs the drawn entities in the order of their assignment tickets."""
        for entity in sorted(entities, key=self._turn):
            self.assign(entity)

    def assign(self, entity: Drawn) -> tuple[str, str] | None:
        """Pairs one entity; None where fewer than two are eligible, and no load changes."""
        home = entity.unit if self._cross_unit else None
        crew = self._crews.get(entity.region, NOBODY)
        chosen = crew.pick(entity.id, home, f"{self._key}|{entity.id}|".encode())
        if not chosen:
            self.unmatched.append(entity.id)
            return None
        first, second = sorted(name.decode() for name in chosen)
        self.pairs[entity.id] = first, second
        return first, second

    def loads(self) -> dict[str, int]:
        """Entities per inspector, everybody of the roster."""
        crews = self._crews.values()
        return {name.decode(): load for crew in crews for name, load in crew.loads.items()}

    def _turn(self, entity: Drawn) -> tuple[bytes, str]:
        return sha256(f"{self._key}|T|{entity.id}".encode()).digest(), entity.id


class Crew:
    """Inspectors of one region on a ladder of loads; names are UTF-8 bytes.

    `rungs` holds, per load and unit, who has just that load. Sets have no order
    that could matter: the winner is the smallest hash.
    """

    def __init__(self, inspectors: Iterable[Inspector]) -> None:
        self.loads: dict[bytes, int] = {}
        self.units: dict[bytes, str] = {}
        self.recused: dict[str, set[bytes]] = {}
        self.rungs: dict[int, dict[str, set[bytes]]] = {}
        for one in inspectors:
            self.units[name := one.inspector.encode()] = one.unit
            for entity_id in one.recusals:
                self.recused.setdefault(entity_id, set()).add(name)
            self._place(name, 0)

    def pick(self, entity_id: str, home: str | None, salt: bytes) -> list[bytes]:
        """The pair by load and hash, booked; nobody where fewer than two are eligible."""
        chosen: list[bytes] = []
        for load in sorted(self.rungs):
            able = self._eligible(load, entity_id, home)
            chosen += first_by_hash(able, PAIR - len(chosen), salt)
            if len(chosen) == PAIR:
                self._book(chosen)
                return chosen
        return []

    def _eligible(self, load: int, entity_id: str, home: str | None) -> list[bytes]:
        rung = self.rungs[load]
        able = [name for unit, names in rung.items() if unit != home for name in names]
        if recused := self.recused.get(entity_id):
            able = [name for name in able if name not in recused]
        return able

    def _book(self, chosen: list[bytes]) -> None:
        for name in chosen:
            load, unit = self.loads[name], self.units[name]
            self.rungs[load][unit].remove(name)
            if not any(self.rungs[load].values()):
                del self.rungs[load]
            self._place(name, load + 1)

    def _place(self, name: bytes, load: int) -> None:
        self.loads[name] = load
        self.rungs.setdefault(load, {}).setdefault(self.units[name], set()).add(name)


NOBODY = Crew(())


def first_by_hash(names: list[bytes], count: int, salt: bytes) -> list[bytes]:
    """The `count` names with the smallest hashes; all of them where there are no more."""
    if len(names) <= count:
        return names
    digests = [sha256(salt + name).digest() for name in names]
    chosen = []
    for _ in range(count):
        place = digests.index(min(digests))
        chosen.append(names[place])
        digests[place] = TAKEN
    return chosen
