"""The reader's language: from the link on the first run, then from the switch."""

import streamlit as st

from inspection.text import LANGUAGES, text


def language() -> str:
    """`zh` unless the link or the switch says `en`."""
    asked = st.session_state.get("lang") or st.query_params.get("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def language_switch(lang: str) -> None:
    """The switch at the foot of the sidebar, bound to `?lang=`."""
    st.sidebar.segmented_control(
        text("filter.lang", lang),
        LANGUAGES,
        default=LANGUAGES[0],
        required=True,
        key="lang",
        bind="query-params",
    )
