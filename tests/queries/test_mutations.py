"""Every safeguard of the queries is held by a test: without it, a named test fails."""

import re
from pathlib import Path

import pytest
from mutants import EQUIVALENT, SURVIVES, every_mutant, read_record

from .kills import is_killed, rule_named

ROOT = Path(__file__).parents[2]
MUTANTS = {str(mutant): mutant for mutant in every_mutant()}
KILLERS = read_record()
RULES = {name: rule for name, killer in KILLERS.items() if (rule := rule_named(killer))}
RUN = "the record is older than the queries: run `make mutants`"


def test_record_knows_every_mutant_and_none_survives():
    assert sorted(set(MUTANTS) - set(KILLERS) - set(EQUIVALENT)) == [], RUN
    assert SURVIVES not in KILLERS.values()


def test_record_knows_no_mutant_that_is_none():
    assert set(KILLERS) <= set(MUTANTS), RUN
    assert set(EQUIVALENT) <= set(MUTANTS), RUN


@pytest.mark.parametrize("killer", sorted({one.split("[")[0] for one in KILLERS.values()}))
def test_killer_stands_where_the_record_says(killer):
    file, test = killer.split("::")
    assert re.search(rf"^def {test}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", RULES)
def test_rule_fails_without_the_safeguard(worlds, name):
    assert is_killed(MUTANTS[name], RULES[name], worlds)
