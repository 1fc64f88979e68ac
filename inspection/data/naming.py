"""Firms named in free text: their names and codes are stars for readers who may not see names.

A name counts where it is registered, whatever its brackets, width and white space; a code
where it looks like one of 18 characters or 15 digits. What is masked is the text as it is shown,
never the data.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import normalize

import pyarrow as pa

from inspection.data import connections
from inspection.data.questions import sql_files

# Columns that hold what people wrote; of all others the words are known.
FREE = frozenset(
    (
        *("name", "title", "background", "practice", "class_use", "outcome", "replicability"),
        *("medium", "event", "reason", "content", "exempt_reason", "exempt_office", "filed_at"),
        *("lead_office", "exec_office", "check_office", "office", "score_item", "subject"),
        *("task_name", "plan_name", "first_office", "second_office", "part", "not_public_reason"),
    )
)
# Shorter names are words of any text; longer ones nobody registers.
SHORTEST, LONGEST = 4, 60
CODE = re.compile(r"(?<![0-9A-Z])(?:[0-9A-Z]{2}\d{6}[0-9A-Z]{10}|\d{15})(?![0-9A-Z])")
MASK = "***"
BRACKETS = str.maketrans("【】〔〕﹝﹞[]", "()()()()")


def masked(rows: pa.Table, marts: Path) -> pa.Table:
    """The rows with every firm named in a free text as stars."""
    names = [
        field.name for field in rows.schema if field.name in FREE and pa.types.is_string(field.type)
    ]
    texts = {text for name in names for text in rows[name].to_pylist() if text}
    if not texts:
        return rows
    known = registered(sorted(texts), marts)
    told = {text: without_firms(text, known) for text in texts}
    for name in names:
        values = [told.get(text, text) for text in rows[name].to_pylist()]
        place = rows.column_names.index(name)
        rows = rows.set_column(place, rows.schema.field(name), pa.array(values, pa.string()))
    return rows


def registered(texts: Sequence[str], marts: Path) -> frozenset[str]:
    """Keys of the registered names that stand in any of the texts."""
    pieces = {piece for text in texts for _, _, piece in _pieces(text)}
    if not pieces:
        return frozenset()
    sql = sql_files("naming")["registered"]
    rows = connections.fetch(marts, sql, {"pieces": sorted(pieces)})
    return frozenset(rows["name_key"].to_pylist())


def without_firms(text: str, known: frozenset[str]) -> str:
    """The text with these names and with whatever looks like a code as stars, longest first."""
    found = [(start, end) for start, end, piece in _pieces(text) if piece in known]
    for start, end in sorted(found, key=lambda span: span[0] - span[1]):
        if MASK[0] not in text[start:end]:
            text = text[:start] + MASK[0] * (end - start) + text[end:]
    return re.sub(r"\*{4,}", MASK, CODE.sub(MASK, text))


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Every piece as long as a name: where it begins and ends in the text, and its key."""
    marks = [
        (place, sign)
        for place, letter in enumerate(text)
        for sign in normalize("NFKC", letter).upper().translate(BRACKETS)
        if not sign.isspace()
    ]
    key = "".join(sign for _, sign in marks)
    for start in range(len(key) - SHORTEST + 1):
        for end in range(start + SHORTEST, min(start + LONGEST, len(key)) + 1):
            yield marks[start][0], marks[end - 1][0] + 1, key[start:end]
