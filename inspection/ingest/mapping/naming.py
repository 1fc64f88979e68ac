"""What the words of a mapping mean: its parts, our tables and our columns by any of their names."""

import csv
from functools import lru_cache
from pathlib import Path

from inspection.errors import BadInput
from inspection.ingest.mapping.column_map import IGNORED
from inspection.ingest.vocabulary import PERSONAL, Vocabulary, header_key
from inspection.text import table as texts

WORDS = Path(__file__).with_name("words.csv")
SEE = "用 docs/export-formats.md 列出的列名，或列的中文名称"


@lru_cache(maxsize=1)
def _roles() -> dict[str, set[str]]:
    roles: dict[str, set[str]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            roles.setdefault(row["role"], set()).add(header_key(row["word"]))
    return roles


def says(role: str, word: str) -> bool:
    """Whether `word` is a name of this part of a mapping, in either language."""
    return header_key(word) in _roles()[role]


def role_of(word: str, roles: tuple[str, ...]) -> str:
    """The first of `roles` that `word` names, "" for none."""
    return next((role for role in roles if says(role, word)), "")


def table_of(word: str, words: Vocabulary, where: str) -> str:
    """The table of this name or title. Raises BadInput."""
    for name, table in words.tables.items():
        if header_key(word) in (name, header_key(table.title)):
            return name
    known = "、".join(table.title for table in words.tables.values())
    raise BadInput(f"没有表“{word}”", where, f"可用：{known}")


def column_of(word: str, table: str, words: Vocabulary, where: str) -> str:
    """Our column that `word` names, IGNORED where it says so. Raises BadInput for none."""
    if says("ignored", word):
        return IGNORED
    names = [table] if table else list(words.tables)
    found = {name for in_table in names for name in _meant(word, in_table, words)}
    if len(found) == 1:
        return found.pop()
    said = f"没有列“{word}”" if not found else f"“{word}”可指几列：{'、'.join(sorted(found))}"
    raise BadInput(said, where, SEE)


def _meant(word: str, table: str, words: Vocabulary) -> set[str]:
    """By name, else by a header that is known, else by title."""
    columns = [*words.columns_of(table), PERSONAL]
    if word in columns:
        return {word}
    if named := words.synonyms[table].get(header_key(word)):
        return {named} & set(columns)
    return {name for name in columns if header_key(title_of(name)) == header_key(word)}


def title_of(column: str, lang: str = "zh") -> str:
    """What a column is called where people choose it."""
    return str(getattr(texts()[f"column.{column}"], lang))
