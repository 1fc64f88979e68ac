"""Which rule of every question or every mart fails with a mutant.

    PYTHONPATH=tests:. python -m queries.kills

looks for one for each mutant that the record knows no killer of, or a rule that no
longer fails with it, and writes each down as it is found.
"""

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from built import stale
from mutants import EQUIVALENT, Mutant, every_mutant
from record import (
    NO_RULE,
    RULE,
    SURVIVES,
    Kill,
    Record,
    is_known,
    is_over,
    read_record,
    write_record,
)
from replaced import MACROS, MARTS, fails, reached_from, replaced, tables_of

from inspection.data import warehouse

from . import test_every_mart, test_every_question
from .worlds import Worlds, open_worlds, write_worlds

STAGING = ("staging", "canonical")
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
    """The rule with the name of a test; None for any other test and a rule that is gone."""
    found = RULE.fullmatch(killer)
    rule = Rule(*found.groups()) if found else None
    return rule if rule in every_rule() else None


@lru_cache(maxsize=1)
def every_rule() -> dict[Rule, None]:
    """In the order in which they stand."""
    return dict.fromkeys(rule for name, each in MODULES.items() for rule in rules_of(name, each))


def rules_of(name: str, module: ModuleType) -> Iterator[Rule]:
    for test, function in vars(module).items():
        if test.startswith("test_"):
            yield from (Rule(name, test, asked) for asked in function.things)


def rules_about(mutant: Mutant) -> list[Rule]:
    """Rules whose answer can change with the mutant."""
    if mutant.folder not in (MARTS, MACROS):
        return [rule for rule in every_rule() if rule.name == mutant.name]
    marts = set(stale([mutant.name])) if mutant.folder == MARTS else set()
    return [rule for rule in every_rule() if rule.name in marts or sees(rule, mutant, marts)]


def sees(rule: Rule, mutant: Mutant, marts: set[str]) -> bool:
    """Whether the question of a rule reads one of the marts or calls the macros."""
    if rule.name in warehouse.sql_files(MARTS):
        return False
    sql = warehouse.describe(rule.name).sql
    return mutant.name in reached_from(sql) if mutant.folder == MACROS else marts & tables_of(sql)


def find_rule(mutant: Mutant, worlds: Worlds) -> Rule | None:
    """The first rule that does not hold with the mutant."""
    with replaced(mutant):
        return next((rule for rule in rules_about(mutant) if rule.is_broken(worlds)), None)


def is_killed(mutant: Mutant, rule: Rule, worlds: Worlds) -> bool:
    """Whether this rule does not hold with the mutant."""
    with replaced(mutant):
        return rule.is_broken(worlds)


def is_settled(mutant: Mutant, record: Record, worlds: Worlds) -> bool:
    """Whether nothing is to be looked for: its killer kills, or no rule did in this code."""
    kill = record.get(str(mutant))
    if mutant.folder in STAGING or str(mutant) in EQUIVALENT:
        return True
    if kill is not None and kill.killer in (NO_RULE, SURVIVES):
        return kill.code == mutant.code
    if not is_known(mutant, record):
        return False
    rule = rule_named(kill.killer)
    return not kill.is_by_rule or (rule is not None and is_killed(mutant, rule, worlds))


def find_killers(worlds: Worlds) -> None:
    """Until the time is over: mutants without a killer first, then whether the others' kill."""
    record = read_record()
    for mutant in sorted(every_mutant(), key=lambda one: is_known(one, record)):
        if is_over():
            return
        if not is_settled(mutant, record, worlds):
            rule = find_rule(mutant, worlds)
            record[str(mutant)] = Kill(mutant.code, str(rule) if rule else NO_RULE)
            write_record(record)


def main() -> None:
    with tempfile.TemporaryDirectory() as root:
        write_worlds(Path(root))
        find_killers(open_worlds(Path(root)))


if __name__ == "__main__":
    main()
