"""English after a count of one: "1 unit is", where the words say "{unit_count} units are".

The words of `words/*.csv` speak of many. What follows a placeholder – at most two words before
the noun, and the verb right after it – is put into the singular where the value told is 1.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

ONE = "1"
# Nouns whose singular is not the word without its s.
NOUNS = {
    "counties": "county",
    "duties": "duty",
    "entities": "entity",
    "copies": "copy",
    "classes": "class",
    "matches": "match",
    "entries": "entry",
    "persons": "person",
    "people": "person",
}
VERBS = {
    "are": "is",
    "were": "was",
    "have": "has",
    "lack": "lacks",
    "need": "needs",
    "wait": "waits",
    "differ": "differs",
    "agree": "agrees",
    "hold": "holds",
    "do": "does",
    "stand": "stands",
    "hang": "hangs",
    "stay": "stays",
}
# What ends in s and is no plural; and what may stand between a count and its noun.
NOT_PLURAL = {"is", "was", "has", "this", "those", "as", "its", "does", "takes", "says", "others"}
AFTER = re.compile(
    r"\{(?P<name>\w+)(?::[^{}]*)?\}\*{0,2} "
    r"(?P<between>(?:(?!of\b|in\b|by\b|to\b|for\b|without\b|more than\b)[a-zA-Z-]+ ){0,2}?)"
    r"(?P<noun>[a-z-]+s|people)\b"
    r"(?:(?P<gap> (?:that |of rules )?)(?P<verb>[a-z]+)\b)?"
)
# A count without a noun of its own: "1 more has", "1 is".
BARE = re.compile(
    r"\{(?P<name>\w+)(?::[^{}]*)?\}\*{0,2} (?:more )?(?P<verb>are|were|have|lack|need)\b"
)


class Spot(NamedTuple):
    """Where a template counts something: its placeholder, and what stands there for one."""

    name: str
    start: int
    end: int
    one: str


def singular(noun: str) -> str:
    """The singular of an English noun of the words."""
    return NOUNS.get(noun, noun.removesuffix("s"))


@lru_cache(maxsize=4096)
def _spots(template: str) -> tuple[Spot, ...]:
    """Every counted noun and verb of a template, from the left."""
    found = []
    for match in AFTER.finditer(template):
        noun, verb = match["noun"], match["verb"]
        if noun in NOT_PLURAL or noun.endswith("ss"):
            continue
        one = singular(noun) + (f"{match['gap']}{VERBS.get(verb, verb)}" if verb else "")
        found.append(Spot(match["name"], match.start("noun"), match.end(), one))
    for match in BARE.finditer(template):
        one = VERBS[match["verb"]]
        found.append(Spot(match["name"], match.start("verb"), match.end(), one))
    return tuple(sorted(found, key=lambda spot: spot.start))


def for_one(template: str, values: Mapping[str, object]) -> str:
    """The template with nouns and verbs in the singular where their count is 1.

    >>> for_one("{unit_count} units are behind", {"unit_count": 1})
    '{unit_count} unit is behind'
    """
    for spot in reversed(_spots(template)):
        if str(values.get(spot.name)).strip("*") == ONE:
            template = template[: spot.start] + spot.one + template[spot.end :]
    return template
