"""What the queries say of themselves: the text of their headers, read as text."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

QUERIES = Path(__file__).parents[2] / "queries"
# What an import or the building of a snapshot asks is no question of a reader.
BUILDING = ("canonical", "staging", "years", "marts", "macros", "forms", "scopes", "naming")
# Figures that a question gives where it is asked for more than the filters.
ASKED_AS = {
    "completion_rates_by_office": ("completion_rates", {"by": "office"}),
    "target_what_if": ("target_what_if", {"floor_ppm": 50_000}),
}


class Header(NamedTuple):
    """Parameters, rule and access of one question."""

    params: frozenset[str]
    rule: str
    access: str


@cache
def headers() -> dict[str, Header]:
    """The header of every question by its name, and of every figure asked of one."""
    found = {
        path.stem: read_header(path.read_text(encoding="utf-8"))
        for path in sorted(QUERIES.glob("*/*.sql"))
        if path.parent.name not in BUILDING
    }
    return found | {figure: found[name] for figure, (name, _) in ASKED_AS.items()}


def read_header(text: str) -> Header:
    """One header; a part goes on until the next one begins."""
    lines = [line.removeprefix("--") for line in text.splitlines() if line.startswith("--")]
    joined = "\n".join(lines)
    parts = dict(re.findall(r"^ (\w+): *((?:.*\n?)(?:   +.*\n?)*)", joined, re.MULTILINE))
    params = frozenset(re.findall(r"\$(\w+)", parts["params"]))
    return Header(params, " ".join(parts["rule"].split()), parts["access"].strip())
