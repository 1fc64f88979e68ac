"""Every word on the screen, Chinese and English, by key.

The words are tables `words/<area>.csv` with the columns key, zh, en; a key
begins with its area, as in `progress.title`. A placeholder is `{name}` and
must stand in both languages. What is called by its risk class stands in square brackets and
takes the words of the province's classes (`inspection/data/classes.py`).
"""

import csv
import re
from pathlib import Path
from typing import NamedTuple

from inspection.data.classes import spelled, worded
from inspection.provinces import by_province

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")
# In English one of a kind is no plural: "1 units have" is "1 unit has".
NOUNS = (
    *("alert", "candidate", "cell", "character", "check", "comparison", "day", "decision"),
    *("document", "enterprise", "field", "file", "firm", "formula", "line", "object", "pair"),
    *("paper", "person", "place", "point", "row", "rule", "snapshot", "table", "task", "team"),
    *("time", "unit", "view", "visit", "word"),
)
IRREGULAR = {"classes": "class", "counties": "county"}
PLURALS = {f"{noun}s": noun for noun in NOUNS} | IRREGULAR
VERBS = {"have": "has", "are": "is", "were": "was", "wait": "waits", "map": "maps"} | {
    verb: f"{verb}s"
    for verb in ("differ", "fall", "hold", "lack", "lie", "need", "publish", "stand")
}
SINGLE = re.compile(
    r"(?<![\d.,])1 (?P<what>(?:more|earlier|working|provincial|applicable|problem) |person-)?"
    rf"(?P<noun>{'|'.join(PLURALS)})\b(?P<that> that are \w+)?"
    rf"(?: (?P<verb>{'|'.join(VERBS)})\b)?"
)
# A count without its noun: "1 more have drawn", "1 are not closed".
BARE = re.compile(r"(?<![\d.,])(?P<one>1 (?:more )?)(?P<verb>are|have|lack|need|were)\b")


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


@by_province
def table() -> dict[str, Words]:
    """All texts by key. Raises ValueError where a key stands twice."""
    return {key: words for path in WORDS.glob("*.csv") for key, words in area(path.stem).items()}


@by_province
def area(name: str) -> dict[str, Words]:
    """The texts of one area by key. Raises KeyError for no area, ValueError for a key twice."""
    path = WORDS / f"{name}.csv"
    if not path.exists():
        raise KeyError(name)
    words: dict[str, Words] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for key, zh, en in spelled(row["key"], row["zh"], row["en"]):
                if key in words:
                    raise ValueError(f"{path.name}: key {key} stands twice")
                words[key] = Words(*map(worded, (zh, en), LANGUAGES))
    return words


def text(key: str, lang: str = "zh", **values: object) -> str:
    """The text of `key` in `lang`, placeholders filled. Raises KeyError."""
    return filled(getattr(area(key.partition(".")[0])[key], lang), lang, **values)


def filled(words: str, lang: str, /, **values: object) -> str:
    """Words with their placeholders filled; in English one of a kind stands in the singular."""
    told = words.format(**values)
    if not values or lang == LANGUAGES[0]:
        return told
    return BARE.sub(lambda bare: bare["one"] + VERBS[bare["verb"]], SINGLE.sub(_one, told))


def _one(found: re.Match[str]) -> str:
    """One of a kind, and what it does."""
    that = (found["that"] or "").replace(" are ", " is ")
    verb = f" {VERBS[found['verb']]}" if found["verb"] else ""
    return f"1 {found['what'] or ''}{PLURALS[found['noun']]}{that}{verb}"
