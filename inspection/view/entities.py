"""Finding one entity: a text the reader types, compared as names and codes are stored."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from inspection.showing.answer import Answer
from inspection.view.controls import choice, typed
from inspection.view.page import Page

# A single character finds too much to be of use.
LEAST_CHARACTERS = 2
MOST_SHOWN = 50
SHOWN = ("entity_code", "name", "entity_kind", "unit", "county", "reg_status")
BRACKETS = str.maketrans("【】〔〕﹝﹞[]", "()()()()")


def search_key(typed: str) -> str:
    """What is typed as names and codes are stored: half-width, upper case, no white space."""
    half_width = unicodedata.normalize("NFKC", typed).translate(BRACKETS)
    return "".join(half_width.split()).upper()


def find_entity(page: Page) -> Mapping[str, Any] | None:
    """The entity the reader asks for; where several fit, the one chosen among them."""
    with page.card("entity.search") as card:
        key = search_key(typed(page, "entity.find", "entity.find_label", max_chars=100))
        if len(key) < LEAST_CHARACTERS:
            page.tell_unfiltered()
            page.note("entity.type_more", count=LEAST_CHARACTERS)
            return None
        found = matches(page, key)
        card.furnish(found)
        if found.rows.num_rows == 1:
            return found.one()
        card.table(first_of(found), SHOWN)
        return chosen(page, found) if found else None


def matches(page: Page, key: str) -> Answer:
    """Entities whose code begins with the key; else whose code holds it; else whose name does."""
    if key.isascii():
        for place in ("code", "part"):
            answer = page.ask("entities_by_code", units=None, **{place: key})
            if answer:
                return answer
    return page.ask("entities_by_name", part=key, units=None)


def first_of(found: Answer) -> Answer:
    """As many as are shown; the question gives one more where there are more."""
    return replace(found, rows=found.rows.slice(0, MOST_SHOWN))


def chosen(page: Page, found: Answer) -> Mapping[str, Any] | None:
    """One of several entities, by name and code."""
    if found.rows.num_rows > MOST_SHOWN:
        page.note("entity.too_many", count=MOST_SHOWN)
    by_label = {
        f"{row['name']}（{row['entity_code']}）": row for row in first_of(found).rows.to_pylist()
    }
    label = choice(page, "entity.pick", "entity.pick_label", list(by_label), index=None)
    return by_label[label] if label else None
