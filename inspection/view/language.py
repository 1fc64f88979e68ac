"""The reader's language: the switch at the foot of the sidebar, bound to `?lang=`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st
from streamlit.runtime.state import get_session_state

from inspection.text import LANGUAGES, text


def language_switch(place: Any) -> str:
    """Draw the switch; the language it stands on. Drawn before any word, so that all agree."""
    chosen = place.segmented_control(
        text("filter.lang"),
        LANGUAGES,
        default=LANGUAGES[0],
        required=True,
        key="lang",
        bind="query-params",
    )
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


@contextmanager
def carried_over(key: str, words: Sequence[str], lang: str) -> Iterator[None]:
    """Keep the choice of the widget drawn inside, one of these `words`, when the language changes.

    Its options are words, and so is its value in the link: one of the other language is
    taken for the same word in this one, and written into the address.
    """
    held = str(st.session_state.get(key) or st.query_params.get(key) or "")
    known = {text(word, other): text(word, lang) for other in LANGUAGES for word in words}
    if known.get(held, held) == held:
        yield
        return
    st.session_state[key] = known[held]
    yield
    if known[held] != text(words[0], lang):
        write_address(key, known[held])


def write_address(key: str, value: str | list[str]) -> None:
    """Write the value of a bound widget into the address.

    The framework does so itself only for a widget whose options have not changed.
    """
    kind = "string_value" if isinstance(value, str) else "string_array_value"
    with get_session_state().query_params() as address:
        address.set_corrected_value(key, value, kind)
