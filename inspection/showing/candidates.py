"""案例候选 in sentences: what stands out, how firm that is, and what makes a candidate weak."""

from collections.abc import Mapping, Sequence
from typing import Any

from inspection.data.columns import written
from inspection.showing.shown import written_row
from inspection.text import text

QUESTION, ROWS = "case_candidates", "candidate_rows"
STRONG = "strong"
# States in which a candidate was compared with chance.
LOOKED_AT = (STRONG, "chance")
# What tells a candidate from the others.
KEYS = ("candidate_kind", "unit", "subject")
Row = Mapping[str, Any]


def say_all(rows: Sequence[Row], lang: str) -> str:
    """How many were looked at together, and how many chance does not explain."""
    if not rows:
        return text("cases.candidates_nothing", lang)
    looked = max(row["looked_count"] or 0 for row in rows)
    if not looked:
        return text("cases.candidates_unlooked", lang)
    strong = sum(row["candidate_state"] == STRONG for row in rows)
    bound = next(row["bound_z"] for row in rows if row["bound_z"] is not None)
    key = "cases.candidates_said" if strong else "cases.candidates_none"
    return text(
        key,
        lang,
        looked_count=written("looked_count", looked, lang),
        strong_count=written("looked_count", strong, lang),
        bound_z=written("bound_z", bound, lang),
    )


def said_keys(row: Row) -> list[str]:
    """Words about a candidate: what it did, and what was expected where it was compared."""
    first = f"cases.said_{row['candidate_kind']}"
    if row["candidate_state"] not in LOOKED_AT:
        return [first]
    return [first, f"cases.expected_{row['candidate_kind']}", "cases.said_interval"]


def weak_keys(row: Row) -> list[str]:
    """Words of what makes a candidate weak; of a strong one what it still does not show."""
    found = [f"cases.weak_{row['candidate_state']}"]
    if row["candidate_state"] == STRONG:
        found.append(f"cases.caveat_{row['candidate_kind']}")
    return [*found, "cases.weak_estimated"] if row["is_estimated"] else found


def say(keys: Sequence[str], row: Row, lang: str) -> str:
    """These words with the values of a candidate."""
    values = written_row(row, lang)
    return "".join(text(key, lang, **values) for key in keys)


def label(row: Row, lang: str) -> str:
    """A candidate by its kind, unit and subject."""
    told = written_row({name: row[name] for name in KEYS}, lang)
    return " ".join(dict.fromkeys(told.values()))
