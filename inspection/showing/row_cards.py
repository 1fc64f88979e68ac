"""A table's rows as cards, for screens too narrow for columns: every value under its heading."""

from collections.abc import Collection, Mapping, Sequence
from html import escape

import pyarrow as pa

from inspection.data import columns
from inspection.showing.plain import in_address
from inspection.showing.shown import in_language
from inspection.text import text

# Cards shown at once; cards in all, the others open. What is longer is read in the workbook.
FIRST_CARDS, MOST_CARDS = 6, 40
# Values of a card shown at once, its title apart.
FIRST_VALUES = 5


def cards(
    rows: pa.Table,
    lang: str,
    question: str = "",
    addresses: Mapping[str, str] | None = None,
    hidden: Mapping[str, Collection[int]] | None = None,
) -> str:
    """HTML of the first rows; codes of `addresses`, by column, lead there with the code added.

    What is `hidden`, by column and row, is withheld.
    """
    told = in_language(rows, lang)
    heads = {name: columns.heading(name, lang, question) for name in told.column_names}
    found = [
        _card(
            row, heads, lang, addresses or {}, {n for n, own in (hidden or {}).items() if at in own}
        )
        for at, row in enumerate(told.slice(0, MOST_CARDS).to_pylist())
    ]
    first, more = found[:FIRST_CARDS], found[FIRST_CARDS:]
    rest = _opening(text("frame.cards_more", lang, count=len(more)), more) if more else ""
    left = rows.num_rows - len(found)
    note = f"<p>{escape(text('frame.cards_left', lang, count=left))}</p>" if left else ""
    return f'<div class="row-cards">{"".join(first)}{rest}{note}</div>'


def _card(
    row: Mapping[str, object],
    heads: Mapping[str, str],
    lang: str,
    addresses: Mapping[str, str],
    hidden: Collection[str],
) -> str:
    word = text("frame.withheld", lang)
    title, *values = [
        _value(
            heads[name],
            word if name in hidden else _written(name, value, lang, addresses.get(name)),
        )
        for name, value in row.items()
        if value is not False
    ] or [""]
    first, more = values[:FIRST_VALUES], values[FIRST_VALUES:]
    rest = _opening(text("frame.card_more", lang), more) if more else ""
    return f'<section class="row-card">{title}{"".join(first)}{rest}</section>'


def _value(head: str, value: str) -> str:
    return f"<div><span>{escape(head)}</span><b>{value}</b></div>"


def _written(name: str, value: object, lang: str, address: str | None) -> str:
    told = escape(columns.written(name, value, lang))
    if not address or columns.is_missing(value):
        return told
    return f'<a href="{escape(address + in_address(str(value)))}" target="_blank">{told}</a>'


def _opening(label: str, parts: Sequence[str]) -> str:
    return f"<details><summary>{escape(label)}</summary>{''.join(parts)}</details>"
