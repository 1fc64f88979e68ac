"""Which rule of every question or every mart fails with a mutant.

    PYTHONPATH=tests:. python -m queries.kills

looks for one for each mutant that the record knows no killer of, or a rule that no
longer fails with it, and writes it down.
"""

import re
import tempfile
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import duckdb
from built import stale
from mutants import Mutant, every_mutant, read_record, write_record
from replaced import MARTS, fails, replaced

from inspection.data import warehouse

from . import test_every_mart, test_every_question
from .worlds import Worlds, make_worlds

STAGING = "staging"
KILLER = re.compile(r"tests/queries/(test_every_\w+)\.py::(test_\w+)\[(\w+)\]")
MODULES = {"test_every_question": test_every_question, "test_every_mart": test_every_mart}


class Rule(NamedTuple):
    """A rule asked of one question or mart."""

    module: str
    test: str
    name: str

    def __str__(self) -> str:
        return f"tests/queries/{self.module}.py::{self.test}[{self.name}]"

    def is_broken(self, worlds: Worlds) -> bool:
        """Whether the rule does not hold."""
        return fails(getattr(MODULES[self.module], self.test).check, worlds, self.name)


def rule_named(killer: str) -> Rule | None:
    """The rule with the name of a test; None for any other test."""
    found = KILLER.fullmatch(killer)
    return Rule(*found.groups()) if found else None


@lru_cache(maxsize=1)
def every_rule() -> list[Rule]:
    """In the order in which they stand."""
    return [rule for name, module in MODULES.items() for rule in rules_of(name, module)]


def rules_of(name: str, module: ModuleType) -> Iterator[Rule]:
    for test, function in vars(module).items():
        if test.startswith("test_"):
            yield from (Rule(name, test, asked) for asked in function.things)


def rules_about(mutant: Mutant) -> list[Rule]:
    """Rules whose answer can change with the mutant."""
    if mutant.folder != MARTS:
        return [rule for rule in every_rule() if rule.name == mutant.name]
    marts = set(stale([mutant.name]))
    return [rule for rule in every_rule() if rule.name in marts or tables_of(rule.name) & marts]


@cache
def tables_of(name: str) -> set[str]:
    """The tables a question reads; none for a mart."""
    if name in warehouse.sql_files(MARTS):
        return set()
    sql = re.sub(r"\$\w+", "null", warehouse.describe(name).sql)
    return duckdb.connect().get_table_names(sql)


def find_rule(mutant: Mutant, worlds: Worlds) -> Rule | None:
    """The first rule that does not hold with the mutant."""
    with replaced(mutant):
        return next((rule for rule in rules_about(mutant) if rule.is_broken(worlds)), None)


def is_killed(mutant: Mutant, rule: Rule, worlds: Worlds) -> bool:
    """Whether this rule does not hold with the mutant."""
    with replaced(mutant):
        return rule.is_broken(worlds)


def find_killers(killers: dict[str, str], worlds: Worlds) -> dict[str, str]:
    """The killers known, those that are no rule any more left out, and those found."""
    kept = dict(killers)
    for mutant in every_mutant():
        known = kept.get(str(mutant))
        rule = rule_named(known) if known else None
        if known and (rule is None or is_killed(mutant, rule, worlds)):
            continue
        kept.pop(str(mutant), None)
        if mutant.folder != STAGING and (found := find_rule(mutant, worlds)):
            kept[str(mutant)] = str(found)
    return kept


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        write_record(find_killers(read_record(), make_worlds(Path(root))))


if __name__ == "__main__":
    main()
