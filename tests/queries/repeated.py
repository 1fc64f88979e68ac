"""How much of the question SQL stands in several files: runs of the same six lines.

`python tests/queries/repeated.py` prints lines, repeated lines and their share.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

RUN = 6
# Lines that every query has.
BARE = {"(", ")", "),", "with", "from", "select"}


class Repeated(NamedTuple):
    """Lines of question SQL without comments, and those in a run that another file has too."""

    line_count: int
    repeated_count: int
    by_file: dict[str, int]

    @property
    def share(self) -> float:
        return self.repeated_count / self.line_count


def repeated(files: Mapping[str, str]) -> Repeated:
    """Of the texts of questions by name."""
    lines = {name: _lines(sql) for name, sql in files.items()}
    places = defaultdict(list)
    for name, own in lines.items():
        for at in range(len(own) - RUN + 1):
            places[tuple(own[at : at + RUN])].append((name, at))
    marked = defaultdict(set)
    for found in places.values():
        if len({name for name, _ in found}) > 1:
            for name, at in found:
                marked[name].update(range(at, at + RUN))
    by_file = {name: len(marked[name]) for name in sorted(marked, key=lambda n: -len(marked[n]))}
    return Repeated(sum(map(len, lines.values())), sum(by_file.values()), by_file)


def _lines(sql: str) -> list[str]:
    stripped = (re.sub(r"\s+", " ", line).strip() for line in sql.split("\n"))
    return [line for line in stripped if line and not line.startswith("--") and line not in BARE]


if __name__ == "__main__":
    from inspection.data.questions import questions

    found = repeated({question.name: question.sql for question in questions()})
    print(f"{found.line_count} lines, {found.repeated_count} repeated, {found.share:.1%}")
    for name, count in found.by_file.items():
        print(f"{count:5} {name}")
