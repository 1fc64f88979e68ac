"""Every word on the screen, Chinese and English, by key.

The words are tables `words/<area>.csv` with the columns key, zh, en; a key
begins with its area, as in `progress.title`. A placeholder is `{name}` and
must stand in both languages. What is called by its risk class stands in square brackets and
takes the words of the province's classes (`inspection/data/classes.py`).
"""

import csv
from pathlib import Path
from typing import NamedTuple

from inspection.data.classes import spelled, worded
from inspection.provinces import by_province

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("zh", "en")


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
    return getattr(area(key.partition(".")[0])[key], lang).format(**values)
