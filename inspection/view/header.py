"""The head of every page: title, trail, definition, badge, notices and the link to this view."""

from collections.abc import Sequence

import streamlit as st

from inspection.showing.plain import plain
from inspection.showing.reports import named_day
from inspection.text import table as words
from inspection.view import links, sentences
from inspection.view.filters import LISTS, SINGLE, Refusal
from inspection.view.page import Page

# Beginnings of parameters that a visitor's page follows.
PUBLIC_PARAMETERS = ("metrics.", "bulletin.")


def draw_header(page: Page, refused: Sequence[Refusal]) -> None:
    """Everything above the first question."""
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    sentences.title(page.say(f"nav.{page.name}"), head)
    if page.scope.reads_bulletin:
        tell_bulletin(page)
        return
    with head.popover(
        page.say("frame.copy"), type="tertiary", key="copy", on_change="rerun"
    ) as box:
        if box.open:
            draw_link(page)
    draw_trail(page)
    sentences.paragraph(page.say(f"{page.name}.definition"))
    draw_badges(page)
    draw_notices(page, refused)


def tell_bulletin(page: Page) -> None:
    """What a visitor must know: what this is, its day, what of the address is not followed."""
    sentences.paragraph(page.say(f"{page.name}.definition"))
    facts = [
        page.say("badge.as_of", day=page.filters.as_of.isoformat()),
        page.say("badge.snapshot", id=page.snapshot.id),
    ]
    sentences.badges(facts, page.carried())
    if ignored := [key for key in st.query_params if not is_public(key)]:
        names = page.joined(called(page, key) for key in ignored)
        sentences.warning(page.say("frame.ignored", names=names))
    page.note("frame.visitor", least=page.ask("small_cell").one()["small_cell_count"])


def called(page: Page, key: str) -> str:
    """A parameter of the address by the name of its filter; any other as it is written."""
    return page.names([key]) if f"filter.{key}" in words() else f"`{key}`"


def is_public(key: str) -> bool:
    """Whether a parameter chooses words or what of the dictionary is open, and no figure."""
    return key == "lang" or key.startswith(PUBLIC_PARAMETERS)


def draw_link(page: Page) -> None:
    """The address of exactly this view, in a box with a copy button."""
    pinned = st.toggle(page.say("frame.copy_pin"), key="copy.pin")
    pairs = links.parameters(
        page.filters,
        page.offered,
        lang=page.lang,
        snapshot=page.snapshot.id if pinned or page.is_pinned else None,
        widgets=page_widgets(page.name),
    )
    # The address of the default page has no name of its own.
    path = "" if page.name == "overview" else page.name
    st.code(links.address(origin(), path, pairs), language=None, wrap_lines=True)
    page.note("frame.copy_note")
    page.note("frame.copy_short")
    short = links.short_address(origin(), page.name, page.filters, pairs)
    st.code(short, language=None, wrap_lines=True)
    if page.scope.may_copy_local_link:
        page.note("frame.copy_local")


def page_widgets(name: str) -> dict[str, object]:
    """Values of the page's own bound widgets: by convention their keys are `<page>.<name>`."""
    return {
        str(key): value
        for key, value in st.session_state.items()
        if str(key).startswith(f"{name}.") and isinstance(value, str | int | float)
    }


def origin() -> str:
    """Scheme and host under which the reader sees this page."""
    scheme, _, rest = (st.context.url or "http://localhost").partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}"


def draw_trail(page: Page) -> None:
    """Province › units › counties › offices; a step back frees what stands below it."""
    steps = [key for key in ("unit", "county", "office") if page.filters.chosen(key)]
    if not steps:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="trail"):
        roots = (None, *steps) if page.scope.is_of_province else tuple(steps)
        for depth, key in enumerate(roots, len(steps) + 1 - len(roots)):
            label = page.say("frame.province") if key is None else page.joined(page.labels(key))
            freed = tuple(steps[depth:])
            st.button(
                plain(label if depth == 0 else f"› {label}"),
                key=f"trail.{key or 'province'}",
                type="tertiary",
                on_click=free,
                args=(freed,),
                disabled=not freed,
            )


def free(keys: Sequence[str]) -> None:
    """Empty these filters."""
    for key in keys:
        st.session_state[key] = []


def draw_badges(page: Page) -> None:
    """The day in force and the selection, and where the figures come from, in one line."""
    known = page.badge()
    facts = [
        page.say("badge.as_of", day=page.filters.as_of.isoformat()),
        page.where,
        page.say("badge.data_date", day=named_day(page.snapshot.data_date, page.lang)),
        page.say("badge.snapshot", id=page.snapshot.id),
        page.say("badge.rejected", count=f"{known['rejected_count']:,}"),
    ]
    sentences.badges(facts, page.reserves())


def draw_notices(page: Page, refused: Sequence[Refusal]) -> None:
    """What the reader must know before reading a figure."""
    if refused:
        values = page.joined(
            page.say("frame.refused_one", filter=page.say(f"filter.{key}"), value=value)
            for key, value in refused
        )
        sentences.warning(page.say("frame.refused", values=values))
    if outside := counties_outside(page):
        sentences.warning(page.say("frame.county_outside", counties=page.joined(outside)))
    if page.filters.beyond_base:
        sentences.info(page.say("frame.beyond_base"))
    if not page.scope.may_see_small_cells:
        page.note("frame.narrowed", least=page.ask("small_cell").one()["small_cell_count"])


def counties_outside(page: Page) -> list[str]:
    """Counties that are chosen beside units none of which they belong to: they add no row."""
    units = set(page.filters.chosen("unit"))
    chosen = page.filters.chosen("county")
    offers = page.offered.get("county", ())
    return [
        one.label for one in offers if one.value in chosen and units and not units & set(one.units)
    ]


def asked(keys: Sequence[str] = (*LISTS, *SINGLE)) -> dict[str, list[str]]:
    """What the link of the first run asks for."""
    return {key: st.query_params.get_all(key) for key in keys if key in st.query_params}
