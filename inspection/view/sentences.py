"""Every sentence that the screen reads as Markdown: text in, and nothing of it is markup.

No other module of the screen writes Markdown; what is bold, a badge or a line of a list is
made here around texts that were made harmless before.
"""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from inspection.showing.plain import plain


def paragraph(text: str, place: Any = st) -> None:
    """A sentence of the page."""
    place.markdown(plain(text))


def caption(text: str, place: Any = st, **layout: Any) -> None:
    """A quiet sentence."""
    place.caption(plain(text), **layout)


def title(text: str, place: Any = st) -> None:
    """The title of the page."""
    place.title(plain(text), anchor=False, width="stretch")


def header(text: str, place: Any = st, anchor: str | bool = False, **layout: Any) -> None:
    """What a page or a card opens with."""
    place.header(plain(text), anchor=anchor, **layout)


def bold(text: str) -> None:
    """A sentence that answers."""
    st.markdown(f"**{plain(text)}**")


def named(name: str, code: str) -> None:
    """A name in bold, and what it is called in the product."""
    st.markdown(f"**{plain(name)}** `{code}`")


def labelled(label: str, value: str) -> None:
    """A label in bold and a text."""
    st.markdown(f"**{plain(label)}**　{plain(value)}")


def labelled_caption(label: str, value: str) -> None:
    """The same, quiet."""
    st.caption(f"**{plain(label)}**　{plain(value)}")


def item(text: str) -> None:
    """A line of a list."""
    st.markdown(f"- {plain(text)}")


def badges(facts: Iterable[str], notes: Iterable[str]) -> None:
    """Facts, and what goes along with every figure, side by side."""
    marks = [f":gray-badge[{plain(fact)}]" for fact in facts]
    marks += [f":orange-badge[{plain(note)}]" for note in notes]
    st.markdown(" ".join(marks))


def tile(name: str, figure: str, small: Iterable[str | None], told: str) -> None:
    """Name, figure in bold and what stands beside it."""
    beside = " · ".join(plain(part) for part in small if part)
    lines = [plain(name), f"**{plain(figure)}**", beside]
    st.markdown("\n\n".join(line for line in lines if line), help=plain(told))


def warning(text: str) -> None:
    """A sentence that must not be overlooked."""
    st.warning(plain(text))


def info(text: str) -> None:
    """A sentence that helps."""
    st.info(plain(text))


def error(text: str) -> None:
    """What went wrong."""
    st.error(plain(text))


def success(text: str) -> None:
    """What is done."""
    st.success(plain(text))
