"""Source columns and what they are here, constants, a joined key, the order of dates."""

from collections.abc import Mapping

import streamlit as st

from inspection.ingest.mapping.choices import Choice, offered
from inspection.ingest.mapping.column_map import ORDERS, ColumnMap, Composed
from inspection.ingest.mapping.drafting import Chosen, targets_of
from inspection.ingest.mapping.looking import SourceColumn, shown_samples
from inspection.ingest.vocabulary import Vocabulary
from inspection.showing.plain import plain
from inspection.view import sentences
from inspection.view.mapping.place import Place
from inspection.view.page import Page, side_by_side

# One column may become so many of ours.
MOST_TARGETS = 2
IN_A_ROW = 2


def draw_columns(page: Page, place: Place, first: ColumnMap, words: Vocabulary) -> Chosen:
    """Every source column with its samples, and what stands in none of them."""
    choices = {one.column: one for one in offered(place.table, words, page.lang)}
    with page.card("mapping.columns"):
        targets = draw_targets(page, place, first, choices, words)
        with st.expander(page.say("mapping.more")):
            constants = draw_constants(page, place, first, choices)
            composed = draw_composed(page, place, first, choices)
            order = draw_order(page, place, first)
    filled = {name for names in targets.values() for name in names}
    orders = [(name, told) for name, told in first.date_orders if name in filled]
    return Chosen(place.table, targets, constants, composed, order, orders)


def draw_targets(
    page: Page, place: Place, first: ColumnMap, choices: Mapping[str, Choice], words: Vocabulary
) -> dict[int, list[str]]:
    """Position → our columns; none is not used."""
    columns = place.sheet.columns(place.reading)
    targets: dict[int, list[str]] = {}
    for start in range(0, len(columns), IN_A_ROW):
        for spot, column in zip(
            side_by_side(IN_A_ROW), columns[start : start + IN_A_ROW], strict=False
        ):
            with spot:
                default = [name for name in targets_of(first, column) if name in choices]
                targets[column.position] = st.multiselect(
                    plain(column.name),
                    list(choices),
                    default=default,
                    format_func=lambda name: say_choice(page, choices[name]),
                    max_selections=max(MOST_TARGETS, len(default)),
                    placeholder=page.say("mapping.not_used"),
                    key=place.key(f"column_{column.position}"),
                )
                sentences.caption(say_samples(page, column, place.table, words))
    return targets


def draw_constants(
    page: Page, place: Place, first: ColumnMap, choices: Mapping[str, Choice]
) -> dict[str, str]:
    """Our columns that are the same in every row."""
    told = dict(first.constants)
    names = st.multiselect(
        page.say("mapping.constants"),
        list(choices),
        default=[name for name in told if name in choices],
        format_func=lambda name: say_choice(page, choices[name]),
        placeholder=page.say("mapping.none"),
        key=place.key("constants"),
    )
    typed = {
        name: st.text_input(
            choices[name].title, told.get(name, ""), key=place.key(f"constant_{name}")
        )
        for name in names
    }
    return {name: value.strip() for name, value in typed.items() if value.strip()}


def draw_composed(
    page: Page, place: Place, first: ColumnMap, choices: Mapping[str, Choice]
) -> list[Composed]:
    """One of our columns joined from several of the source."""
    told = first.composed[0] if first.composed else Composed("", (), "-")
    left, middle, right = st.columns((3, 4, 1), gap="small", vertical_alignment="bottom")
    names = list(choices)
    target = left.selectbox(
        page.say("mapping.composed"),
        names,
        index=names.index(told.target) if told.target in names else None,
        format_func=lambda name: say_choice(page, choices[name]),
        placeholder=page.say("mapping.none"),
        key=place.key("composed"),
    )
    known = [column.name for column in place.sheet.columns(place.reading)]
    sources = middle.multiselect(
        page.say("mapping.composed_of"),
        known,
        default=[name for name in told.sources if name in known],
        placeholder=page.say("mapping.none"),
        key=place.key("composed_of"),
    )
    separator = right.text_input(
        page.say("mapping.separator"), told.separator, key=place.key("separator")
    )
    rest = list(first.composed[1:])
    return [Composed(target, tuple(sources), separator), *rest] if target else rest


def draw_order(page: Page, place: Place, first: ColumnMap) -> str:
    """How the parts of a date follow each other."""
    orders = sorted(ORDERS, key=lambda order: order != first.order_of(""))
    return st.selectbox(
        page.say("mapping.date_order"),
        orders,
        format_func=lambda order: page.say(f"mapping.order_{order}"),
        key=place.key("order"),
    )


def say_choice(page: Page, choice: Choice) -> str:
    """Title and explanation in one line."""
    key = "mapping.choice_needed" if choice.is_required else "mapping.choice"
    return page.say(key, title=choice.title, explanation=choice.explanation)


def say_samples(page: Page, column: SourceColumn, table: str, words: Vocabulary) -> str:
    """How full a column is, and what stands in it first."""
    return page.say(
        "mapping.samples",
        filled=column.filled_count,
        distinct=column.distinct_count,
        samples="、".join(shown_samples(column, table, words)) or "—",
    )
