"""Our tables and columns as they are offered: a title, what belongs there, whether it must be."""

from typing import NamedTuple

from inspection.data.columns import Holds, read_as
from inspection.ingest.mapping.dates import is_day
from inspection.ingest.mapping.naming import title_of
from inspection.ingest.mapping.values import PLACE, domain_of, our_values
from inspection.ingest.vocabulary import PERSONAL, Vocabulary
from inspection.text import table as texts
from inspection.text import text

OTHER_NAMES = 3
WORDS_SHOWN = 5


class Choice(NamedTuple):
    """One of our columns: its title, an explanation, whether the table needs it or its like."""

    column: str
    title: str
    explanation: str
    is_required: bool


def offered(table: str, words: Vocabulary, lang: str) -> list[Choice]:
    """Every column a table can have, those it needs first."""
    needed = {name for group in words.tables[table].required for name in group}
    names = sorted(words.columns_of(table), key=lambda name: name not in needed)
    personal = [PERSONAL] if PERSONAL in words.synonyms[table].values() else []
    return [
        Choice(name, title_of(name, lang), explained(table, name, words, lang), name in needed)
        for name in [*names, *personal]
    ]


def explained(table: str, column: str, words: Vocabulary, lang: str) -> str:
    """What belongs into a column, and by which other names it is known."""
    own = f"mapping.about_{column}"
    said = text(own, lang) if own in texts() else _holds(table, column, lang)
    names = [
        header
        for header, name in words.synonyms[table].items()
        if name == column and header != title_of(column)
    ]
    also = "、".join(names[:OTHER_NAMES])
    return text("mapping.also", lang, said=said, names=also) if also else said


def _holds(table: str, column: str, lang: str) -> str:
    domain = domain_of(table, column)
    if domain == PLACE:
        return text("mapping.holds_place", lang)
    if domain:
        ours = list(our_values(domain).values())
        more = "…" if len(ours) > WORDS_SHOWN else ""
        return text("mapping.holds_words", lang, words="、".join(ours[:WORDS_SHOWN]) + more)
    if is_day(column):
        return text("mapping.holds_day", lang)
    is_number = read_as(column) in (Holds.WHOLE, Holds.NUMBER)
    return text("mapping.holds_number" if is_number else "mapping.holds_text", lang)
