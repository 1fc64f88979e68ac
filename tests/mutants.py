"""Every .sql with one safeguard dropped: a distinct, a nullif, an equal sign, a left join.

A mutant is named for its file, what is dropped, and the words around it:
`plan/task_list le: and drawn_on <= $as_of`. Comments, spaces and line ends name
nothing, so that a query may be laid out anew and keep its mutants.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

QUERIES = Path(__file__).parents[1] / "queries"
COMMENT = re.compile(r"--[^\n]*")
# Comments and texts: an equal sign inside them decides nothing.
WORDS = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
TOKEN = re.compile(r"\$?\w+|'(?:[^']|'')*'|<=|>=|<>|!=|::|\S")
# Words before and after a point that name it.
BEFORE, AFTER = 4, 7
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
MEANINGS = "staging/resolve/meanings select_distinct:"
EQUIVALENT: dict[str, str] = {
    f"{MEANINGS} with systems as ( select distinct source_system from result_systems ) ,": (
        "of each system and word one row is kept by its rank, whatever the copies;"
        " each result row would be joined with every word"
    ),
    f"{MEANINGS} with texts as ( select distinct systems . source_system , spoken": (
        "the last select distinct drops the copies;"
        " a text would be cut into its parts once for each row that holds it"
    ),
}


class Mutant(NamedTuple):
    """One file with one safeguard dropped; `file` without the suffix, `code` as `digest` tells."""

    file: str
    dropped: str
    place: str
    code: str
    sql: str

    def __str__(self) -> str:
        return f"{self.file} {self.dropped}: {self.place}"

    @property
    def folder(self) -> str:
        return self.file.split("/")[0]

    @property
    def name(self) -> str:
        """As the product names the file: below its folder."""
        return self.file.split("/", 1)[1]

    @property
    def short(self) -> str:
        """A name for a file."""
        return hashlib.sha256(str(self).encode()).hexdigest()[:16]


def every_mutant() -> list[Mutant]:
    """Of every file below queries/, in the order of their names."""
    return [mutant for path in sorted(QUERIES.rglob("*.sql")) for mutant in mutants_of(path)]


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Of one file; points with the same words around them are numbered."""
    sql = path.read_text(encoding="utf-8")
    file = path.relative_to(QUERIES).with_suffix("").as_posix()
    seen: Counter[tuple[str, str]] = Counter()
    for dropped, start, changed in changes(sql):
        words = words_around(sql, start)
        seen[dropped, words] += 1
        number = seen[dropped, words]
        place = words if number == 1 else f"{words} #{number}"
        yield Mutant(file, dropped, place, digest(sql), changed)


def changes(sql: str) -> Iterator[tuple[str, int, str]]:
    """What is dropped, where, and the text without it; comments and texts are left alone."""
    plain = WORDS.sub(lambda found: " " * len(found[0]), sql)
    for dropped, pattern, instead in DROPPED:
        for found in pattern.finditer(plain):
            yield dropped, found.start(), sql[: found.start()] + instead + sql[found.end() :]
    for found in NULLIF.finditer(plain):
        yield "nullif", found.start(), without_nullif(sql, plain, found)


def without_nullif(sql: str, plain: str, found: re.Match[str]) -> str:
    """`nullif(a, b)` becomes `(a)`."""
    depth, comma, at = 1, 0, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        comma = at if plain[at] == "," and depth == 1 else comma
        at += 1
    return f"{sql[: found.start()]}({sql[found.end() : comma]}){sql[at:]}"


def tokens(sql: str) -> list[str]:
    """The words and signs of a query without its comments."""
    return TOKEN.findall(COMMENT.sub("", sql))


def words_around(sql: str, start: int) -> str:
    """The last words before a point and the first ones from there on."""
    return " ".join([*tokens(sql[:start])[-BEFORE:], *tokens(sql[start:])[:AFTER]])


def digest(sql: str) -> str:
    """Of what a query does, however it is laid out and commented."""
    return hashlib.sha256(" ".join(tokens(sql)).encode()).hexdigest()[:12]
