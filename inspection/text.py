"""Every word on the screen, Chinese and English, by key.

The words are tables `words/<area>.csv` with the columns key, zh, en; a key
begins with its area, as in `progress.title`. A placeholder is `{name}` and
must stand in both languages. What is called by its risk class stands in square brackets and
takes the words of the province's classes (`inspection/data/classes.py`).
"""

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from inspection.counted import for_one
from inspection.data.classes import spelled, worded

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


@lru_cache(maxsize=1)
def table() -> dict[str, Words]:
    """All texts by key. Raises ValueError where a key stands twice."""
    return {key: words for path in WORDS.glob("*.csv") for key, words in area(path.stem).items()}


@cache
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
    words = getattr(area(key.partition(".")[0])[key], lang)
    return told(words, lang, values)


def told(words: str, lang: str, values: Mapping[str, object]) -> str:
    """A template with its values; in English a count of one takes the singular."""
    return (words if lang == LANGUAGES[0] else for_one(words, values)).format(**values)
