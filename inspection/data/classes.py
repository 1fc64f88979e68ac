"""The risk classes of the province, from the lowest risk up: `classes.csv` of its profile.

Codes sort in the order of risk. Columns of one class each begin with the letter of its place
(`a_ratio` is that of the lowest risk), so that a question names them whatever the classes are.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from inspection.errors import BadInput

FILE = "classes.csv"
# A letter for each place: so many classes a province may have.
LETTERS = "abcdef"
# What a question calls the columns that it has for each class.
ENDINGS = ("count", "ratio", "ppm")
RATIOS = tuple(f"{letter}_ratio" for letter in LETTERS)
# Places of words: the class of most or least risk, those of the lower and of the upper half.
TOKEN = re.compile(r"\[(worst|best|low|high|each)(\.short)?\]")
# A row of words that each class has of its own is marked in its key.
EACH = re.compile(r"\[(letter|code)\]")


class RiskClass(NamedTuple):
    """One class: its code, its words, and where the planner's controls begin and end."""

    code: str
    letter: str
    names: tuple[str, str]
    meanings: tuple[str, str]
    example_ppm: int
    most_ppm: int
    lower_ppm: int
    upper_ppm: int
    other_ppm: int


def scheme() -> tuple[RiskClass, ...]:
    """The classes of the profile chosen. Raises BadInput."""
    # Words without a class in them are told before any setting is read.
    from inspection.settings import settings

    return _read(settings().profile_folder / FILE)


def codes() -> tuple[str, ...]:
    """Their codes."""
    return tuple(one.code for one in scheme())


def letter(code: str) -> str:
    """The letter with which the columns of a class begin."""
    return LETTERS[codes().index(code)]


def column(code: str, ending: str) -> str:
    """The column that a question has for a class: `a_ratio`."""
    return f"{letter(code)}_{ending}"


def columns(ending: str) -> tuple[str, ...]:
    """The columns of all classes."""
    return tuple(column(code, ending) for code in codes())


def name_of(code: str, lang: str) -> str:
    """A class for the reader; what is no class keeps its own name."""
    return next((one.names[lang != "zh"] for one in scheme() if one.code == code), code)


def worded(words: str, lang: str) -> str:
    """Words with those of the classes in the places of `[worst]`, `[low]` and the like."""
    return TOKEN.sub(lambda found: _told(found, lang), words)


def spelled(key: str, *words: str) -> Iterator[tuple[str, ...]]:
    """A row of words as often as there are classes where it is one of each class."""
    if not EACH.search(key):
        yield key, *words
        return
    for one in scheme():
        texts = [
            text.replace("[name]", name).replace("[short]", name.split()[-1])
            for text, name in zip(words, one.names, strict=True)
        ]
        yield key.replace("[letter]", one.letter).replace("[code]", one.code), *texts


def _told(found: re.Match[str], lang: str) -> str:
    """The words of one place; in English a name begins small within a sentence."""
    names = [one.names[lang != "zh"] for one in scheme()]
    half, word = len(names) // 2, found[1]
    if word == "each":
        return "、".join(f"{one.names[0]}{{{one.letter}_count}}户" for one in scheme())
    if word in ("low", "high"):
        return _joined(names[:half] if word == "low" else names[-half:], lang)
    name = names[0 if word == "best" else -1]
    if found[2]:
        return name.split()[-1].removesuffix("类")
    is_first = not found.start() or found.string[: found.start()].endswith("{where}: ")
    return name if is_first or lang == "zh" else name[:1].lower() + name[1:]


def _joined(names: Sequence[str], lang: str) -> str:
    """Several classes: A、B类, A and B."""
    if lang != "zh":
        return " and ".join(name.split()[-1] for name in names)
    last = names[0][-1]
    is_shared = last not in "0123456789" and all(name.endswith(last) for name in names)
    return "、".join(n.removesuffix(last) for n in names) + last if is_shared else "、".join(names)


def in_use(names: Sequence[str]) -> tuple[str, ...]:
    """The columns of a question without those of places that no class has."""
    by_class = [ending for ending in ENDINGS if f"{LETTERS[0]}_{ending}" in names]
    beyond = LETTERS[len(scheme()) :]
    unused = {f"{place}_{ending}" for place in beyond for ending in by_class}
    return tuple(name for name in names if name not in unused)


@lru_cache(maxsize=4)
def _read(path: Path) -> tuple[RiskClass, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found = [row["risk_class"] for row in rows]
    in_order = [row["class_order"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    if not in_order or found != sorted(set(found)) or not 2 <= len(rows) <= len(LETTERS):
        what = f"分类须为2至{len(LETTERS)}个，class_order 从1起连续，代码按文字排序与之一致"
        raise BadInput(what, str(path), "改正该表")
    return tuple(map(_class, LETTERS, rows))


def _class(place: str, row: dict[str, str]) -> RiskClass:
    numbers = (int(row[f"{name}_ppm"]) for name in ("example", "most", "lower", "upper", "other"))
    names, meanings = (row["name"], row["name_en"]), (row["meaning"], row["meaning_en"])
    return RiskClass(row["risk_class"], place, names, meanings, *numbers)
