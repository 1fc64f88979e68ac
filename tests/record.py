"""Which test fails without which safeguard: `tests/mutants.csv`, written by `make mutants`.

A line is kept under the name of its mutant and with the code it was seen in. What the
queries have become since is told (`Standing`), and breaks nothing: a line whose mutant
is gone no longer applies, and one seen in other code is seen anew by `make mutants`.
"""

import csv
import os
import re
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mutants import EQUIVALENT, QUERIES, Mutant, every_mutant

ROOT = Path(__file__).parents[1]
RECORD = Path(__file__).with_name("mutants.csv")
COLUMNS = ("file", "dropped", "place", "code", "killed_by")
SURVIVES = "survives"
# No rule of every question or mart fails with it; tests were not asked yet.
NO_RULE = "no rule"
RULE = re.compile(r"tests/queries/(test_every_\w+)\.py::(test_\w+)\[(\w+)\]")
TOLD = 12


class Kill(NamedTuple):
    """The test that fails with a mutant, and the code in which it did."""

    code: str
    killer: str

    @property
    def is_by_rule(self) -> bool:
        """Whether the kill is repeated in every run, whatever the code."""
        return bool(RULE.fullmatch(self.killer))

    @property
    def stands(self) -> bool:
        """Whether its test is there, and what the rule is asked of."""
        rule = RULE.fullmatch(self.killer)
        return is_test(self.killer.split("[")[0]) and (not rule or rule[3] in file_names())


Record = dict[str, Kill]


def read_record(path: Path = RECORD) -> Record:
    """Every line by the name of its mutant, of mutants that are gone too."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['file']} {row['dropped']}: {row['place']}": Kill(row["code"], row["killed_by"])
            for row in csv.DictReader(file)
        }


def write_record(record: Record, path: Path = RECORD) -> None:
    """The lines of the mutants there are, in their order."""
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(COLUMNS)
        for one in every_mutant():
            if kill := record.get(str(one)):
                written.writerow([one.file, one.dropped, one.place, *kill])
    draft.replace(path)


def is_known(mutant: Mutant, record: Record) -> bool:
    """Whether a test is known that fails with it in the code as it is."""
    kill = record.get(str(mutant))
    if kill is None or kill.killer in (SURVIVES, NO_RULE) or not kill.stands:
        return False
    return kill.is_by_rule or kill.code == mutant.code


@cache
def is_test(name: str) -> bool:
    """Whether `tests/a.py::test_b` is there."""
    file, test = name.split("::")
    path = ROOT / file
    found = path.exists() and re.search(rf"^def {test}\b", path.read_text("utf-8"), re.MULTILINE)
    return bool(found)


@cache
def file_names() -> frozenset[str]:
    """Names of all questions and marts."""
    return frozenset(path.stem for path in QUERIES.rglob("*.sql"))


class Standing(NamedTuple):
    """The record beside the queries as they are."""

    known: list[str]
    unknown: list[str]
    other_code: list[str]
    survivors: list[str]
    gone: list[str]

    @property
    def share(self) -> float:
        """Of the mutants those whose killer is known, in this code or another."""
        held = len(self.known) + len(self.other_code)
        return held / (held + len(self.unknown) + len(self.survivors))

    def lines(self) -> list[str]:
        """Counts, and the names of lines that no longer apply."""
        told = (
            f"mutants: {len(self.known)} with a known killer, {len(self.other_code)} killed in"
            f" other code, {len(self.unknown)} not looked at, {len(self.survivors)} surviving,"
            f" {len(self.gone)} recorded that are gone"
        )
        names = [f"  no longer applies: {name}" for name in self.gone[:TOLD]]
        more = [f"  … and {len(self.gone) - TOLD} more"] if len(self.gone) > TOLD else []
        return [told, *names, *more]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left for `make mutants`."""
        return not (self.unknown or self.other_code or self.survivors or self.gone)


def standing(record: Record, mutants: Iterable[Mutant]) -> Standing:
    """Every mutant and every line of the record in the list where it belongs."""
    found = Standing([], [], [], [], [])
    asked = {str(one): one for one in mutants if str(one) not in EQUIVALENT}
    for name, mutant in asked.items():
        kill = record.get(name)
        if is_known(mutant, record):
            found.known.append(name)
        elif kill is None or kill.killer == NO_RULE or not survives_or_stands(kill):
            found.unknown.append(name)
        elif kill.code != mutant.code:
            found.other_code.append(name)
        else:
            found.survivors.append(name)
    found.gone.extend(name for name in record if name not in asked)
    return found


def survives_or_stands(kill: Kill) -> bool:
    """Whether a line still says something."""
    return kill.killer == SURVIVES or kill.stands


def is_over() -> bool:
    """Whether the time given to `make mutants` is over."""
    return time.time() > float(os.environ.get("MUTANTS_UNTIL", "inf"))


if __name__ == "__main__":
    now = standing(read_record(), every_mutant())
    print("\n".join([*now.lines(), *(f"  survives: {name}" for name in now.survivors)]))
    raise SystemExit(0 if now.is_complete else 1)
