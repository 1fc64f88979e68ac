"""Every .sql with one safeguard dropped: a distinct, a nullif, an equal sign, a left join.

A mutant is named for its file, what is dropped, and the how-manieth of its kind
it is there: `plan/task_list le 2`.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

QUERIES = Path(__file__).parents[1] / "queries"
# For every mutant the test that fails with it; written by `make mutants`.
RECORD = Path(__file__).with_suffix(".json")
SURVIVES = "survives"
# Comments and texts: an equal sign inside them decides nothing.
WORDS = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
# What is dropped, where it stands, and what then stands there; nullif is taken out below.
DROPPED = (
    ("distinct", re.compile(r"(?<=\()\s*distinct (?=\S)"), ""),
    ("select_distinct", re.compile(r"select distinct\b(?! on\b)"), "select"),
    ("le", re.compile(r"<="), "<"),
    ("ge", re.compile(r">="), ">"),
    ("left_join", re.compile(r"\bleft join\b"), "inner join"),
)
NULLIF = re.compile(r"\bnullif\(")

# Mutants that no data can tell from the query, and why.
EQUIVALENT: dict[str, str] = {
    "staging/resolve/meanings select_distinct 1": "of each system and word one row is kept"
    " by its rank, whatever the copies; each result row would be joined with every word",
    "staging/resolve/meanings select_distinct 2": "the last select distinct drops the copies;"
    " a text would be cut into its parts once for each row that holds it",
}


class Mutant(NamedTuple):
    """One file with one safeguard dropped; `file` without the suffix."""

    file: str
    dropped: str
    number: int
    sql: str

    def __str__(self) -> str:
        return f"{self.file} {self.dropped} {self.number}"

    @property
    def safeguard(self) -> str:
        """As the record names it below its file."""
        return f"{self.dropped} {self.number}"

    @property
    def folder(self) -> str:
        return self.file.split("/")[0]

    @property
    def name(self) -> str:
        """As the product names the file: below its folder."""
        return self.file.split("/", 1)[1]


def every_mutant() -> list[Mutant]:
    """Of every file below queries/, in the order of their names."""
    return [mutant for path in sorted(QUERIES.rglob("*.sql")) for mutant in mutants_of(path)]


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Of one file; comments and texts are left alone."""
    sql = path.read_text(encoding="utf-8")
    plain = WORDS.sub(lambda found: " " * len(found[0]), sql)
    file = path.relative_to(QUERIES).with_suffix("").as_posix()
    for dropped, pattern, instead in DROPPED:
        for number, found in enumerate(pattern.finditer(plain), start=1):
            changed = sql[: found.start()] + instead + sql[found.end() :]
            yield Mutant(file, dropped, number, changed)
    for number, found in enumerate(NULLIF.finditer(plain), start=1):
        yield Mutant(file, "nullif", number, without_nullif(sql, plain, found))


def without_nullif(sql: str, plain: str, found: re.Match[str]) -> str:
    """`nullif(a, b)` becomes `(a)`."""
    depth, comma, at = 1, 0, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        comma = at if plain[at] == "," and depth == 1 else comma
        at += 1
    return f"{sql[: found.start()]}({sql[found.end() : comma]}){sql[at:]}"


def digest(file: str) -> str:
    """Of the text of a query: an edited one asks for a new record."""
    text = (QUERIES / file).with_suffix(".sql").read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]


def read_record(path: Path = RECORD) -> dict[str, str]:
    """Killer of each mutant by its name; of files that are as they were."""
    files = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return {
        f"{file} {safeguard}": killer
        for file, kept in files.items()
        if (QUERIES / file).with_suffix(".sql").exists() and kept["sha256"] == digest(file)
        for safeguard, killer in kept["killed_by"].items()
        if killer != SURVIVES
    }


def write_record(killers: dict[str, str], path: Path = RECORD) -> None:
    """The record of every mutant there is."""
    files: dict[str, dict] = {}
    for mutant in every_mutant():
        if str(mutant) in EQUIVALENT:
            continue
        kept = files.setdefault(mutant.file, {"sha256": digest(mutant.file), "killed_by": {}})
        kept["killed_by"][mutant.safeguard] = killers.get(str(mutant), SURVIVES)
    text = json.dumps(files, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
